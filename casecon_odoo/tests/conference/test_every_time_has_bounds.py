"""Every time that a person can enter has a lowest and a highest value: found by a walk, so that the next one is, too.

Doors are the arguments of verbs, told by their names, and the fields that somebody may write. Each is tried with a
value that is right, which is taken, and with 1999, 2999 and a date without its hour, which are refused with a sentence.
"""

import ast
import functools
import inspect
from datetime import timedelta
from pathlib import Path

from ...models import clock
from ..common import NOW, START, promise
from ..life import ALL, MINUTES, PRE_CALL, LifeCase
from ..test_registry_walk import casecon_models, own_fields

# The names by which an argument is known as a time.
TIMES = {
    *("at", "start", "until", "earliest_start", "present_from", "present_until", "attempts", "told_on", "issued_on"),
    *("received_on", "handed_over_at", "called_at", "started_at", "ended_at", "adjourned_at"),
}
ASKED_ONLY = {"week", "moment"}  # of a search: nothing is kept of it
LATER = START + timedelta(days=3)
FAR = ("1999-01-01", "2999-12-31")


@promise("casecon_R18")
class TestEveryTimeHasBounds(LifeCase):
    def test_the_name_of_an_argument_tells_that_it_is_a_time(self):
        for source in (Path(__file__).parents[2] / "models").rglob("*.py"):
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                if is_call and node.func.id in ("to_date", "to_datetime"):
                    names = {one.id for one in ast.walk(node.args[1]) if isinstance(one, ast.Name)} - {"vals", "wish"}
                    names |= {one.value for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant)}
                    with self.subTest(source=source.name, names=names):
                        self.assertLessEqual(names, {*TIMES, *ASKED_ONLY, "attempt"})

    def verbs_with_times(self):
        found = set()
        for model in casecon_models(self.env):
            for name in dir(type(model)):
                if name.startswith("action_") and "casecon_odoo" in getattr(type(model), name).__module__:
                    given = set(inspect.signature(getattr(type(model), name)).parameters)
                    found |= {(model._name, name.removeprefix("action_"), one) for one in given & TIMES}
        return found

    def test_every_argument(self):
        doors = [name.removeprefix("door_") for name in dir(self) if name.startswith("door_")]
        walked = set()
        for door in doors:
            with self.env.cr.savepoint() as savepoint:
                row, by, moment, given = getattr(self, f"door_{door}")()
                verb = door.partition("_of_")[0]
                walked |= {(row._name, verb, name) for name in set(given) & TIMES}
                with clock.at(moment):
                    self.try_arguments(row, self.call_as(self.users[by]), verb, given)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
        self.assertEqual(self.verbs_with_times() - walked, set(), "a time is not walked")

    def try_arguments(self, row, call, verb, given):
        for name in set(given) & TIMES:
            with self.subTest(model=row._name, verb=verb, argument=name):
                press = functools.partial(call, row._name, f"action_{verb}", *([row.ids] if row else []))
                self.try_door(lambda value, press=press, name=name: press(**{**given, name: value}), given[name])

    def try_door(self, press, good):
        """What is right is taken, and taken back; all else is refused with a sentence that names a rule."""
        with self.env.cr.savepoint() as savepoint:
            self.assertNotIn("error", press(good), "the right value")
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        for wrong in self.wrong(good):
            error = press(wrong).get("error", {})
            self.env.invalidate_all(flush=False)
            self.assertIn(error.get("name"), ("UserError", "ValidationError"), wrong)
            self.assertRegex(error["message"], r"\[R\d+\]$|^Please give|too far ahead|is in the past", wrong)

    def wrong(self, good):
        if isinstance(good, list):
            return [[{**one, "at": wrong} for one in good] for wrong in self.wrong(good[0]["at"])]
        return list(FAR) if len(good) == len(FAR[0]) else [*(f"{day} 09:00:00" for day in FAR), good[:10]]

    # one for each verb that takes a time: (row, by whom, when, arguments)

    def door_attest_briefing(self):
        return self.ask_for(), "manager", NOW, {"told_on": "2026-05-29"}

    def door_schedule(self):
        self.register_report()
        return self.accepted(), "hr", NOW, {"start": str(START)}

    def door_move(self):
        return self.scheduled(), "hr", NOW, {"start": str(START + timedelta(days=1)), "reason": "Room"}

    def door_waive_notice(self):
        return self.scheduled(), "employee", NOW, {"earliest_start": str(START)}

    def door_record_handover(self):
        return self.scheduled(), "hr", NOW, {"handed_over_at": str(NOW), "how": "By hand"}

    def door_record_for_employee(self):
        given = {"verb": "set_needs", "values": {"text": "A pause"}, "words": "A pause", "through": "phone"}
        return self.scheduled(), "clinician", LATER, {**given, "at": str(PRE_CALL)}

    def door_plan_pre_call(self):
        given = {"start": str(START - timedelta(days=1)), "channel": "phone", "where": "020 7946 0123"}
        return self.scheduled(), "clinician", NOW, given

    def door_record_pre_call(self):
        return self.told(), "clinician", PRE_CALL, {"outcome": "missed", "called_at": str(PRE_CALL)}

    def door_confirm_briefed(self):
        conference = self.told()
        with clock.at(PRE_CALL):
            self.call_beforehand(conference, by="clinician2")
        return conference, "clinician", LATER, {"at": str(PRE_CALL)}

    def door_take_chair(self):
        return self.told(), "clinician2", LATER, {"at": str(START - timedelta(minutes=5)), "reason": "They are ill"}

    def door_start(self):
        conference = self.prepared()
        rows = [self.row(conference, role).id for role in ALL]
        given = {"present_attendee_ids": rows, "started_at": str(START), "reason": "Entered later"}
        return conference, "clinician", LATER, given

    def door_end(self):
        return self.in_session(), "clinician", MINUTES, {"ended_at": str(MINUTES)}

    def door_adjourn(self):
        given = {"start": str(START + timedelta(days=14)), "adjourned_at": str(MINUTES), "reason": "More to say"}
        return self.in_session(), "clinician", MINUTES, given

    def door_record_handover_of_row(self):
        moment = MINUTES + timedelta(hours=1)
        return self.sent(), "hr", moment, {"handed_over_at": str(moment), "how": "By hand"}

    def door_record_handover_of_report(self):
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["no_login"].id})
        self.as_("clinician", report).action_issue()
        self.as_("clinician", report).action_offer()
        return report.with_env(self.env), "oh_admin", LATER, {"handed_over_at": str(LATER), "how": "By hand"}

    def door_record_end_letter(self):
        return self.cancelled(), "hr", LATER, {"handed_over_at": str(LATER), "how": "By hand"}

    def door_not_held(self):
        attempts = [{"at": str(START + timedelta(minutes=m)), "how": "By phone"} for m in (0, 7, 15)]
        return self.told(), "clinician", LATER, {"reason": "Absent", "attempts": attempts}

    def door_enter(self):
        return self.row(self.in_session(absent=("hr",)), "hr"), "clinician", MINUTES, {"at": str(MINUTES)}

    def door_leave(self):
        return self.row(self.in_session(), "hr"), "clinician", MINUTES, {"at": str(MINUTES)}

    def door_was_present(self):
        given = {"present_from": str(START), "present_until": str(START + timedelta(minutes=5))}
        return self.row(self.in_session(absent=("hr",)), "hr"), "clinician", MINUTES, given

    def door_acknowledge_recording(self):
        given = {"at": str(PRE_CALL), "through": "phone", "words": "I know"}
        return self.row(self.told(), "manager"), "clinician", LATER, given

    def door_propose(self):
        return self.row(self.told(), "manager"), "manager", NOW, {"start": str(START + timedelta(days=1))}

    def door_grant(self):
        return self.propose(self.told()), "clinician", LATER, {"at": str(PRE_CALL), "through": "phone", "words": "Yes"}

    def door_refuse(self):
        return self.propose(self.told()), "clinician", LATER, {"at": str(PRE_CALL), "through": "phone", "words": "No"}

    def door_disclose(self):
        conference = self.prepared()
        line = self.propose(conference)
        self.as_("employee", line).action_grant()
        rows = [self.row(conference, role).id for role in ALL]
        with clock.at(LATER):
            self.as_("clinician", conference).action_start(rows, started_at=str(START), reason="Entered later")
        return line, "clinician", LATER, {"at": str(MINUTES)}

    def door_extend_fact_check(self):
        return self.in_fact_check(), "hr", MINUTES, {"until": str(MINUTES + timedelta(days=60))}

    def door_register(self):
        given = {"author_name": "Dr A.", "author_role": "ohp", "registration_number": "GMC-1"}
        given |= {"issued_on": "2026-05-20", "received_on": "2026-05-20", "employee_id": self.people["employee"].id}
        return self.env["casecon.report"], "hr", NOW, given

    def door_answer_offer(self):
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["employee"].id})
        with clock.at(NOW - timedelta(days=1)):
            report.action_issue()
            report.action_offer()
            report.action_record_handover(handed_over_at=str(NOW - timedelta(days=1)), how="By hand")
        given = {"agrees": True, "through": "phone", "words": "Yes"}
        return report.with_env(self.env), "clinician", NOW, {**given, "at": str(NOW - timedelta(hours=1))}

    # fields that somebody may write

    def writable(self):
        """Own dates and times that are no column of a verb, of models that somebody may write or make."""
        found = set()
        for model in casecon_models(self.env):
            rights = self.env["ir.model.access"].search([("model_id.model", "=", model._name), ("active", "=", True)])
            if not any(right.perm_write or right.perm_create for right in rights):
                continue
            guarded = model._guarded_of_all() if hasattr(model, "_guarded_of_all") else set()
            found |= {
                (model._name, name)
                for name, field in own_fields(model).items()
                if field.type in ("date", "datetime") and not field.readonly and name not in guarded
            }
        return found

    def test_every_field(self):
        held = self.held()
        with clock.at(MINUTES):
            decision = self.as_("hr", self.env["casecon.decision"]).create(
                [{"conference_id": held.id, "kind": "decision", "name": "Lighter boxes"}]
            )
        asked = self.ask_for("colleague", "hr")
        doors = {
            ("casecon.conference", "start"): (asked, "hr", NOW, "2026-06-22 09:00:00"),
            ("casecon.conference", "told_on"): (asked, "hr", NOW, "2026-05-28"),
            ("casecon.decision", "due_on"): (decision, "hr", MINUTES, "2026-07-01"),
            ("casecon.decision", "review_on"): (decision, "hr", MINUTES, "2026-07-01"),
            ("casecon.note", "held_at"): (self.draft(), "clinician", NOW, "2026-05-28 09:00:00"),
            ("casecon.clinician", "registration_valid_until"): (self.chair, "lead", NOW, "2027-05-28"),
        }
        self.assertEqual(self.writable(), set(doors), "a time is not walked")
        for (model, name), (row, by, moment, good) in doors.items():
            call = self.call_as(self.users[by])
            with clock.at(moment), self.subTest(model=model, name=name):
                self.try_door(
                    lambda value, call=call, row=row, name=name: call(row._name, "write", row.ids, {name: value}), good
                )
