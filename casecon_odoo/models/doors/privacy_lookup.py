"""Odoo's search for all that refers to a person lists, names and deletes with raised rights: not what is hidden."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .hidden import hides
from .readable import readable_ids
from .stand_ins import CONTACT, hidden_contacts


class PrivacyLookupWizard(models.TransientModel):
    """Lists of a case only what the administrator who looks may read."""

    _inherit = "privacy.lookup.wizard"

    def _get_query(self):
        # sudo: privacy.lookup.wizard - Odoo names columns of ours that nobody may read; what is found is narrowed below
        found = super(PrivacyLookupWizard, self.sudo())._get_query()
        shown = [SQL("res_model_id NOT IN %s", tuple(self._casecon_hiding()))]
        for model_id, name in self._casecon_hiding().items():
            model = self.env[name].with_context(active_test=False)
            if model.has_access("read"):
                readable = model._search([]).subselect()
                shown.append(SQL("res_model_id = %s AND res_id IN %s", model_id, readable))
        contacts = self.env[CONTACT].with_context(active_test=False)
        # sudo: res.partner - a mark that nobody reads
        stand_in = contacts.sudo()._search([("casecon_stands_in", "=", True)]).subselect()
        known = contacts._search([]).subselect()
        their_model = self.env["ir.model"]._get_id(CONTACT)
        found = SQL(
            "SELECT * FROM (%s) AS rows WHERE res_model_id <> %s OR res_id NOT IN %s OR res_id IN %s",
            found,
            their_model,
            stand_in,
            known,
        )
        return SQL("SELECT * FROM (%s) AS found WHERE %s", found, SQL(" OR ").join(shown))

    def _casecon_hiding(self):
        """Stored models with hidden rows: {id of ir.model: name}."""
        names = [name for name, model in self.env.registry.items() if model._auto and hides(self.env, name)]
        return {self.env["ir.model"]._get_id(name): name for name in names}


class PrivacyLookupWizardLine(models.TransientModel):
    """A line about a hidden record, which anybody may write by its number, is about none."""

    _inherit = "privacy.lookup.wizard.line"

    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        return super(PrivacyLookupWizardLine, self - self._casecon_hidden())._compute_res_name()

    @api.depends("res_model", "res_id", "is_unlinked")
    def _compute_resource_ref(self):
        hidden = self._casecon_hidden()
        hidden.resource_ref = None
        return super(PrivacyLookupWizardLine, self - hidden)._compute_resource_ref()

    @api.onchange("is_active")
    def _onchange_is_active(self):
        self._casecon_refuse_hidden()
        return super()._onchange_is_active()

    def action_unlink(self):
        self._casecon_refuse_hidden()
        return super().action_unlink()

    def _casecon_hidden(self):
        """Those about a record that the reader may not read, or that is not there: the two are alike."""
        return self.filtered(
            lambda line: (
                (
                    hides(self.env, line.res_model)
                    and not readable_ids(self.env(su=False), line.res_model, [line.res_id])
                )
                or (line.res_model == CONTACT and hidden_contacts(self.env, [line.res_id]))
            )
        )

    def _casecon_refuse_hidden(self):
        if self._casecon_hidden():
            raise UserError(self.env._("This record does not exist, or you do not have access to it."))
