"""Whose turn it is, from the request to the close: what each finds under "Waiting for me", and in which order."""

from datetime import timedelta

from odoo.tests import warmup

from ...domain import turns
from ...models import clock
from ...models.conference.turn_words import WORDS
from ..common import NOW, START, promise
from ..life import LENGTH, MINUTES, PRE_CALL, LifeCase

PEOPLE = ("hr", "manager", "employee", "clinician", "clinician2", "oh_admin", "colleague")


class TurnsCase(LifeCase):
    def turns(self, conference, by):
        """All that one reader is asked in it, the most pressing first."""
        mine = self.as_(by, conference).search([("id", "=", conference.id)])
        return [turn.code for turn in mine._turns().get(mine, ())]

    def waits_for(self, conference):
        """What each is asked first who finds it in the list; the list and the turns say the same."""
        found = {}
        for by in PEOPLE:
            waiting = [("id", "=", conference.id), ("is_waiting_for_me", "=", True)]
            listed = self.as_(by, conference).search(waiting)
            codes = self.turns(conference, by)
            self.assertEqual(bool(listed), bool(codes), by)
            if codes:
                found[by] = codes[0]
                self.assertEqual(listed.next_action, str(WORDS[codes[0]]))
        return found

    def answer_all(self, conference):
        """Everybody comes, and the employee knows that nothing is recorded."""
        for role, by in (("employee", "employee"), ("manager", "manager"), ("clinician", "clinician"), ("hr", "hr")):
            self.as_(by, self.row(conference, role)).action_answer(answer="accepted")
        self.as_("employee", self.row(conference, "employee")).action_acknowledge_recording()


