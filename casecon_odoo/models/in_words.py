"""Dates, hours, zones and lists as people read them: in the reader's language, by Babel."""

import re

from babel.dates import (
    format_date,
    format_skeleton,
    get_datetime_format,
    get_timezone,
    get_timezone_location,
)
from odoo.tools.i18n import format_list
from odoo.tools.misc import babel_locale_parse

from ..domain.notice import local_time
from ..domain.zones import zone_named

_DE = re.compile(r"\bde (?=[AEIOUÉÎ])")  # French elides: "heure de Londres", and not "heure de Amsterdam"


def locale_of(env):
    return babel_locale_parse(env.lang or "en_US")


def day(env, date):
    """`Tuesday 8 December 2026`, `mardi 8 décembre 2026`; nothing for no date."""
    return _date(env, date, "full", "EEEE d MMMM y")


def short_day(env, date):
    """`8 December 2026`, for a date of which nobody asks the weekday."""
    return _date(env, date, "long", "d MMMM y")


def near_day(env, date):
    """`8 December`, `8 décembre`: a date so near that nobody asks the year."""
    locale = locale_of(env)
    if locale.language == "en":
        return format_date(date, "d MMMM", locale=locale)
    return format_skeleton("MMMMd", date, locale=locale)


def _date(env, date, form, in_english):
    if not date:
        return ""
    locale = locale_of(env)
    # Odoo's own English is American, and most who read it are not: day before month, and the month as a word
    return format_date(date, in_english if locale.language == "en" else form, locale=locale)


def hour(env, instant, zone):
    """`10:00`: what a clock in the zone shows; in 24 hours everywhere, so that nobody comes twelve hours late."""
    return f"{local_time(instant, zone):%H:%M}"


def zone_name(env, zone):
    """`London time`, `heure de Londres`."""
    if zone == "UTC":
        return "UTC"
    locale = locale_of(env)
    name = env._("%(city)s time", city=get_timezone_location(get_timezone(zone), locale=locale, return_city=True))
    return _DE.sub("d\N{RIGHT SINGLE QUOTATION MARK}", name) if locale.language == "fr" else name


def moment(env, instant, zone):
    """`Tuesday 8 December 2026, 10:00 (London time)`; nothing for no instant (naive UTC)."""
    if not instant:
        return ""
    return f"{dated_moment(env, instant, zone)} ({zone_name(env, zone)})"


def dated_moment(env, instant, zone):
    """`Tuesday 8 December 2026, 10:00`, where the zone is named elsewhere."""
    return _at(env, day(env, local_time(instant, zone).date()), instant, zone)


def near_moment(env, instant, zone):
    """`Tuesday 8 December, 10:00`, beside which the zone is named; with the year where Babel knows no way without."""
    date, locale = local_time(instant, zone).date(), locale_of(env)
    said = format_date(date, "EEEE d MMMM", locale=locale) if locale.language == "en" else day(env, date)
    return _at(env, said, instant, zone)


def _at(env, date, instant, zone):
    joined = get_datetime_format("full", locale=locale_of(env)).replace("'", "")
    return joined.replace("{0}", hour(env, instant, zone)).replace("{1}", date)


def moment_for_reader(env, instant, zone):
    """A moment in `zone`, and what the reader's own clock shows then, where it shows something else."""
    return moment_in(env, instant, (zone, env.context.get("tz") or env.user.tz))


def moment_in(env, instant, zones):
    """A moment in the first of `zones`, and what a clock in the last one shows then, where it shows something else."""
    zone, own = zones[0], zones[-1]
    text = moment(env, instant, zone)
    if not own or not instant or _reads_alike(instant, zone, own):
        return text
    here = moment(env, instant, own)
    if local_time(instant, own).date() == local_time(instant, zone).date():
        here = f"{hour(env, instant, own)} ({zone_name(env, own)})"
    return env._("%(there)s, for you %(here)s", there=text, here=here)


def names(env, people):
    """`Ann, Bob`: a plain list of names."""
    return format_list(env, people, style="unit-short") if people else ""


def people(env, named):
    """`Ann, Bob and Cem`: a list inside of a sentence."""
    return format_list(env, named) if named else ""


def one_of(env, values):
    """`a, b or c`: what somebody may choose from."""
    return format_list(env, values, style="or") if values else ""


def _reads_alike(instant, zone, other):
    try:
        zone_named(other)
    except ValueError:
        return True
    return local_time(instant, zone) == local_time(instant, other)
