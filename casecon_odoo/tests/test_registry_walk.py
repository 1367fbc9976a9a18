"""Walks the registry, so that a new model or field cannot escape what was promised for all of them."""

from .personas import Promised, promise

# Text that people may write, by model. A new one is added here only after asking who reads it (R5, R25).
FREE_TEXT = {
    "casecon.conference": {
        *("name", "place", "video_url", "on_the_day", "understood_wording", "ical_uid", "organizer_email"),
        *("reason", "tried_before", "longer_because", "report_age_reason"),  # kept in the request
        "no_minutes_reason",
        "end_letter_how",  # by whom and where a letter was handed over; HR and OH read it
        "leavers_key",  # ids, by the code alone
    },
    "casecon.request": {
        *("reason", "tried_before", "longer_because", "report_age_reason"),
        *("return_reason", "return_answer", "refuse_reason"),
    },
    "casecon.agenda.item": {"name"},
}
# What came of a telephone call, and what people decided in the meeting: neither is there beforehand (R15, R19).
AFTERWARDS = {
    *("casecon.pre.call.outcome", "casecon.conference.decision_ids"),
    *("casecon.minutes.version.decisions", "casecon.minutes.version.decisions_text"),
}
VERDICTS = ("outcome", "verdict", "wanted", "desired", "expected", "decision", "result", "recommend", "conclusion")


def casecon_models(env, abstract=False):
    return [
        env[name] for name, model in env.registry.items() if name.startswith("casecon.") and abstract >= model._abstract
    ]


def own_fields(model):
    """The fields that this addon gave the model: not Odoo's own, not those of mixins elsewhere."""
    return {
        name: field
        for name, field in model._fields.items()
        if "casecon_odoo" in field._modules
        and name not in ("id", "create_uid", "create_date", "write_uid", "write_date")
    }


@promise()
class TestRegistryWalk(Promised):
    @promise("casecon_access")
    def test_every_field_of_a_note_is_for_clinicians(self):
        for name, field in own_fields(self.env["casecon.note"]).items():
            if name != "display_name":
                self.assertEqual(field.groups, "casecon_odoo.casecon_group_clinician", name)

    @promise("casecon_access")
    def test_no_field_elsewhere_leads_into_a_note(self):
        for model in self.env.registry.values():
            for name, field in model._fields.items():
                if field.comodel_name == "casecon.note" and model._name != "casecon.note":
                    self.assertEqual(field.type, "one2many", f"{model._name}.{name}")
                    self.assertEqual(field.groups, "casecon_odoo.casecon_group_clinician", f"{model._name}.{name}")
                if field.related and model._name != "casecon.note":
                    self.assertNotIn(
                        "casecon.note", self._models_on_path(model, field.related), f"{model._name}.{name}"
                    )

    def _models_on_path(self, model, path):
        passed, current = set(), model
        for step in path.split("."):
            field = current._fields.get(step)
            if field is None or not field.comodel_name:
                break
            current = self.env[field.comodel_name]
            passed.add(current._name)
        return passed

    @promise("casecon_access")
    def test_clinical_models_have_no_report_binding_chatter_or_search(self):
        note = self.env["casecon.note"]
        self.assertFalse(self.env["ir.actions.report"].search([("model", "=", note._name)]))
        self.assertFalse(self.env["ir.actions.actions"].search([("binding_model_id.model", "=", note._name)]))
        self.assertNotIn("message_ids", note._fields)
        for field in own_fields(note).values():
            self.assertFalse(getattr(field, "tracking", False), field.name)
        self.assertFalse(note._fields["body"].index)

    @promise("casecon_R25")
    def test_no_name_of_a_record_is_the_name_of_a_person(self):
        person = {"casecon.clinician"}  # they are people, known to all who meet them
        for model in casecon_models(self.env):
            if model._name in person:
                continue
            with self.subTest(model=model._name):
                rec_name = model._rec_name
                self.assertFalse(
                    rec_name in ("employee_id", "partner_id", "user_id", "manager_id"), "it would show a person"
                )
                leads = {model._fields[name].comodel_name for name in self._name_depends(model)}
                self.assertFalse(leads & {"hr.employee", "res.partner", "res.users", "hr.employee.public"})

    def _name_depends(self, model):
        return {path.split(".")[0] for path in self.env.registry.field_depends[model._fields["display_name"]]}

    @promise("casecon_R5")
    def test_nobody_can_write_down_what_should_come_out(self):
        for name, known in FREE_TEXT.items():
            model = self.env[name]
            kept = {key: field for key, field in model._fields.items() if field.store or field.inverse}
            texts = {key for key, field in kept.items() if field.type in ("char", "text", "html")}
            self.assertEqual(texts, known, f"{name}: a free text came or went")
        for model in casecon_models(self.env):
            for name in own_fields(model):
                field = f"{model._name}.{name}"
                self.assertFalse([word for word in VERDICTS if word in name and field not in AFTERWARDS], field)

    def test_every_many2one_decides_what_deletion_does_and_whether_it_is_searched(self):
        for model in casecon_models(self.env):
            for name, field in own_fields(model).items():
                if field.type != "many2one" or not field.store:
                    continue
                with self.subTest(field=f"{model._name}.{name}"):
                    self.assertIn("ondelete", field._args__)
                    if name in ("accepted_by", "briefed_by", "changed_by", "author_id"):
                        continue  # who did it: shown, never searched
                    self.assertTrue(field.index or "index" in field._args__)

    def test_every_constraint_has_a_sentence(self):
        for model in (*casecon_models(self.env), self.env["res.company"]):
            for name, constraint in model._table_objects.items():
                if constraint._module == "casecon_odoo" and type(constraint).__name__ != "Index":
                    self.assertTrue(constraint.get_error_message(model) if constraint.message else "", name)

    def test_guarded_columns_are_read_only_for_the_web_client(self):
        for model in casecon_models(self.env):
            for name in model._guarded_of_all() if hasattr(model, "_guarded") else ():
                self.assertTrue(model._fields[name].readonly, f"{model._name}.{name}")

    def test_the_floor_below_the_gate_exists(self):
        self.env.cr.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'x' AND conrelid = 'casecon_conference'::regclass"
        )
        self.assertEqual(self.env.cr.fetchone()[0], 2, "the exclusion constraints of clinician and room")
        self.env.cr.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'casecon_conference'::regclass AND NOT tgisinternal"
        )
        self.assertEqual(
            {name for (name,) in self.env.cr.fetchall()},
            {
                "casecon_conference_state_insert",
                "casecon_conference_state_update",
                "casecon_conference_not_both",
                "casecon_earlier_words",
                "casecon_seat_follow_conference",
            },
        )
