"""What would free an earlier time: each remedy gives what a search with that change gives, and none is left out."""

from dataclasses import replace
from itertools import combinations

from casecon_domain.slot_search import Clinician, Person, Remedy, Room, Wish, find

from tests.domain.slot_diaries import diaries

SHIFT = ((0, 480),)
ALL_DAY = [(0, 480, False)]


def _changes(one):
    for person in one.people:
        if person.can_switch:
            yield "optional", person.key
    for mode in one.wish.modes:
        yield "mode", mode
    for other in one.others:
        yield "clinician", other.key
    yield "waiver", None


def _first_after(one, changes):
    """The first start that a search with these changes offers; None where two of them exclude each other."""
    wish, people, clinicians, chosen = one.wish, one.people, one.clinicians, 0
    for kind, key in changes:
        if kind == "optional":
            people = [replace(person, required=person.required and person.key != key) for person in people]
        elif kind == "waiver":
            wish = replace(wish, earliest=wish.now)
        else:
            chosen += 1
            clinicians = [other for other in one.others if other.key == key]
            if kind == "mode":
                wish = replace(wish, needs_room=wish.modes[key])
                clinicians = [replace(c, offers=key in c.modes, work=c.modes.get(key)) for c in one.clinicians]
    first = find(wish, people, clinicians, one.rooms).first
    return None if chosen > 1 or first is None else first.start


def _wanted(one):
    answer = find(one.wish, one.people, one.clinicians, one.rooms)
    now = answer.first.start if answer.first else one.wish.horizon
    for size in (1, 2):
        starts = {changes: _first_after(one, changes) for changes in combinations(_changes(one), size)}
        earlier = {changes: start for changes, start in starts.items() if start is not None and start < now}
        if earlier or answer.first:
            return earlier
    return {}


def test_each_remedy_gives_what_a_search_with_that_change_gives():
    kinds, pairs = set(), 0
    for seed in range(800):
        one = diaries(seed)
        found = find(one.wish, one.people, one.clinicians, one.rooms, one.others).remedies()
        assert {((remedy.kind, remedy.key), *remedy.also): remedy.start for remedy in found} == _wanted(one), f"{seed}"
        assert [remedy.start for remedy in found] == sorted(remedy.start for remedy in found), f"seed {seed}"
        kinds |= {remedy.kind for remedy in found}
        pairs += any(remedy.also for remedy in found)
    assert kinds == {"optional", "mode", "clinician", "waiver"}
    assert pairs > 10


def test_nothing_free_is_never_an_empty_page():
    manager = Person(key="manager", work=SHIFT, busy=ALL_DAY, can_switch=True)
    employee = Person(key="employee", work=SHIFT)
    busy = Clinician(key="busy", work=SHIFT, busy=ALL_DAY)
    free = Clinician(key="free", work=SHIFT)
    answer = find(Wish(length=45, horizon=480), [employee, manager], [busy], others=[free])
    assert answer.first is None and answer.best() == []
    assert answer.remedies() == [Remedy(0, "optional", "manager", also=(("clinician", "free"),))]


def test_a_virtual_meeting_needs_no_room():
    clinician = Clinician(key="clinician", work=((0, 60),), modes={"virtual": ((120, 480),), "hybrid": ((60, 480),)})
    room = Room(key="room", busy=[(0, 200, False)])
    wish = Wish(length=45, horizon=480, needs_room=True, modes={"virtual": False, "hybrid": True})
    answer = find(wish, [], [clinician], [room])
    assert answer.first is None
    assert answer.remedies() == [Remedy(120, "mode", "virtual"), Remedy(210, "mode", "hybrid")]


def test_another_mode_takes_its_own_hours_also_of_whose_diary_is_stale():
    wish = Wish(length=45, horizon=480, modes={"virtual": False})
    modes = {"virtual": ((60, 480),)}
    known = Clinician(key="clinician", offers=False, modes=modes)
    assert find(wish, [], [known]).remedies() == [Remedy(60, "mode", "virtual")]
    assert find(wish, [], [replace(known, known=False)]).remedies() == [Remedy(60, "mode", "virtual")]
    assert find(wish, [], [replace(known, modes={})]).remedies() == []


def test_a_waiver_is_no_way_into_the_past():
    answer = find(Wish(length=45, horizon=480, earliest=240, now=61), [], [Clinician(key="clinician")])
    assert answer.first.start == 240
    assert answer.remedies() == [Remedy(75, "waiver")]


def test_who_may_not_be_made_optional_is_never_a_remedy():
    employee = Person(key="employee", work=SHIFT, busy=ALL_DAY)
    answer = find(Wish(length=45, horizon=480), [employee], [Clinician(key="clinician")])
    assert answer.remedies() == []
