"""A row of one's own may lead only to what one may see: a hidden record is refused like one that is not there.

Odoo writes any number into a relation and any pair of model and number: that it succeeds, or which error PostgreSQL
has, would tell which numbers are taken, and what the row then shows would tell more. Models of ours ask by themselves.
"""

from odoo import api, models
from odoo.fields import Command
from odoo.tools import ormcache

from .hidden import hides
from .not_there import not_there
from .readable import readable_ids
from .stand_ins import CONTACT, hidden_contacts

RELATIONS = ("many2one", "one2many", "many2many")


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and (names := self._casecon_links()):
            defaults = {name: self.env.context.get(f"default_{name}") for name in names}
            for vals in vals_list:
                self._casecon_check_links({**defaults, **vals})
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and self._casecon_links() & set(vals):
            self._casecon_check_links(vals)
        return super().write(vals)

    @ormcache("self._name")
    def _casecon_links(self):
        """The fields of this model that can lead to a hidden record, and those that name its model."""
        if self._name.startswith("casecon.") or "casecon.conference" not in self.env.registry:
            return frozenset()
        fields = self._fields.values()
        references = [field for field in fields if field.type == "many2one_reference"]
        return frozenset(
            [field.name for field in fields if field.type in RELATIONS and _leads(self.env, field.comodel_name)]
            + [field.name for field in fields if field.type == "reference"]
            + [name for field in references for name in (field.name, field.model_field)]
        )

    def _casecon_check_links(self, vals):
        for model, ids in self._casecon_named(vals):
            wanted = {value for value in ids if value}
            if wanted and hides(self.env, model) and wanted - set(readable_ids(self.env, model, wanted)):
                raise not_there(self.env)
            if wanted and model == CONTACT and hidden_contacts(self.env, wanted):
                raise not_there(self.env)

    def _casecon_named(self, vals):
        """(model, ids) of what these values lead to."""
        for name in self._casecon_links() & set(vals):
            field, value = self._fields[name], vals[name]
            if field.type == "many2one":
                yield field.comodel_name, [value]
            elif field.type in RELATIONS:
                yield field.comodel_name, [number for command in value or () for number in _numbers(command)]
            elif field.type == "reference" and isinstance(value, str):
                model, _comma, number = value.partition(",")
                yield model, [int(number)] if number.isdecimal() else []
            elif field.type == "many2one_reference":
                for model in self._casecon_models(field, vals):
                    yield model, [value]

    def _casecon_models(self, field, vals):
        """The models that the number of a reference belongs to: said with it, or what the rows have already."""
        said = vals.get(field.model_field)
        if not said and self._fields[field.model_field].related:  # said by its model's number
            first = self._fields[field.model_field].related.split(".")[0]
            # sudo: ir.model - which model a number stands for
            said = self.env["ir.model"].sudo().browse(vals.get(first) or ()).model
        # sudo: own columns - which model the row names, that the writer may not read
        return [said] if said else [name for name in self.sudo().mapped(field.model_field) if name]


def _leads(env, model):
    return model == CONTACT or hides(env, model)


def _numbers(command):
    """The ids that a command for a list of rows names."""
    if not isinstance(command, (list, tuple)):
        return [command]
    if command[0] == Command.SET:
        return list(command[2])
    return [] if command[0] in (Command.CREATE, Command.CLEAR) else [command[1]]
