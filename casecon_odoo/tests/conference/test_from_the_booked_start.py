"""From the booked start on nobody answers or asks for another time; what was booked keeps an agenda (R9 R18 R33)."""

from datetime import timedelta

from odoo.exceptions import UserError

from ..common import NOW, START, CaseconHttpCase, promise
from ..life import ALL, LifeCase
from ..personas import own_password


@promise("casecon_R33")
class TestFromTheBookedStart(CaseconHttpCase, LifeCase):
    def test_nobody_answers_or_asks_for_another_time(self):
        conference = self.prepared()
        self.with_companion(conference)
        later = str(START + timedelta(days=1))
        calls = (
            ("manager", "casecon.attendee", "answer", self.row(conference, "manager").id, ["declined"]),
            ("manager", "casecon.attendee", "propose", self.row(conference, "manager").id, [later]),
            ("hr", "casecon.attendee", "send_again", self.row(conference, "manager").id, []),
            ("hr", "casecon.conference", "decline_proposals", conference.id, []),
            ("employee", "casecon.conference", "answer_for_companion", conference.id, ["declined"]),
        )
        for name in ("manager", "hr", "employee"):
            own_password(self.users[name])
        self.at(START)
        for by, model, verb, record_id, arguments in calls:
            with self.subTest(verb):
                self.log_in(by)
                answer = self.call(model, f"action_{verb}", [record_id], *arguments)
                self.assertTrue(answer.get("error", {}).get("message", "").endswith("[R33]"), answer)
        self.assertFalse(self.as_("manager", self.row(conference, "manager")).can_answer)

    def test_what_the_companion_had_said_before_is_recorded_later(self):
        conference = self.prepared()
        self.with_companion(conference)
        self.at(START + timedelta(hours=2))
        record = self.as_("clinician", conference).action_record_for_employee
        words = {"words": "She is ill", "through": "phone", "at": str(START - timedelta(hours=1))}
        record(verb="answer_for_companion", values={"answer": "declined"}, **words)
        self.assertEqual(self.row(conference, "companion").answer, "declined")

    @promise("casecon_R18")
    def test_a_meeting_that_begins_on_another_day_has_a_reason(self):
        conference = self.prepared()
        self.at(START + timedelta(days=3))
        rows = [self.row(conference, role) for role in ALL]
        for row in rows:
            self.as_("clinician", row).action_acknowledge_recording()
        present = [row.id for row in rows]
        with self.assertRaisesRegex(UserError, r"reason.*\[R18\]$"):
            self.as_("clinician", conference).action_start(present)
        self.as_("clinician", conference).action_start(present, reason="All agreed to wait for the interpreter")


@promise("casecon_R9")
class TestAgendaStays(LifeCase):
    def test_what_is_booked_keeps_an_item(self):
        conference = self.scheduled()
        items = self.as_("hr", self.env["casecon.agenda.item"])
        items.create({"conference_id": conference.id, "name": "Which days?"})
        self.at(NOW + timedelta(hours=1))
        with self.assertRaisesRegex(UserError, r"\[R9\]$"):
            self.as_("hr", conference.agenda_item_ids).unlink()
        self.as_("hr", conference.agenda_item_ids[0]).unlink()
        with self.assertRaisesRegex(UserError, r"\[R9\]$"):
            self.as_("hr", conference.agenda_item_ids).unlink()

    def test_a_request_may_lose_them_all(self):
        conference = self.accepted()
        self.as_("hr", conference.agenda_item_ids).unlink()
        self.assertFalse(conference.agenda_item_ids)
