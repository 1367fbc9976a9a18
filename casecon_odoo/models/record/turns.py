from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

from .. import clock
from ..conference import turn_words
from ..messages.not_told import PATIENCE

_lt = LazyTranslate(__name__)

turn_words.WORDS |= {
    "write_minutes": _lt("Write the minutes, or close without"),
    "send_minutes": _lt("Finish the minutes and send them for the fact check"),
    "flagged": _lt("Change the passage that OH flagged"),
    "put_right": _lt("Read the changed minutes and resolve the flag"),
    "hand_over_minutes": _lt("Print the draft minutes and hand them over"),
    "check": _lt("Check the facts in the minutes"),
    "read_remarks": _lt("Read what the employee says, then make the minutes final"),
    "finalise": _lt("Make the minutes final"),
    "close": _lt("Close the case conference"),
    "action": _lt("Do your action, and mark it as done"),
    "overdue": _lt("An action is overdue: ask its owner"),
}
MINUTES = (
    *("write_minutes", "send_minutes", "flagged", "put_right"),
    *("hand_over_minutes", "check", "read_remarks", "finalise", "hand_over_final"),
)


class CaseconConference(models.Model):
    """Whose turn it is with the minutes and the actions."""

    _inherit = "casecon.conference"

    def _may_wait(self):
        return super()._may_wait() | Domain("decision_ids", "any", self._my_actions())

    def _turn_reason(self, code):
        if code in ("hand_over_minutes", "hand_over_final"):
            return self.minutes_ids[:1].not_delivered_note
        return super()._turn_reason(code)

    def _place_of(self, code):
        if code in MINUTES:
            return self.action_open_minutes()
        if code in ("action", "overdue"):
            return self.action_open_decisions()
        return super()._place_of(code)

    @api.model
    def _my_actions(self):
        owned = Domain("owner_id", "=", self.env.user.partner_id.id)
        return owned & Domain("state", "=", "open") & Domain("kind", "!=", "decision")

    def _turn_facts(self):
        result = super()._turn_facts()
        self._add_actions(result)
        begun = [conference.id for conference in self if result[conference]["started_at"]]
        # sudo: casecon.minutes and what hangs on them - how far they are, for whose turn it is; no word of them
        found_sudo = self.env["casecon.minutes"].sudo().search([("conference_id", "in", begun)]) if begun else ()
        under_way = self._versions_under_way(found_sudo) if self._worn_by_me(result, {"hr"}) else ()
        for minutes_sudo in found_sudo:
            if not minutes_sudo._is_blank():
                facts = result[minutes_sudo.conference_id]
                facts |= minutes_sudo._turn_facts(under_way, self.env.uid)
                facts["hats"] |= facts.pop("flag_hats")
        return result

    def _add_actions(self, result):
        """The reader's own open actions, and those of a conference that are overdue."""
        today = clock.now().date()
        decisions = self.env["casecon.decision"]
        open_ones = Domain("state", "=", "open") & Domain("kind", "!=", "decision")
        names, ids = ["conference_id", "due_on"], self._worn_by_me(result, {"hr"})
        # sudo: casecon.decision - by when something is due, in conferences that the reader may read
        overdue = open_ones & Domain("conference_id", "in", ids) & Domain("due_on", "<", today)
        for action in decisions.sudo().search_fetch(overdue, names) if ids else ():
            facts = result[action.conference_id]
            facts["overdue_since"] = min(filter(None, (facts.get("overdue_since"), action.due_on)))
        mine = self._my_actions() & Domain("conference_id", "in", self.ids)
        for action in decisions.search_fetch(mine, names):
            facts = result[action.conference_id]
            dues = filter(None, (facts.get("mine_action_due"), action.due_on))
            facts |= {"mine_actions": facts.get("mine_actions", 0) + 1, "mine_action_due": min(dues, default=None)}
            facts["mine_action_since"] = facts["ended_at"] or facts["started_at"]

    @api.model
    def _versions_under_way(self, minutes_sudo):
        """The ids of the texts that an email is about to bring to the employee."""
        if not minutes_sudo:
            return ()
        fresh = Domain("state", "in", ("waiting", "sending")) & Domain("queued_at", ">", clock.now() - PATIENCE)
        of_them = Domain("minutes_version_id.minutes_id", "in", minutes_sudo.ids)
        # sudo: casecon.message - whether one is on its way, and nothing of it
        return self.env["casecon.message"].sudo().search(fresh & of_them).minutes_version_id.ids


class CaseconMinutes(models.Model):
    _inherit = "casecon.minutes"

    def _turn_facts(self, under_way, uid):
        """How far these minutes are; called as superuser."""
        version, flags = self.version_ids[:1], self._open_flags()
        fresh = self._flags_as_they_stand() if flags else flags
        remarks = self.comment_ids.filtered(
            lambda row: row.kind == "disagreement" or (row.kind in ("comment", "answer") and row.text)
        )
        changed = [max(flag.written_at, version.made_at or flag.written_at) for flag in flags - fresh]
        return {
            "minutes": self.state,
            "sent_at": self.sent_at or None,
            "on_its_way": bool(self.fact_check_until or self.answered_at or version.id in under_way),
            "check_since": version.delivered_at or None,
            "check_until": self.fact_check_until or None,
            "answered_at": self.answered_at or None,
            "remarks": len(remarks) if self.state == "fact_check" else 0,
            "flagged_since": min(fresh.mapped("written_at"), default=None),
            "put_right_since": min(changed, default=None),
            "final_at": self.finalised_at or None,
            "flag_hats": {"flagger"} if uid in flags.author_id.ids else set(),
        }
