"""Odoo's dialogs about any records are refused about hidden ones like about none.

They take a model and numbers as text, and fill in with raised rights: to whom a message would go, of which company a
record is.
"""

from odoo import models

from .hidden import hides
from .not_there import not_there
from .readable import readable_ids


def _checked(wizard, model, ids):
    """The ids, where the user may read what they are of."""
    env = wizard.env(su=False)  # Odoo computes with raised rights what it keeps
    if hides(env, model) and set(ids) - set(readable_ids(env, model, ids)):
        raise not_there(env)
    return ids


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _evaluate_res_ids(self):
        return _checked(self, self.model, super()._evaluate_res_ids())


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    def _evaluate_res_ids(self):
        return _checked(self, self.res_model, super()._evaluate_res_ids())
