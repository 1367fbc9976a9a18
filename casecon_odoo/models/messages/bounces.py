from email import message_from_bytes, policy

from odoo import api, models

from ...domain.smtp_answer import never_arrives, reported_ids
from ...domain.states import DATED
from ..conference.guarded import write_guarded


def is_gateway(env):
    """Whether a mail comes in by Odoo's own gateway, or by a system administrator's: anybody may call its method."""
    return env.su or env.user.has_group("base.group_system")


class MailThread(models.AbstractModel):
    """A mail of ours that came back: noted at its row, and nothing else of it is kept or logged [R25].

    It comes back where the bounce address of the company's alias domain is read by Odoo's gateway.
    """

    _inherit = "mail.thread"

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        refs = message_dict.get("bounced_msg_ids") or []
        # sudo: casecon.message - the gateway may run as anybody; all that it can do is to say that nobody was reached
        ours_sudo = self.env["casecon.message"].sudo().search([("message_ref", "in", refs)]) if refs else ()
        if not ours_sudo or not is_gateway(self.env):
            return super()._routing_handle_bounce(email_message, message_dict)
        if never_arrives(email_message):
            ours_sudo._came_back()
        return None


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    @api.model
    def _heard_report(self, raw):
        """Where Odoo has no bounce address of its own, a report comes to the reply address: whether it is one."""
        report = message_from_bytes(raw, policy=policy.compat32)
        if not never_arrives(report):
            return ""
        self.search([("message_ref", "in", reported_ids(report))])._came_back()
        return "bounced"

    def _came_back(self):
        """Not delivered after all: before the start, the acceptance is taken back [R3]."""
        for row in self.filtered(lambda row: row.state == "sent"):
            accepted_at = row.sent_at
            row.write({"state": "failed", "reason": "bounced", "is_in_doubt": False})
            attendee = row.attendee_id
            if row.kind == "request" and attendee.conference_id.state in DATED and not attendee.removed_at:
                attendee._take_back(accepted_at)


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _take_back(self, accepted_at):
        """What rests on the invitation that was accepted then; a letter that was handed over stands."""
        requests = self.message_row_ids.filtered(lambda row: row.kind == "request" and row.sent_at)
        if self.invited_at and self.invited_at not in requests.mapped("sent_at"):
            return
        arrived = requests.filtered(lambda row: row.state == "sent" and row.start == self.conference_id.start)
        arrived = arrived.filtered(lambda row: self._counts(row.address))
        latest = arrived.filtered(lambda row: row.sequence == self.latest_request_id.sequence)
        vals = {"is_told": bool(latest)}
        if self.invited_at == accepted_at:
            vals["invited_at"] = vals["invited_entered_at"] = min(arrived.mapped("sent_at"), default=False)
        if self.first_invited_at == accepted_at:
            vals["first_invited_at"] = vals.get("invited_at", self.invited_at)
            vals["first_invited_entered_at"] = vals.get("invited_entered_at", self.invited_entered_at)
        write_guarded(self, vals)
