"""Zones come from the locked `tzdata` alone, in every name that it has; the machine's own files are never read."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest
from casecon_domain.notice import first_instant, local_time
from casecon_domain.zones import zone_named, zone_names

LOCK = Path(__file__).resolve().parents[2] / "dev/locks/tests.txt"
# 2027: in British Columbia the clocks are not changed any more, which older files do not know
JANUARY = datetime(2027, 1, 15, 12)


@pytest.fixture
def no_files_of_the_machine():
    """`zoneinfo` finds no file but those of the package."""
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


def test_it_is_the_release_that_is_locked():
    assert f"tzdata=={metadata.version('tzdata')}" in LOCK.read_text()


def test_vancouver_in_january_is_seven_hours_behind():
    assert local_time(JANUARY, "America/Vancouver") == datetime(2027, 1, 15, 5)


@pytest.mark.usefixtures("no_files_of_the_machine")
def test_each_zone_is_that_of_the_package():
    for name in zone_names():
        package = zoneinfo.ZoneInfo(name)
        for moment in (JANUARY + timedelta(days=61 * step) for step in range(12)):
            expected = moment.replace(tzinfo=UTC).astimezone(package).replace(tzinfo=None)
            assert local_time(moment, name) == expected, name


def test_each_midnight_of_a_year_is_found_in_each_zone():
    """The first instant of a date shows that date, and the second before it another."""
    for name in zone_names():
        for day in (datetime(2026, 6, 1) + timedelta(days=step) for step in range(365)):
            instant = first_instant(day, name)
            assert local_time(instant, name) >= day, name
            assert local_time(instant - timedelta(seconds=1), name) < day, name


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not the name of a time zone"):
        zone_named("../etc/passwd")
