from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...domain.states import DATED
from ...domain.turns import DESK
from .. import clock

PATIENCE = timedelta(hours=1)  # so long a mail may wait before somebody has to do something
OH_AND_HR = "casecon_odoo.casecon_group_hr,casecon_odoo.casecon_group_oh_admin,casecon_odoo.casecon_group_clinician"


class CaseconAttendee(models.Model):
    """Why somebody is not told yet, and what to do about it; for those who can do it."""

    _inherit = "casecon.attendee"

    not_told_note = fields.Char(
        string="Why not told",
        compute="_compute_not_told_note",
        compute_sudo=True,
        groups=OH_AND_HR,
        help="Why the latest invitation has not reached them, and what you can do.",
    )

    @api.depends(
        "is_told", "removed_at", "role", "conference_id.state", "latest_request_id.state", "latest_request_id.attempts"
    )
    @api.depends_context("lang")
    def _compute_not_told_note(self):
        for attendee in self:
            is_asked = attendee.conference_id.state in DATED and not attendee.removed_at and not attendee.is_told
            attendee.not_told_note = is_asked and attendee._why_not_told()

    def _why_not_told(self):
        latest = self.latest_request_id
        if latest.state == "failed":
            return f"{self._what_failed(latest.reason)} {self._what_to_do()}"
        if latest.state == "sending":
            return self.env._("The invitation is being sent.")
        if latest.state == "sent" and not self._counts(latest.address):
            return self.env._(
                "The employee has not confirmed this email address yet. Ask OH to confirm it with them, or hand over"
                " the letter."
            )
        if latest.state == "waiting" and latest._waits_too_long():
            too_long = self.env._("The mail server has not accepted the invitation for over an hour.")
            return f"{too_long} {self._what_to_do()}"
        if latest.state == "waiting" and latest.attempts:
            return self.env._("The mail server has not accepted the invitation yet. We will try again automatically.")
        return self.env._("The invitation is about to be sent.")

    def _is_stuck(self):
        """Whether somebody who is not told will not be so by itself; what was sent went to an unconfirmed address."""
        return self.latest_request_id.state in ("failed", "sent") or bool(self.latest_request_id.attempts)

    def _what_failed(self, reason):
        sentences = {
            "no_address": self.env._("There is no email address."),
            "away": self.env._("The employee is away, and the only address is their mailbox at work."),
            "address": self.env._("The email address is not a valid one."),
            "refused": self.env._("The mail server refused the email address."),
            "mail": self.env._("The email could not be written."),
            "bounced": self.env._("The email came back because it could not be delivered."),
        }
        return sentences.get(reason, sentences["mail"])

    def _what_to_do(self):
        if self.role == "employee":
            return self.env._("Hand over the letter, or enter the address that the employee chooses.")
        return self.env._("Enter another address, or tell the person yourself.")


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    def _waits_too_long(self):
        return bool(self.queued_at) and self.queued_at <= clock.now() - PATIENCE


class CaseconConference(models.Model):
    """The same for a whole conference: in the list, on top of the form, and under "Waiting for me"."""

    _inherit = "casecon.conference"

    not_told_note = fields.Char(
        string="Why not told", compute="_compute_not_told_note", compute_sudo=True, groups=OH_AND_HR
    )

    @api.depends("attendee_ids.not_told_note", "attendee_ids.latest_request_id.state")
    @api.depends_context("lang")
    def _compute_not_told_note(self):
        roles = dict(self.env["casecon.attendee"]._fields["role"]._description_selection(self.env))
        for conference in self:
            # not who is told in the next seconds
            untold = conference.attendee_ids.filtered(lambda row: row.not_told_note and row._is_stuck())
            conference.not_told_note = " ".join(f"{roles[row.role]}: {row.not_told_note}" for row in untold) or False

    @api.depends("attendee_ids.latest_request_id.state")
    def _compute_shown(self):
        """The letter is offered to whom a mail does not reach, too."""
        result = super()._compute_shown()
        for conference in self:
            if conference.state in DATED and not conference.needs_letter:
                live_sudo = conference.sudo().attendee_ids.filtered(lambda row: not row.removed_at)  # sudo: whether
                untold_sudo = live_sudo.filtered(lambda row: row.role == "employee" and not row.is_told)
                latest_sudo = untold_sudo.latest_request_id
                waits = latest_sudo.state == "waiting" and latest_sudo._waits_too_long()
                conference.needs_letter = latest_sudo.state == "failed" or waits
        return result

    def _turn_reason(self, code):
        # sudo: casecon.conference - for who has this turn, and so tells those who are not told
        return self.sudo().not_told_note if code == "reach" else super()._turn_reason(code)

    def _turn_facts(self):
        """Whom an email does not reach, so that HR or the OH administrator has to."""
        result = super()._turn_facts()
        ids = [one.id for one in self.browse(self._worn_by_me(result, DESK)) if one.state in DATED]
        if not ids:
            return result
        stuck = Domain("state", "in", ("failed", "sent")) | (
            Domain("state", "=", "waiting") & Domain("queued_at", "<=", clock.now() - PATIENCE)
        )
        # sudo: casecon.attendee, casecon.message - whom no email reaches; nothing of them but that is told
        rows_sudo = self.env["casecon.attendee"].sudo()
        unreached_sudo = rows_sudo.search(
            Domain("conference_id", "in", ids)
            & Domain("removed_at", "=", False)
            & Domain("is_told", "=", False)
            & (Domain("latest_request_id", "=", False) | Domain("latest_request_id", "any", stuck))
        )
        for row_sudo in unreached_sudo:
            facts, queued_at = result[row_sudo.conference_id], row_sudo.latest_request_id.queued_at
            earliest = filter(None, (facts.get("not_reached_since"), queued_at))
            facts |= {"not_reached": True, "not_reached_since": min(earliest, default=None)}
        return result
