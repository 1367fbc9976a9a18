"""A row of one's own that names a hidden record by its number is answered as for a number that nobody has."""

import json
import re

from odoo.tools import mute_logger

from ..common import CaseconHttpCase, promise
from .by_number import NOBODY

HIDDEN = ("calendar.event", "calendar.attendee")
WHEN = {"start": "2026-06-20 09:00:00", "stop": "2026-06-20 10:00:00"}


def leads(field):
    return field.comodel_name in HIDDEN or (field.comodel_name or "").startswith("casecon.")


@promise("casecon_access", "casecon_R25")
class TestByReference(CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls.made()
        conference = self.scheduled("employee", "manager").sudo()
        cls.env.flush_all()
        cls.hidden = {
            "casecon.conference": conference.id,
            "casecon.attendee": conference.attendee_ids[:1].id,
            "casecon.request": cls.env["casecon.request"].search([("conference_id", "=", conference.id)]).id,
            "calendar.event": conference.event_id.id,
            "calendar.attendee": conference.event_id.attendee_ids[:1].id,
        }

    def rest(self, model):
        """What a row of this model needs beside the number."""
        user = self.env["res.users"].browse(self.session.uid)
        partner_model = self.env["ir.model"]._get_id("res.partner")
        return {
            "calendar.recurrence": {"rrule_type": "daily"},
            "calendar.event": {"name": "x", **WHEN},
            "calendar.attendee": {"partner_id": user.partner_id.id},
            "mail.activity": {"res_model_id": partner_model, "res_id": user.partner_id.id, "user_id": user.id},
            "mail.followers": {"partner_id": user.partner_id.id},
            "mail.scheduled.message": {"author_id": user.partner_id.id, "body": "x", "scheduled_date": WHEN["start"]},
            "ir.attachment": {"name": "x", "raw": "eA=="},
            "mail.message": {"body": "x"},
            "mail.compose.message": {"body": "x", "composition_mode": "comment"},
        }.get(model, {})

    def by_relation(self, number_of):
        """(model, values): a row that leads to the number by a relation of its own."""
        for model in self.env.registry.values():
            if model._abstract or not model._auto:
                continue
            for name, field in model._fields.items():
                if not leads(field) or field.comodel_name not in self.hidden or field.compute:
                    continue
                number = number_of(field.comodel_name)
                value = number if field.type == "many2one" else [(4, number)]
                yield model._name, {**self.rest(model._name), name: value}
                if field.type != "many2one":
                    yield model._name, {**self.rest(model._name), name: [(6, 0, [number])]}

    def by_name_and_number(self, number_of):
        """(model, values): a row that names a model and a number."""
        for hidden in self.hidden:
            number, model_id = number_of(hidden), self.env["ir.model"]._get_id(hidden)
            for model, vals in (
                ("ir.attachment", {"res_model": hidden, "res_id": number}),
                ("mail.activity", {"res_model_id": model_id, "res_id": number}),
                ("calendar.event", {"res_model_id": model_id, "res_id": number}),
                ("mail.message", {"model": hidden, "res_id": number}),
                ("mail.followers", {"res_model": hidden, "res_id": number}),
                ("mail.scheduled.message", {"model": hidden, "res_id": number}),
                ("mail.compose.message", {"model": hidden, "res_ids": str([number])}),
                ("mail.activity.schedule", {"res_model": hidden, "res_ids": str([number])}),
                ("mail.followers.edit", {"res_model": hidden, "res_ids": str([number])}),
                ("portal.share", {"res_model": hidden, "res_id": number}),
            ):
                yield model, {**self.rest(model), **vals}

    def told(self, model, vals):
        answer = self.call(model, "create", [vals])
        made = answer.get("result")
        if made:
            return "made", self.told_of(model, made)
        return re.sub(r"\d+", "n", json.dumps(answer))

    def told_of(self, model, ids):
        """What the row of one's own says of the record."""
        spec = {
            name: {"fields": {"display_name": {}}} if field.comodel_name else {}
            for name, field in self.env[model]._fields.items()
            if leads(field) or field.type in ("reference", "many2one_reference", "char", "html", "many2many")
        }
        told = [self.call(model, "web_read", ids, asked) for asked in (spec, {name: {} for name in spec})]
        return self.without_numbers(told)

    @mute_logger("odoo.sql_db")
    def test_a_row_of_ones_own_tells_nothing(self):
        for role in ("colleague", "hr_elsewhere", "portal_employee"):
            self.log_in(role)
            for asked in (self.by_relation, self.by_name_and_number):
                found, nothing = asked(self.hidden.get), asked(lambda _model: NOBODY)
                for (model, vals), (_model, none) in zip(found, nothing, strict=True):
                    with self.subTest(role=role, model=model, vals=vals):
                        self.assertEqual(self.told(model, vals), self.told(model, none))

    def loaded(self, number_of):
        """(model, columns, row): a line of a file that leads to the number."""
        for model, column in (
            ("calendar.recurrence", "base_event_id"),
            ("calendar.attendee", "event_id"),
            ("mail.activity", "calendar_event_id"),
            ("casecon.agenda.item", "conference_id"),
            ("casecon.attendee", "conference_id"),
        ):
            comodel = self.env[model]._fields[column].comodel_name
            yield model, [f"{column}/.id"], [str(number_of(comodel))]
        for model in self.hidden:
            yield model, [".id"], [str(number_of(model))]

    @mute_logger("odoo.sql_db")
    def test_a_line_of_a_file_tells_nothing(self):
        for role in ("colleague", "hr_elsewhere"):
            self.log_in(role)
            for (model, columns, row), (_model, _columns, none) in zip(
                self.loaded(self.hidden.get), self.loaded(lambda _model: NOBODY), strict=True
            ):
                with self.subTest(role=role, model=model, columns=columns):
                    found, nothing = (self.call(model, "load", columns, [line]) for line in (row, none))
                    self.assertEqual(self.without_numbers(found), self.without_numbers(nothing))

    @staticmethod
    def without_numbers(answer):
        return re.sub(r"\d+", "n", json.dumps(answer))

    def test_a_template_is_not_shown_about_what_is_hidden(self):
        self.log_in("colleague")
        spec = {name: {} for name in ("subject", "body_html", "email_to", "partner_to", "error_msg", "display_name")}
        templates = self.env["mail.template"].search([("model", "in", HIDDEN)])
        self.assertTrue(templates)
        for template in templates:
            said = []
            for number in (self.hidden[template.model], NOBODY):
                vals = {"mail_template_id": template.id, "resource_ref": f"{template.model},{number}"}
                asked = [[], vals, list(vals), {**spec, "mail_template_id": {}, "resource_ref": {}}]
                spoken = [self.call("mail.template.preview", "onchange", *asked)]
                spoken.append(self.call("mail.template.preview", "create", [vals]))
                mail = {"model": template.model, "res_ids": str([number]), "template_id": template.id, "body": "x"}
                asked = [[], mail, list(mail), {name: {} for name in ("subject", "body", "partner_ids", "record_name")}]
                spoken.append(self.call("mail.compose.message", "onchange", *asked))
                spoken.append(self.call("mail.compose.message", "create", [mail]))
                said.append(self.without_numbers(spoken))
            self.assertEqual(*said, template.name)

    def test_rows_are_counted_as_far_as_they_are_read(self):
        self.log_in("system")
        rows = self.call("ir.model", "search_read", [("model", "in", list(self.hidden))], ["model", "count"])["result"]
        counts = {row["model"]: row["count"] for row in rows}
        self.assertEqual({name for name, count in counts.items() if count}, set(), counts)
        plain = self.call("ir.model", "search_read", [("model", "=", "res.partner")], ["count"])["result"]
        self.assertTrue(plain[0]["count"])

    def test_ordinary_meetings_come_and_go_as_before(self):
        gone, stays = self.as_("colleague", self.env["calendar.event"]).create([{"name": "x", **WHEN}] * 2)
        self.env.flush_all()
        gone.write({"location": "Room 1"})
        gone.unlink()
        self.env.cr.precommit.run()  # what Odoo tells followers of a change, of a record that is not there any more
        self.assertEqual((gone | stays)._filtered_access("read"), stays)
