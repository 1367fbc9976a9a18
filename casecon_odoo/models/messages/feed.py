"""A calendar of one's own meetings that a calendar program reads by itself: only for who asked for it, by a secret."""

import datetime
import hashlib
import secrets
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain.feed import READS_AN_HOUR
from .. import clock
from ..by_nobody import drop_stamps
from ..conference.arguments import to_choice

PATH = "/updates/calendar"
SECRET_BYTES = 24
HOUR = datetime.timedelta(hours=1)
UNREAD_FOR = datetime.timedelta(days=7)
BY_MAIL = ("yes", "no")
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


class CaseconFeed(models.Model):
    """One link that a login asked for: the hash of its secret, when it was last read, and whether it still works.

    Nobody but code reads it: that somebody has such a link is theirs alone to know.
    """

    _name = "casecon.feed"
    _description = "Calendar link"
    _log_access = False
    _rec_name = "id"

    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="cascade")
    secret_hash = fields.Char(required=True, readonly=True, export_string_translation=False)
    has_mail_entries = fields.Boolean(readonly=True, export_string_translation=False)
    asked_at = fields.Datetime(required=True, readonly=True, export_string_translation=False)
    revoked_at = fields.Datetime(readonly=True, export_string_translation=False)
    read_at = fields.Datetime(readonly=True, export_string_translation=False)
    hour_at = fields.Datetime(readonly=True, export_string_translation=False)  # since when its reads are counted
    reads = fields.Integer(readonly=True, export_string_translation=False)

    _secret = models.UniqueIndex("(secret_hash)", "Each calendar link must be unique.")
    _one_each = models.UniqueIndex("(user_id) WHERE revoked_at IS NULL", "A login can have only one calendar link.")

    def _auto_init(self):
        result = super()._auto_init()
        drop_stamps(self)
        return result

    @api.model
    def action_make_link(self, mail_entries=None):
        """A new calendar link for one's own login; an earlier one stops working. Returns its address, this once.

        `mail_entries`: whether emails go on carrying the calendar entry, `yes` or `no`.
        """
        to_choice(
            self.env, mail_entries, BY_MAIL, self.env._("whether your emails should still include the calendar entry")
        )
        if self.env.user._casecon_waits():
            raise AccessError(self.env._("OH must confirm your login first. [R31]"))
        base = self._base_url()
        secret = secrets.token_urlsafe(SECRET_BYTES)
        self.action_stop_link()
        # sudo: casecon.feed - one's own link, which no access right opens
        self.sudo().create(
            {
                "user_id": self.env.uid,
                "secret_hash": _hash(secret),
                "has_mail_entries": mail_entries == "yes",
                "asked_at": clock.now(),
            }
        )
        return f"{base}{PATH}/{secret}.ics"

    @api.model
    def action_stop_link(self):
        """One's own calendar link stops working, at once and for good."""
        mine_sudo = self._mine()
        mine_sudo.revoked_at = clock.now()
        mine_sudo.flush_recordset(["revoked_at"])  # before the next one, which the index would refuse
        return True

    @api.model
    def action_keep_mail_entries(self, mail_entries=None):
        """Whether emails go on carrying the calendar entry beside one's calendar link: `yes` or `no`."""
        to_choice(
            self.env, mail_entries, BY_MAIL, self.env._("whether your emails should still include the calendar entry")
        )
        mine_sudo = self._mine()
        if not mine_sudo:
            raise UserError(self.env._("You have no calendar link."))
        mine_sudo.has_mail_entries = mail_entries == "yes"
        return True

    @api.model
    def _mine(self):
        """The working link of the present login, as superuser; or none."""
        return self._of(self.env.user)

    @api.model
    def _of(self, user):
        # sudo: casecon.feed - a login's own link, which no access right opens
        return self.sudo().search([("user_id", "=", user.id), ("revoked_at", "=", False)])

    @api.model
    def _by_secret(self, secret):
        """The link of this secret, working or not, as superuser; or none."""
        # sudo: casecon.feed - a calendar program has no login; who holds the secret was given it
        return self.sudo().search([("secret_hash", "=", _hash(secret))])

    @api.model
    def _base_url(self):
        """The address of this site, over which a secret may travel."""
        # sudo: ir.config_parameter - the address that every mail holds
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url").rstrip("/")
        if urlsplit(base).scheme != "https" and urlsplit(base).hostname not in OWN_MACHINE:
            raise UserError(
                self.env._("The address of this site does not begin with https://. Ask your system administrator.")
            )
        return base

    def _is_over(self):
        """Whether it stopped working: taken back, or the login is closed."""
        return bool(self.revoked_at or not self.user_id.active)

    def _count_read(self):
        """Note that it is read now; whether it was read too often within an hour."""
        now = clock.now()
        if not self.hour_at or self.hour_at <= now - HOUR:
            self.write({"hour_at": now, "reads": 0})
        if self.reads >= READS_AN_HOUR:
            return True
        self.write({"read_at": now, "reads": self.reads + 1})
        return False

    def _replaces_entries(self):
        """Whether emails need no calendar entry: the owner said so, and a calendar has read the link of late."""
        return bool(self and not self.has_mail_entries and self.read_at and self.read_at > clock.now() - UNREAD_FOR)


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()  # random, and long enough for a plain hash
