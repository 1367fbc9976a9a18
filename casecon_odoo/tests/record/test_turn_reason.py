"""Beside what HR is asked to do stands why, where the words of the turn do not say it."""

from ...models import clock
from ..common import promise
from ..life import LENGTH, LifeCase


@promise("casecon_turns")
class TestTurnReason(LifeCase):
    def why(self, conference, by="hr"):
        mine = self.as_(by, conference).search([("id", "=", conference.id), ("is_waiting_for_me", "=", True)])
        return mine.next_action, mine.turn_reason

    def test_who_is_not_told(self):
        conference = self.scheduled("no_login", by="hr")
        self.send_due()
        action, reason = self.why(conference)
        self.assertIn("has not been told", action)
        self.assertIn("There is no email address. Hand over the letter", reason)

    def test_who_cannot_come(self):
        conference = self.told()
        self.as_("manager", self.row(conference, "manager")).action_answer(answer="declined")
        for by in ("hr", "oh_admin"):
            self.assertEqual(self.why(conference, by)[1], "This time does not suit: Person manager")

    def test_minutes_to_hand_over(self):
        minutes = self.minuted(employee="no_login", by="hr")
        with clock.at(minutes.conference_id.start + LENGTH):
            self.as_("hr", minutes).action_send_for_fact_check()
            self.send_due()
            action, reason = self.why(minutes.conference_id)
        self.assertIn("hand them over", action)
        self.assertIn("no login", reason)

    def test_the_letter_about_an_end(self):
        conference = self.scheduled("no_login", by="hr")
        self.as_("hr", conference).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
        self.as_("hr", conference).action_cancel("The room is closed")
        action, reason = self.why(conference)
        self.assertIn("letter about the end", action)
        self.assertEqual(reason, "The employee is told by letter, because no email reached them.")

    def test_nobody_else_reads_it(self):
        conference = self.told()
        self.as_("manager", self.row(conference, "manager")).action_answer(answer="declined")
        self.assertFalse(self.as_("employee", conference).turn_reason)
