from datetime import timedelta

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ...domain.local_days import monday_of
from ...domain.notice import local_time
from ...domain.zones import first_zone
from .. import clock
from ..conference.arguments import to_date
from .find_times import MOST_WEEKS
from .pool_week import PoolWeek

READERS = {"oh_admin", "lead_clinician"}  # who answers for hours and people; a clinician's own week is in their diary
WEEK = timedelta(weeks=1)


class CaseconClinician(models.Model):
    """The public question: how full is the week of all who chair?"""

    _inherit = "casecon.clinician"

    @api.model
    @api.readonly
    def pool_week(self, week=False):
        """Draw one week of the present company's clinicians: who is there, what is booked, how full. It only reads.

        For OH administrators and lead clinicians. `week`: a date in it, from the present week on (False), 26 weeks at
        most: what else somebody was busy with is forgotten after it.

        Returns `zone`, `today`, `monday`, `previous` and `next` (Mondays, or False), `days` (dates; those of a weekend
        where anything is on), `can_enrol`; `clinicians`: `id`, `name`, `kind`, `zone`, `notes` (sentences), `limit`
        (conferences a day, 0: none), `count`; `booked`, the minutes that conferences take with those around them, and
        `available`, the hours for them less leave and other meetings (0 once the registration has run out, False where
        no hours are known); `days`, by date in the clinician's own zone: `count`, `is_full`; and `blocks`: `start`,
        `stop`, `kind`. Hours are `both`, `in_person`, `virtual` or `nobody`, by how people are met; `away`, `busy`, and
        `conference` with `kept_from`, `kept_until`, `is_away`, and `id` and `name` (its reference) where the reader may
        open it, else False. Nothing of anybody's other meetings, and of a conference neither who nor why.
        """
        if not self.env.user._casecon_roles() & READERS:
            raise AccessError(self.env._("Only OH administrators and lead clinicians can see the clinicians' week."))
        zone = self._pool_zone()
        today = local_time(clock.now(), zone).date()
        first = monday_of(today)
        monday = monday_of(to_date(self.env, week, self.env._("a date in the week"))) if week else first
        last = first + MOST_WEEKS * WEEK
        if not first <= monday <= last:
            raise UserError(self.env._("You can see this week and up to %(most)s weeks in all.", most=MOST_WEEKS))
        clinicians = self.search_fetch([("company_id", "=", self.env.company.id)], PoolWeek.FIELDS)
        return {
            "zone": zone,
            "today": str(today),
            "monday": str(monday),
            "previous": monday > first and str(monday - WEEK),
            "next": monday < last and str(monday + WEEK),
            "can_enrol": not clinicians and self._may_enrol(),
            **PoolWeek(clinicians, monday, zone).as_dict(),
        }

    @api.model
    def _pool_zone(self):
        """The reader's zone, as everywhere in Odoo; else the company's."""
        # sudo: res.company - the zone of its working hours
        house = self.env.company.sudo().resource_calendar_id.tz
        return first_zone(self.env.context.get("tz") or self.env.user.tz or house)
