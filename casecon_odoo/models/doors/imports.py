from odoo import api, models

from .hidden import hides
from .not_there import not_there
from .readable import readable_ids


class IrFieldsConverter(models.AbstractModel):
    """A line of a file that names a hidden record, by its number or its external id, names none.

    Odoo asks only whether there is such a row, not who may see it, and says which of the two it was.
    """

    _inherit = "ir.fields.converter"

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint):
        if subfield == ".id" and not self.env.su and hides(self.env, field.comodel_name):
            number = int(value) if str(value).isdecimal() else 0
            if number and not readable_ids(self.env, field.comodel_name, [number]):
                raise self._format_import_error(ValueError, str(not_there(self.env)))
        return super().db_id_for(model, field, subfield, value, savepoint)

    def _xmlid_to_record_id(self, xmlid, model):
        found = super()._xmlid_to_record_id(xmlid, model)
        if found and not self.env.su and hides(self.env, model._name):
            return next(iter(readable_ids(self.env, model._name, [found])), None)
        return found
