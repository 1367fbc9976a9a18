"""Presence is added, never taken away: for any course of a meeting."""

import itertools
from datetime import datetime, timedelta

from casecon_domain.consent import heard_without
from casecon_domain.meeting import Event, Interval, room, sittings, standing, wishes
from hypothesis import given
from hypothesis import strategies as st

NINE = datetime(2026, 6, 8, 9)
minutes = st.integers(0, 90).map(lambda number: NINE + timedelta(minutes=number))
people = st.integers(1, 3)


def was_there(told, who, at):
    """The same by counting: until then they came more often than they left."""
    return sum({"came": 1, "left": -1}[event.kind] for event in told if event.who == who and event.at <= at) == 1


def adds(told, who, interval):
    """Whether `interval` only adds to where `who` was."""
    return not any(interval.meets(one) for one in room(told).get(who, ()))


def in_room(told, at):
    return {who for who, intervals in room(told).items() if any(one.holds(at) for one in intervals)}


@st.composite
def courses(draw):
    """Events as the verbs enter them: now in the meeting, or afterwards as a whole interval that adds to the others."""
    told, number = [], 0
    for _step in range(draw(st.integers(0, 12))):
        who, start, stop = draw(people), draw(minutes), draw(minutes)
        if start >= stop or not adds(told, who, Interval(start, stop)):
            continue
        told += [Event(start, number + 1, "came", who), Event(stop, number + 2, "left", who)]
        number += 2
    return told


@given(courses(), people, minutes)
def test_who_was_in_the_room_is_what_counting_says(told, who, at):
    assert (who in in_room(told, at)) == was_there(told, who, at)


@given(courses(), people, minutes, minutes)
def test_an_interval_that_adds_takes_no_moment_from_anybody(told, who, start, stop):
    if start >= stop or not adds(told, who, Interval(start, stop)):
        return
    number = len(told)
    more = [*told, Event(start, number + 1, "came", who), Event(stop, number + 2, "left", who)]
    for minute in range(91):
        at = NINE + timedelta(minutes=minute)
        assert in_room(told, at) <= in_room(more, at)
    minutes_of = [sum((one.stop - one.start).seconds for one in room(them).get(who, ())) for them in (told, more)]
    assert minutes_of[1] - minutes_of[0] == (stop - start).seconds


@given(courses())
def test_intervals_of_one_person_never_meet(told):
    for intervals in room(told).values():
        for one, other in itertools.pairwise(intervals):
            assert one.stop <= other.start


def test_a_meeting_stands_as_what_happened_last_says():
    kinds = ["started", "paused", "resumed", "private_word", "resumed", "adjourned", "started", "ended"]
    told, stood = [], []
    for number, kind in enumerate(kinds):
        told.append(Event(NINE + timedelta(minutes=number), number, kind))
        stood.append(standing(reversed(told)))
    assert stood == ["open", "paused", "open", "private_word", "open", "adjourned", "open", "ended"]


@given(st.lists(st.sampled_from(["started", "adjourned", "missed", "ended"]), max_size=8))
def test_sittings_follow_each_other_and_only_the_last_may_go_on(kinds):
    told = [Event(NINE + timedelta(minutes=number), number, kind) for number, kind in enumerate(kinds)]
    found = sittings(reversed(told))
    for one, other in itertools.pairwise(found):
        assert one.start < one.stop <= other.start
    assert all(one.stop for one in found[:-1])


def test_a_wish_is_open_until_it_is_granted():
    told = [Event(NINE, 1, "break_asked"), Event(NINE, 2, "word_asked")]
    assert wishes(told) == {"break_asked", "word_asked"}
    told.append(Event(NINE, 3, "private_word"))
    assert wishes(told) == {"break_asked"}
    told += [Event(NINE, 4, "paused"), Event(NINE, 5, "resumed"), Event(NINE, 6, "break_asked")]
    assert wishes(told) == {"break_asked"}
    assert not wishes([*told, Event(NINE, 7, "adjourned")])


@given(st.lists(st.tuples(minutes, st.sampled_from(["granted", "refused", "withdrawn", "disclosed"]))), minutes)
def test_heard_without_is_what_stood_at_that_moment(given_, said):
    answers = sorted(given_, key=lambda one: one[0])
    stood = [answer for at, answer in answers if at <= said and answer != "disclosed"]
    heard = heard_without(answers, [said], Interval(NINE))
    assert bool(heard) == (not stood or stood[-1] != "granted")
    assert heard_without(answers, [said], Interval(NINE - timedelta(hours=1), NINE)) == []
