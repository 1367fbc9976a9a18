"""Reminders for any start, zone and moment of the invitation."""

from datetime import datetime, time, timedelta

from casecon_domain import reminders
from casecon_domain.notice import local_time
from casecon_domain.working_days import WorkingDays
from hypothesis import given
from hypothesis import strategies as st

ZONES = ("Europe/London", "UTC", "America/New_York", "Pacific/Apia", "Asia/Kolkata", "Africa/Casablanca")
instants = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(microsecond=0))
zones = st.sampled_from(ZONES)
before = st.timedeltas(timedelta(minutes=1), timedelta(days=30))


@given(instants, zones, before)
def test_a_meeting_is_recalled_at_nine_before_it_and_never_within_a_day_of_the_invitation(start, zone, ahead):
    told_at = start - ahead
    due = reminders.of_meeting(start, zone, WorkingDays(), told_at)
    assert len(due) <= 2
    assert list(due) == sorted(set(due))
    for at in due:
        assert local_time(at, zone).time() == time(9)
        assert told_at + timedelta(hours=24) <= at < start


@given(instants, zones)
def test_with_a_month_of_notice_it_is_three_working_days_and_one_day(start, zone):
    days = WorkingDays()
    due = reminders.of_meeting(start, zone, days, start - timedelta(days=30))
    day = local_time(start, zone).date()
    dates = {local_time(at, zone).date() for at in due}
    assert dates == {days.subtract(day, 3), day - timedelta(days=1)}


@given(instants, zones, before, before)
def test_a_later_invitation_never_adds_a_reminder(start, zone, ahead, more):
    told = reminders.of_meeting(start, zone, WorkingDays(), start - ahead)
    told_earlier = reminders.of_meeting(start, zone, WorkingDays(), start - ahead - more)
    assert set(told) <= set(told_earlier)


@given(instants, zones)
def test_a_call_is_recalled_at_nine_an_hour_before_it_or_more(start, zone):
    at = reminders.of_call(start, zone, WorkingDays())
    assert local_time(at, zone).time() == time(9)
    assert at <= start - timedelta(hours=1)


@given(instants, zones, before)
def test_a_fact_check_is_recalled_two_days_before_its_end(until, zone, ahead):
    at = reminders.of_check(until, zone, until - ahead)
    if at:
        assert (local_time(until, zone).date() - local_time(at, zone).date()).days == 2
        assert until - ahead + timedelta(hours=24) <= at < until
    else:
        assert ahead < timedelta(days=5)


@given(instants, zones)
def test_the_digest_comes_on_the_next_monday(now, zone):
    at = reminders.next_digest(now, zone)
    assert now < at <= now + timedelta(days=7, hours=2)
    assert local_time(at, zone).weekday() == 0
    assert reminders.next_digest(at, zone) > at
