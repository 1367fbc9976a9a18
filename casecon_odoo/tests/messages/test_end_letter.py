"""Who was told by letter hears of the end by letter: from HR, in words that say nothing of how it came to it."""

import re
from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import NOW, SECRET, START, CaseconHttpCase, promise

OTHERS = ("manager", "clinician", "employee", "colleague", "system", "privacy", "hr_elsewhere")


@promise("casecon_messages", "casecon_R24")
class TestEndLetter(CaseconHttpCase):
    def by_letter(self, **vals):
        conference = self.scheduled("no_login", **vals)
        self.as_("hr", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        return conference

    def not_held(self):
        conference = self.by_letter()
        with clock.at(START + timedelta(minutes=20)):
            self.as_("clinician", conference).action_not_held(f"{SECRET} rang before", had_said_so=True)
        return conference

    def hand_over(self, conference, moment=None, by="hr", how="By hand"):
        moment = str(moment or clock.now())
        return self.as_(by, conference).action_record_end_letter(handed_over_at=moment, how=how)

    def page(self, by, conference):
        self.env.flush_all()
        self.log_in(by)
        return self.url_open(f"/updates/letter/{conference.id}")

    def test_that_it_did_not_take_place_is_told_by_letter(self):
        conference = self.not_held()
        with clock.at(START + timedelta(hours=1)):
            seen = self.as_("hr", conference)
            self.assertTrue(seen.needs_end_letter and seen.can_record_end_letter and seen.is_waiting_for_me)
            answer = self.page("hr", conference)
            text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
            for words in (
                "Your case conference did not take place",
                "The meeting below did not take place.",
                "Monday 15 June 2026, 10:00 (London time)",
                "If there is a new date, we will send you a new letter.",
            ):
                self.assertIn(words, text)
            for words in (SECRET, "cancelled", "rang", "will not take place"):
                self.assertNotIn(words, text)
            self.hand_over(conference)
            seen = self.as_("hr", conference)
            self.assertFalse(seen.needs_end_letter or seen.is_waiting_for_me)

    def test_it_is_kept_when_it_was_handed_over_how_and_by_whom(self):
        conference = self.not_held()
        handed_over = START + timedelta(hours=2)
        with clock.at(START + timedelta(hours=5)):
            for wrong in (NOW - timedelta(days=1), START + timedelta(hours=6)):
                self.assert_rule("R24", self.hand_over, conference, wrong)
            for by in ("manager", "clinician", "employee", "colleague"):
                self.assertRaises(AccessError, self.hand_over, conference, by=by)
            with self.assertRaisesRegex(UserError, "how it was handed over"):
                self.hand_over(conference, how=" ")
            self.hand_over(conference, handed_over)
            kept = conference.sudo()
            self.assertEqual(
                (kept.end_letter_at, kept.end_letter_how, kept.end_letter_entered_at, kept.end_letter_entered_by_id),
                (handed_over, "By hand", clock.now(), self.users["hr"]),
            )
            for by, sees in (("hr", True), ("oh_admin", True), ("manager", False)):
                texts = [line.text for line in self.as_(by, conference)._account()]
                self.assertEqual("The employee was handed the letter about the end" in texts, sees, by)

    def test_who_was_told_by_email_needs_none(self):
        conference = self.scheduled()
        self.tell(conference)
        with clock.at(START + timedelta(minutes=20)):
            self.as_("clinician", conference).action_not_held(f"{SECRET} rang before", had_said_so=True)
            self.assertFalse(self.as_("hr", conference).needs_end_letter)

    def test_hr_and_the_oh_administrator_print_it_and_nobody_else(self):
        cancelled = self.by_letter()
        self.as_("hr", cancelled).action_cancel(reason=f"{SECRET} reorganised")
        for conference in (cancelled, self.not_held()):
            for by in ("hr", "oh_admin"):
                answer = self.page(by, conference)
                self.assertEqual(answer.status_code, 200)
                self.assertIn("Person no_login", answer.text)
                self.assertNotIn(SECRET, answer.text)
            nothing = [self.page(by, self.env["casecon.conference"].browse(99999999)).text for by in OTHERS]
            for by, other in zip(OTHERS, nothing, strict=True):
                with self.subTest(by=by, state=conference.state):
                    answer = self.page(by, conference)
                    self.assertEqual(answer.status_code, 404)
                    self.assertEqual(self.bare(answer.text), self.bare(other))

    @promise("casecon_R8")
    def test_declined_and_cancelled_it_is_the_same_letter(self):
        declined, cancelled = self.by_letter(), self.by_letter(start="2026-06-16 09:00:00")
        self.as_("clinician", declined).action_record_for_employee(
            verb="decline", values={"reason": f"{SECRET} no"}, words=f"{SECRET} no", through="phone"
        )
        self.as_("hr", cancelled).action_cancel(reason=f"{SECRET} reorganised")
        texts = [self.bare(self.page("hr", conference).text) for conference in (declined, cancelled)]
        self.assertEqual(texts[0], texts[1].replace("Tuesday 16", "Monday 15"))
        self.assertIn("Your case conference is cancelled", texts[0])

    def test_while_it_goes_on_there_is_none(self):
        conference = self.by_letter()
        self.assertNotIn("cancelled", self.page("hr", conference).text)
        self.assertIn("Invitation", self.page("hr", conference).text)

    @staticmethod
    def bare(text):
        """A page without what differs from one request, or case, to the next."""
        text = re.sub(r"CC-\d{4}-\d+|csrf_token: \"[^\"]*\"|updates/letter/\d+", "", text)
        return re.sub(r'(?:id|data-oe-\w+|nonce)="[^"]*"', "", text)
