"""R21: clinical text leaves by no export, whichever model the export begins at."""

import json

from odoo.http import Request
from odoo.tools import mute_logger

from ..cases import Cases
from ..common import SECRET, CaseconHttpCase, promise

BROWSER = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none", "Sec-Fetch-User": "?1"}
REFUSED = "Clinical records cannot be exported. [R21]"


@promise("casecon_R21", "casecon_access")
class TestExport(Cases, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["clinician"].group_ids += cls.env.ref("base.group_allow_export")
        cls.note = cls.env["casecon.note"].search([("conference_id", "=", cls.cases["A"].id)], limit=1)

    def paths(self, depth=2):
        """(model, record, path) of every way by relations from what a clinician may read into a clinical model."""
        starts = [self.cases["A"], self.people["employee"].with_env(self.env), self.users["employee"].partner_id]
        starts.append(self.env["hr.employee.public"].browse(self.people["employee"].id))
        starts += [records["A"] for records in self.records.values()]
        for start in starts:
            for path, model in self.steps(start, depth):
                if model._is_clinical:
                    yield start, path

    def steps(self, model, depth):
        yield (), model
        if depth:
            for name, field in model._fields.items():
                if field.comodel_name and field.name not in ("create_uid", "write_uid"):
                    for path, below in self.steps(self.env[field.comodel_name], depth - 1):
                        yield (name, *path), below

    def test_every_path_into_a_clinical_model_is_refused(self):
        self.log_in("clinician")
        walked, walked_into = set(), set()
        for start, path in self.paths():
            for field in ("display_name", ".id", "body", "wording", "answer"):
                name = "/".join([*path, field])
                if (start._name, name) in walked or field not in (*start.mapped(".".join(path))._fields, ".id"):
                    continue
                walked.add((start._name, name))
                error = self.call(start._name, "export_data", start.ids, [name]).get("error", {})
                where = f"{start._name}: {name}: {error}"
                self.assertTrue(error.get("message") == REFUSED or error.get("name") == "AccessError", where)
                walked_into |= {error["message"]}
        self.assertGreater(len(walked), 40)
        self.assertIn(REFUSED, walked_into)
        self.assertTrue({("casecon.conference", "note_ids/body"), ("casecon.note", "body")} <= walked)
        self.assertIn(("hr.employee.public", "casecon_note_ids/body"), walked)
        self.assertIn(("casecon.attendee", "conference_id/note_ids/body"), walked)

    def form(self, asked):
        return {"data": json.dumps(asked), "csrf_token": Request.csrf_token(self)}

    @mute_logger("odoo.addons.web.controllers.export")  # Odoo logs a refusal of an export with its traceback
    def test_a_file_of_the_web_client_holds_nothing_of_it(self):
        self.log_in("clinician")
        for kind in ("csv", "xlsx"):
            for model, ids, name in (
                ("casecon.conference", self.cases["A"].ids, "note_ids/body"),
                ("casecon.conference", self.cases["A"].ids, "consent_line_ids/wording"),
                ("hr.employee.public", self.people["employee"].ids, "casecon_note_ids/body"),
                ("casecon.attendee", self.cases["A"].attendee_ids.ids, "conference_id/note_ids/body"),
                ("casecon.note", self.note.ids, "body"),
            ):
                asked = {
                    "model": model,
                    "fields": [{"name": name, "label": name, "type": "text"}],
                    "ids": ids,
                    "domain": [],
                    "import_compat": False,
                }
                with self.subTest(kind=kind, name=name):
                    answer = self.url_open(f"/web/export/{kind}", self.form(asked))
                    self.assertEqual(answer.status_code, 500)  # so Odoo answers any refusal of an export
                    self.assertNotIn(SECRET.encode(), answer.content)
        asked |= {"model": "casecon.conference", "fields": [{"name": "name", "label": "name", "type": "char"}]}
        asked["ids"] = self.cases["A"].ids
        self.assertEqual(self.url_open("/web/export/csv", self.form(asked)).status_code, 200)

    def test_json_of_a_view_leaves_it_out(self):
        self.env["ir.config_parameter"].set_param("web.json.enabled", "1")
        self.users["clinician"].group_ids += self.env.ref("base.group_system")  # the route asks for a module's record
        self.log_in("clinician")
        ways = {"casecon.conference": self.cases["A"], "casecon.note": self.note}
        for model, record in ways.items():
            action = self.env["ir.actions.act_window"].create({"name": "x", "res_model": model, "path": "walked-x"})
            answer = self.url_open(f"/json/1/{action.path}/{record.id}?view_type=form", headers=BROWSER)
            with self.subTest(model=model):
                for word in (f"{SECRET} waiver", f"{SECRET} wording", "note_ids", "consent_line_ids"):
                    self.assertNotIn(word, answer.text)
                self.assertEqual(answer.status_code == 200, model == "casecon.conference", answer.text)
            action.unlink()

    def test_nor_is_it_copied(self):
        self.log_in("clinician")
        for model in ("casecon.note", "casecon.consent.line", "casecon.consent.answer"):
            answer = self.call(model, "copy_data", self.records[model]["A"].ids)
            self.assertEqual(answer["error"]["message"], REFUSED)