@promise("casecon_turns")
class TestWaiting(TurnsCase):
    def test_every_turn_has_its_words(self):
        self.assertEqual(set(WORDS), {*turns.CODES, *turns.MISSING})

    def test_a_request_goes_to_and_fro(self):
        conference = self.ask_for(told_on=False)
        self.assertEqual(
            self.waits_for(conference),
            {"hr": "accept", "manager": "not_briefed", "employee": "understanding", **self.desk("accept")},
        )
        self.as_("hr", conference).action_return(reason="Ask the author first")
        self.assertEqual(self.turns(conference, "manager")[0], "answer_return")
        self.assertEqual(self.turns(conference, "hr"), [])
        self.as_("manager", conference).action_answer_return(answer="Done")
        self.as_("hr", conference).action_accept()
        self.assertEqual(self.turns(conference, "hr"), ["no_report"])
        self.register_report()
        self.as_("hr", conference).report_id = self.env["casecon.report"].search([], limit=1)
        self.assertEqual(self.turns(conference, "hr"), [], "the manager has not explained it")
        self.as_("manager", conference).action_attest_briefing(told_on="2026-05-29")
        self.assertEqual(self.turns(conference, "hr"), ["book"])
        self.assertEqual(self.as_("hr", conference).waiting_since, NOW)

    def desk(self, code):
        return dict.fromkeys(("clinician", "clinician2", "oh_admin"), code)

    def test_whoever_is_invited_answers(self):
        conference = self.told()
        asked = {"manager": ["answer"], "employee": ["answer", "recording"], "oh_admin": [], "clinician2": []}
        for by, codes in asked.items():
            self.assertEqual(self.turns(conference, by), codes, by)
        self.assertEqual(self.turns(conference, "clinician"), ["no_pre_call", "answer"])
        mine = self.as_("manager", conference)
        self.assertEqual(mine.waiting_since, NOW + timedelta(minutes=1))
        self.assertEqual(mine.waiting_until, START)
        self.as_("manager", self.row(conference, "manager")).action_answer(answer="declined")
        self.assertEqual(self.turns(conference, "manager"), [])
        for by in ("hr", "oh_admin", "clinician"):
            self.assertIn("cannot_come", self.turns(conference, by), by)

    def test_the_employee_finds_in_the_back_end_what_the_portal_asks(self):
        conference = self.scheduled()
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
        self.propose(conference)
        asked = ["understanding", "answer", "consent", "recording"]
        self.assertCountEqual(self.turns(conference, "employee"), asked)
        self.assertNotIn("consent", self.turns(conference, "hr") + self.turns(conference, "manager"))

    def test_the_clinician_prepares_and_starts_on_the_day(self):
        conference = self.ready()
        self.answer_all(conference)
        self.at(PRE_CALL)
        self.assertEqual(self.waits_for(conference), {"clinician": "prepare"})
        self.as_("clinician", conference).action_prepare()
        self.assertEqual(self.waits_for(conference), {})
        self.assertFalse(conference.is_start_near, "the start is not offered days ahead")
        self.at(START - timedelta(hours=1))
        self.assertEqual(self.waits_for(conference), {"clinician": "start"})
        conference.invalidate_recordset()
        self.assertTrue(conference.is_start_near)

    def test_the_minutes_go_to_and_fro(self):
        minutes = self.minuted()
        conference = minutes.conference_id
        self.at(MINUTES)
        self.assertEqual(self.waits_for(conference), {"hr": "send_minutes"})
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertEqual(self.waits_for(conference), {"employee": "check"})
        self.send_due()
        with clock.at(minutes.fact_check_until):
            self.assertEqual(self.waits_for(conference), {"hr": "finalise"})
        self.as_("employee", minutes).action_comment("p-1", "It was Tuesday", digest=minutes.text_digest)
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.assertEqual(self.waits_for(conference), {"hr": "read_remarks"})
        self.as_("hr", minutes).action_finalise()
        self.assertEqual(self.waits_for(conference), {"hr": "close"})
        self.as_("hr", conference).action_close()
        self.assertEqual(self.waits_for(conference), {})

    def test_a_flag_goes_to_and_fro(self):
        minutes = self.in_fact_check()
        conference = minutes.conference_id
        self.at(MINUTES)
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.assertEqual(self.waits_for(conference), {"hr": "flagged", "employee": "check"})
        self.as_("hr", minutes).write({"body": "<p>Changed</p><p>Two</p>"})
        self.send_due()
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.assertEqual(self.waits_for(conference), {"clinician": "put_right"})
        self.as_("clinician", minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.assertEqual(self.waits_for(conference), {"hr": "finalise"})

    def test_hr_writes_the_minutes_once_it_was_held(self):
        conference = self.held()
        self.at(START + LENGTH)
        self.assertEqual(self.waits_for(conference), {"hr": "write_minutes"})

    def test_a_parked_question_and_an_action(self):
        conference = self.in_session()
        self.at(START + timedelta(minutes=20))
        self.as_("clinician", conference.agenda_item_ids[:1]).action_park()
        self.assertEqual(self.turns(conference, "clinician"), ["meeting", "question"])
        self.as_("clinician", conference).action_end()
        decisions = self.as_("hr", self.env["casecon.decision"])
        owner = self.users["manager"].partner_id.id
        about = {"conference_id": conference.id, "name": "Lighter boxes", "kind": "action", "owner_id": owner}
        decisions.create({**about, "due_on": "2026-06-29"})
        self.assertEqual(self.turns(conference, "manager"), ["action"])
        self.assertEqual(str(self.as_("manager", conference).waiting_until), "2026-06-29 00:00:00")
        self.at(START + timedelta(days=8))
        self.assertNotIn("overdue", self.turns(conference, "hr"))
        self.at(START + timedelta(days=16))
        self.assertIn("overdue", self.turns(conference, "hr"))

    def test_the_meeting_that_begins_now_stands_first(self):
        asked = self.ask_for("portal_employee", by="hr")
        later = self.told("no_login", start=START + timedelta(days=1), clinician_id=self.chair.id)
        conference = self.prepared()
        self.at(START)
        clinicians = self.as_("clinician", conference)
        found = clinicians.search([("is_waiting_for_me", "=", True)], order="waiting_until, start desc")
        self.assertEqual(found[0], conference)
        self.assertLess([*found].index(later), len(found))
        self.assertNotIn(asked, found)
        everything = clinicians.search([], order="waiting_until, start desc")
        self.assertEqual([*everything][: len(found)], [*found])

    def test_nobody_learns_of_a_conference_that_they_may_not_read(self):
        conference = self.told()
        for by in ("colleague", "system", "hr_elsewhere", "other_manager", "privacy"):
            mine = self.as_(by, conference)
            self.assertFalse(mine.search([("is_waiting_for_me", "=", True)]), by)
            self.assertFalse(mine.search([], order="waiting_until"), by)

    @warmup
    def test_a_long_list_asks_as_often_as_a_short_one(self):
        for _n in range(4):
            self.ask_for(by="hr")
        few = self.queries("hr")
        for _n in range(36):
            self.ask_for(by="hr")
        self.assertLessEqual(self.queries("hr"), few)
        self.assertLessEqual(few, 45)

    def queries(self, by):
        conferences = self.env["casecon.conference"]
        spec = {name: {} for name in ("name", "next_action", "waiting_since", "waiting_until")}
        waiting = [("is_waiting_for_me", "=", True)]
        counts = []
        for _time in range(2):
            mine = self.as_(by, conferences)
            before = self.env.cr.sql_log_count
            self.assertTrue(mine.web_search_read(waiting, spec, order="waiting_until, start desc")["records"])
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]
