from datetime import datetime, time, timedelta

from odoo import api, fields, models

from ...domain.notice import first_instant, local_time
from .. import clock
from .conference import BOOKED

PLANNERS = ",".join(f"casecon_odoo.casecon_group_{role}" for role in ("oh_admin", "clinician", "lead_clinician"))
COUNTED = (*BOOKED, "held", "closed")
WEEK = timedelta(weeks=1)


class CaseconClinician(models.Model):
    """How much each clinician has to do: for whoever spreads the work."""

    _inherit = "casecon.clinician"

    booked_this_week = fields.Integer(compute="_compute_booked", string="This week", groups=PLANNERS)
    booked_next_week = fields.Integer(compute="_compute_booked", string="Next week", groups=PLANNERS)

    @api.depends_context("tz")
    def _compute_booked(self):
        this_week, next_week = self._booked_by_week()
        for clinician in self:
            clinician.booked_this_week = this_week.get(clinician._origin, 0)
            clinician.booked_next_week = next_week.get(clinician._origin, 0)

    def _booked_by_week(self):
        """For this week and the next of the reader: how many case conferences each has."""
        zone = str(self.env.tz)
        today = local_time(clock.now(), zone).date()
        monday = datetime.combine(today - timedelta(days=today.weekday()), time.min)
        found = []
        for begin in (monday, monday + WEEK):
            domain = [
                ("clinician_id", "in", self.ids),
                ("state", "in", COUNTED),
                ("start", ">=", first_instant(begin, zone)),
                ("start", "<", first_instant(begin + WEEK, zone)),
            ]
            # sudo: casecon.conference - how many they are, and nothing else of them
            rows = self.env["casecon.conference"].sudo()._read_group(domain, ["clinician_id"], ["__count"])
            found.append({clinician.sudo(False): count for clinician, count in rows})
        return found
