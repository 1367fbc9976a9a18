from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import hash_sign, verify_hash_signed

from ..by_nobody import settling
from .attendee_seat import let_in
from .conference_gate import move
from .guarded import write_guarded

SCOPE, TOKEN_LIFE = "casecon-seat", timedelta(days=14)


class CaseconConference(models.Model):
    """The companion's login: made for the address that the employee named, or let in by a token sent there [R13]."""

    _inherit = "casecon.conference"

    def action_invite_companion(self):
        """Send the companion the invitation to the portal, so that they can read time and place [R13]."""
        self._one()
        companion = self._live_attendees().filtered(lambda attendee: attendee.role == "companion")
        move(self, "invite_companion", person_named=bool(companion.given_address))
        if not companion.known_user_id and not self._has_login(companion.given_address):
            self._give_portal_access(companion)
        self._send_portal_invitation(companion)
        return True

    def _has_login(self, address):
        """Whether the address is a login already: its owner is let in by the token that goes to it."""
        users_sudo = self.env["res.users"].sudo()  # sudo: res.users - HR or OH invites whom the employee named
        return bool(users_sudo.with_context(active_test=False).search_count([("login", "=", address)], limit=1))

    def _give_portal_access(self, attendee_sudo):
        """A login for the address that the employee named; nobody can use it without a link that goes there."""
        partner_sudo = attendee_sudo.partner_id.with_context(active_test=False)
        if partner_sudo.user_ids or partner_sudo.email_normalized != attendee_sudo.given_address:
            # somebody has made the contact another one's: the seat stays with who was named
            partner_sudo = self._new_contact(attendee_sudo.given_name, attendee_sudo.given_address)
            write_guarded(attendee_sudo, {"partner_id": partner_sudo.id})
        with settling(self.env["res.users"], "res.partner") as by_system:
            user = by_system.with_context(no_reset_password=True).create(
                {
                    "name": attendee_sudo.given_name,
                    "login": attendee_sudo.given_address,
                    "partner_id": partner_sudo.id,
                    "company_id": self.sudo().company_id.id,
                    "company_ids": [(6, 0, self.sudo().company_id.ids)],
                    "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
                }
            )
        let_in(attendee_sudo, user)

    def _new_contact(self, name, address):
        """A contact of one's own, never matched to somebody with the same address."""
        # as the system: res.partner - it bears nobody's name, and the employee has no right on contacts
        with settling(self.env["res.partner"]) as partners_sudo:
            return partners_sudo.create({"name": name, "email": address}).with_env(self.sudo().env)

    def _send_portal_invitation(self, attendee_sudo):
        """Hook: the area `messages` sends it."""


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _seat_token(self):
        """What the mail to the given address carries: it lets in whoever opens it after logging in, once."""
        self.ensure_one()
        values = [self.id, self.given_address]
        return hash_sign(self.sudo().env, SCOPE, values, expiration_hours=TOKEN_LIFE.total_seconds() / 3600)

    @api.model
    def action_join(self, token=None):
        """Take one's seat by the token that came to the address which the employee named; returns the row's id [R13].

        The token is good for two weeks, for the person who is the companion now, and for the first login that uses it.
        """
        row_sudo = self._by_token(token)
        if not row_sudo or row_sudo.known_user_id not in (self.env.user, self.env["res.users"]):
            raise UserError(
                self.env._("This link no longer works. Ask the person you are going with to have a new one sent. [R13]")
            )
        conference_sudo = row_sudo.conference_id
        if conference_sudo.employee_id._casecon_may_be(self.env.user):
            raise UserError(self.env._("You cannot be your own companion. [R13]"))
        if conference_sudo._facts_with(["companion"], companion_login=self.env.uid)["conflicts"]:
            raise UserError(
                self.env._("You take part in this case in another role, so you cannot be the companion. [R32]")
            )
        if not row_sudo.known_user_id:
            let_in(row_sudo, self.env.user)
        return row_sudo.id

    @api.model
    def _by_token(self, token):
        """The companion's row that a token leads to, as superuser; none for a token that is not good."""
        # sudo: casecon.attendee - the token says which row; the reader learns no more than that it is good
        rows_sudo = self.sudo()
        try:
            values = verify_hash_signed(rows_sudo.env, SCOPE, token)
        except (ValueError, TypeError, AttributeError):  # no token at all
            values = None
        if not values:
            return rows_sudo.browse()
        row_sudo = rows_sudo.browse(values[0]).exists()
        good = row_sudo.role == "companion" and not row_sudo.removed_at and row_sudo.given_address == values[1]
        return row_sudo if good else row_sudo.browse()
