from odoo import api, models
from odoo.fields import Command

from .readable import readable_ids


class CaseconForm(models.AbstractModel):
    """What a form sends is not yet known to be the reader's: an id that they may not read is, for it, no id.

    Odoo computes a form that is not saved (`onchange`, `default_get`) from any id that a client sends, on new
    records, which no rule protects.
    """

    _name = "casecon.form"
    _description = "Form with readable ids"

    @api.model
    def default_get(self, fields):
        found = super().default_get(fields)
        return found if self.env.su else self._only_known(found)

    def onchange(self, values, field_names, fields_spec):
        return super().onchange(self._only_known(values), field_names, fields_spec)

    def _only_known(self, values):
        """The values without ids that the reader may not read; what a record has already stays."""
        return {name: self._known_value(name, value, values) for name, value in values.items()}

    def _known_value(self, name, value, values):
        field = self._fields.get(name)
        if not value or field is None or not field.comodel_name:
            return value
        if field.type == "many2one":
            return value if self._is_known(name, value, values) else False
        if field.type not in ("one2many", "many2many") or not isinstance(value, (list, tuple)):
            return value
        return [known for command in value for known in self._known_command(name, command)]

    def _is_known(self, name, record_id, values):
        """Whether the reader may name this record in a form that holds these values."""
        # sudo: own columns - what the form's own record has already, for whoever opened it
        kept = self.sudo()[name].ids if len(self) == 1 else []
        return record_id in kept or bool(readable_ids(self.env, self._fields[name].comodel_name, [record_id]))

    def _known_command(self, name, command):
        """A command of a list of lines, as far as it is about lines that the reader may read."""
        comodel_name = self._fields[name].comodel_name
        if not isinstance(command, (list, tuple)) or not command:
            return [command] if readable_ids(self.env, comodel_name, [command]) else []
        if command[0] == Command.SET:
            return [[Command.SET, 0, readable_ids(self.env, comodel_name, command[2])]]
        if command[0] in (Command.UPDATE, Command.LINK) and not readable_ids(self.env, comodel_name, [command[1]]):
            return []
        if command[0] in (Command.CREATE, Command.UPDATE) and isinstance(command[2], dict):
            comodel = self.env[comodel_name]
            if hasattr(comodel, "_only_known"):
                return [[*command[:2], comodel._only_known(command[2])]]
        return [command]
