"""R16: of consent, manager, HR and everybody else see no line, no answer, no count."""

from odoo.exceptions import AccessError

from ..common import SECRET, START, CaseconHttpCase, promise
from ..life import LifeCase
from ..sealed.reading import read_as_person

BLIND = ("hr", "manager", "oh_admin", "colleague", "portal_employee", "lead", "privacy", "system", "hr_elsewhere")


@promise("casecon_R16", "casecon_access")
class TestConsentHidden(LifeCase, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.in_session(lines=(f"{SECRET} wording",))
        cls.line = cls.conference.sudo().consent_line_ids.with_env(cls.env)
        self.as_("employee", cls.line).action_grant()

    def test_no_line_no_answer_no_count(self):
        for by in BLIND:
            for record in (self.line, self.line.answer_ids):
                with self.subTest(by=by, model=record._name):
                    records = self.as_(by, record)
                    self.assertFalse(records.search([]))
                    self.assertEqual(records.search_count([]), 0)
                    self.assertEqual(records.formatted_read_group([], [], ["__count"])[0]["__count"], 0)
                    parent = "line_id" if "line_id" in records._fields else "conference_id"
                    self.assertEqual(records._read_group([], [parent], ["__count"]), [])
                    self.assertRaises(AccessError, records.read, ["id", parent])

    def test_no_field_of_the_conference_tells_of_it(self):
        for by in BLIND:
            seen = self.as_(by, self.conference)
            for door in (
                lambda s=seen: s.read(["consent_line_ids"]),
                lambda s=seen: s.search([("consent_line_ids", "!=", False)]),
                lambda s=seen: s.search([("consent_line_ids.text_uuid", "!=", False)]),
                lambda s=seen: s.formatted_read_group([], ["consent_line_ids"], ["__count"]),
                lambda s=seen: s.web_read({"consent_line_ids": {"fields": {"wording": {}}}}),
            ):
                with self.subTest(by=by), self.assertRaises(AccessError):
                    door()

    def test_no_search_from_the_attendees_tells_of_it(self):
        rows = self.conference.attendee_ids
        for name, field in rows._fields.items():
            self.assertNotIn(field.comodel_name, ("casecon.consent.line", "casecon.consent.answer"), name)

    def test_nothing_that_manager_and_hr_read_changes_with_an_answer(self):
        self.at(START)
        for by in ("hr", "manager"):
            before = self.as_(by, self.conference).read()
            rows = self.as_(by, self.conference.attendee_ids).read()
            self.as_("employee", self.line).action_withdraw()
            self.assertEqual(self.as_(by, self.conference).read(), before, by)
            self.assertEqual(self.as_(by, self.conference.attendee_ids).read(), rows, by)

    def test_employee_and_clinician_read_both(self):
        for by in ("employee", "clinician", "clinician2"):
            with self.subTest(by=by):
                self.assertEqual(self.as_(by, self.line).wording, False)
                text = self.line.text_uuid
                self.assertEqual(read_as_person(self, by, text), {text: f"{SECRET} wording"})
                self.assertEqual(len(self.as_(by, self.line).answer_ids), 2)

    def test_over_http(self):
        for by in BLIND:
            self.log_in(by)
            with self.subTest(by=by):
                for model in ("casecon.consent.line", "casecon.consent.answer"):
                    self.assertEqual(self.call(model, "search_count", [])["result"], 0)
                refused = self.call("casecon.consent.line", "read", self.line.ids, ["text_uuid"])
                self.assertEqual(refused["error"]["name"], "AccessError")
                self.assertNotIn(SECRET, str(refused))
