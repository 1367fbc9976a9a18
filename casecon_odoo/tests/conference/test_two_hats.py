"""A clinician, an HR officer and a manager who are the employee of a case see it as the employee only."""

from datetime import timedelta

from odoo.exceptions import AccessError

from ...models.sealed.entitled import texts_of
from ..common import SECRET, START, promise
from ..life import MINUTES, PRE_CALL, LifeCase

HATS = ("clinician2", "two_hats", "manager")


@promise("casecon_R20", "casecon_R16", "casecon_access")
class TestTwoHats(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.people["clinician2"] = cls.make_employee("clinician2", user=cls.users["clinician2"])
        cls.people["clinician2"].parent_id = cls.people["manager_above"]
        cls.cases = {}
        for hours, name in enumerate(HATS):
            start = START + timedelta(hours=2 * hours)
            conference = self.in_session(name, by="hr", start=start, lines=(f"{SECRET} wording",))
            cls.cases[name] = conference

    def each(self):
        for name, conference in self.cases.items():
            self.at(conference.start)
            with self.subTest(who=name):
                yield name, conference

    def test_their_only_hat_is_the_employees(self):
        for name, conference in self.each():
            self.assertEqual(self.as_(name, conference)._hats(), {"employee"})

    def test_no_note_about_themselves(self):
        for name, conference in self.each():
            employee = self.people[name]
            note = self.signed(employee_id=employee.id, conference_id=conference.id)
            notes = self.as_(name, note)
            if name == "clinician2":
                self.assertFalse(notes.search([("employee_id", "=", employee.id)]))
                self.assertFalse(self.as_(name, conference).note_ids)
            for door in (
                lambda n=notes: n.read(["text_uuid"]),
                lambda n=notes: n.action_add_addendum("x"),
                lambda n=notes: n.action_mark_error("x"),
                lambda n=notes, e=employee: n.create({"employee_id": e.id, "body": "x"}),
            ):
                self.assertRaises(AccessError, door)

    def test_consent_they_answer_and_do_not_propose_or_say(self):
        for name, conference in self.each():
            line = conference.sudo().consent_line_ids.with_env(self.env)
            (text,) = texts_of(self.env.cr, self.users[name].id, [line.text_uuid])
            self.assertEqual((text.may, text.role, text.is_draft), (True, "employee", False))
            self.as_(name, line).action_grant()
            self.assertEqual(set(line.answer_ids.mapped("through")), {"login"})
            for door in (
                lambda record=line, by=name: self.as_(by, record).action_disclose(),
                lambda record=line, by=name: self.as_(by, record).write({"wording": "x", "kind": "other"}),
                lambda record=line, by=name: self.as_(by, record).unlink(),
                lambda c=conference, by=name: self.propose(c, by=by),
            ):
                self.assertRaises(AccessError, door)

    def test_minutes_they_check_and_do_not_write(self):
        for name, conference in self.each():
            vals = {"conference_id": conference.id, "body": "<p>One</p>"}
            minutes = self.env["casecon.minutes"]
            self.assertRaises(AccessError, self.as_(name, minutes).create, vals)
            minutes = self.as_("hr", minutes).create(vals).with_env(self.env)
            self.assertFalse(self.as_(name, minutes).search([("id", "=", minutes.id)]), "a draft is not theirs")
            self.at(conference.start + timedelta(minutes=40))
            self.as_("clinician", conference).action_end()
            self.as_("hr", minutes).action_send_for_fact_check()
            self.assertTrue(self.as_(name, minutes).body)
            for door in (
                lambda m=minutes, by=name: self.as_(by, m).write({"body": "<p>x</p>"}),
                lambda m=minutes, by=name: self.as_(by, m).action_flag("p-1", digest=m.text_digest),
                lambda m=minutes, by=name: self.as_(by, m).action_finalise(),
                lambda m=minutes, by=name: self.as_(by, m).action_extend_fact_check("2027-01-01 09:00:00"),
                lambda c=conference, by=name: self.as_(by, self.env["casecon.decision"]).create(
                    {"conference_id": c.id, "name": "x", "kind": "decision"}
                ),
            ):
                self.assertRaises(AccessError, door)
            self.as_(name, minutes).action_comment("p-1", "It was Tuesday", digest=minutes.text_digest)
            self.as_(name, minutes).action_answer_fact_check(digest=minutes.text_digest)
            self.assertEqual(minutes.answered_through, "login")

    def test_no_verb_of_another_role(self):
        for name, conference in self.each():
            seen = self.as_(name, conference)
            for verb, arguments in {
                "end": {},
                "close": {"no_minutes_reason": "x"},
                "next": {},
                "cancel": {"reason": "x"},
                "not_held": {"reason": "x", "had_said_so": True},
                "record_pre_call": {"outcome": "done", "called_at": str(PRE_CALL), "minutes": 5},
                "prepare": {},
                "start": {},
                "plan_pre_call": {"start": str(MINUTES), "channel": "phone", "where": "1"},
            }.items():
                with self.subTest(verb=verb), self.assertRaises(AccessError):
                    getattr(seen, f"action_{verb}")(**arguments)
