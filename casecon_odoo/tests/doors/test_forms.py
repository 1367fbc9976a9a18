"""A form that is not saved tells nothing of what its reader may not read: `onchange` and `default_get`, over HTTP."""

import json
import re

from ..cases import Cases
from ..common import CaseconHttpCase, promise
from ..quick import takes

NOBODY = 2**31 - 5
# Who may ask for a conference for an employee: written down here, not asked of the code.
MAY_ASK = {
    "employee": {"hr", "two_hats", "manager", "manager_above"},
    "colleague": {"hr", "two_hats", "other_manager", "manager_above"},
}
WALKED = (
    "colleague",
    "portal_employee",
    "companion",
    "manager",
    "hr",
    "hr_elsewhere",
    "clinician",
    "oh_admin",
    "system",
)
FILLED = ("report_id", "clinician_id", "manager_id", "start", "video_url")


@promise("casecon_access", "casecon_R1")
class TestForms(Cases, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, above in (("employee", "manager"), ("colleague", "other_manager")):  # no case, no report
            cls.people[f"without_{name}"] = cls.make_employee(f"without_{name}", cls.people[above])
        cls.models = [*cls._models(), "casecon.message"]

    def spec(self, model):
        return {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {}
            for name, field in self.call(model, "fields_get", [], ["type", "relation"]).get("result", {}).items()
        }

    def links(self, model):
        return {name: field.comodel_name for name, field in self.env[model]._fields.items() if field.type == "many2one"}

    def hidden(self, role, comodel):
        """Up to two records of the cases that this role may not read."""
        there = {
            "hr.employee": self.people["elsewhere"],
            "res.users": self.users["elsewhere"],
            "res.partner": self.users["elsewhere"].partner_id,
        }
        there |= {"calendar.event": self.cases["C"].sudo().event_id} | {
            name: [records[case] for case in "CAB"] for name, records in self.records.items()
        }
        found = [record for record in there.get(comodel, ()) if not self.reads(role, record)]
        return [record.id for record in found][:1]

    def reads(self, role, record):
        readers = self.as_(self.readers[role], record.browse())
        if record._name == "hr.employee":
            readers = self.as_(self.readers[role], self.env["hr.employee.public"])
        return readers.has_access("read") and bool(readers.search_count([("id", "=", record.id)]))

    @staticmethod
    def plain(answer, *asked):
        return re.sub(rf"\b({'|'.join(map(str, asked))})\b", "asked", json.dumps(answer, sort_keys=True))

    def ask(self, model, name, record_id, spec, creates=True, alike=NOBODY):
        """What comes back for one id, by every way into a form; `alike`: a number that stands for the same."""
        values = {name: record_id}
        fields = list(spec)
        answers = [self.call(model, "default_get", fields, context={f"default_{name}": record_id})]
        if creates:
            answers += [
                self.call(model, "onchange", [], values, [name], spec),
                self.call(model, "onchange", [], {}, [], spec, context={f"default_{name}": record_id}),
            ]
        for answer in answers:
            self.assertIn(answer.get("error", {}).get("name", "AccessError"), ("AccessError", "UserError"), answer)
        return [self.plain(answer, record_id, alike) for answer in answers]

    def test_what_one_may_not_read_answers_as_what_is_not_there(self):
        asked = 0
        for role in WALKED:
            self.log_in(self.readers[role])
            for model in self.models:
                spec = self.spec(model)
                creates = self.as_(self.readers[role], self.env[model]).has_access("create")
                for name, comodel in self.links(model).items():
                    if not takes(3, role, model, name):
                        continue
                    for record_id in self.hidden(role, comodel):
                        asked += 1
                        found, nothing = (
                            self.ask(model, name, number, spec, creates, record_id) for number in (record_id, NOBODY)
                        )
                        self.assertEqual(found, nothing, f"{role}: {model}.{name} = {comodel}({record_id})")
        self.assertGreater(asked, 100)

    def test_nobody_but_who_may_ask_learns_anything_of_an_employee(self):
        for role, user in self.readers.items():
            self.log_in(user)
            spec = self.spec("casecon.conference")
            for name in ("employee", "colleague"):
                if role in (*MAY_ASK[name], name) or not spec:
                    continue
                found, nothing = (
                    self.ask("casecon.conference", "employee_id", self.people[person].id, spec)
                    for person in (name, f"without_{name}")
                )
                found = [answer.replace(f"Person {name}", f"Person without_{name}") for answer in found]
                self.assertEqual(found, nothing, f"{role}: {name}")

    def test_who_may_ask_keeps_a_form_that_is_filled_in(self):
        for name, roles in MAY_ASK.items():
            for role in roles:
                self.log_in(role)
                values = {"employee_id": self.people[name].id}
                spec = self.spec("casecon.conference")
                found = self.call("casecon.conference", "onchange", [], values, [], spec)["result"]["value"]
                with self.subTest(role=role, name=name):
                    self.assertTrue(all(found[field] for field in FILLED), {field: found[field] for field in FILLED})
                    kept = {field: found[field]["id"] for field in FILLED[:3]} | values
                    again = self.call("casecon.conference", "onchange", [], kept, [], spec)["result"]["value"]
                    self.assertEqual([again[field] for field in FILLED[:3]], [found[field] for field in FILLED[:3]])

    def test_who_may_ask_reads_the_date_of_the_report(self):
        """Its label says nothing until the conference is saved: no rule shows a manager the report before."""
        spec = {"report_id": {"fields": {"display_name": {}}}, "report_issued_on": {}, "is_report_old": {}}
        for name, issued_on in (("employee", "2026-05-20"), ("without_employee", False)):
            self.log_in("manager")
            values = {"employee_id": self.people[name].id}
            found = self.call("casecon.conference", "onchange", [], values, [], spec)["result"]["value"]
            self.assertEqual(found["report_issued_on"], issued_on)
        dates = dict.fromkeys(("employee", "manager", "hr", "clinician", "oh_admin"), "2026-05-20")
        for role in dates:
            self.log_in(role)
            read = self.call("casecon.conference", "read", self.cases["A"].ids, ["report_issued_on", "is_report_old"])
            self.assertEqual(read["result"][0]["report_issued_on"], dates[role], role)

    def test_lines_of_a_form_ask_as_well(self):
        """A report's form may hold conferences as lines: each of them asks who asks."""
        self.log_in("clinician")
        spec = {"conference_ids": {"fields": {"report_id": {"fields": {"display_name": {}}}, "is_report_old": {}}}}
        answers = []
        for employee in (self.people["employee"].id, self.people["without_employee"].id, NOBODY):
            line = [0, "virtual_1", {"employee_id": employee}]
            answers.append(self.call("casecon.report", "onchange", [], {"conference_ids": [line]}, [], spec))
        self.assertIn("result", answers[0])
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(answers[0], answers[2])
