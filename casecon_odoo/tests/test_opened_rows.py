"""A row or card that can be opened leads to a form drawn for it, never to one that Odoo makes of all fields."""

from lxml import etree
from odoo.tests import tagged

from .common import CaseconCase

READERS = ("hr", "manager", "employee", "clinician", "oh_admin", "lead", "privacy")


@tagged("post_install", "-at_install", "casecon_walk")
class TestOpenedRows(CaseconCase):
    def test_every_row_that_opens_has_a_form(self):
        views = self.env["ir.ui.view"].search([("model", "=like", "casecon.%"), ("type", "=", "form")])
        drawn = set(views.filtered(lambda view: view.mode == "primary").mapped("model"))
        without = set()
        for model in sorted(set(views.mapped("model"))):
            for name in READERS:
                reader = self.as_(name, self.env[model])
                if not reader.has_access("read"):
                    continue
                for view in views.filtered(lambda one, model=model: one.model == model and one.mode == "primary"):
                    tree = etree.fromstring(reader.get_view(view.id, "form")["arch"])
                    without |= {(view.xml_id, *place) for place in self.opening(reader, tree, drawn)}
        self.assertFalse(without)

    def opening(self, model, tree, drawn):
        """(field, kind of view) where opening a row shows a form of Odoo's making."""
        for field in tree.iter("field"):
            of = model._fields.get(field.get("name"))
            if of is None or of.type not in ("one2many", "many2many") or not of.comodel_name.startswith("casecon."):
                continue
            if field.find("form") is not None or of.comodel_name in drawn:
                continue
            for view in field.iterchildren("list", "kanban"):
                closed = {"kanban": view.get("can_open") in ("0", "false", "False"), "list": _stays(view)}[view.tag]
                if not closed:
                    yield field.get("name"), view.tag


def _stays(view):
    return view.get("no_open") in ("1", "true", "True") or bool(view.get("editable"))
