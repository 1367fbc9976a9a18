"""One source of time zones: the domain's hours are those of Odoo, in every zone."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from pytz import timezone, utc

from ...domain.notice import local_time
from ...domain.zones import zone_names

# three years and more, so that each clock change and each new rule falls between two of them
MOMENTS = [datetime(2025, 1, 1) + timedelta(hours=73 * step) for step in range(480)]


@tagged("-at_install", "post_install")
class TestZones(TransactionCase):
    def test_the_hour_is_odoos(self):
        for name in zone_names() - {"Factory"}:  # no zone, and Odoo has none of that name
            odoos = timezone(name)
            for moment in MOMENTS:
                expected = utc.localize(moment).astimezone(odoos).replace(tzinfo=None)
                self.assertEqual(local_time(moment, name), expected, name)

    def test_postgresql_is_never_asked(self):
        """Its zones are those of its own release: older here, so that Havana's clock differs from 2026 on."""
        asked = re.compile(r"AT TIME ZONE (?!'UTC')", re.IGNORECASE)
        for source in Path(__file__).parents[2].rglob("*.py"):
            if source.name != Path(__file__).name:
                self.assertFalse(asked.search(source.read_text(encoding="utf-8")), source.name)
