"""What stood at its time stays on record with its time, whatever is said or entered afterwards (R3 R7 R18)."""

from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ..common import NOW, START, promise
from ..life import LifeCase
from .test_adjourned import Adjourned

WAIVED = "The employee accepted less notice"
KEPT = "The employee keeps the full notice"


class Recorded:
    def record_of(self, conference, words, by="employee"):
        """`(when, entered, by which route)` of the lines of the record that hold these words."""
        lines = self.as_(by, conference)._account()
        return [(line.at, line.entered_at, line.more) for line in lines if words in line.text]


@promise("casecon_R3", "casecon_R18")
class TestEarlierWords(Recorded, Adjourned):
    def test_a_waiver_on_which_a_meeting_began_stays(self):
        waived = (START - timedelta(days=2),) * 2
        for number, act in enumerate(
            (
                lambda: self.as_("employee", self.conference).action_waive_notice(str(START + timedelta(days=1))),
                lambda: self.as_("employee", self.conference).action_keep_notice(),
                self.adjourn,
            )
        ):
            self.minute(31 + number)
            act()
            self.assertIn((*waived, "By login"), self.record_of(self.conference, WAIVED), number)
        self.assertEqual(len(self.record_of(self.conference, WAIVED)), 2)

    def test_the_employee_reads_when_it_was_booked_and_when_adjourned(self):
        self.adjourn(reason="We need the landlord")
        for by in ("employee", "manager"):
            lines = self.as_(by, self.conference)._account()
            dates = [(line.at, line.text, line.more) for line in lines if line.text.startswith("The meeting:")]
            adjourned = START + timedelta(minutes=30)
            self.assertEqual(dates, [(NOW, "The meeting: Booked", ""), (adjourned, "The meeting: Adjourned", "")])


@promise("casecon_R3", "casecon_R7", "casecon_R18")
class TestBothTimes(Recorded, LifeCase):
    def test_of_a_notice_that_is_kept_after_all(self):
        conference = self.told()
        self.as_("employee", conference).action_waive_notice(str(START - timedelta(days=1)))
        self.at(NOW + timedelta(days=1))
        said = clock.now() - timedelta(hours=3)
        self.as_("clinician", conference).action_record_for_employee(
            verb="keep_notice", words="I need the time", through="phone", at=str(said)
        )
        self.assertEqual(self.record_of(conference, KEPT), [(said, clock.now(), "By phone")])
        self.assertEqual(len(self.record_of(conference, WAIVED)), 1)

    def test_of_a_confirmation_that_the_employee_gave_again(self):
        conference = self.ask_for()
        self.understand(conference)
        self.at(NOW + timedelta(days=1))
        self.as_("manager", conference.request_ids).write({"reason": "Away since April"})
        self.understand(conference)
        when = [
            at
            for at, _entered, _route in self.record_of(
                conference, "confirmed that they understand what the meeting is for"
            )
        ]
        self.assertEqual(when, [NOW, NOW + timedelta(days=1)])

    def test_of_a_letter_that_was_handed_over(self):
        conference = self.scheduled("no_login")
        self.at(NOW + timedelta(days=6))
        given = NOW + timedelta(hours=1)
        self.as_("hr", conference).action_record_handover(handed_over_at=str(given), how="By hand")
        for by in ("hr", "manager", "clinician"):
            told = self.record_of(conference, "no_login (Employee) was told", by)
            self.assertEqual(told, [(given, clock.now(), "By letter")], by)

    def test_of_an_email_that_was_accepted(self):
        conference = self.told()
        sent = NOW + timedelta(minutes=1)
        self.assertEqual(self.record_of(conference, "employee (Employee) was told"), [(sent, sent, "By email")])

    def test_of_a_chair_that_was_taken(self):
        conference = self.prepared()
        self.at(START + timedelta(days=1))
        taken = START - timedelta(hours=1)
        self.as_("clinician2", conference).action_take_chair("Ill", at=str(taken))
        self.assertEqual(self.record_of(conference, "Person replaced", "hr"), [(taken, clock.now(), "Ill")])

    def test_nobody_took_the_chair_before_the_one_who_had_it(self):
        conference = self.prepared()
        with clock.at(START - timedelta(days=1)):
            self.as_("hr", conference).action_reassign("clinician", self.chair2.id, "Ill")
        self.at(START - timedelta(hours=2))
        with self.assertRaisesRegex(UserError, r"\[R18\]$"), self.env.cr.savepoint():
            self.as_("clinician", conference).action_take_chair("Back", at=str(START - timedelta(days=2)))
        self.as_("clinician", conference).action_take_chair("Back", at=str(START - timedelta(hours=3)))
