from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import gate, turns
from ...domain.states import DATED
from .. import clock
from .declined import AWAITED
from .leavers import OPEN
from .turn_words import OTHERWISE, WORDS

# What the employee does on their own pages, wherever they work.
OWN_PAGES = ("consent", "recording", "notice")


class Known(dict):
    """The turns that one call has found already: its search, order, count and columns look for them once."""


class CaseconConference(models.Model):
    """Whose turn it is (`domain/turns.py`): what the lists, the portal and the emails ask.

    Nothing is stored: each answer is made of what is true now, of conferences that the reader may read.
    """

    _inherit = "casecon.conference"
    _guarded = ("asked_at", "returned_at")

    asked_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    returned_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    is_waiting_for_me = fields.Boolean(compute="_compute_turn", search="_search_waiting")
    next_action = fields.Char(compute="_compute_turn", help="What you are asked to do next.")
    turn_reason = fields.Char(
        string="Why", compute="_compute_turn", help="What stands behind what you are asked to do."
    )
    waiting_since = fields.Datetime(string="Since", compute="_compute_turn")
    waiting_until = fields.Datetime(string="Due", compute="_compute_turn", help="Lists begin with the soonest.")

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "asked_at": clock.now()}

    @api.depends(lambda self: self._gate_depends())
    @api.depends_context("uid", "lang")
    def _compute_turn(self):
        known = self._known_turns()
        found = known.get("found") or {}
        if not all(conference in found for conference in self._origin):
            found = self._origin._turns()
        for conference in self:
            first = next(iter(found.get(conference._origin, ())), None)
            conference.is_waiting_for_me = first is not None
            conference.next_action = first and self._in_few_words(first.code)
            conference.turn_reason = first and conference._turn_reason(first.code)
            conference.waiting_since = first and first.since
            conference.waiting_until = first and first.due

    def _in_few_words(self, code):
        return self.env._(WORDS.get(code, OTHERWISE))  # pylint: disable=gettext-variable  # lazy constants

    def _turn_reason(self, code):
        """Why the reader is asked this, where it is not plain from the words; an area adds its own through super()."""
        if code == "cannot_come":
            return self.env._("This time does not suit: %(names)s", names=self.declined_names or "")
        return False

    def action_open_turn(self):
        """Go to where the reader does what they are asked first; an area adds its own places."""
        self.ensure_one()
        self.check_access("read")
        first = next(iter(self._turns()[self]), None)
        return self._place_of(first.code if first else "")

    def _place_of(self, code):
        if code == "question":
            return self.env["ir.actions.act_window"]._for_xml_id("casecon_odoo.casecon_question_action")
        if code in OWN_PAGES:
            url = f"/my/conferences/{self.id}/{code}"
            return {"type": "ir.actions.act_url", "url": url, "target": "self"}
        return {
            "type": "ir.actions.act_window",
            "res_model": "casecon.conference",
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _turns(self):
        """The reader's turns in each of these conferences, the most pressing first."""
        facts = self._turn_facts()
        return {conference: turns.turns_of(turns.Case(**facts[conference])) for conference in self}

    def _turn_facts(self):
        """Facts by conference, for all of them at once; an area adds its own through super()."""
        now, ahead = clock.now(), ("requested", *DATED)
        judged = self.filtered(lambda one: one.state in ahead)._facts()
        result = {}
        for conference in self:
            c_sudo = conference.sudo()  # sudo: casecon.conference - booleans and times, for a reader who may read it
            known = judged.get(conference)
            live_sudo = [row for row in c_sudo.attendee_ids if not row.removed_at]
            mine = next((row for row in live_sudo if row.user_id == self.env.user), None)
            declined = [row for row in live_sudo if row.answer == "declined" and row.role in AWAITED]
            result[conference] = {
                "state": c_sudo.state,
                "hats": known.hats if known else conference._hats(),
                "now": now,
                "missing": tuple(item for _rule, item in gate.checklist(known) if item) if known else (),
                "accepted": bool(c_sudo.accepted_at),
                "returned": c_sudo.is_returned,
                "asked_at": c_sudo.asked_at or None,
                "returned_at": c_sudo.returned_at or None,
                "accepted_at": c_sudo.accepted_at or None,
                "start": c_sudo.start or None,
                "stop": c_sudo.stop or None,
                "booked_at": c_sudo.booked_at or None,
                "told_at": next((row.invited_at or None for row in live_sudo if row.role == "employee"), None),
                "understood": bool(known and known.understood),
                "by_login": known.by_login if known else True,
                "unacknowledged": known.unacknowledged if known else 0,
                "cannot_come": bool(declined),
                "cannot_come_since": min((row.answered_at for row in declined if row.answered_at), default=None),
                "represents_hr": bool(c_sudo.hr_user_id),
                "left": c_sudo.has_leavers,
                "left_since": c_sudo.left_since or None,
                "prepared": bool(known and known.pre_call_recorded),
                "started_at": c_sudo.started_at or None,
                "ended_at": c_sudo.ended_at or None,
                "mine_told_at": (mine and mine.invited_at) or None,
                "mine_unanswered": bool(mine) and mine.answer == "needs_action",
                "mine_unread_policy": bool(mine) and not mine.recording_acknowledged_at,
            }
        self._add_questions(result)
        return result

    def _worn_by_me(self, result, hats):
        """The ids of those in which the reader wears one of these hats: nothing is asked of the others."""
        return [conference.id for conference in self if not result[conference]["hats"].isdisjoint(hats)]

    def _add_questions(self, result):
        """Questions to OH that the reader answers; the list of them is the clinicians'."""
        if "clinician" not in self.env.user._casecon_roles():
            return
        asked = [("conference_id", "in", self.ids), ("state", "=", "open"), ("owner_id.user_id", "=", self.env.uid)]
        for question in self.env["casecon.question"].search_fetch(asked, ["conference_id", "asked_at"]):
            facts = result[question.conference_id]
            facts["mine_question_since"] = min(filter(None, (facts.get("mine_question_since"), question.asked_at)))

    # the list: which of them wait for the reader, and in which order

    def _search_waiting(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain("id", "in", [conference.id for conference in self._waiting()])
        return waiting if True in value else ~waiting

    def _waiting(self):
        """Those that wait for the reader, the most pressing first."""
        known = self._known_turns()
        if "order" not in known:
            now = clock.now()
            known["found"] = found = self.search(self._may_wait(), order="id")._turns()
            first = {conference: found[conference][0] for conference in found if found[conference]}
            known["order"] = sorted(
                first, key=lambda conference: (*turns.urgency(first[conference], now), conference.id)
            )
        return known["order"]

    def _may_wait(self):
        """The conferences in which it can be somebody's turn at all; an area adds its own through super()."""
        return Domain("state", "in", OPEN) | (
            Domain("question_ids", "any", [("state", "=", "open"), ("owner_id.user_id", "=", self.env.uid)])
        )

    @api.model
    def _known_turns(self):
        """What this call has found already; whatever a client puts into the context is nothing."""
        known = self.env.context.get("casecon_known_turns")
        return known if isinstance(known, Known) else Known()

    @api.model
    @api.readonly
    def web_search_read(self, *args, **kwargs):
        """The list of a client: whose turn it is, is looked for once."""
        return super(CaseconConference, self.with_context(casecon_known_turns=Known())).web_search_read(*args, **kwargs)

    @api.model
    def _search(self, domain, *args, **kwargs):
        if "casecon_known_turns" not in self.env.context and "waiting_until" in str(kwargs.get("order")):
            self = self.with_context(casecon_known_turns=Known())
        return super()._search(domain, *args, **kwargs)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Those that wait for the reader first, as pressing as they are; the others after them."""
        if field_name != "waiting_until":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        ids = [conference.id for conference in self._waiting()]
        place = SQL("array_position(%s::int[], %s)", ids, SQL.identifier(alias, "id"))
        return SQL("%s %s NULLS LAST", place, direction)
