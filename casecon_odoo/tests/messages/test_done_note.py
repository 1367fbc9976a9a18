"""What came of a verb stands on the form, and stays there: what, when, who is told how, and what is next."""

from datetime import timedelta

from ...models import clock
from ..common import NOW, START, CaseconCase, promise


@promise("casecon_turns")
class TestDoneNote(CaseconCase):
    def strip(self, by, conference):
        seen = self.as_(by, conference)
        return seen.done_title, seen.done_note

    def test_a_request_from_asking_to_accepting(self):
        conference = self.ask_for()
        self.assertEqual(
            self.strip("manager", conference),
            (
                "You have asked for a case conference.",
                "HR and OH are told by email. They accept the request, or return it with a question.",
            ),
        )
        self.assertEqual(self.strip("hr", conference), (False, False))
        self.as_("hr", conference).action_return(reason="Ask the author first")
        title, note = self.strip("hr", conference)
        self.assertEqual(title, "Returned with a question.")
        self.assertEqual(
            note, "Person manager is told by email. The answer comes back to HR and OH, under Waiting for me."
        )
        self.as_("manager", conference).action_answer_return(answer="Done")
        self.as_("hr", conference).action_accept()
        title, note = self.strip("hr", conference)
        self.assertEqual(title, "Accepted. Nothing is booked yet.")
        self.assertIn("Person manager is told by email. Next: HR or OH. There is no OH report", note)

    def test_a_booking_and_a_move(self):
        conference = self.scheduled()
        title, note = self.strip("hr", conference)
        self.assertEqual(title, "Booked for Monday 15 June 2026, 10:00 (London time).")
        self.assertIn("An email goes out within minutes to: Person employee, Person clinician", note)
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
        self.assertIn("Told by email: Person employee, Person clinician", self.strip("hr", conference)[1])
        self.as_("hr", conference).action_move(start=str(START + timedelta(days=7)), reason="Room")
        self.assertEqual(self.strip("hr", conference)[0], "Moved to Monday 22 June 2026, 10:00 (London time).")
        self.assertEqual(self.strip("employee", conference), (False, False))

    def test_without_a_login_by_letter(self):
        conference = self.scheduled("no_login")
        note = self.strip("hr", conference)[1]
        self.assertIn("No email can reach the employee, so print the letter and hand it over.", note)
        self.as_("hr", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.assertIn("The employee was told by letter.", self.strip("hr", conference)[1])

    def test_a_cancelled_case_says_the_same_however_it_ended(self):
        notes = set()
        for verb, by, given in (("cancel", "hr", {"reason": "No need"}), ("decline", "employee", {})):
            conference = self.scheduled()
            getattr(self.as_(by, conference), f"action_{verb}")(**given)
            notes |= {self.strip(reader, conference) for reader in ("hr", "manager", "oh_admin")}
        self.assertEqual(
            notes,
            {
                (
                    "Cancelled.",
                    "Everyone who was told of the date gets one email, and calendars remove it. You have nothing more"
                    " to do.",
                )
            },
        )

    def test_the_present_time_is_no_other_time(self):
        conference = self.scheduled()
        with clock.at(NOW - timedelta(days=1)):
            answer = self.as_("hr", conference.browse()).find_times({"conference_id": conference.id})
        self.assertNotIn(str(START), [slot["start"] for slot in answer["suggestions"]])
        wish = {"conference_id": conference.id, "week": "2026-06-15"}
        starts = self.as_("hr", conference.browse()).find_times(wish)["starts"]
        runs = {start["start"]: start for start in starts}
        self.assertIn(str(START), runs, "it is not like those beside it")
        here = runs[str(START)]
        self.assertEqual((here["state"], here["count"]), ("refused", 1))
        self.assertEqual(here["reason"], "The meeting is booked for this time already.")
        self.assert_rule("R3", self.as_("hr", conference).action_move, start=str(START), reason="Room")
