from odoo import models
from odoo.exceptions import UserError

LEAVES = "casecon_leaves_the_app"


class Base(models.AbstractModel):
    """Clinical records leave by no export, whichever model it begins at [R21]."""

    _inherit = "base"

    _is_clinical = False

    def export_data(self, fields_to_export):
        """Whoever may export nothing at all reads why, too."""
        if self._is_clinical:
            raise UserError(self.env._("Clinical records cannot be exported. [R21]"))
        return super().export_data(fields_to_export)

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Every file of the web client passes here. Whole paths are looked at, also where a row has nothing below."""
        if any(self._casecon_passes_clinical(path) for path in fields):
            raise UserError(self.env._("Clinical records cannot be exported. [R21]"))
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    def _get_fields_spec(self, view_info=None):
        """What Odoo's `/json` reads for a view: of a clinical model nothing, and nothing through its parents."""
        spec = super()._get_fields_spec(view_info)
        return self._casecon_without_clinical(spec) if self.env.context.get(LEAVES) else spec

    def _casecon_passes_clinical(self, path):
        """Whether a path of field names, as an export takes it, comes by a clinical model."""
        model = self
        for name in path:
            if model._is_clinical or name not in model._fields or not model._fields[name].comodel_name:
                break
            model = self.env[model._fields[name].comodel_name]
        return model._is_clinical

    def _casecon_leads_into_clinical(self, names):
        if self._is_clinical:
            return True
        comodels = {self._fields[name].comodel_name for name in names if name in self._fields}
        return any(self.env[comodel]._is_clinical for comodel in comodels if comodel)

    def _casecon_without_clinical(self, spec):
        if self._is_clinical:
            raise UserError(self.env._("Clinical records cannot be exported. [R21]"))
        kept = {name: below for name, below in spec.items() if not self._casecon_leads_into_clinical([name])}
        return {
            name: {
                **below,
                "fields": self.env[self._fields[name].comodel_name]._casecon_without_clinical(below["fields"]),
            }
            if below.get("fields") and self._fields[name].comodel_name
            else below
            for name, below in kept.items()
        }
