"""Notice (R3) and the agenda's cut-off (R9), around clock changes, year ends and in zones with half hours."""

# ruff: noqa: DTZ901 - instants are naive UTC, as Odoo stores them

from datetime import UTC, date, datetime, timedelta

import pytest
from casecon_domain.notice import (
    agenda_locks_at,
    earliest_after_move,
    earliest_start,
    first_instant,
    is_enough,
    local_time,
    next_quarter,
)
from casecon_domain.working_days import WorkingDays
from casecon_domain.zones import zone_named
from hypothesis import given
from hypothesis import strategies as st
from pytz import timezone

LONDON = "Europe/London"
PLAIN = WorkingDays()
ZONES = st.sampled_from(
    [
        "Europe/London",
        "UTC",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "America/Havana",
        "Pacific/Apia",
        "Pacific/Chatham",
        "Africa/Casablanca",
        "America/Santiago",
        "Asia/Beirut",
        "Africa/Cairo",
    ]
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))
SECOND = timedelta(seconds=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("told", "earliest"),
    [
        # an ordinary week, in winter and in summer: the same time of day
        ("2026-01-05 09:10", "2026-01-12 09:10"),
        ("2026-06-01 09:10", "2026-06-08 09:10"),
        # spring, clocks forward on 29 March: 168 hours end at 11:00 BST, an hour later on the clock
        ("2026-03-25 10:00", "2026-04-01 10:00"),
        # spring, late in the evening: 23:30 GMT on the 25th; the hours end at 00:30 BST on 2 April
        ("2026-03-25 23:30", "2026-04-01 23:30"),
        # autumn, clocks back on 25 October: 10:00 BST; the hours end at 09:00 GMT, on the right date already
        ("2026-10-21 09:00", "2026-10-28 09:00"),
        # autumn, early: 00:30 BST on the 21st; the hours end at 23:30 GMT on the 27th: wait for midnight
        ("2026-10-20 23:30", "2026-10-28 00:00"),
        ("2026-10-20 23:00", "2026-10-28 00:00"),
        ("2026-10-20 22:59:59", "2026-10-27 22:59:59"),  # still the 20th
        ("2026-10-21 00:00", "2026-10-28 00:00"),  # 01:00 BST: the hours end at midnight
        # told within the hour that happens twice: both passes are of the same date
        ("2026-10-25 00:30", "2026-11-01 00:30"),
        ("2026-10-25 01:30", "2026-11-01 01:30"),
        # late on the day of the change: winter time on both dates
        ("2026-10-25 23:30", "2026-11-01 23:30"),
        # over the end of the year, and a leap day
        ("2026-12-28 16:45", "2027-01-04 16:45"),
        ("2028-02-25 08:00", "2028-03-03 08:00"),
    ],
)
def test_seven_days_in_hours_and_in_dates(told, earliest):
    assert earliest_start(at(told), LONDON) == at(earliest)
    assert is_enough(at(told), at(earliest), LONDON)
    assert not is_enough(at(told), at(earliest) - SECOND, LONDON)


@pytest.mark.parametrize(
    ("told", "zone", "earliest"),
    [
        ("2026-06-01 20:00", "Asia/Kolkata", "2026-06-08 20:00"),  # +05:30, never changes
        # St. John's, -02:30/-03:30, back on 1 November: 00:10 on 28 October; hours end at 23:10 on 3 November
        ("2026-10-28 02:40", "America/St_Johns", "2026-11-04 03:30"),
        # Lord Howe moves by half an hour, +11:00 to +10:30 on 5 April: 00:15 on the 1st; hours end at 23:45
        ("2026-03-31 13:15", "Australia/Lord_Howe", "2026-04-07 13:30"),
        ("2026-03-31 13:30", "Australia/Lord_Howe", "2026-04-07 13:30"),
        # Havana goes back at 01:00 to 00:00, so 00:00 to 01:00 of 1 November happens twice: the first counts
        ("2026-10-25 04:00", "America/Havana", "2026-11-01 04:00"),
        # Santiago goes forward at midnight: 6 September 2026 begins at 01:00
        ("2026-08-30 04:00", "America/Santiago", "2026-09-06 04:00"),
    ],
)
def test_other_zones_have_their_own_midnight(told, zone, earliest):
    assert earliest_start(at(told), zone) == at(earliest)


def test_the_number_of_days_is_a_setting():
    assert earliest_start(at("2026-06-01 09:00"), LONDON, 0) == at("2026-06-01 09:00")
    assert earliest_start(at("2026-06-01 09:00"), LONDON, days=14) == at("2026-06-15 09:00")
    assert is_enough(at("2026-06-01 09:00"), at("2026-06-04 09:00"), LONDON, days=3)


