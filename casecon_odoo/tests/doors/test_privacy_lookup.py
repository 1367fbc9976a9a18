"""Odoo's look-up of a person (`privacy_lookup`) tells a system administrator nothing of a case."""

from ..cases import Cases
from ..common import CaseconHttpCase, promise

NOBODY = 2**31 - 5
LINE = ("res_name", "resource_ref", "is_active", "has_active", "execution_details")


@promise("casecon_access", "casecon_R25")
class TestPrivacyLookup(Cases, CaseconHttpCase):
    def looked_up(self, user):
        """What the look-up lists of a person, as the administrator's browser shows it."""
        wizard = self.call("privacy.lookup.wizard", "create", [{"name": user.name, "email": user.email}])["result"]
        self.assertIn("result", self.call("privacy.lookup.wizard", "action_lookup", wizard))
        domain = [("wizard_id", "in", wizard)]
        lines = self.call("privacy.lookup.wizard.line", "search_read", domain, ["res_model", "res_id", "res_name"])
        said = self.call("privacy.lookup.wizard", "read", wizard, ["records_description", "line_count"])["result"]
        return lines["result"], str(said)

    def test_it_lists_nothing_of_a_case(self):
        self.log_in("system")
        for role in ("employee", "manager", "companion", "clinician"):
            lines, said = self.looked_up(self.users[role])
            listed = {line["res_model"] for line in lines}
            self.assertLessEqual({"res.partner", "res.users"}, listed, "else the test looks for nothing")
            self.assertFalse({name for name in listed if name.startswith(("casecon.", "calendar."))}, role)
            for word in ("casecon", "Attendee", "attendee"):
                self.assertNotIn(word, said + str(lines), role)
        self.assertNotIn("ttendee", str(self.env["privacy.log"].search([]).mapped("records_description")))

    def line(self, model, record_id):
        vals = {"res_model_id": self.env["ir.model"]._get_id(model), "res_id": record_id, "is_active": True}
        return self.call("privacy.lookup.wizard.line", "create", [vals])["result"]

    def learnt(self, model, record_id):
        """Everything that a line tells of a record that the administrator numbers."""
        line = self.line(model, record_id)
        answers = [
            self.call("privacy.lookup.wizard.line", "read", line, LINE),
            self.call("privacy.lookup.wizard.line", "action_archive_all", line),
            self.call("privacy.lookup.wizard.line", "action_unlink", line),
            self.call("privacy.lookup.wizard.line", "read", line, LINE),
        ]
        return str(answers).replace(str(line[0]), "line").replace(str(record_id), "asked")

    def test_a_line_by_number_is_about_none(self):
        self.log_in("system")
        records = {model: cases["A"][:1].sudo() for model, cases in self.records.items()}
        records |= {"calendar.event": self.cases["A"].sudo().event_id}
        records |= {"calendar.attendee": records["calendar.event"].attendee_ids[:1]}
        open_to_all = ("casecon.clinician", "casecon.room")
        for model, record in records.items():
            if model not in open_to_all:
                self.assertEqual(self.learnt(model, record.id), self.learnt(model, NOBODY), model)
                self.assertTrue(record.exists(), model)
