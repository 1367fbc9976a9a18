"""R16, R18: in a meeting whose start is entered later, what was said is judged by what was granted then."""

from datetime import timedelta

from odoo.exceptions import UserError

from ..common import NOW, SECRET, START, promise
from ..life import ALL, LifeCase

BEFORE, LATER = START - timedelta(days=1), START + timedelta(days=3)


@promise("casecon_R16", "casecon_R18")
class TestConsentBeforeTheStart(LifeCase):
    """What was said in a meeting that is entered three days later."""

    def setUp(self):
        super().setUp()
        self.conference = self.prepared()
        self.line = self.propose(self.conference)
        self.at(LATER)

    def begin(self):
        rows = [self.row(self.conference, role).id for role in ALL]
        by_oh = self.as_("clinician", self.conference)
        by_oh.action_start(present_attendee_ids=rows, started_at=str(START), reason="Entered later")

    def say(self, at=None):
        self.as_("clinician", self.line).action_disclose(**({"at": str(at)} if at else {}))

    def test_what_is_granted_afterwards_was_not_granted_then(self):
        self.begin()
        said_at = START + timedelta(minutes=10)
        self.as_("employee", self.line).action_grant()
        with self.assertRaisesRegex(UserError, r"\[R16\]"):
            self.say(said_at)
        with self.assertRaisesRegex(UserError, r"Enter when this was said.*\[R18\]"):
            self.say()
        grant = self.as_("clinician", self.line).action_grant
        for at in (NOW - timedelta(days=1), LATER + timedelta(minutes=1)):
            with self.subTest(at=at), self.assertRaisesRegex(UserError, r"\[R16\]$"):
                grant(through="phone", words="Yes", at=str(at))
        grant(through="phone", words=f"{SECRET} yes", at=str(BEFORE))
        for moment in (START - timedelta(minutes=1), LATER + timedelta(minutes=1)):
            with self.subTest(moment=moment), self.assertRaisesRegex(UserError, r"\[R18\]") as refused:
                self.say(moment)
            self.assertNotIn("paused", str(refused.exception))
        self.say(said_at)
        said = self.line.answer_ids.filtered(lambda row: row.answer == "disclosed")
        self.assertEqual(set(said.mapped("answered_at")), {said_at})
        self.assertEqual(set(said.mapped("entered_at")), {LATER})

    def test_the_word_given_last_counts_whenever_it_is_entered(self):
        refuse, grant = self.as_("clinician", self.line).action_refuse, self.as_("clinician", self.line).action_grant
        refuse(through="phone", words="No", at=str(BEFORE))
        grant(through="phone", words="Yes", at=str(BEFORE - timedelta(hours=1)))
        self.assertEqual(set(self.line._stands().values()), {"refused"})

    def test_who_answers_by_login_answers_now(self):
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.as_("employee", self.line).action_grant(at=str(BEFORE))

    def test_in_a_meeting_that_is_entered_in_time_what_is_said_is_said_now(self):
        self.at(START)
        self.begin()
        self.as_("employee", self.line).action_grant()
        self.at(START + timedelta(minutes=10))
        with self.assertRaisesRegex(UserError, r"\[R18\]"):
            self.say(START + timedelta(minutes=5))
        self.say()
