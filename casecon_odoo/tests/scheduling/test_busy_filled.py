"""An update of the addon fills the copy with what the comparison of the night would put there, at any hour."""

from datetime import datetime, timedelta

from odoo.tools import SQL

from ...models import clock
from ...models.scheduling.busy import DIFFERENT, KEPT
from ..common import CaseconCase, promise
from .test_busy import BusyCase

DAY = datetime(2026, 6, 22)


@promise("casecon_slots")
class TestBusyFilled(BusyCase, CaseconCase):
    def test_what_ended_a_week_ago_is_judged_alike_by_filling_and_by_comparing(self):
        self.meet(DAY.replace(hour=8), allday=True, stop=DAY.replace(hour=18))
        self.meet(DAY.replace(hour=17))
        self.meet(DAY - timedelta(days=1), allday=True, stop=DAY)
        for hour in (0, 9, 17, 18, 19, 23, 24, 25):
            with self.subTest(hour=hour), clock.at(DAY + timedelta(hours=hour) + KEPT):
                self.env.flush_all()
                self.env["casecon.busy"].init()
                since = clock.now() - KEPT
                self.assertFalse(self.env.execute_query(SQL(DIFFERENT, since, since)))
                self.assertEqual(self.env["casecon.busy"]._repair(), 0)
