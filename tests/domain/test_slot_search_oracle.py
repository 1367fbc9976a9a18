"""Two oracles that share no code with the slot search agree with it, each on ten thousand random diaries.

More of them, and others: `CASECON_DIARIES=100000 make test-fast`.
"""

import os
from collections import Counter

import portion
import pytest
from casecon_domain.slot_search import find

from tests.domain.slot_diaries import ZONES, clock, diaries
from tests.domain.slot_oracle import Oracle

DIARIES = int(os.environ.get("CASECON_DIARIES", 10_000))
CHUNK = 500


def answer_to(one):
    return find(one.wish, one.people, one.clinicians, one.rooms, one.others)


def said(slot):
    """What the engine answers for one start, in the oracle's words."""
    reasons = {(reason.code, reason.key) for reason in slot.reasons}
    soft = 0 if reasons else slot.soft
    return slot.state, soft, reasons, list(slot.people), list(slot.clinicians), list(slot.rooms)


@pytest.mark.parametrize("first", range(0, DIARIES, CHUNK))
def test_minute_by_minute_the_answer_is_the_same(first):
    for seed in range(first, first + CHUNK):
        one = diaries(seed)
        answer, oracle = answer_to(one), Oracle(one)
        wanted = {start: oracle.says(start) for start in range(0, one.wish.horizon, one.wish.grid)}
        found = {slot.start: said(slot) for slot in answer.between(0, one.wish.horizon)}
        assert found == wanted, f"seed {seed}"
        offered = [start for start, (_state, _soft, reasons, *_) in wanted.items() if not reasons]
        assert [slot.start for slot in answer.slots()] == offered, f"seed {seed}"
        assert [slot.start for slot in answer.best(3)] == oracle.best(3, offered), f"seed {seed}"


def _intervals(blocks):
    return portion.Interval(*[portion.closedopen(start, stop) for start, stop in blocks])


def _starts_within(free, length):
    """The starts (minutes, closed intervals) whose whole meeting lies in one stretch."""
    return [(one.lower, one.upper - length) for one in free if one.upper - one.lower >= length]


def _free_starts(one, wish, before=0, after=0):
    """By the algebra of intervals: what is left of the hours, then the room for a meeting in it."""
    everything = _intervals([(-10_000, 10_000)])
    hours = everything if one.work is None else _intervals(one.work)
    if getattr(one, "away_blocks", False):
        hours -= _intervals(one.away)
    tentative = getattr(one, "tentative_blocks", True)
    taken = _intervals([(start, stop) for start, stop, soft in one.busy if tentative or not soft])
    wide = _starts_within(everything - taken, before + wish.length + after)
    allowed = _closed(_starts_within(hours, wish.length)) & _closed((a + before, b + before) for a, b in wide)
    return {start for start in range(0, wish.horizon, wish.grid) if start in allowed}


def _closed(pairs):
    return portion.Interval(*[portion.closed(low, high) for low, high in pairs])


def _limited(one, clinician):
    """The starts on days that have as many conferences as the clinician takes."""
    dates, zone = one.conferences[clinician.key], one.zones[clinician.key]
    full = {date for date in dates if clinician.day_limit and dates.count(date) >= clinician.day_limit}
    every = range(0, one.wish.horizon, one.wish.grid)
    return {start for start in every if full and clock(one.origin, start, zone).date() in full}


@pytest.mark.parametrize("first", range(0, DIARIES, CHUNK))
def test_the_algebra_of_intervals_gives_the_same_starts(first):
    for seed in range(first, first + CHUNK):
        one = diaries(seed)
        wish = one.wish
        every = set(range(0, wish.horizon, wish.grid))
        pool = {}
        for clinician in one.clinicians:
            if clinician.offers:
                free = _free_starts(clinician, wish, clinician.before, clinician.after)
                pool[clinician.key] = free - _limited(one, clinician)
        rooms = {room.key: _free_starts(room, wish) for room in one.rooms if wish.needs_room}
        wanted = {start for start in every if start >= max(wish.now, wish.earliest)}
        for person in one.people:
            if person.required:
                wanted &= _free_starts(person, wish)
        wanted &= set().union(*pool.values())
        if wish.needs_room:
            wanted &= set().union(*rooms.values())
        slots = list(answer_to(one).slots())
        assert {slot.start for slot in slots} == wanted, f"seed {seed}"
        for free, of in ((pool, "clinicians"), (rooms, "rooms")):
            found = {slot.start: set(getattr(slot, of)) for slot in slots}
            assert found == {start: {key for key in free if start in free[key]} for start in wanted}, f"seed {seed}"


def test_the_diaries_hold_what_they_should():
    """Offered and refused starts, and every reason: else the oracles would agree on nothing."""
    offered, seen = 0, set()
    for seed in range(300):
        answer = answer_to(diaries(seed))
        offered += answer.offered.bit_count() > 0
        for slot in answer.between(0, 600):
            seen |= {reason.code for reason in slot.reasons} | {presence.state for presence in slot.people}
    assert 60 < offered < 240
    assert seen == {
        *("past", "notice", "busy", "outside", "away", "day_limit", "no_clinician_mode", "no_room"),
        *("free", "soft", "unknown"),
    }


def test_a_clock_changes_in_nearly_all_of_them():
    """London's back and forward, and the two half-hours of Lord Howe: none is left to chance."""
    changed = Counter()
    for seed in range(1000):
        one = diaries(seed)
        for zone in ZONES:
            first, last = (clock(one.origin, at, zone).utcoffset() for at in (0, one.wish.horizon - 1))
            changed[zone, last - first] += first != last
    changes = {(zone, by.total_seconds() / 60): seen for (zone, by), seen in changed.items() if seen}
    assert set(changes) == {(zone, by) for zone, by in zip(ZONES[::2] * 2, (60, 30, -60, -30), strict=True)}
    assert min(changes.values()) > 150
