"""What people read beside a field, in a menu or as a role is words, not the technical name in capitals."""

from lxml import etree

from .personas import Promised, promise
from .test_registry_walk import own_fields

NAMED = ("ir.model", "ir.ui.menu", "ir.actions.act_window", "ir.actions.client", "res.groups", "res.groups.privilege")


def made_from(name):
    """The label that Odoo makes from a field's technical name."""
    return (
        (name[:-4] if name.endswith("_ids") else name[:-3] if name.endswith("_id") else name).replace("_", " ").title()
    )


def shown_fields(model, node):
    """(field, its own label) for each that an arch shows, those of embedded lists too."""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        inner = model
        if child.tag == "field" and child.get("name") in model._fields:
            field = model._fields[child.get("name")]
            hidden = child.get("invisible") in ("1", "True") or child.get("column_invisible") in ("1", "True")
            if not hidden and not child.get("nolabel"):
                yield field, child.get("string")
            inner = model.env[field.comodel_name] if field.relational else model
        yield from shown_fields(inner, child)


@promise()
class TestLabels(Promised):
    def test_no_label_says_the_prefix_of_the_addon(self):
        for name in self.env.registry:
            for field in own_fields(self.env[name]).values():
                with self.subTest(field=str(field)):
                    self.assertNotIn("casecon", field.string.lower())
                    if field.type == "selection" and isinstance(field.selection, list):
                        for _value, label in field.selection:
                            self.assertNotIn("casecon", str(label).lower())

    def test_menus_models_and_roles_have_names(self):
        ours = self.env["ir.model.data"].search([("module", "=", "casecon_odoo"), ("model", "in", NAMED)])
        self.assertGreater(len(ours), 50)
        for row in ours:
            with self.subTest(row=row.complete_name):
                self.assertNotIn("casecon", self.env[row.model].browse(row.res_id).display_name.lower())

    def test_what_a_form_or_a_list_shows_has_words(self):
        """Odoo makes "Registration Valid Until" of a field without a label: nobody writes so."""
        views = self.env["ir.ui.view"].search(
            [("type", "in", ("form", "list", "search")), ("model", "like", "casecon.%"), ("mode", "=", "primary")]
        )
        self.assertGreater(len(views), 20)
        found = set()
        for view in views:
            arch = etree.fromstring(view.get_combined_arch())
            for field, string in shown_fields(self.env[view.model], arch):
                label = string or field.string
                if "casecon_odoo" in field._modules and " " in label and label == made_from(field.name):
                    found.add(f"{field}: {label}")
        self.assertFalse(sorted(found))
