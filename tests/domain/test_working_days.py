"""Working days: the company's schedule inside its horizon, Monday to Friday outside."""

from datetime import date, datetime, timedelta

import pytest
from casecon_domain.working_days import WorkingDays
from hypothesis import given
from hypothesis import strategies as st

JUNE_1, JUNE_2 = date(2026, 6, 1), date(2026, 6, 2)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
PLAIN = WorkingDays()
# Easter 2026: Good Friday 3 April, Easter Monday 6 April
EASTER = WorkingDays(
    frozenset(
        day
        for day in (date(2026, 3, 30) + timedelta(days=n) for n in range(14))
        if day.weekday() < 5 and day not in (date(2026, 4, 3), date(2026, 4, 6))
    ),
    date(2026, 3, 30),
    date(2026, 4, 12),
)


def test_without_a_horizon_monday_to_friday_work():
    week = [PLAIN.is_working(date(2026, 6, 1) + timedelta(days=n)) for n in range(7)]
    assert week == [True] * 5 + [False] * 2


def test_public_holidays_of_the_horizon_do_not_count():
    assert EASTER.add(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert EASTER.add(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert EASTER.subtract(date(2026, 4, 8), 2) == date(2026, 4, 2)


def test_a_saturday_of_the_schedule_counts():
    shop = WorkingDays(frozenset({date(2026, 6, 6), date(2026, 6, 9)}), date(2026, 6, 5), date(2026, 6, 9))
    assert shop.add(date(2026, 6, 5), 1) == date(2026, 6, 6)
    assert shop.add(date(2026, 6, 5), 2) == date(2026, 6, 9)
    assert shop.subtract(date(2026, 6, 9), 1) == date(2026, 6, 6)


def test_both_ends_of_the_horizon_belong_to_it_and_the_days_beside_do_not():
    closed = WorkingDays(frozenset(), date(2026, 6, 2), date(2026, 6, 3))  # Tuesday, Wednesday
    working = [closed.is_working(date(2026, 6, day)) for day in (1, 2, 3, 4)]
    assert working == [True, False, False, True]


def test_steps_leave_the_horizon_on_either_side():
    closed = WorkingDays(frozenset(), date(2026, 12, 24), date(2027, 1, 1))
    assert closed.add(date(2026, 12, 23), 1) == date(2027, 1, 4)
    assert closed.subtract(date(2027, 1, 1), 1) == date(2026, 12, 23)


def test_no_step_gives_the_day_back_working_or_not():
    assert PLAIN.add(date(2026, 6, 7), 0) == date(2026, 6, 7)
    assert PLAIN.subtract(date(2026, 6, 7), 0) == date(2026, 6, 7)


@given(DAYS, st.integers(1, 40))
def test_the_nth_day_works_and_n_days_work_on_the_way_to_it(day, n):
    later = PLAIN.add(day, n)
    assert PLAIN.is_working(later)
    assert sum(PLAIN.is_working(day + timedelta(days=k)) for k in range(1, (later - day).days + 1)) == n
    earlier = PLAIN.subtract(day, n)
    assert PLAIN.is_working(earlier)
    assert sum(PLAIN.is_working(day - timedelta(days=k)) for k in range(1, (day - earlier).days + 1)) == n


@given(DAYS, st.integers(0, 40))
def test_back_and_forth_returns_to_a_working_day(day, n):
    day = PLAIN.add(day, 1)
    assert PLAIN.subtract(PLAIN.add(day, n), n) == day


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: WorkingDays(frozenset({date(2026, 6, 1)})), "need the horizon"),
        (lambda: WorkingDays(frozenset(), date(2026, 6, 1)), "last known date"),
        (lambda: WorkingDays(frozenset(), None, date(2026, 6, 1)), "first known date"),
        (lambda: WorkingDays(frozenset(), JUNE_2, JUNE_1), "before it begins"),
        (lambda: WorkingDays(frozenset({date(2026, 7, 1)}), JUNE_1, JUNE_2), "lies outside"),
        (lambda: WorkingDays({JUNE_1}, JUNE_1, JUNE_2), "frozenset"),
        (lambda: WorkingDays(frozenset({datetime(2026, 6, 1)}), JUNE_1, JUNE_2), "a time"),
        (lambda: PLAIN.is_working(datetime(2026, 6, 1)), "without a time"),
        (lambda: PLAIN.is_working("2026-06-01"), "must be a date"),
        (lambda: PLAIN.add(date(2026, 6, 1), -1), "0 or more"),
        (lambda: PLAIN.subtract(date(2026, 6, 1), 1.5), "0 or more"),
        (lambda: PLAIN.add(date(2026, 6, 1), True), "0 or more"),
        (lambda: PLAIN.add(date.max, 1), "beyond the calendar"),
        (lambda: PLAIN.subtract(date.min, 1), "beyond the calendar"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()
