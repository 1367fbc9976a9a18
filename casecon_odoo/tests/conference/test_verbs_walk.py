"""Every verb, by every role, in every state, over RPC: the answer is the one in the gate's table."""

from datetime import timedelta

from ...domain import gate, states
from ...models import clock
from ...models.conference.wording import PRESENT
from ..common import NOW, CaseconHttpCase, promise
from ..life import LifeCase
from ..quick import takes

# Which rows of the table a persona may use in the case below. Written down here: asking the gate's own
# `_hats()` would test it against itself.
HATS = {
    "hr": {"hr", "hr_triages"},
    "oh_admin": {"oh_admin"},
    "clinician": {"clinician", "chair"},
    "clinician2": {"clinician"},
    "manager": {"requester"},  # and requester_returned, while returned
    "employee": {"employee"},
    # no business here
    "companion": set(),
    "manager_above": set(),
    "other_manager": set(),
    "lead": set(),
    "privacy": set(),
    "system": set(),
    "colleague": set(),
    "portal_employee": set(),
    "hr_elsewhere": set(),
}
STRANGERS = [role for role, hats in HATS.items() if not hats]
STATES = ("requested", "returned", *states.STATES[1:])
BEGUN = (*states.BEGUN, "held")
PATH = {
    "scheduled": (),
    "prepared": ("prepared",),
    "in_session": ("prepared", "in_session"),
    "adjourned": ("prepared", "in_session", "adjourned"),
    "held": ("prepared", "in_session", "held"),
    "closed": ("prepared", "in_session", "held", "closed"),
    "not_held": ("not_held",),
    "cancelled": ("cancelled",),
}


