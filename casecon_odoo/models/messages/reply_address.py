import base64
import secrets
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.mail_address import envelope_address
from ...domain.reply_address import LONGEST_LOCAL, with_token
from ..conference.arguments import to_address
from ..conference.guarded import write_guarded
from ..people.res_company import SETTINGS


class Organizer(NamedTuple):
    """To whom an answer goes. `is_read`: the gateway reads it. `is_sender`: the mail is from there, too."""

    email: str
    is_read: bool
    is_sender: bool


def new_token():
    """130 bits by chance, in letters that no mail server changes; see `domain/reply_address.py`."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:26]


def organizer_of(attendee, sender):
    """The organiser in one attendee's mails; where answers are read, with the token of their own."""
    conference = attendee.conference_id
    if not (conference.organizer_is_read and attendee.reply_token):
        return Organizer(conference.organizer_email or sender, False, False)
    now = conference.company_id.casecon_reply_email
    email = with_token(conference.organizer_email, attendee.reply_token)
    return Organizer(email, bool(now), bool(now) and envelope_address(now) == conference.organizer_email)


def has_organizer(attendee):
    """Whether `fix_organizer` has nothing left to do."""
    conference = attendee.conference_id
    return bool(conference.organizer_email and (attendee.reply_token or not conference.organizer_is_read))


def fix_organizer(attendee, sender):
    """When the first invitation leaves: who the organiser is from now on, and this attendee's token."""
    conference = attendee.conference_id
    if not conference.organizer_email:
        reply_email = conference.company_id.casecon_reply_email
        email = envelope_address(reply_email) if reply_email else sender
        write_guarded(conference, {"organizer_email": email, "organizer_is_read": bool(reply_email)})
    if conference.organizer_is_read and not attendee.reply_token:
        write_guarded(attendee, {"reply_token": new_token()})


class CaseconConference(models.Model):
    _inherit = "casecon.conference"
    _guarded = ("organizer_is_read",)

    organizer_is_read = fields.Boolean(readonly=True, copy=False, groups=".", export_string_translation=False)


class CaseconAttendee(models.Model):
    """The secret by which an answer finds its row: 130 bits, kept so that a copied database still reads answers."""

    _inherit = "casecon.attendee"
    _guarded = ("reply_token", "reply_refs")

    reply_token = fields.Char(readonly=True, copy=False, groups=".", export_string_translation=False)
    # digests of the last answers, so that one that comes twice counts once
    reply_refs = fields.Char(readonly=True, copy=False, groups=".", export_string_translation=False)

    _reply_token_once = models.UniqueIndex(
        "(reply_token) WHERE reply_token IS NOT NULL", "Each invitation needs its own reply code."
    )


class ResCompany(models.Model):
    """The address at which answers are read, and what the mail server in front of it is called."""

    _inherit = "res.company"

    casecon_reply_email = fields.Char(groups=SETTINGS, string="Reply address")
    casecon_reply_server = fields.Char(groups=SETTINGS, string="Mail server that checks senders")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._casecon_reply_cleaned(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._casecon_reply_cleaned(vals))

    @api.model
    def _casecon_reply_cleaned(self, vals):
        """The values with one address that can carry a token and is not Odoo's own for something else."""
        vals = dict(vals)
        if vals.get("casecon_reply_server"):
            vals["casecon_reply_server"] = vals["casecon_reply_server"].strip().lower()
        if not vals.get("casecon_reply_email"):
            return vals
        address = to_address(self.env, vals["casecon_reply_email"])
        local = address.partition("@")[0]
        if "+" in local or len(local) > LONGEST_LOCAL:
            raise UserError(
                self.env._(
                    "The reply address must be short and without a plus sign, because a code is added to it for each"
                    " invitation. For example: replies@example.com"
                )
            )
        # sudo: mail.alias.domain - which addresses Odoo uses itself
        domains_sudo = self.env["mail.alias.domain"].sudo().search([("name", "!=", False)])
        if address in {*domains_sudo.mapped("bounce_email"), *domains_sudo.mapped("catchall_email")}:
            raise UserError(
                self.env._("Odoo uses this address for other emails. Choose an address that is only for replies.")
            )
        return {**vals, "casecon_reply_email": address}


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    casecon_reply_email = fields.Char(related="company_id.casecon_reply_email", readonly=False)
    casecon_reply_server = fields.Char(related="company_id.casecon_reply_server", readonly=False)
    casecon_reply_note = fields.Char(compute="_compute_casecon_reply_note", string="State of the replies")

    @api.depends("company_id")
    def _compute_casecon_reply_note(self):
        for settings in self:
            settings.casecon_reply_note = settings.company_id._casecon_reply_note()
