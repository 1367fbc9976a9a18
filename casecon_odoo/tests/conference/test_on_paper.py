"""Who has no login acts through OH: the checklist says so, and somebody has it on their list."""

from datetime import timedelta

from ...models import clock
from ...models.conference.turn_words import WORDS
from ..common import NOW, START, promise
from ..life import LifeCase


@promise("casecon_R7", "casecon_R3")
class TestOnPaper(LifeCase):
    def told_by(self, employee):
        """Booked and told; nobody has said yet that they understand."""
        weeks = timedelta(weeks=len(self.env["casecon.conference"].search([])))  # each at its own time
        conference = self.scheduled(employee, start=START + weeks)
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
            if employee == "no_login":
                self.as_("hr", conference).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
        return conference

    def who(self, by, conference, rule):
        (line,) = [line for line in self.as_(by, conference).readiness if line["key"] == rule]
        return line["who"]

    def test_the_checklist_names_who_can_supply_it(self):
        for employee, who in (("employee", "The employee"), ("no_login", "The employee, through OH")):
            self.assertEqual(self.who("hr", self.told_by(employee), "R7"), who)

    def codes(self, by, conference):
        seen = self.as_(by, conference)
        return [turn.code for turn in seen._turns()[seen]]

    def test_what_only_they_can_say_is_on_the_list_of_the_clinician_who_chairs(self):
        conference = self.told_by("no_login")
        self.assertIn("not_understood", self.codes("clinician", conference))
        self.assertIn("not_understood", WORDS)
        for by in ("hr", "oh_admin", "clinician2", "manager"):
            self.assertNotIn("not_understood", self.codes(by, conference), by)
        self.assertNotIn("not_understood", self.codes("clinician", self.told_by("employee")))
        self.record_for_employee(conference, "confirm_understanding")
        self.assertNotIn("not_understood", self.codes("clinician", conference))

    def test_a_short_notice_is_asked_about(self):
        conference = self.scheduled("no_login")
        with clock.at(conference.start - timedelta(days=4)):
            self.as_("hr", conference).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
            self.assertIn("notice_too_short", self.codes("clinician", conference))
            self.record_for_employee(conference, "waive_notice", earliest_start=str(conference.start))
            self.assertNotIn("notice_too_short", self.codes("clinician", conference))

    def test_the_dialogs_know_it(self):
        on_paper, by_login = self.told_by("no_login"), self.told_by("employee")
        for by in ("hr", "oh_admin", "clinician"):
            self.assertTrue(self.as_(by, on_paper).is_on_paper, by)
            self.assertFalse(self.as_(by, by_login).is_on_paper, by)
        self.assertFalse(self.as_("manager", on_paper).is_on_paper, "whether somebody has a login is not theirs to ask")
