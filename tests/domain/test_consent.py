"""Consent to disclose (R16, R17): whatever was answered in whatever order, nothing is said that was not granted."""

from casecon_domain.consent import ALWAYS_MAY_HEAR, current, is_sayable
from hypothesis import given
from hypothesis import strategies as st

PEOPLE = st.integers(1, 6)
ANSWER = st.sampled_from(["granted", "refused", "withdrawn", "disclosed"])
HISTORY = st.lists(st.tuples(PEOPLE, ANSWER), max_size=30)
ASKED = ("manager", "hr", "minute_taker", "other")
ROOM = st.dictionaries(PEOPLE, st.sampled_from([*ASKED, *ALWAYS_MAY_HEAR]), max_size=6)


@given(ROOM)
def test_the_default_is_no(room):
    assert is_sayable({}, room) == (not any(role in ASKED for role in room.values()))


@given(HISTORY, ROOM)
def test_it_may_be_said_only_while_everybody_who_is_asked_about_is_granted(history, room):
    last = {}
    for attendee, answer in history:
        if answer != "disclosed":
            last[attendee] = answer
    asked = {attendee for attendee, role in room.items() if role in ASKED}
    assert is_sayable(current(history), room) == all(last.get(attendee) == "granted" for attendee in asked)


@given(HISTORY, ROOM, PEOPLE, st.sampled_from(["refused", "withdrawn"]))
def test_who_takes_it_back_has_taken_it_back(history, room, attendee, answer):
    room = {**room, attendee: "manager"}
    assert not is_sayable(current([*history, (attendee, answer)]), room)


@given(HISTORY, ROOM)
def test_saying_something_changes_no_consent(history, room):
    said = [*history, *((attendee, "disclosed") for attendee in room)]
    assert current(said) == current(history)


@given(HISTORY, ROOM, st.integers(7, 9), st.sampled_from(ASKED))
def test_a_late_comer_makes_it_unsayable_and_their_leaving_gives_back_what_was(history, room, newcomer, role):
    stands = current(history)
    assert not is_sayable(stands, {**room, newcomer: role})
    without = {attendee: part for attendee, part in {**room, newcomer: role}.items() if attendee != newcomer}
    assert is_sayable(stands, without) == is_sayable(stands, room)


@given(HISTORY, ROOM)
def test_a_smaller_room_hears_no_less(history, room):
    stands = current(history)
    if is_sayable(stands, room):
        assert all(
            is_sayable(stands, {attendee: role for attendee, role in room.items() if attendee != gone}) for gone in room
        )


def test_a_role_that_nobody_thought_of_is_asked_about():
    assert not is_sayable({}, {1: "observer"})