@promise("casecon_walk")
class TestVerbsWalk(LifeCase, CaseconHttpCase):
    companion = None

    def test_every_verb_of_the_table_exists(self):
        model = self.env["casecon.conference"]
        there = {verb for verb in gate.VERBS if hasattr(model, f"action_{verb}")}
        self.assertEqual(there | {"create"}, set(gate.VERBS))
        self.assertEqual(there, set(self.arguments(self.ask_for())), "a verb is not walked")

    def test_who_may_ask_for_whom(self):
        may = {
            "employee": {"hr", "two_hats", "manager", "manager_above"},
            "colleague": {"hr", "two_hats", "other_manager", "manager_above"},
            "two_hats": {"hr", "manager", "manager_above"},
        }
        for role, user in self.users.items():
            for employee, allowed in may.items():
                vals = {"employee_id": self.people[employee].id}
                before = self.dump()
                with self.subTest(role=role, employee=employee), self.env.cr.savepoint() as savepoint:
                    self.log_in(user)
                    answer = self.call("casecon.conference", "create", [vals])
                    if role in allowed:
                        self.assertIn("result", answer, answer)
                    else:
                        self.assertEqual(answer.get("error", {}).get("name"), "AccessError", answer)
                        self.assertEqual(self.dump(), before)
                    self.env.cr.precommit.clear()
                    savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def test_the_table(self):
        conferences = {state: self.in_state(state) for state in STATES}
        self.env.flush_all()
        for role, hats in HATS.items():
            user = self.companion if role == "companion" else self.users[role]
            self.log_in(user)
            for state, conference in conferences.items():
                if state not in self.walked(role):
                    continue
                worn = hats | ({"requester_returned"} if role == "manager" and state == "returned" else set())
                # the others end in the same function, without the network between
                over_http = state == "scheduled" or (hats and state in ("requested", "returned", "prepared"))
                with clock.at(self.moment_of(conference)):
                    self._walk(role, worn, state, conference, self.call if over_http else self.call_as(user))

    @staticmethod
    def moment_of(conference):
        """When somebody could press something: beforehand, or soon after what happened last in the meeting."""
        events = conference.sudo().meeting_event_ids.mapped("happened_at")
        return max(events, default=NOW) + timedelta(minutes=2)

    @staticmethod
    def walked(role):
        """Strangers where something is to be seen, twins of another role where something can be done."""
        if role in STRANGERS:
            return ("requested", "scheduled")
        return STATES[:4] if role in ("oh_admin", "clinician2") else STATES

    def _walk(self, role, hats, state, conference, call):
        """Refusals leave everything as it was; what is allowed is taken back, for the next verb."""
        before = self.dump()
        for verb, kwargs in self.arguments(conference).items():
            if not takes(3, role, state, verb):
                continue
            wanted = self.wanted(verb, hats, "requested" if state == "returned" else state)
            with self.env.cr.savepoint() as savepoint:
                answer = call("casecon.conference", f"action_{verb}", conference.ids, **kwargs)
                error = answer.get("error")
                where = f"{verb} by {role} while {state}: {error or answer}"
                if wanted == "allowed":
                    says = bool(error) and error["name"] == "UserError"
                    # that nobody asks for another time is no rule
                    self.assertTrue(
                        not error or (says and ("[R" in error["message"] or verb == "decline_proposals")), where
                    )
                    savepoint.rollback()
                else:
                    self.assertEqual(error and error["name"], wanted, where)
            self.env.invalidate_all(flush=False)
        self.assertEqual(self.dump(), before, f"a refusal to {role} while {state} left something behind")

    @staticmethod
    def wanted(verb, hats, state):
        rows = [move for move in gate.rows(verb=verb) if hats & set(move.who)]
        if not rows:
            return "AccessError"
        return "allowed" if any(state in move.sources for move in rows) else "UserError"

    @staticmethod
    def read_of(conference):
        return {"wording": PRESENT, "request_version": conference.sudo().request_version}

    def in_state(self, state):
        conference = self.returned() if state == "returned" else self.ask_for()
        if state in ("requested", "returned"):
            return self.with_people(conference)
        self.as_("hr", conference).action_accept()
        self.with_people(conference)
        if state == "refused":
            self.as_("hr", conference).action_refuse(reason="Another way")
            return conference
        if not conference.sudo().employee_id.id or not self.env["casecon.report"].search_count([]):
            self.register_report()
        day = 15 + states.STATES.index(state)
        self.as_("hr", conference).action_schedule(start=f"2026-06-{day} 09:00:00")
        for step in PATH[state]:
            getattr(self, f"to_{step}")(conference)
        self.env.flush_all()
        return conference

    # each state by its verb, as whoever would press it

    def to_prepared(self, conference):
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
            self.acknowledge(conference)
            self.understand(conference)
        with clock.at(conference.start - timedelta(days=3)):
            self.call_beforehand(conference)
            self.as_("clinician", conference).action_prepare()

    def to_in_session(self, conference):
        with clock.at(conference.start):
            self.start(conference)

    def to_adjourned(self, conference):
        with clock.at(conference.start + timedelta(minutes=10)):
            later = conference.start + timedelta(days=21)
            self.as_("clinician", conference).action_adjourn(start=str(later), reason="More to say")

    def to_held(self, conference):
        with clock.at(conference.start + timedelta(minutes=40)):
            self.as_("clinician", conference).action_end()

    def to_closed(self, conference):
        with clock.at(conference.start + timedelta(hours=1)):
            self.as_("hr", conference).action_close(no_minutes_reason="Nobody wanted any")

    def to_not_held(self, conference):
        with clock.at(conference.start + timedelta(minutes=20)):
            self.as_("clinician", conference).action_not_held(reason="They were ill", had_said_so=True)

    def to_cancelled(self, conference):
        self.as_("hr", conference).action_cancel(reason="No need")

    def with_people(self, conference):
        """A companion and a minute taker, so that every verb has somebody to act on."""
        self.as_("employee", conference).action_set_companion(name="Com Panion", email="companion@example.com")
        if not self.companion:
            self.as_("hr", conference).action_invite_companion()
            self.companion = self.row(conference, "companion").partner_id.user_ids
        self.as_("hr", conference).action_add_attendee(
            role="minute_taker", partner_id=self.users["privacy"].partner_id.id
        )
        return conference

    def arguments(self, conference):
        """Good arguments for every verb: what is refused is refused for role, state or rule."""
        return {
            "attest_briefing": {"told_on": "2026-05-29"},
            "accept": {},
            "return": {"reason": "More, please"},
            "refuse": {"reason": "Another way"},
            "answer_return": {"answer": "Done"},
            "mark_complex": {"duration": 60, "reason": "Much to discuss"},
            "schedule": {"start": "2026-07-15 09:00:00"},
            "move": {"start": "2026-07-16 09:00:00", "reason": "Room"},
            "change": {"mode": "in_person", "place": "Room 1"},
            "reassign": {"role": "manager", "value": self.people["other_manager"].id, "reason": "On leave"},
            "accept_conflict": {"reason": "There is nobody else"},
            "add_attendee": {"role": "other", "partner_id": self.users["system"].partner_id.id},
            "remove_attendee": {"attendee_id": self.row(conference, "minute_taker").id},
            "invite_companion": {},
            "confirm_understanding": self.read_of(conference),
            "waive_notice": {"earliest_start": "2026-06-10 09:00:00"},
            "keep_notice": {},
            "set_companion": {"name": "Somebody Else"},
            "acknowledge_attendees": {"attendee_ids": conference.attendee_ids.ids},
            "ask_for_manager": {"manager_id": self.people["other_manager"].id},
            "set_needs": {"text": "A pause"},
            "share_with_companion": {"agenda": True},
            "answer_for_companion": {"answer": "accepted"},
            "remove_companion": {},
            "decline": {},
            "record_for_employee": {
                # in the meeting only the companion can still be sent out
                "verb": "remove_companion" if conference.state in BEGUN else "confirm_understanding",
                "values": {} if conference.state in BEGUN else self.read_of(conference),
                "words": "I do",
                "through": "phone",
            },
            "send_again": {"attendee_id": conference.sudo().attendee_ids[:1].id},
            "record_end_letter": {"handed_over_at": "2026-06-01 09:00:00", "how": "By hand"},
            "record_handover": {"handed_over_at": "2026-06-01 09:00:00", "how": "By hand"},
            "decline_proposals": {},
            "cancel": {"reason": "No need"},
            "plan_pre_call": {"start": "2026-06-02 09:00:00", "channel": "phone", "where": "012345"},
            "record_pre_call": {"outcome": "done", "called_at": "2026-06-01 09:00:00", "minutes": 5},
            "prepare": {},
            "start": {"present_attendee_ids": self.row(conference, "employee").ids},
            "pause": {},
            "private_word": {},
            "resume": {"present_attendee_ids": self.row(conference, "employee").ids},
            "ask_for_break": {},
            "ask_for_word": {},
            "stop_sharing": {"through": "phone"},
            "adjourn": {"start": "2026-07-16 09:00:00"},
            "confirm_briefed": {},
            "take_chair": {},
            "end": {},
            "close": {"no_minutes_reason": "Nobody wanted any"},
            "next": {},
            "not_held": {"reason": "They were ill", "had_said_so": True},
        }
