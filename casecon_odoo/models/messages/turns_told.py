from datetime import timedelta

from odoo import api, models
from odoo.tools import LazyTranslate

from .. import clock
from .words import CALL_TO_HEAR, UPDATE, WORDS, Words

_lt = LazyTranslate(__name__)

QUIET = timedelta(hours=4)  # what comes so soon after the last such email waits, and goes with it in one
# Which mail tells of which turn of `domain/turns.py`: it leaves only while it is somebody's turn.
TURNS = {"requested": "accept", "flagged": "flagged", "put_right": "put_right"}
LIVE = ("waiting", "sending", "sent")

WORDS |= {
    "requested": Words(
        UPDATE,
        _lt("Someone needs an answer from you"),
        _lt("Something was asked for, and you can decide about it."),
        _lt("Please log in to read it, and to accept it, return it or refuse it."),
        CALL_TO_HEAR,
    ),
    "accepted": Words(
        UPDATE,
        _lt("You have an answer"),
        _lt("Something that you asked for was accepted."),
        _lt("Please log in to see what happens next."),
        CALL_TO_HEAR,
    ),
    "flagged": Words(
        UPDATE,
        _lt("A text needs a change"),
        _lt("Someone has marked a passage in a text that you look after."),
        _lt("Please log in to see the passage, and to change it."),
        CALL_TO_HEAR,
    ),
    "put_right": Words(
        UPDATE,
        _lt("A text was changed"),
        _lt("A text in which you marked a passage was changed."),
        _lt("Please log in to read it, and to say whether it is right now."),
        CALL_TO_HEAR,
    ),
}


class CaseconConference(models.Model):
    """Who would not look otherwise is told by a neutral email that it is their turn; each turn once."""

    _inherit = "casecon.conference"

    def _complete_asked(self, *about, **later):
        conference = super()._complete_asked(*about, **later)
        conference._tell_triage()
        return conference

    def action_accept(self):
        """Accept a request, so that it can be booked [R6]."""
        was_accepted = len(self) == 1 and bool(self.sudo().exists().accepted_at)  # sudo: own column
        result = super().action_accept()
        if not was_accepted:
            self._tell_requester("accepted")
        return result

    def action_answer_return(self, answer=None):
        """Answer what was asked when the request was returned [R6]."""
        result = super().action_answer_return(answer)
        self._tell_triage()
        return result

    def _tell_triage(self):
        """HR and the OH administrators who can accept the request: not who asks."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - whom to tell; nobody is shown it
        if conference_sudo.accepted_at:
            return
        groups = ("casecon_odoo.casecon_group_hr", "casecon_odoo.casecon_group_oh_admin")
        users = self.env["res.users"].union(*(conference_sudo._in_role(group) for group in groups))
        for user in conference_sudo._who_may_read(users - self.env.user):
            conference_sudo._tell_turn(user, "requested")

    def _tell_turn(self, user, about):
        """Tell somebody that it is their turn: at once; what comes soon after it is told in one email."""
        # sudo: casecon.message - nobody else can write it
        self.env["casecon.message"].sudo()._queue_turn(user.partner_id, self.sudo().company_id, about)


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    @api.model
    def _queue_turn(self, partner, company, about):
        same = [("partner_id", "=", partner.id), ("company_id", "=", company.id), ("about", "=", about)]
        recent = self.search([*same, ("state", "in", LIVE), ("queued_at", ">", clock.now() - QUIET)], order="id desc")
        if "waiting" in recent.mapped("state"):
            return
        now = clock.now()
        last = max((row.sent_at or row.queued_at for row in recent), default=None)
        due_at = max(now, last + QUIET) if last else now
        vals = {"partner_id": partner.id, "company_id": company.id, "kind": "notice", "about": about}
        vals |= {"state": "waiting", "queued_at": now, "next_try_at": due_at}
        self.create([{**vals, "address": address} for address in partner._casecon_addresses()])
        self._wake(due_at if due_at > now else None)

    def _is_wanted(self):
        return super()._is_wanted() and (self.kind != "notice" or self._is_still_their_turn())

    def _is_still_their_turn(self):
        """Whether what the mail tells of still waits for its reader, in any of their cases in this company."""
        code = TURNS.get(self.about or "")
        user = self.partner_id.user_ids.filtered("active")[:1]
        if self.about == "accepted":  # what is booked by now is told by the invitation
            reader, state = self._reader(), "requested"
            asked = [("requester_id.partner_id", "=", reader.id), ("state", "=", state), ("accepted_at", "!=", False)]
            return bool(self.env["casecon.conference"].search_count(asked, limit=1))
        if not code:
            return True
        theirs = self.env["casecon.conference"].with_user(user).with_context(allowed_company_ids=self.company_id.ids)
        found = theirs.search(theirs._may_wait())._turns() if user else {}
        return any(turn.code == code for turns in found.values() for turn in turns)
