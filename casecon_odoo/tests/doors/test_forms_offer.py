"""A view offers *New* and an open field only to whom the gate lets do it: every view of ours, as every role."""

from lxml import etree
from odoo.exceptions import AccessError

from ..common import START, promise
from ..life import LifeCase

ROLES = ("hr", "oh_admin", "lead", "clinician", "manager", "employee", "privacy", "system")
# who is offered *New*, by model; nobody anywhere else
NEW = {
    "casecon.clinician": {"lead"},
    "casecon.room": {"hr", "oh_admin"},
    "casecon.consent.line": {"clinician"},
    "casecon.note": {"clinician"},
    "casecon.report": {"clinician"},
}
OFF = ("0", "false", "False")


@promise("casecon_forms")
class TestFormsOffer(LifeCase):
    maxDiff = None

    def archs(self, role, model):
        """Each view of the model that an action or a menu can open, as this role gets it."""
        records = self.as_(role, self.env[model])
        if not records.has_access("read"):
            return
        for view in self.env["ir.ui.view"].search([("model", "=", model), ("inherit_id", "=", False)]):
            if view.type in ("form", "list", "kanban"):
                arch = records.get_views([(view.id, view.type)])["views"][view.type]["arch"]
                yield view.type, etree.fromstring(arch)

    def test_new_is_offered_to_whom_it_is_allowed(self):
        offered = {}
        for model in sorted(name for name in self.registry if name.startswith("casecon.")):
            if model in ("casecon.conference", "casecon.decision"):
                continue  # opened by buttons that ask the gate
            for role in ROLES:
                if any(arch.get("create") not in OFF for _kind, arch in self.archs(role, model)):
                    offered.setdefault(model, set()).add(role)
        self.assertEqual(offered, NEW)

    def test_an_open_field_of_a_clinician_is_saved(self):
        for role in ("oh_admin", "lead"):
            clinician = self.as_(role, self.chair)
            open_fields = set()
            for kind, arch in self.archs(role, "casecon.clinician"):
                if kind == "form":
                    nodes = [node for node in arch.iter("field") if node.get("readonly") not in ("1", "True")]
                    open_fields |= {node.get("name") for node in nodes}
            for name in sorted(open_fields - {"active", "working_week"}):
                if self.chair._fields[name].readonly:
                    continue
                value = clinician[name]
                with self.subTest(role=role, field=name):
                    clinician.write({name: value.id if self.chair._fields[name].type == "many2one" else value})
            self.assertIn("availability", open_fields)

    def test_the_first_one_is_enrolled_by_the_oh_administrator(self):
        self.env["casecon.clinician"].search([]).sudo().unlink()
        forms = [arch for kind, arch in self.archs("oh_admin", "casecon.clinician") if kind == "form"]
        self.assertTrue(forms and all(arch.get("create") not in OFF for arch in forms))

    def test_an_action_is_new_where_one_writes(self):
        conference = self.held()
        offered = set()
        for role in ("hr", "clinician", "manager", "employee"):
            opened = self.as_(role, conference).action_open_decisions()
            decisions = self.as_(role, self.env["casecon.decision"])
            arch = decisions.get_views([tuple(opened["views"][0])])["views"]["list"]["arch"]
            if etree.fromstring(arch).get("create") not in OFF:
                offered.add(role)
        self.assertEqual(offered, {"hr"})

    def test_another_manager_is_one_who_could_come(self):
        conference = self.scheduled(start=START)
        self.users["colleague"].group_ids += self.env.ref("casecon_odoo.casecon_group_oh_admin")
        for name in ("colleague", "other_manager"):
            self.env["hr.employee"].create({"name": f"In the team of {name}", "parent_id": self.people[name].id})
        choices = self.as_("employee", conference).manager_choices
        self.assertIn(self.people["other_manager"].id, choices)
        for name in ("colleague", "manager", "employee"):
            self.assertNotIn(self.people[name].id, choices, name)
        self.assertFalse(self.as_("hr", conference).manager_choices)
        with self.assertRaises(AccessError):
            self.as_("other_manager", conference).read(["manager_choices"])

    def test_who_could_take_a_seat_comes_first(self):
        conference = self.scheduled(start=START)
        self.env["hr.employee"].create({"name": "In their team", "parent_id": self.people["other_manager"].id})
        found = self.as_("hr", conference).find_replacements()
        self.assertIn(self.people["other_manager"].id, found["managers"])
        self.assertTrue(found["hr"])
        self.assertNotIn(self.users["hr"].id, found["hr"], "she has the seat")
        for user in self.env["res.users"].browse(found["hr"]):
            self.assertIn("hr", user._casecon_roles())
        self.assertEqual(self.as_("employee", conference).find_replacements(), {"managers": [], "hr": []})
