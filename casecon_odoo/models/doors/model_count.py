from odoo import api, models

from .hidden import hides


class IrModel(models.Model):
    """How many rows a model has is counted as far as the reader may read them: each new note would be counted, too."""

    _inherit = "ir.model"

    @api.depends()
    def _compute_count(self):
        hidden = self.filtered(lambda model: hides(self.env, model.model))
        for model in hidden:
            rows = self.env.get(model.model)
            model.count = rows.with_context(active_test=False).search_count([]) if _counts(rows) else 0
        return super(IrModel, self - hidden)._compute_count()


def _counts(rows):
    return rows is not None and not rows._abstract and rows._auto and rows.has_access("read")
