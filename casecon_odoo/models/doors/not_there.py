"""What is not the reader's to see is refused like what is not there: the same error, the same words, on every path.

Odoo names rules and records to whoever has debug on, and answers for a number that nobody has with another error or an
empty list: small numbers, tried one after the other, would tell which of them are a case.
"""

import re

from odoo import models
from odoo.exceptions import AccessError, MissingError
from odoo.http import request
from odoo.tools.translate import get_translation

from .hidden import hides

GONE = ("Record does not exist or has been deleted.", "(Record: %(record)s, User: %(user)s)")
NAMED = re.compile(r"\b([a-z_]+(?:\.[a-z_]+)+)\(\d")  # a record in a sentence of Odoo's


class NotThereError(AccessError, MissingError):
    """Refused or missing: Odoo's code that expects either of the two goes on, and a client is told of a refusal."""


NotThereError.__module__, NotThereError.__name__ = AccessError.__module__, AccessError.__name__  # what a client reads


def not_there(env):
    return NotThereError(env._("This record does not exist, or you do not have access to it."))


class GoneError(AccessError, MissingError):
    """A refusal of what, to a client, was deleted; Odoo's code that expects a refusal goes on."""

    http_status = MissingError.http_status


GoneError.__module__, GoneError.__name__ = MissingError.__module__, MissingError.__name__


def gone(records):
    """Refused in the words that Odoo has for what was deleted, where it has to refuse a row of a model of its own."""
    env, said = records.env, {"record": records[:1].sudo(False), "user": records.env.uid}
    return GoneError("\n".join(get_translation("base", env.lang or "en_US", text, said) for text in GONE))


def ask_sudo(records, ask):
    """`ask(records_sudo)`, before their access is checked: one that is missing is refused like one that is hidden."""
    try:
        return ask(records.sudo())  # sudo: any - the question is asked by a guard
    except MissingError:
        if records.env.su:
            raise
    raise not_there(records.env)


class IrHttp(models.AbstractModel):
    """What a client asked for and is missing: verbs and guards may look at a record before Odoo asks its rules."""

    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        try:
            return super()._dispatch(endpoint)
        except MissingError as error:
            if not _is_ours(request.params) and not _names_hidden(request.env, error):
                raise
        raise not_there(request.env)


def _is_ours(params):
    """Whether a model with hidden rows is called, by the web client, `/json/2` or `/jsonrpc`."""
    called = params.get("args") if params.get("method") in ("execute", "execute_kw") else None
    names = (params.get("model"), params.get("__model__"), called[3] if called and len(called) > 3 else None)
    return any(isinstance(name, str) and hides(request.env, name) for name in names)


def _names_hidden(env, error):
    """Whether a hidden record may be missing, although another model was called: that of a message, say."""
    return any(hides(env, name) for name in NAMED.findall(str(error)))


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        if _is_hidden(records):
            return not_there(self.env)
        return super()._make_access_error(operation, records)


def _is_hidden(records):
    """Whether a refusal has to be about nothing. Of an entry that they see people are told what they may not do."""
    if records._name.startswith("casecon."):
        return True
    return hides(records.env, records._name) and records._filtered_access("read") != records


def _is_column(field):
    return field.name != "id" and field.store and bool(field.column_type)


class CaseconNotThere(models.AbstractModel):
    """Asked for by a number, a record that is missing is one that is refused."""

    _name = "casecon.not.there"
    _description = "Missing and refused records look the same"

    def _check_access(self, operation):
        try:
            return super()._check_access(operation)
        except MissingError:
            found = self.exists()
        refused = super(CaseconNotThere, found)._check_access(operation)
        return (self - found) | (refused[0] if refused else self.browse()), lambda: not_there(self.env)

    def _fetch_field(self, field):
        """Before a verb asks who may do it, it may read what it is about."""
        result = super()._fetch_field(field)
        if not self.env.su and not field._get_cache(self.env).keys() >= {number for number in self._ids if number}:
            raise not_there(self.env)
        return result

    def read(self, fields=None, load="_classic_read"):
        rows = super().read(fields, load)
        # a label is computed of a record that is missing, too, where no column is read
        columns = not fields or any(_is_column(self._fields[name]) for name in fields)
        if not self.env.su and (len(rows) < len(self) or (not columns and self != self.exists())):
            raise not_there(self.env)
        return rows

    def get_metadata(self):
        self.check_access("read")
        return super().get_metadata()

    def copy_data(self, default=None):
        self.check_access("read")
        return super().copy_data(default)

    def export_data(self, fields_to_export):
        self.check_access("read")
        return super().export_data(fields_to_export)

    def onchange(self, values, field_names, fields_spec):
        self.check_access("read")
        return super().onchange(values, field_names, fields_spec)


class CaseconForm(models.AbstractModel):
    _name = "casecon.form"
    _inherit = ["casecon.form", "casecon.not.there"]


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "casecon.not.there"]


class CalendarAttendee(models.Model):
    _name = "calendar.attendee"
    _inherit = ["calendar.attendee", "casecon.not.there"]
