from odoo import models
from odoo.exceptions import UserError

from .. import clock
from ..entered import LONGEST_AGO, check_within
from .arguments import to_date, to_minutes, to_text
from .conference_gate import move
from .guarded import write_guarded


class CaseconConference(models.Model):
    """Verbs on a request: attest, accept, return, answer, refuse, confirm as complex, cancel."""

    _inherit = "casecon.conference"

    def action_attest_briefing(self, told_on=None):
        """Attest that the requester explained to the employee why and what will happen [R7]. `told_on`: ISO date."""
        self._one()
        what = self.env._("the date of the conversation")
        told_on = to_date(self.env, told_on, what)
        check_within(self.env, told_on, what, "R7", clock.now().date() - LONGEST_AGO)
        move(
            self,
            "attest_briefing",
            {"briefed_on": told_on, "briefed_by": self.env.uid, "briefing_attested_at": clock.now()},
            briefed_on=told_on,
        )
        return True

    def action_accept(self):
        """Accept a request, so that it can be booked [R6]."""
        self._one()
        vals = {"accepted_at": clock.now(), "accepted_by": self.env.uid, "is_returned": False}
        move(self, "accept", {} if self.sudo().accepted_at else vals)  # to accept it again changes nothing
        away = self._is_asked_away(self.env.user.partner_id)  # who was asked away attends no more [R12]
        # sudo: casecon.conference - an empty column
        if "hr" in self._hats() and not away and not self.sudo().hr_user_id:
            self.sudo().write({"hr_user_id": self.env.uid})
        return True

    def action_return(self, reason=None):
        """Return a request to whoever asked, saying what is missing [R6]."""
        self._one()
        reason = to_text(self.env, reason, self.env._("what is missing"))
        none = {"accepted_at": False, "accepted_by": False}
        move(self, "return", {**none, "is_returned": True, "returned_at": clock.now()})
        write_guarded(self._request_sudo(), {"return_reason": reason, "return_answer": False})
        self._note_change("return", reason)
        self._tell_requester("returned")
        return True

    def action_answer_return(self, answer=None):
        """Answer what was asked when the request was returned [R6]."""
        self._one()
        answer = to_text(self.env, answer, self.env._("your answer"))
        move(self, "answer_return", {"is_returned": False})
        write_guarded(self._request_sudo(), {"return_answer": answer})
        self._note_change("return_answer", answer)
        return True

    def action_refuse(self, reason=None):
        """Refuse a request at triage; the reason is shown to whoever asked [R6]."""
        self._one()
        reason = to_text(self.env, reason, self.env._("the reason"))
        move(self, "refuse", {"is_returned": False})
        write_guarded(self._request_sudo(), {"refuse_reason": reason})
        self._tell_requester("refused")
        return True

    def action_mark_complex(self, duration=None, reason=None):
        """Confirm that the conference may last up to `duration` minutes [R4]. The reason becomes a note."""
        self._one()
        duration = to_minutes(self.env, duration if duration is not None else self.duration)
        reason = to_text(self.env, reason, self.env._("the reason"))
        if duration <= self._limits().standard_minutes:
            raise UserError(
                self.env._("Only a case conference longer than the standard length needs to be confirmed. [R4]")
            )
        vals = {"is_complex": True, "confirmed_minutes": duration}
        if self.state == "requested":
            vals["duration"] = duration
        move(self, "mark_complex", vals, duration=duration)
        self._keep_reason("mark_complex", reason)
        return True

    def action_cancel(self, reason=None):
        """Cancel the conference; everybody who was told is told. The reason becomes a note that OH alone reads [R8]."""
        self._one()
        reason = to_text(self.env, reason, self.env._("the reason"))
        move(self, "cancel")
        self._keep_reason("cancel", reason, needed=False)
        self._publish_end()
        return True

    def _request_sudo(self):
        # sudo: casecon.request - the verb was allowed by the gate
        return self.env["casecon.request"].sudo().search([("conference_id", "=", self.id)])

    def _keep_reason(self, verb, text, through=None, at=None, needed=True):
        """Hook: keep a reason, given `at` (now without it), where only OH reads it; the area `clinical` does.

        Where this server has no key, a verb that needs its reason is refused; any other is done, and says that the
        reason was not kept.
        """

    def _publish(self, attendees):
        """Hook: the booking changed for these attendees; calendar and messages follow."""

    # `about`, in these hooks: which mail, a key of `domain/mails.py`

    def _tell_employee(self, about="update", moment=None):
        """Hook: something new waits for the employee; messages follow. `moment`: the time of which it tells."""

    def _tell_requester(self, about):
        """Hook: who asked has an answer; messages follow."""

    def _tell_user(self, user, about):
        """Hook: somebody has to look at it; messages follow."""

    def _publish_end(self):
        """Hook: the booking is over before it was held; calendar and messages follow."""
