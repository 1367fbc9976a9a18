"""The tests on other days and in other zones: `make test-any-day`, or some of them, `make test-any-day DAYS="…"`.

Each day has a fresh cluster, databases and logs of its own (`.odoo/run/days/…`), all made on that day, as from a fresh
clone; they are removed where all was green.
"""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dev import faketime, suites
from dev.places import ADDON, DEV, ROOT, RUN
from dev.processes import tied
from dev.say import Failure, say
from dev.summary import Outcome

# Local times at which the clocks show that, and why; the tests begin then, and go on for minutes.
DAYS = {
    "29th": "2027-01-29T10:00@Europe/London",  # a week after the all-day event of Odoo's demo
    "29th-summer": "2027-07-29T10:00@Europe/London",
    "sunday-night": "2027-01-10T23:20@Europe/London",
    "before-spring": "2027-03-27T23:50@Europe/London",
    "spring": "2027-03-28T00:50@Europe/London",  # at 01:00 it is 02:00
    "before-autumn": "2027-10-30T23:50@Europe/London",
    "autumn": "2027-10-31T01:50@Europe/London",  # at 02:00 it is 01:00
    "month-end": "2027-04-30T23:50@Europe/London",
    "year-end": "2026-12-31T23:50@Europe/London",
    "leap-day": "2028-02-29T10:00@Europe/London",
    "holiday": "2026-12-25T10:00@Europe/London",
    "auckland": "2027-01-29T08:00@Pacific/Auckland",  # the day before in London
}
SUITES = ("domain", "addon", "storm", "browser")
BROWSER_ON = "spring"
# What draws in a browser has a clock of its own there, and is in the browser suite.
_TAGS = f"/{ADDON},-/{ADDON}:TestComponents,-/{ADDON}:TestComponentsOnAPhone"


@dataclass(frozen=True)
class Day:
    """A moment in a zone; `name` is what it was asked for by."""

    name: str
    moment: datetime

    @property
    def zone(self):
        return self.moment.tzinfo.key

    @property
    def ahead(self):
        """By how many seconds it is ahead of now."""
        return int(self.moment.timestamp() - time.time())

    @property
    def run(self):
        return RUN / "days" / self.name.replace("/", "_")


def chosen(names):
    """The days of these names or moments, each as `2027-05-29T10:00@Europe/London`; all where none is named."""
    return [_day(name) for name in names or DAYS]


def _day(name):
    local, _at, zone = DAYS.get(name, name).partition("@")
    try:
        return Day(name, datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone or "Europe/London")))
    except (ValueError, OSError, KeyError):
        raise Failure(
            f"{name} is no day. Name one of {', '.join(DAYS)}, or a moment such as 2027-05-29T10:00@Europe/London."
        ) from None


def run(names, suites_, tags):
    """Run the suites on each day in turn, in a process of its own; return one outcome for each day."""
    faketime.ensure()
    return [_run_on(day, suites_, tags) for day in chosen(names)]


def _run_on(day, suites_, tags):
    began = time.monotonic()
    say(f"{day.name}: {day.moment:%A %d %B %Y, %H:%M} {day.zone}")
    shutil.rmtree(day.run, ignore_errors=True)
    wanted = suites_ or (*SUITES[:-1], *(SUITES[-1:] if day.name == BROWSER_ON else ()))
    environment = {**os.environ, **faketime.settings(day.ahead), "TZ": day.zone, "CASECON_RUN": str(day.run)}
    command = [sys.executable, DEV / "casecon.py", "test-this-day", "--suites", ",".join(wanted)]
    status = subprocess.run(tied([*command, *(["--tags", tags] if tags else [])]), cwd=ROOT, env=environment).returncode
    outcome = Outcome(f"{day.name} ({', '.join(wanted)})", seconds=time.monotonic() - began)
    if status:
        outcome.failed = 1
        outcome.details.append(f"its summary is above, its logs are in {day.run / 'logs'}")
    else:
        outcome.passed = 1
        shutil.rmtree(day.run, ignore_errors=True)
    return outcome


def this_day(wanted, tags):
    """Run the suites in this process, whatever day it is here; return their outcomes."""
    say(f"It is {datetime.now().astimezone():%A %d %B %Y, %H:%M %Z}.")
    runs = {
        "domain": suites.domain,
        "addon": lambda: suites.in_addon(tags or _TAGS),
        "storm": lambda: suites.acceptance(["tests/acceptance/test_busy_copy.py"]),
        "browser": lambda: suites.acceptance([]),
    }
    return [runs[name]() for name in wanted]