@given(INSTANTS, ZONES, st.integers(0, 30))
def test_the_earliest_start_is_the_first_that_fulfils_both(told, zone, days):
    earliest = earliest_start(told, zone, days)
    date_wanted = local_time(told, zone).date() + timedelta(days=days)

    def fulfils(start):
        return start - told >= timedelta(days=days) and local_time(start, zone).date() >= date_wanted

    assert fulfils(earliest)
    assert not fulfils(earliest - timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("local", "zone", "instant"),
    [
        ("2026-03-29 00:59:59", LONDON, "2026-03-29 00:59:59"),
        ("2026-03-29 01:00", LONDON, "2026-03-29 01:00"),  # skipped: all of them mean 02:00 BST
        ("2026-03-29 01:30:15", LONDON, "2026-03-29 01:00"),
        ("2026-03-29 01:59:59.999999", LONDON, "2026-03-29 01:00"),
        ("2026-03-29 02:00", LONDON, "2026-03-29 01:00"),
        ("2026-10-25 01:00", LONDON, "2026-10-25 00:00"),  # twice: the first
        ("2026-10-25 01:59", LONDON, "2026-10-25 00:59"),
        ("2026-10-25 02:00", LONDON, "2026-10-25 02:00"),
        ("2026-10-04 02:10", "Australia/Lord_Howe", "2026-10-03 15:30"),  # half an hour is skipped
        ("2026-09-06 00:00", "America/Santiago", "2026-09-06 04:00"),
        ("2011-12-30 12:00", "Pacific/Apia", "2011-12-30 10:00"),  # a whole day that Samoa left out
    ],
)
def test_a_skipped_time_is_the_end_of_the_gap_and_a_repeated_one_the_first(local, zone, instant):
    assert first_instant(at(local), zone) == at(instant)
    assert first_instant(at(local).replace(fold=1), zone) == at(instant)


@given(INSTANTS, ZONES)
def test_no_instant_before_shows_the_time_or_a_later_one(local, zone):
    instant = first_instant(local, zone)
    assert local_time(instant, zone) >= local
    assert local_time(instant - timedelta(microseconds=1), zone) < local


@given(INSTANTS, ZONES)
def test_local_time_is_odoos(instant, zone):
    aware = instant.replace(tzinfo=UTC).astimezone(timezone(zone))
    assert local_time(instant, zone) == aware.replace(tzinfo=None)
    assert local_time(instant, zone).fold == instant.replace(tzinfo=UTC).astimezone(zone_named(zone)).fold


@pytest.mark.parametrize(
    ("told", "earliest"),
    [
        ("2026-06-01 09:00", "2026-06-03 09:00"),  # Monday: Wednesday
        ("2026-06-05 09:00", "2026-06-09 09:00"),  # Friday: Tuesday
        ("2026-06-06 09:00", "2026-06-09 09:00"),  # Saturday: Tuesday as well
        ("2026-06-04 23:30", "2026-06-08 23:30"),  # 00:30 on Friday in London: Tuesday, 00:30
        ("2026-03-27 10:00", "2026-03-31 09:00"),  # over the spring change: the clock's time stays
        ("2026-10-23 09:00", "2026-10-27 10:00"),  # over the autumn change
        ("2026-12-31 15:00", "2027-01-04 15:00"),  # no schedule known: New Year's Day counts as a Friday
    ],
)
def test_a_later_start_leaves_two_working_days(told, earliest):
    assert earliest_after_move(at(told), LONDON, PLAIN) == at(earliest)


def test_public_holidays_push_the_earliest_start_after_a_move():
    christmas = WorkingDays(
        frozenset({date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)}),
        date(2026, 12, 24),
        date(2027, 1, 1),
    )
    assert earliest_after_move(at("2026-12-24 10:00"), LONDON, christmas) == at("2026-12-30 10:00")
    assert earliest_after_move(at("2026-12-31 10:00"), LONDON, christmas, 1) == at("2027-01-04 10:00")


def test_a_working_sunday_of_the_clock_change():
    sundays = WorkingDays(frozenset({date(2026, 3, 29), date(2026, 10, 25)}), date(2026, 3, 28), date(2026, 10, 25))
    assert earliest_after_move(at("2026-03-28 01:30"), LONDON, sundays, 1) == at("2026-03-29 01:00")
    assert earliest_after_move(at("2026-10-24 00:30"), LONDON, sundays, 1) == at("2026-10-25 00:30")
    # told in the second pass of 01:30, the next time is no second pass
    assert earliest_after_move(at("2026-10-25 01:30"), LONDON, sundays, 1) == at("2026-10-26 01:30")


def test_no_working_day_asked_leaves_the_time_of_the_invitation_even_in_the_repeated_hour():
    assert earliest_after_move(at("2026-10-25 01:30"), LONDON, PLAIN, 0) == at("2026-10-25 01:30")


@given(INSTANTS, ZONES, st.integers(1, 10))
def test_after_a_move_the_date_is_the_nth_working_day(told, zone, n):
    start = local_time(earliest_after_move(told, zone, PLAIN, n), zone)
    assert start.date() == PLAIN.add(local_time(told, zone).date(), n)


