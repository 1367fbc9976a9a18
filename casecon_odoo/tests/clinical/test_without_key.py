"""R20: without a key nothing is written in clear. What needs its words is refused; the rest is done, and says so."""

from odoo.exceptions import UserError

from ...models import clock
from ...models.conference.understanding import what_is_read
from ..common import NOW, SECRET, START, promise
from ..life import PRE_CALL, LifeCase
from ..sealed.keys import use_folder

NO_KEY = "this server has no key"


@promise("casecon_R20", "casecon_sealed")
class TestWithoutKey(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.scheduled()
        cls.line = self.propose(cls.conference)
        cls.draft_note, cls.signed_note = self.draft(), self.signed()

    def setUp(self):
        super().setUp()
        use_folder(self, "/nowhere")

    def told(self):
        """What the bus was given since the last time."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].search([("message", "like", "not kept")])
        found = rows.mapped("message")
        rows.unlink()
        return found

    def needing(self):
        """Verbs that need their words."""
        note, conference = self.draft_note, self.conference
        read = what_is_read(self.as_("clinician", conference))
        yield "a new note", lambda: self.draft(), note
        yield "a new note without words", lambda: self.draft(body=False), note
        yield "a draft", lambda: self.as_("clinician", note).write({"body": "x"}), note
        yield "an addendum", lambda: self.as_("clinician", self.signed_note).action_add_addendum("x"), self.signed_note
        yield "in error", lambda: self.as_("clinician", self.signed_note).action_mark_error("x"), self.signed_note
        for name, verb, arguments in (
            ("in their words", "record_for_employee", ("confirm_understanding", read, SECRET, "phone")),
            ("not held", "not_held", (SECRET, [], True)),
            ("complex", "mark_complex", (60, SECRET)),
            ("their answers", "record_pre_call", ("done", str(PRE_CALL), 10, "phone", {"confirm_understanding": read})),
        ):
            more = {"words": SECRET} if verb == "record_pre_call" else {}
            act = getattr(self.as_("clinician", conference), f"action_{verb}")
            yield name, lambda act=act, arguments=arguments, more=more: act(*arguments, **more), conference
        answer = self.as_("clinician", self.line).action_grant
        yield "a consent", lambda: answer(through="phone", words=SECRET), self.line

    def test_what_needs_its_words_is_refused_whole(self):
        times = {"not held": START, "their answers": PRE_CALL}
        for name, call, record in self.needing():
            before = self.stored(record)
            with (
                self.subTest(name),
                clock.at(times.get(name, NOW)),
                self.assertRaisesRegex(UserError, NO_KEY),
                self.env.cr.savepoint(),
            ):
                call()
            self.env.invalidate_all(flush=False)
            self.assertEqual(self.stored(record), before)
        self.assertEqual(self.told(), [])

    def done(self, by, record, verb, *arguments, **named):
        """It is done, nothing is kept, and who did it is told."""
        notes = self.env["casecon.note"].search_count([])
        getattr(self.as_(by, record), f"action_{verb}")(*arguments, **named)
        (told,) = self.told()
        self.assertIn("Your reason was not kept", told)
        self.assertIn(NO_KEY, told)
        self.assertNotIn(SECRET, told)
        self.assertEqual(self.env["casecon.note"].search_count([]), notes)

    def test_what_does_not_is_done_and_says_that_the_reason_was_not_kept(self):
        self.done("employee", self.conference, "waive_notice", str(START), SECRET)
        self.assertTrue(self.conference.notice_waived_at)
        self.done("clinician", self.line, "withdraw", through="phone", words=SECRET)
        self.done("clinician", self.conference, "stop_sharing", "phone", SECRET)
        self.done("employee", self.conference, "decline", SECRET)
        self.assertEqual(self.conference.state, "cancelled")

    def test_cancelling_is_done_like_declining(self):
        self.done("hr", self.conference, "cancel", SECRET)
        self.assertEqual(self.conference.state, "cancelled")

    def test_without_a_reason_nobody_is_told_anything(self):
        self.as_("employee", self.conference).action_decline()
        self.assertEqual(self.told(), [])

    def test_a_draft_that_was_sealed_is_signed_without_a_key(self):
        self.as_("clinician", self.draft_note).action_sign()
        self.assertEqual(self.draft_note.state, "signed")

    def test_other_columns_of_a_draft_are_changed(self):
        self.as_("clinician", self.draft_note).write({"minutes": 20})
        self.assertEqual(self.draft_note.minutes, 20)
