"""Time zones, from one source: the package `tzdata`, pinned with the rest, in the release that Odoo's `pytz` has.

`zoneinfo.ZoneInfo("…")` reads the files of the machine first, which may be years older than either: portal and
invitation would then show another hour than Odoo does.
"""

import functools
from datetime import datetime
from importlib import resources
from zoneinfo import ZoneInfo


@functools.cache
def zone_names() -> frozenset[str]:
    """Every name that there is.

    >>> "Europe/London" in zone_names(), "Europe/Atlantis" in zone_names()
    (True, False)
    """
    return frozenset((resources.files("tzdata") / "zones").read_text(encoding="utf-8").split())


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name. ValueError where there is none.

    >>> zone_named("Europe/London").key
    'Europe/London'
    >>> zone_named("Europe/Atlantis")
    Traceback (most recent call last):
        ...
    ValueError: 'Europe/Atlantis' is not the name of a time zone, such as Europe/London.
    """
    if not isinstance(name, str) or name not in zone_names():
        raise ValueError(f"{name!r} is not the name of a time zone, such as Europe/London.")
    return _read(name)


def first_zone(*names: str | None) -> str:
    """The first of ``names`` that is a zone, else UTC; anything may be among them.

    >>> first_zone(None, "Europe/Atlantis", "Europe/London"), first_zone("")
    ('Europe/London', 'UTC')
    """
    return next((name for name in names if isinstance(name, str) and name in zone_names()), "UTC")


def zones_said(mode: str, place: str | None, *own: str | None) -> tuple[str, ...]:
    """In which zones the time of a meeting is said, the one that counts first: one rule for emails, pages and forms.

    Face to face that of the ``place``, for everyone alike; by video the reader's own; where both are possible, both.
    ``own``: the reader's, the surest first; anything may be among them.

    >>> zones_said("in_person", "Europe/Paris", "Europe/London")
    ('Europe/Paris',)
    >>> zones_said("virtual", None, "Europe/London", None, "America/New_York")
    ('Europe/London', 'America/New_York')
    >>> zones_said("hybrid", "Europe/Paris", "Europe/London"), zones_said("hybrid", "Europe/Paris", "Europe/Paris")
    (('Europe/Paris', 'Europe/London'), ('Europe/Paris',))
    """
    mine = [zone for zone in own if zone in zone_names()] or [first_zone()]
    there = first_zone(place, *mine)
    wanted = {"in_person": [there], "virtual": mine}.get(mode, [there, *mine])
    return tuple(dict.fromkeys((wanted[0], wanted[-1])))


@functools.cache
def _read(name: str) -> ZoneInfo:
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


UTC = zone_named("UTC")


def aware(instant: datetime, zone: ZoneInfo) -> datetime:
    """A naive UTC instant as an hour of ``zone``, in whole seconds.

    >>> print(aware(datetime(2026, 6, 8, 9), zone_named("Europe/London")))
    2026-06-08 10:00:00+01:00
    """
    return instant.replace(microsecond=0, tzinfo=UTC).astimezone(zone)
