"""R25: who would not look otherwise gets a neutral email that it is their turn; once, and one for many."""

from datetime import timedelta

from ...models import clock
from ..common import NOW, promise
from ..life import MINUTES, LifeCase

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WORDS = ("flag", "minutes", "consent", "health", "case", "Person", "CC-")


@promise("casecon_turns", "casecon_R25")
class TestTurnsTold(LifeCase):
    def mailed(self, moment, subject="You have an update"):
        """Who gets such an email when the cron runs."""
        with clock.at(moment):
            sent = [(to, mail) for to, mail in self.send_due() if mail["Subject"] == subject]
        for _to, mail in sent:
            text = mail.get_body(("plain",)).get_content().replace("Test Works", "")
            for word in WORDS:
                self.assertNotIn(word, text)
        return sorted(to.partition("@")[0] for to, _mail in sent)

    def test_a_request_tells_hr_and_oh_once(self):
        self.ask_for()
        self.assertEqual(self.mailed(NOW + MINUTE), ["hr", "oh_admin", "two_hats"])
        with clock.at(NOW + 2 * MINUTE):
            self.ask_for("portal_employee")
            self.ask_for("no_login")
        self.assertEqual(self.mailed(NOW + 3 * MINUTE), [], "one after the other would be many")
        self.assertEqual(self.mailed(NOW + 5 * HOUR), ["hr", "oh_admin", "two_hats"], "and so it is one")
        self.assertEqual(self.mailed(NOW + 10 * HOUR), [])

    def test_what_was_decided_meanwhile_is_not_told(self):
        conference = self.ask_for()
        self.as_("oh_admin", conference).action_refuse(reason="Another way is open")
        self.assertEqual(self.mailed(NOW + MINUTE), ["manager"])

    def test_the_one_who_asked_hears_that_it_is_accepted_returned_and_refused(self):
        conference = self.ask_for()
        self.mailed(NOW + MINUTE)
        self.as_("hr", conference).action_return(reason="Ask the author first")
        self.assertEqual(self.mailed(NOW + 2 * MINUTE), ["manager"])
        with clock.at(NOW + 6 * HOUR):
            self.as_("manager", conference).action_answer_return(answer="Done")
        self.assertEqual(self.mailed(NOW + 6 * HOUR), ["hr", "oh_admin", "two_hats"])
        self.as_("hr", conference).action_accept()
        self.as_("hr", conference).action_accept()
        self.assertEqual(self.mailed(NOW + 7 * HOUR), ["manager"])
        self.as_("hr", conference).action_refuse(reason="Another way is open")
        self.assertEqual(self.mailed(NOW + 8 * HOUR), ["manager"])

    def test_what_is_booked_at_once_is_told_by_the_invitation_alone(self):
        self.scheduled()
        self.assertEqual(self.mailed(NOW + MINUTE), [])

    def test_a_flag_goes_to_hr_and_comes_back_once_it_is_put_right(self):
        minutes = self.in_fact_check()
        self.at(MINUTES)
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.assertEqual(self.mailed(MINUTES + MINUTE), ["hr"])
        self.as_("hr", minutes).write({"body": "<p>Other</p><p>Two</p>"})
        self.assertEqual(self.mailed(MINUTES + 2 * MINUTE), ["clinician", "employee"])
        self.as_("hr", minutes).write({"body": "<p>Still other</p><p>Two</p>"})
        self.assertEqual(self.mailed(MINUTES + 6 * HOUR), ["employee"], "it is the clinician's turn since before")

    def test_a_flag_that_is_resolved_at_once_is_not_told(self):
        minutes = self.in_fact_check()
        self.at(MINUTES)
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.as_("clinician", minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.assertEqual(self.mailed(MINUTES + MINUTE), [])
