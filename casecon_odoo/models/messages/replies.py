from datetime import timedelta

from odoo import api, fields, models

from ...domain.mail_address import envelope_address
from ...domain.reply import Dropped, read_reply
from ...domain.states import DATED
from .. import clock
from ..conference.guarded import write_guarded

KEPT_REFS = 20
PAUSE = timedelta(hours=1)  # between two mails that ask somebody to confirm


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    kind = fields.Selection(
        selection_add=[("confirm", "Please confirm"), ("declinecounter", "No other time")],
        ondelete={"confirm": "cascade", "declinecounter": "cascade"},
    )


class CaseconAttendee(models.Model):
    """An answer that came by mail. All that it can do is to set `answer`, and to ask for another time (R8)."""

    _inherit = "casecon.attendee"

    @api.model
    def _hear(self, raw, token, server, is_gateway):
        """Take the answer in the bytes of a mail; returns the word under which it is counted.

        `taken`; `asked`: the person is asked to confirm; else why it is dropped. `is_gateway`: it comes from Odoo's own
        gateway, or from a system administrator's, so that what the mail server wrote into it can be believed.
        """
        row = self._of_token(token)
        if token and not row:
            return "unknown_token"  # a stranger's mail is not read any further
        reply = read_reply(raw, token, server if is_gateway else "")
        if isinstance(reply, Dropped):
            return reply.why
        row = row or self._of_token(reply.token)
        if not row:
            return "unknown_token"
        why = row._why_not_heard(reply)
        if why:
            return why
        refs = [reply.ref, *(row.reply_refs or "").split()][:KEPT_REFS]
        write_guarded(row, {"reply_refs": " ".join(refs)})
        if not (reply.answer and row._is_own(reply)):
            row._ask_to_confirm()
            return "asked"
        row._take_reply(reply)
        return "taken"

    @api.model
    def _of_token(self, token):
        return self.search([("reply_token", "=", token)], limit=1) if token else self.browse()

    def _why_not_heard(self, reply):
        """Why an answer for this row is ignored; nothing: it is not."""
        conference = self.conference_id
        if reply.ref in (self.reply_refs or "").split():
            return "twice"
        if self.removed_at or conference.state not in DATED or conference.start <= clock.now():
            return "over"
        if reply.uid and reply.uid != conference.ical_uid:
            return "other_meeting"
        return "older" if self._is_older(reply) else ""

    def _is_older(self, reply):
        """Whether it answers an invitation that has changed since.

        Where the program gives no number back, the time says it; a COUNTER has neither.
        """
        if reply.sequence is not None:
            return reply.sequence < self.latest_request_id.sequence
        return reply.is_counter or reply.start != self.conference_id.start

    def _is_own(self, reply):
        """Whether the mail is from an address at which this person was told, and that counts as theirs [R31]."""
        own = {envelope_address(address) for address in self._told_at() if self._counts(address)}
        return reply.is_proven and envelope_address(reply.sender) in own

    def _take_reply(self, reply):
        asks = reply.is_counter and self._can_ask_for(reply.start) and reply.start != self.conference_id.start
        write_guarded(
            self, {"answer": "tentative" if reply.is_counter and reply.answer == "accepted" else reply.answer}
        )
        self._answered()
        if asks:
            self._propose(reply.start)

    def _ask_to_confirm(self):
        """The person themself, by our own mail: what came may not be theirs, and so nothing of it is kept."""
        rows = self.env["casecon.message"]
        lately = [("queued_at", ">", clock.now() - PAUSE), ("kind", "=", "confirm"), ("attendee_id", "=", self.id)]
        if not rows.search_count(lately, limit=1):
            rows._queue(self, "confirm")
