"""What must hold of every answer of the slot search, whatever the diaries."""

from dataclasses import replace

from casecon_domain.slot_search import Clinician, Person, Room, Wish, find
from hypothesis import assume, given, settings
from hypothesis import strategies as st

HORIZON = 360
NEVER = -100_000
MINUTES = st.integers(-60, HORIZON + 120)
BLOCKS = st.lists(st.tuples(MINUTES, MINUTES), max_size=3).map(tuple)
BUSY = st.lists(st.tuples(MINUTES, MINUTES, st.booleans()), max_size=3)
WORK = st.none() | st.just(((-100, HORIZON + 200),)) | BLOCKS
DIARY = {
    "busy": BUSY,
    "work": WORK,
    "away": st.just(()) | BLOCKS,
    "away_blocks": st.booleans(),
    "tentative_blocks": st.booleans(),
    "known": st.sampled_from((True, True, True, False)),
}
WISHES = st.builds(
    Wish,
    length=st.integers(15, 90),
    earliest=st.integers(-30, 200),
    horizon=st.integers(0, HORIZON),
    grid=st.sampled_from((5, 15, 15, 15, 30)),
    needs_room=st.booleans(),
    now=st.integers(-30, 60),
)


def _keyed(kind, strategy, least, most):
    return st.lists(strategy, min_size=least, max_size=most).map(
        lambda found: [replace(one, key=f"{kind}:{number}") for number, one in enumerate(found)]
    )


PEOPLE = _keyed("person", st.builds(Person, key=st.just(""), required=st.booleans(), **DIARY), 0, 3)
POOLS = _keyed(
    "clinician",
    st.builds(
        Clinician,
        key=st.just(""),
        before=st.integers(0, 20),
        after=st.integers(0, 20),
        day_limit=st.integers(0, 2),
        days=st.just((-100, 120, 240)),
        booked=st.dictionaries(st.integers(0, 2), st.integers(0, 3)),
        offers=st.sampled_from((True, True, True, False)),
        rank=st.integers(0, 1),
        **DIARY,
    ),
    0,
    3,
)
ROOMS = _keyed("room", st.builds(Room, key=st.just(""), busy=BUSY, work=WORK), 0, 2)
SEARCHES = st.tuples(WISHES, PEOPLE, POOLS, ROOMS)
INDEX = st.integers(0, 10)


def holds_for(*strategies):
    """given, with fewer examples: diaries are slow to draw. A busy machine is no failure."""
    return lambda test: settings(max_examples=60, deadline=None)(given(*strategies)(test))


def offered(*search):
    return {slot.start for slot in find(*search).slots()}


def every(wish):
    return range(0, wish.horizon, wish.grid)


def _meets(blocks, start, stop):
    return any(low < stop and high > start for low, high, *_ in blocks if low < high)


@holds_for(SEARCHES)
def test_an_offered_slot_is_free_for_all_who_are_required(search):
    wish, people, clinicians, rooms = search
    for slot in find(*search).slots():
        chosen = next(one for one in clinicians if one.key == slot.clinician)
        for one in (*(person for person in people if person.required), chosen):
            before, after = (one.before, one.after) if one is chosen else (0, 0)
            against = [block for block in one.busy if one.tentative_blocks or not block[2]]
            assert not _meets(against, slot.start - before, slot.stop + after)
            assert not (one.away_blocks and _meets(one.away, slot.start, slot.stop))
        if wish.needs_room:
            room = next(one for one in rooms if one.key == slot.room)
            assert not _meets(room.busy, slot.start, slot.stop)
        assert wish.now <= slot.start and wish.earliest <= slot.start < wish.horizon


@holds_for(SEARCHES)
def test_every_time_is_offered_or_has_a_reason(search):
    slots = find(*search).between(NEVER, -NEVER)
    assert [slot.start for slot in slots] == list(every(search[0]))
    for slot in slots:
        assert slot.is_offered == (not slot.reasons)
        assert slot.is_offered == (slot.state in ("free", "soft"))


