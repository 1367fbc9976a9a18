from dataclasses import fields as fields_of
from dataclasses import replace

from odoo import api, models
from odoo.tools import SQL

from ...domain.facts import Limits


class CaseconConference(models.Model):
    """A booking keeps the numbers that held when it was made; a change in the settings holds for later ones."""

    _inherit = "casecon.conference"

    def _limits(self):
        """The numbers that hold: the company's, and from the booking on those of its day."""
        self.ensure_one()
        c_sudo = self.sudo()  # sudo: casecon.conference - the gate counts with them, nobody is shown them
        limits = (c_sudo.company_id or self.env.company)._casecon_limits()
        return replace(limits, **(c_sudo.booked_limits or {}))

    def init(self):
        self.pool.post_init(self._keep_todays_limits)  # when the columns of the company are there
        return super().init()

    @api.model
    def _keep_todays_limits(self):
        """What was booked before the numbers were kept has those of today from now on."""
        pairs = SQL(", ").join(
            SQL("%s, company.%s", limit.name, SQL.identifier(f"casecon_{limit.name}")) for limit in fields_of(Limits)
        )
        self.env.cr.execute(
            SQL(
                "UPDATE casecon_conference booked SET booked_limits = jsonb_build_object(%s) FROM res_company company"
                " WHERE company.id = booked.company_id AND booked_at IS NOT NULL AND booked_limits IS NULL",
                pairs,
            )
        )
