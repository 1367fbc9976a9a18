"""R15, R16: what is settled in the pre-call is recorded with it, through the same gate, all of it or nothing."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ...models.conference.understanding import what_is_read
from ..common import NOW, promise
from ..life import PRE_CALL, LifeCase
from ..sealed.opened import notes_about, sealed_in

WORDS = "She said yes to both, and that Dana comes along"


@promise("casecon_R15")
class TestCallSettled(LifeCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        with clock.at(NOW):
            self.send_due()
        self.at(PRE_CALL)

    def record(self, by="clinician", **more):
        given = {"outcome": "done", "called_at": str(PRE_CALL), "minutes": 5, "through": "video", "words": WORDS}
        return self.as_(by, self.conference).action_record_pre_call(**{**given, **more})

    def understood(self):
        return {"confirm_understanding": what_is_read(self.as_("clinician", self.conference))}

    def ids(self, *roles):
        return [self.row(self.conference, role).id for role in roles]

    def stands(self, line):
        self.env.invalidate_all()
        return {row.attendee_id.role: row.answer for row in line.sudo().answer_ids}

    def test_one_sheet_records_all_of_it_once(self):
        line = self.propose(self.conference)
        manager, hr = self.ids("manager", "hr")
        self.record(
            said={**self.understood(), "set_companion": {"name": "Dana", "email": ""}},
            consent=[
                {"line_id": line.id, "answer": "granted", "attendee_ids": [manager]},
                {"line_id": line.id, "answer": "refused", "attendee_ids": [hr]},
                {"wording": "Tires by noon", "answer": "granted"},
            ],
            ready=True,
        )
        conference = self.conference.sudo()
        self.assertEqual(conference.state, "prepared")
        self.assertEqual((conference.understood_at, conference.understood_through), (PRE_CALL, "video"))
        self.assertEqual(self.row(conference, "companion").sudo().given_name, "Dana")
        self.assertEqual(self.stands(line), {"manager": "granted", "hr": "refused"})
        new = conference.consent_line_ids - line.sudo()
        self.assertEqual(sealed_in(new), {"wording": "Tires by noon", "kind": "effect_on_work"})
        self.assertEqual(self.stands(new), {"manager": "granted", "hr": "granted"})
        (call,) = conference.pre_call_ids
        self.assertEqual((call.outcome, call.channel), ("done", "video"))
        note = notes_about(self, "record_pre_call")
        self.assertEqual((len(note), note.through, note.held_at), (1, "video", PRE_CALL))
        self.assertEqual(conference.note_ids, note, "their words are kept once")

    def test_a_refusal_leaves_all_as_it_was(self):
        line = self.propose(self.conference)
        other = self.scheduled("portal_employee", start=self.conference.start + timedelta(days=7))
        foreign = self.propose(other)
        wrong = (
            {"consent": [{"line_id": line.id, "answer": "granted"}, {"line_id": foreign.id, "answer": "granted"}]},
            {"consent": [{"line_id": line.id, "answer": "withdrawn"}]},
            {"consent": [{"line_id": line.id, "answer": "granted", "attendee_ids": self.ids("employee")}]},
            {"consent": [{"line_id": line.id, "answer": "granted", "through": "login"}]},
            {"consent": "all"},
            {"consent": [{"wording": "  ", "answer": "granted"}]},
            {"said": {"cancel": {}}},
            {"said": {"confirm_understanding": {"wording": "old", "request_version": 1}}},
            {"said": [1]},
            {"said": self.understood(), "words": "  "},
            {"said": self.understood(), "through": None},
            {"said": self.understood(), "through": "paper"},
        )
        for more in wrong:
            with self.subTest(more=more), self.assertRaises(UserError), self.env.cr.savepoint():
                self.record(**more, ready=True)
        conference = self.conference.sudo()
        self.assertEqual(conference.state, "scheduled")
        self.assertFalse(conference.understood_at or conference.note_ids or line.sudo().answer_ids)
        self.assertFalse(conference.pre_call_ids.filtered("outcome"))

    def test_nobody_else_records_it(self):
        for by in ("hr", "manager", "oh_admin", "employee"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.record(by, said={"acknowledge_attendees": {}})