@holds_for(SEARCHES)
def test_every_way_to_read_a_slot_says_the_same(search):
    wish = search[0]
    answer = find(*search)
    slots = {slot.start: slot for slot in answer.between(0, wish.horizon)}
    listed = [slot.start for slot in answer.slots()]
    assert listed == [start for start in every(wish) if slots[start].is_offered]
    assert [answer.first_from(start) and answer.first_from(start).start for start in every(wish)] == [
        next((later for later in listed if later >= start), None) for start in every(wish)
    ]
    for start in every(wish):
        alone, beside = answer.at(start), slots[start]
        assert (alone.state, alone.people, alone.soft) == (beside.state, beside.people, beside.soft)
        assert (alone.clinicians, alone.rooms, alone.reasons) == (beside.clinicians, beside.rooms, beside.reasons)
        assert alone.summary == beside.summary


@holds_for(SEARCHES, MINUTES, MINUTES)
def test_what_is_said_of_a_run_holds_for_each_of_its_starts(search, start, stop):
    answer = find(*search)
    slots = answer.between(start, stop)
    runs = answer.runs(start, stop)
    assert sum(count for _slot, count in runs) == len(slots)
    told = [slot for slot, count in runs for _n in range(count)]
    for slot, first in zip(slots, told, strict=True):
        assert (slot.state, slot.soft, slot.people) == (first.state, first.soft, first.people)
        assert (slot.clinicians, slot.rooms, slot.rank) == (first.clinicians, first.rooms, first.rank)
        assert (slot.reasons, slot.summary) == (first.reasons, first.summary)