@pytest.mark.parametrize(
    ("start", "booked", "locks"),
    [
        ("2026-06-10 09:00", "2026-06-01 08:00", "2026-06-08 09:00"),  # Wednesday: Monday
        ("2026-06-09 09:00", "2026-06-01 08:00", "2026-06-05 09:00"),  # Tuesday: Friday before
        ("2026-06-07 09:00", "2026-06-01 08:00", "2026-06-04 09:00"),  # Sunday: Thursday
        ("2026-06-10 09:00", "2026-06-09 17:00", "2026-06-09 17:00"),  # booked after the cut-off
        ("2026-06-10 09:00", "2026-06-08 09:00", "2026-06-08 09:00"),
        ("2026-03-31 09:00", "2026-03-01 08:00", "2026-03-27 10:00"),  # over the spring change
        ("2026-10-27 10:00", "2026-10-01 08:00", "2026-10-23 09:00"),  # over the autumn change
        ("2027-01-04 15:00", "2026-12-01 08:00", "2026-12-31 15:00"),
    ],
)
def test_the_agenda_locks_two_working_days_before_the_start(start, booked, locks):
    assert agenda_locks_at(at(start), at(booked), LONDON, PLAIN) == at(locks)


def test_the_agenda_locks_at_the_start_when_no_working_day_is_asked():
    start = at("2026-10-25 01:30")
    assert agenda_locks_at(start, at("2026-10-01"), LONDON, PLAIN, 0) == start


@given(INSTANTS, INSTANTS, ZONES, st.integers(0, 10))
def test_the_agenda_never_locks_before_the_booking(start, booked, zone, n):
    locks = agenda_locks_at(start, booked, zone, PLAIN, n)
    assert locks >= booked
    assert locks <= max(start, booked)


@pytest.mark.parametrize(
    ("instant", "quarter"),
    [
        ("2026-06-08 09:00", "2026-06-08 09:00"),
        ("2026-06-08 09:00:01", "2026-06-08 09:15"),
        ("2026-06-08 09:00:00.000001", "2026-06-08 09:15"),
        ("2026-06-08 09:44:59", "2026-06-08 09:45"),
        ("2026-12-31 23:46", "2027-01-01 00:00"),
    ],
)
def test_the_next_quarter_of_an_hour(instant, quarter):
    assert next_quarter(at(instant)) == at(quarter)


@given(INSTANTS)
def test_a_quarter_is_full_and_less_than_fifteen_minutes_away(instant):
    quarter = next_quarter(instant)
    assert (quarter.minute % 15, quarter.second, quarter.microsecond) == (0, 0, 0)
    assert timedelta(0) <= quarter - instant < timedelta(minutes=15)


NOON = datetime(2026, 6, 1, 12)
AWARE = NOON.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: earliest_start(AWARE, LONDON), "without a zone"),
        (lambda: earliest_start("2026-06-01", LONDON), "without a zone"),
        (lambda: earliest_start(NOON.date(), LONDON), "without a zone"),
        (lambda: earliest_start(NOON, LONDON, -1), "0 or more"),
        (lambda: earliest_start(NOON, LONDON, 7.0), "0 or more"),
        (lambda: earliest_start(NOON, LONDON, 10**12), "beyond the calendar"),
        (lambda: earliest_start(datetime.max, "Asia/Tokyo", 0), "beyond the calendar"),
        (lambda: earliest_start(datetime.max - timedelta(days=3), LONDON), "beyond the calendar"),
        (lambda: is_enough(NOON, AWARE, LONDON), "The start"),
        (lambda: earliest_after_move(AWARE, LONDON, PLAIN), "new invitation"),
        (lambda: earliest_after_move(NOON, LONDON, PLAIN, -2), "0 or more"),
        (lambda: agenda_locks_at(AWARE, NOON, LONDON, PLAIN), "The start"),
        (lambda: agenda_locks_at(NOON, AWARE, LONDON, PLAIN), "booking"),
        (lambda: agenda_locks_at(NOON, NOON, LONDON, PLAIN, True), "0 or more"),
        (lambda: agenda_locks_at(datetime.min, NOON, "America/New_York", PLAIN), "beyond the calendar"),
        (lambda: next_quarter(AWARE), "without a zone"),
        (lambda: next_quarter(datetime.max), "beyond the calendar"),
        (lambda: first_instant(AWARE, LONDON), "local time"),
        (lambda: first_instant(datetime.max, "America/New_York"), "beyond the calendar"),
        (lambda: first_instant(datetime.min, "Asia/Tokyo"), "beyond the calendar"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Atlantis", "../../a", "/a", "a\0b", None, 7])
def test_an_unknown_zone_is_refused_with_a_sentence(name):
    with pytest.raises(ValueError, match="not the name of a time zone"):
        zone_named(name)
