"""R20, R21: nobody but clinicians reads, finds, counts, groups or exports a note; employees stay readable."""

from odoo.exceptions import AccessError, UserError

from ..common import SECRET, CaseconHttpCase, promise
from ..life import LifeCase

OTHERS = (
    "hr",
    "two_hats",
    "manager",
    "employee",
    "portal_employee",
    "colleague",
    "oh_admin",
    "lead",
    "privacy",
    "system",
)
CLINICAL = ("casecon.note", "casecon.consent.line", "casecon.consent.answer", "casecon.pre.call")


@promise("casecon_R20", "casecon_access")
class TestWhoReadsNotes(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.scheduled()
        cls.note = self.signed(conference_id=cls.conference.id)

    def doors_of(self, by):
        note = self.as_(by, self.note)
        domain = [("body", "ilike", SECRET)]
        return {
            "read": lambda: note.read(["body"]),
            "web_read": lambda: note.web_read({"body": {}}),
            "search": lambda: note.search([]),
            "search text": lambda: note.search(domain),
            "count": lambda: note.search_count([]),
            "search_read": lambda: note.search_read([], ["body"]),
            "web_search_read": lambda: note.web_search_read([], {"body": {}}),
            "group": lambda: note.formatted_read_group([], ["kind"], ["__count"]),
            "name": lambda: note.name_search("Note"),
            "fields": lambda: note.fields_get(["body"])["body"],
            "export": lambda: note.export_data(["body"]),
            "attribute": lambda: note.body,
        }

    def test_no_door_of_the_model_opens(self):
        for by in OTHERS:
            for name, door in self.doors_of(by).items():
                with self.subTest(by=by, door=name):
                    self.env.invalidate_all()
                    with self.assertRaises(Exception) as refusal:
                        door()
                    self.assertIsInstance(refusal.exception, (UserError, KeyError))  # KeyError: fields_get hides it

    def test_no_door_of_the_records_beside_it_opens(self):
        beside = {
            "casecon.conference": (self.conference, "note_ids"),
            "hr.employee": (self.people["employee"], "casecon_note_ids"),
            "hr.employee.public": (
                self.env["hr.employee.public"].browse(self.people["employee"].id),
                "casecon_note_ids",
            ),
        }
        for by in OTHERS:
            for model, (record, name) in beside.items():
                seen = self.as_(by, record)
                doors = {
                    "read": lambda s=seen, n=name: s.read([n]),
                    "web_read": lambda s=seen, n=name: s.web_read({n: {"fields": {"body": {}}}}),
                    "search": lambda s=seen, n=name: s.search([(n, "!=", False)]),
                    "dotted": lambda s=seen, n=name: s.search([(f"{n}.body", "ilike", SECRET)]),
                    "any": lambda s=seen, n=name: s.search([(n, "any", [("body", "ilike", SECRET)])]),
                    "not": lambda s=seen, n=name: s.search(["!", (f"{n}.body", "ilike", SECRET)]),
                    "group": lambda s=seen, n=name: s.formatted_read_group([], [n], ["__count"]),
                    "aggregate": lambda s=seen, n=name: s.formatted_read_group([], [], [f"{n}:count_distinct"]),
                    "export": lambda s=seen, n=name: s.export_data([f"{n}/body"]),
                    "attribute": lambda s=seen, n=name: s[n].body,
                    "mapped": lambda s=seen, n=name: s.mapped(f"{n}.body"),
                }
                for door, call in doors.items():
                    with self.subTest(by=by, model=model, door=door):
                        self.env.invalidate_all()
                        with self.assertRaises(Exception) as refusal:
                            call()
                        self.assertIsInstance(refusal.exception, (UserError, ValueError))

    def test_clinicians_read_them_from_each_place(self):
        public = self.env["hr.employee.public"].browse(self.people["employee"].id)
        for record, name in ((self.conference, "note_ids"), (public, "casecon_note_ids")):
            with self.subTest(model=record._name):
                self.assertEqual(self.as_("clinician2", record)[name].text_uuid, self.note.text_uuid)
                self.assertIn(record, self.as_("clinician2", record).search([(f"{name}.kind", "=", "consultation")]))

    def test_employees_stay_readable_to_all(self):
        for by in ("hr", "manager", "colleague", "oh_admin", "clinician", "system"):
            public = self.as_(by, self.env["hr.employee.public"].browse(self.people["employee"].id))
            with self.subTest(by=by):
                self.assertEqual(public.read(["name"])[0]["name"], "Person employee")
                self.assertEqual(public.name_search("Person employee")[0][0], public.id)
                self.assertEqual(self.as_(by, self.people["employee"]).name, "Person employee")
                names = public.read()[0]
                self.assertEqual("casecon_note_ids" in names, by == "clinician")
        self.assertIn("name", self.as_("hr", self.people["employee"]).read()[0])

    def test_a_name_tells_nothing(self):
        self.assertEqual(self.note.display_name, f"Note {self.note.id}")

    def test_a_clinicians_own_notes_are_not_theirs_to_read(self):
        own = self.make_employee("clinician2", user=self.users["clinician2"])
        note = self.signed(by="clinician", employee_id=own.id)
        self.assertTrue(self.as_("clinician", note).text_uuid)
        self.assertRaises(AccessError, self.as_("clinician2", note).read, ["text_uuid"])
        self.assertFalse(self.as_("clinician2", note).search([("id", "=", note.id)]))

    def test_a_company_may_narrow_them_to_ones_own_cases(self):
        self.company.casecon_own_cases_only = True
        self.assertTrue(self.as_("clinician", self.note).has_access("read"))
        self.assertFalse(self.as_("clinician2", self.note).has_access("read"))


@promise("casecon_R21")
class TestNothingComesOut(LifeCase):
    def bound(self):
        """What could print, send or export a clinical record: reports, and actions in its menus."""
        reports = self.env["ir.actions.report"].search([("model", "in", CLINICAL)])
        actions = self.env["ir.actions.actions"].search([("binding_model_id.model", "in", CLINICAL)])
        return [*reports.mapped("name"), *actions.mapped("name")]

    def test_no_report_print_or_menu_action_is_bound_to_a_clinical_model(self):
        self.assertEqual(self.bound(), [])

    def test_a_bound_report_would_be_found(self):
        model_id = self.env["ir.model"]._get_id("casecon.note")
        self.env["ir.actions.report"].create(
            {"name": "Print", "model": "casecon.note", "report_name": "x.y", "binding_model_id": model_id}
        )
        self.assertEqual(self.bound(), ["Print", "Print"])

    def test_no_clinical_record_is_exported(self):
        conference = self.in_session(lines=("Has good days",))
        line = self.env["casecon.consent.line"].search([("conference_id", "=", conference.id)])
        self.as_("employee", line).action_grant()
        for record in (self.signed(), line, line.answer_ids):
            with self.subTest(model=record._name):
                self.assertTrue(record)
                self.assertRaisesRegex(UserError, r"\[R21\]$", self.as_("clinician", record).export_data, ["id"])
                self.assertRaises(UserError, record.sudo().export_data, ["id"])
                self.assertRaises(UserError, record.browse().sudo().export_data, ["id"])

    def test_a_clinical_model_has_no_chatter_activity_or_attachment(self):
        for model in CLINICAL:
            fields = self.env[model]._fields
            with self.subTest(model=model):
                self.assertFalse(
                    [name for name in fields if name.startswith(("message_", "activity_", "access_token"))]
                )
                self.assertFalse([f.name for f in fields.values() if f.type in ("binary", "image")])
                self.assertFalse([f.name for f in fields.values() if getattr(f, "tracking", False)])
                texts = [f for f in fields.values() if f.store and f.type in ("text", "html")]
                self.assertFalse([f.name for f in texts if f.index or f.copy or f.prefetch or f.translate])

    def test_no_stored_text_elsewhere_is_taken_from_a_clinical_one(self):
        for model in self.registry.values():
            if model._name in CLINICAL or model._abstract:
                continue
            for name, field in model._fields.items():
                if not field.store or not field.compute:
                    continue
                for depends in self.registry.field_depends[field]:
                    first = model._fields.get(depends.partition(".")[0])
                    self.assertNotIn(first is not None and first.comodel_name, CLINICAL, f"{model._name}.{name}")


@promise("casecon_R20")
class TestNotesOverHttp(LifeCase, CaseconHttpCase):
    def test_others_get_a_refusal_that_tells_nothing(self):
        note = self.signed()
        for by in OTHERS:
            self.log_in(by)
            for method, args in (
                ("read", [[note.id], ["body"]]),
                ("web_read", [[note.id], {"body": {}}]),
                ("web_save", [[note.id], {"body": "x"}, {"body": {}}]),
                ("search_read", [[], ["body"]]),
                ("action_sign", [[note.id]]),
                ("unlink", [[note.id]]),
            ):
                with self.subTest(by=by, method=method):
                    answer = self.call("casecon.note", method, *args)
                    self.assertEqual(answer.get("error", {}).get("name"), "AccessError", answer)
                    self.assertNotIn(SECRET, str(answer))
