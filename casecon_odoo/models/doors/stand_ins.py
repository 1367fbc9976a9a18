"""A contact that stands in for an employee with a case is named by no row, form or refusal to who may not read it.

Odoo shows the name of any contact that a row leads to, with raised rights, and computes a form from any number: tried
one after the other, the numbers would tell whose second contact is there, and so who has a case.
"""

from odoo import models
from odoo.fields import Command

from .not_there import GoneError, gone, not_there
from .readable import readable_ids

CONTACT = "res.partner"


def hidden_contacts(env, ids):
    """The numbers under which there is no contact for this user: it is missing, or stands in for somebody.

    What Odoo's own rules hide (another company's contact) is Odoo's to answer for.
    """
    # sudo: res.partner - whether they are there, and marked
    contacts_sudo = env[CONTACT].sudo().with_context(active_test=False)
    wanted = {value for value in ids if type(value) is int}
    others = wanted - set(contacts_sudo.search([("id", "in", list(wanted)), ("casecon_stands_in", "!=", True)]).ids)
    return others - set(readable_ids(env(su=False), CONTACT, others))


class Base(models.AbstractModel):
    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        if not self.env.su:
            defaults = {
                name.removeprefix("default_"): value
                for name, value in self.env.context.items()
                if name.startswith("default_")
            }
            named = set(self._casecon_contacts_in({**defaults, **values}))
            if named and hidden_contacts(self.env, named):
                raise not_there(self.env)
        return super().onchange(values, field_names, fields_spec)

    def _casecon_contacts_in(self, values):
        """The numbers of contacts that these values of a form name, in lines and lines of lines, too."""
        for name, value in values.items():
            field = self._fields.get(name)
            comodel = field and field.comodel_name
            if not value or not comodel:
                continue
            if field.type == "many2one":
                if comodel == CONTACT:
                    yield value["id"] if isinstance(value, dict) else value
                continue
            for command in value if isinstance(value, (list, tuple)) else ():
                yield from self.env[comodel]._casecon_contacts_of(command)

    def _casecon_contacts_of(self, command):
        """The same of a command for a list of rows of this model."""
        if not isinstance(command, (list, tuple)) or not command:
            command = (Command.LINK, command)
        if self._name == CONTACT:
            yield from command[2] if command[0] == Command.SET else command[1:2]
        if command[0] in (Command.CREATE, Command.UPDATE) and isinstance(command[2], dict):
            yield from self._casecon_contacts_in(command[2])


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """With debug on, Odoo names the record and the rule: one that stands in is refused like one that is gone."""
        if records._name == CONTACT and (hidden := hidden_contacts(self.env, records.ids)):
            return gone(records.browse(sorted(hidden)))
        return super()._make_access_error(operation, records)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def read(self, fields=None, load="_classic_read"):
        """Odoo leaves out what was deleted; so what is hidden."""
        try:
            return super().read(fields, load)
        except GoneError:
            found = self - self.browse(hidden_contacts(self.env, self.ids))
        return super(ResPartner, found).read(fields, load)
