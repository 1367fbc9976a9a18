"""Another time, and a decline by somebody needed: whoever booked hears at once, and nothing moves by itself."""

from datetime import datetime

from icalendar import Calendar

from ..common import START, promise
from .replying import Replying

TUESDAY = datetime(2026, 6, 16, 13)


@promise("casecon_messages")
class TestProposals(Replying):
    def propose(self, role="manager", start=TUESDAY):
        self.assertEqual(self.comes_in(self.reply(role, "exchange_counter", proposed=start)), "taken")
        return self.as_("hr", self.conference)

    def to_dos(self, name="hr"):
        return self.env["mail.activity"].search([("user_id", "=", self.users[name].id)])

    def test_a_counter_moves_nothing_and_is_judged(self):
        conference = self.propose()
        row = self.row(self.conference, "manager")
        self.assertEqual((row.answer, row.sudo().proposed_start), ("tentative", TUESDAY))
        self.assertEqual((conference.start, conference.state), (START, "scheduled"))
        self.assertRegex(conference.proposals_note, "Line manager.*16.*Everyone who is needed is free then")
        self.assertEqual(conference.next_times_note.count(";"), 2, "three times")

    def test_it_says_why_a_time_does_not_fit(self):
        conference = self.propose(start=datetime(2026, 6, 13, 13))  # a Saturday
        self.assertNotIn("is free then", conference.proposals_note)
        self.assertTrue(conference.proposals_note.partition(". ")[2], conference.proposals_note)
        conference = self.propose(start=datetime(2026, 6, 16, 13, 7))
        self.assertIn("quarter of an hour", conference.proposals_note)
        conference = self.propose(start=datetime(2031, 6, 16, 13))
        self.assertIn("the next six months", conference.proposals_note)

    def test_whoever_booked_hears_of_it_by_mail_and_to_do(self):
        self.propose()
        self.assertEqual(list(self.send(6)), ["hr@example.com"])
        self.assertEqual(len(self.to_dos()), 1)
        self.assertEqual(self.to_dos().summary, "You have an update")

    def test_keeping_the_time_tells_who_asked(self):
        conference = self.propose()
        self.send(6)
        conference.action_decline_proposals()
        sent = self.send(7)
        self.assertEqual(list(sent), ["manager@example.com"])
        (part,) = [part for part in sent["manager@example.com"].walk() if part.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_content())
        self.assertEqual((part.get_param("method"), calendar["METHOD"]), ("DECLINECOUNTER", "DECLINECOUNTER"))
        self.assertEqual(calendar.events[0]["UID"], self.conference.sudo().ical_uid)
        self.assertFalse(self.row(self.conference, "manager").sudo().proposed_start)

    def test_a_move_answers_it_with_a_new_invitation(self):
        self.propose().action_move(start=str(TUESDAY), reason="It suits all")
        row = self.row(self.conference, "manager")
        self.assertFalse(row.sudo().proposed_start)
        self.assertEqual(row.answer, "needs_action")

    def test_a_later_answer_takes_its_place(self):
        self.propose()
        self.comes_in(self.reply("manager", "zimbra"))
        row = self.row(self.conference, "manager")
        self.assertEqual((row.answer, row.sudo().proposed_start), ("accepted", False))

    def test_a_decline_reaches_whoever_booked_at_once_with_the_next_three_times(self):
        self.comes_in(self.reply("employee"))
        self.assertEqual(list(self.send(6)), ["hr@example.com"])
        self.assertEqual(len(self.to_dos()), 1)
        conference = self.as_("hr", self.conference)
        self.assertEqual(conference.next_times_note.count(";"), 2)
        self.comes_in(self.reply("manager"))
        self.assertEqual(len(self.to_dos()), 1, "one for the day is enough")

    def test_only_who_books_reads_what_was_asked_for(self):
        self.propose("employee")
        for name in ("manager", "employee", "colleague", "privacy"):
            self.assertNotIn("proposed_start", self.as_(name, self.env["casecon.attendee"]).fields_get(), name)

    def test_the_employee_asks_for_another_time_on_their_page(self):
        row = self.as_("employee", self.row(self.conference, "employee"))
        row.action_propose(start=str(TUESDAY))
        self.assertEqual(self.conference.state, "scheduled")
        self.assertRegex(self.as_("hr", self.conference).proposals_note, "Employee.*free then")