@holds_for(SEARCHES, st.integers(0, HORIZON), st.integers(0, HORIZON), st.integers(1, 3))
def test_a_shorter_search_that_settles_says_what_the_longer_does(search, shorter, until, count):
    wish, *groups = search
    shorter = min(shorter // 30, wish.horizon // 30) * 30
    wish = replace(wish, half_days=tuple(range(0, HORIZON, 30)))  # both end with a half day
    near, far = find(replace(wish, horizon=shorter), *groups), find(wish, *groups)
    if len(near.best(count)) == count:
        assert [slot.start for slot in near.best(count)] == [slot.start for slot in far.best(count)]
    if near.settles(until):
        assert until < shorter
        for slot, same in zip(near.between(0, until), far.between(0, until), strict=True):
            assert (slot.state, slot.soft, slot.people) == (same.state, same.soft, same.people)
            assert (slot.summary, slot.clinicians, slot.rooms) == (same.summary, same.clinicians, same.rooms)


@holds_for(SEARCHES, st.tuples(MINUTES, MINUTES, st.booleans()), INDEX)
def test_a_busy_time_more_never_adds_a_slot(search, busy, index):
    wish, people, clinicians, rooms = search
    before = offered(*search)
    for of, among in enumerate((people, clinicians, rooms)):
        if among:
            one = among[index % len(among)]
            changed = [replace(other, busy=[*other.busy, busy]) if other is one else other for other in among]
            groups = [people, clinicians, rooms]
            groups[of] = changed
            assert offered(wish, *groups) <= before


@holds_for(SEARCHES, st.integers(1, 60))
def test_a_longer_meeting_never_has_more_slots(search, longer):
    wish, *groups = search
    assert offered(replace(wish, length=wish.length + longer), *groups) <= offered(*search)


@holds_for(SEARCHES, st.integers(0, 30), st.integers(0, 30))
def test_wider_buffers_never_add_a_slot(search, before, after):
    wish, people, clinicians, rooms = search
    wider = [replace(one, before=one.before + before, after=one.after + after) for one in clinicians]
    assert offered(wish, people, wider, rooms) <= offered(*search)


@holds_for(SEARCHES)
def test_optional_people_never_remove_a_slot(search):
    wish, people, clinicians, rooms = search
    assert offered(*search) == offered(wish, [one for one in people if one.required], clinicians, rooms)


@holds_for(SEARCHES)
def test_to_require_somebody_never_adds_a_slot(search):
    wish, people, clinicians, rooms = search
    assert offered(wish, [replace(one, required=True) for one in people], clinicians, rooms) <= offered(*search)


@holds_for(SEARCHES, st.data())
def test_the_way_in_which_a_diary_is_written_does_not_matter(search, data):
    """Rows as SQL returns them, in another order, with blocks in two pieces, and hours that others share."""

    def written_otherwise(one):
        busy = []
        for start, stop, soft in one.busy:
            middle = (start + stop) // 2
            busy += [(one.key, start, middle, soft), (one.key, middle, stop, soft)]
        work = one.work if one.work is None else (*one.work[::-1], (50, 50))
        return replace(one, busy=data.draw(st.permutations(busy)), work=work)

    wish, *groups = search
    answer, other = find(*search), find(wish, *[[written_otherwise(one) for one in group] for group in groups])
    for slot, same in zip(answer.between(0, wish.horizon), other.between(0, wish.horizon), strict=True):
        assert (slot.state, slot.reasons, slot.people) == (same.state, same.reasons, same.people)


def _without(search, reasons):
    """The search without what these reasons name."""
    wish, people, clinicians, rooms = search
    change = {"busy": {"busy": ()}, "outside": {"work": None}, "away": {"away": ()}}
    change |= {"day_limit": {"day_limit": 0}, "no_clinician_mode": {"offers": True}}
    for code, key, _until in reasons:
        if code == "past":
            wish = replace(wish, now=NEVER)
        elif code == "notice":
            wish = replace(wish, earliest=NEVER)
        elif code == "no_room":
            wish = replace(wish, needs_room=False)
        elif key is None:
            clinicians = [Clinician(key="found")]
        else:
            people, clinicians = (
                [replace(one, **change[code]) if one.key == key else one for one in among]
                for among in (people, clinicians)
            )
    return wish, people, clinicians, rooms


@holds_for(SEARCHES, INDEX)
def test_a_refused_time_is_offered_once_its_reasons_are_gone_and_not_before(search, index):
    refused = [slot for slot in find(*search).between(0, HORIZON) if not slot.is_offered]
    assume(refused)
    slot = refused[index % len(refused)]
    reasons = slot.reasons
    assert find(*_without(search, reasons)).at(slot.start).is_offered
    pool = {one.key for one in search[2]}
    of_pool = [reason for reason in reasons if reason.key in pool]
    alone = [reason for reason in reasons if reason.key not in pool]
    for kept in alone:
        still = find(*_without(search, [reason for reason in reasons if reason is not kept])).at(slot.start)
        assert [(reason.code, reason.key) for reason in still.reasons] == [kept[:2]]
    for key in {reason.key for reason in of_pool}:
        # one clinician who can is enough, and needs all of their own reasons gone
        theirs = [reason for reason in of_pool if reason.key == key]
        assert find(*_without(search, [*alone, *theirs])).at(slot.start).clinicians == (key,)
        for kept in theirs:
            rest = [reason for reason in theirs if reason is not kept]
            assert not find(*_without(search, [*alone, *rest])).at(slot.start).is_offered


@holds_for(SEARCHES)
def test_a_reason_says_until_when_it_holds(search):
    wish, people, clinicians, rooms = search
    answer = find(wish, people, clinicians[:1], rooms)
    reasons = {slot.start: slot.reasons for slot in answer.between(0, wish.horizon)}
    codes = {start: {reason[:2] for reason in found} for start, found in reasons.items()}
    for start, found in reasons.items():
        for code, key, until in found:
            gone = next((later for later in reasons if later > start and (code, key) not in codes[later]), None)
            assert until == gone
    # a view that is cut short knows as much
    for start, found in reasons.items():
        assert answer.at(start).reasons == found


@holds_for(SEARCHES, st.integers(-500, 500))
def test_only_distances_count_not_the_origin(search, shift):
    """Everything a number of grid steps later is the same answer, that much later."""
    wish, people, clinicians, rooms = search
    by = abs(shift) // 10 * wish.grid

    def later(one):
        moved = {"busy": [(start + by, stop + by, soft) for start, stop, soft in one.busy]}
        if one.work is not None:
            moved["work"] = tuple((start + by, stop + by) for start, stop in one.work)
        if not isinstance(one, Room):
            moved["away"] = tuple((start + by, stop + by) for start, stop in one.away)
        if isinstance(one, Clinician):
            moved["days"] = tuple(day + by for day in one.days)
        return replace(one, **moved)

    moved = replace(wish, earliest=wish.earliest + by, now=max(wish.now, 0) + by, horizon=wish.horizon + by)
    groups = [[later(one) for one in group] for group in (people, clinicians, rooms)]
    assert offered(moved, *groups) == {start + by for start in offered(*search)}
