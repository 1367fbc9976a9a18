"""The slot search by example: what refuses, what only counts, who is chosen, and what is suggested."""

from datetime import UTC, datetime

import pytest
from casecon_domain.local_days import day_of, half_days, midnights
from casecon_domain.notice import first_instant
from casecon_domain.slot_search import WEEK, Clinician, Person, Presence, Room, Wish, by_partner, find

DAY = 24 * 60
SHIFT = ((540, 720), (780, 1020))  # 9 to 12, 13 to 17
FREE = Clinician(key="clinician")


def wish(length=45, **kwargs):
    return Wish(length=length, **{"horizon": DAY, **kwargs})


def starts(answer):
    return [slot.start for slot in answer.slots()]


def codes(answer, minute):
    return [(reason.code, reason.key) for reason in answer.at(minute).reasons]


def state(person, minute, **kwargs):
    """How one person stands to a start, and whether it is offered."""
    slot = find(wish(**kwargs), [person], [FREE]).at(minute)
    return slot.people[0].state, slot.is_offered


def test_a_meeting_lies_within_one_stretch_of_the_hours():
    answer = find(wish(), [Person(key="employee", work=SHIFT)], [FREE])
    assert starts(answer) == [*range(540, 676, 15), *range(780, 976, 15)]
    assert codes(answer, 690) == [("outside", "employee")]


def test_hours_that_touch_are_one_stretch():
    answer = find(wish(), [Person(key="employee", work=((600, 645), (540, 600)))], [FREE])
    assert starts(answer) == [540, 555, 570, 585, 600]


def test_the_clinician_is_free_five_minutes_before_and_ten_after():
    clinician = Clinician(key="clinician", before=5, after=10, busy=[(600, 630, False)])
    answer = find(wish(earliest=500, horizon=700), [], [clinician])
    assert starts(answer) == [510, 525, 540, 645, 660, 675, 690]
    nearer = Clinician(key="clinician", before=5, after=10, busy=[(594, 641, False)])
    answer = find(wish(earliest=500, horizon=700), [], [nearer])
    assert starts(answer) == [510, 525, 660, 675, 690]


def test_buffers_may_lie_outside_of_the_hours():
    clinician = Clinician(key="clinician", before=5, after=10, work=((540, 585),))
    assert starts(find(wish(), [], [clinician])) == [540]


def test_a_length_off_the_grid_is_not_rounded():
    answer = find(wish(50, horizon=120), [Person(key="employee", busy=[(50, 55, False), (110, 300, False)])], [FREE])
    assert starts(answer) == [0, 60]


def test_the_earliest_start_may_lie_between_two_of_the_grid():
    answer = find(wish(earliest=61, horizon=121, now=16), [], [FREE])
    assert starts(answer) == [75, 90, 105, 120]
    assert [slot.state for slot in answer.between(0, 75)] == ["past", "past", "refused", "refused", "refused"]
    assert codes(answer, 15) == [("past", None), ("notice", None)]
    assert answer.at(30).reasons[0] == ("notice", None, 75)
    assert answer.at(121) is None and answer.at(135) is None


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"busy": [(600, 630, False)]}, ("busy", False)),
        ({"busy": [(600, 630, True)]}, ("busy", False)),
        ({"busy": [(600, 630, True)], "tentative_blocks": False}, ("soft", True)),
        ({"busy": [(600, 630, False)], "tentative_blocks": False}, ("busy", False)),
        ({"busy": [(600, 630, False)], "required": False}, ("soft", True)),
        ({"busy": [(600, 600, False)]}, ("free", True)),  # nothing, as Odoo stores a reminder
        ({"busy": [(700, 600, False)]}, ("free", True)),
        ({"away": ((0, DAY),)}, ("away", False)),
        ({"away": ((0, DAY),), "away_blocks": False}, ("away", True)),  # off sick: the conference is held
        ({"away": ((0, DAY),), "required": False}, ("away", True)),
        ({"work": ((0, 600),)}, ("outside", False)),
        ({"work": ()}, ("outside", False)),
        ({"work": ((0, 600),), "required": False}, ("outside", True)),
        ({"work": None}, ("unknown", True)),
        ({"work": None, "busy": [(600, 630, False)]}, ("busy", False)),  # hours unknown, the meeting is not
        ({"known": False}, ("unknown", True)),
        ({"known": False, "busy": [(600, 630, False)]}, ("busy", False)),  # what is known of a stale diary counts
        ({"known": False, "work": ((0, 60),)}, ("outside", False)),
        ({"away": ((0, DAY),), "away_blocks": False, "busy": [(600, 630, False)]}, ("busy", False)),
    ],
)
def test_how_a_person_stands_to_a_start(person, expected):
    assert state(Person(key="one", **{"work": ((0, DAY),), **person}), 600) == expected


def test_hours_and_leave_may_be_one_object():
    employee = Person(key="employee", work=SHIFT, away=SHIFT, away_blocks=False)
    assert find(wish(), [employee], [FREE]).first.start == 540
    people = [Person(key="employee", work=SHIFT), Person(key="manager", work=SHIFT, away=((540, 720),))]
    assert find(wish(), people, [FREE]).first.start == 780


def test_who_refuses_is_no_soft_conflict_as_well():
    manager = Person(key="manager", busy=[(0, 60, False), (0, 60, True)], tentative_blocks=False)
    hr = Person(key="hr", busy=[(0, 60, True)], tentative_blocks=False)
    slot = find(wish(), [manager, hr], [FREE]).at(0)
    assert (slot.state, slot.soft) == ("refused", 1)


def test_conflicts_that_refuse_nothing_are_counted():
    people = [
        Person(key="employee", work=((0, DAY),), away=((0, DAY),), away_blocks=False),
        Person(key="manager", work=((0, DAY),), busy=[(0, 30, True)], tentative_blocks=False),
        Person(key="hr", work=((600, DAY),), required=False),
        Person(key="companion", known=False),
    ]
    slot = find(wish(), people, [FREE]).first
    assert (slot.state, slot.soft, slot.unknown) == ("soft", 3, 2)
    assert slot.people == (
        Presence("employee", "away"),
        Presence("manager", "soft"),
        Presence("hr", "outside"),
        Presence("companion", "unknown"),
        Presence("clinician", "unknown"),
    )


def test_the_preferred_clinician_then_who_has_fewest_that_day_then_the_key():
    days = (0, 720)
    pool = [
        Clinician(key="c", rank=1),
        Clinician(key="b", rank=1, days=days, booked={1: 1}),
        Clinician(key="a", rank=1, days=days, booked={0: 1, 1: 3}),
        Clinician(key="preferred", busy=[(0, 60, False), (720, DAY, False)]),
    ]
    answer = find(wish(), [], pool)
    assert answer.at(0).clinicians == ("b", "c", "a")
    assert answer.at(60).clinicians == ("preferred", "b", "c", "a")
    assert answer.at(720).clinicians == ("c", "b", "a")
    assert (answer.at(60).clinician, answer.at(60).rank) == ("preferred", 0)


def test_only_who_offers_the_mode():
    pool = [Clinician(key="other", offers=False, known=False), Clinician(key="free", rank=5)]
    answer = find(wish(), [], pool)
    assert answer.first.clinicians == ("free",)
    assert codes(find(wish(), [], pool[:1]), 0) == [("no_clinician_mode", "other")]
    assert codes(find(wish(), [], []), 0) == [("no_clinician_mode", None)]


def test_a_summary_names_a_pool_of_several_once():
    pool = [Clinician(key="a", busy=[(0, 60, False)]), Clinician(key="b", busy=[(0, 30, False)], work=((45, DAY),))]
    manager = Person(key="manager", busy=[(0, 15, False)])
    slot = find(wish(), [manager], pool).at(0)
    assert slot.reasons == (("busy", "manager", 15), ("busy", "a", 60), ("busy", "b", 30), ("outside", "b", 45))
    assert slot.summary == (("busy", "manager", 15), ("no_clinician", None, 45))
    alone = find(wish(), [], pool[:1])
    assert alone.at(0).summary == alone.at(0).reasons == (("busy", "a", 60),)
    assert find(wish(), [], []).at(0).summary == (("no_clinician_mode", None, None),)
    assert find(wish(), [manager], pool).at(60).summary == ()


def test_the_limit_counts_the_conferences_of_the_local_day():
    # Sunday 25 October 2026 in London has 25 hours: 23:00 UTC on Saturday to 00:00 UTC on Monday
    origin = datetime(2026, 10, 24, 22)
    days = midnights(origin, 2 * DAY, "Europe/London")
    clinician = Clinician(key="clinician", day_limit=2, booked={0: 1, 1: 2}, days=days)
    answer = find(wish(horizon=2 * DAY), [], [clinician])
    assert starts(answer) == [*range(0, 60, 15), *range(26 * 60, 2 * DAY, 15)]
    assert answer.at(60).reasons == (("day_limit", "clinician", 26 * 60),)
    unlimited = Clinician(key="clinician", booked={0: 99}, days=days)
    assert find(wish(horizon=2 * DAY), [], [unlimited]).first.start == 0


def test_a_limit_without_days_is_of_the_whole_search():
    assert find(wish(), [], [Clinician(key="clinician", day_limit=1, booked={0: 1})]).first is None


def test_face_to_face_needs_a_room():
    rooms = [
        Room(key="first", busy=[(0, 60, True)]),
        Room(key="second", work=((30, 600),)),
        Room(key="third", busy=[(0, 90, False)]),
    ]
    answer = find(wish(needs_room=True), [], [FREE], rooms)
    assert answer.at(0).reasons == (("no_room", None, 30),)
    assert answer.first.rooms == ("second",)
    assert (answer.at(60).room, answer.at(90).rooms) == ("first", ("first", "second", "third"))
    virtual = find(wish(), [], [FREE], rooms).first
    assert (virtual.start, virtual.room, virtual.rooms) == (0, None, ())
    assert codes(find(wish(needs_room=True), [], [FREE]), 0) == [("no_room", None)]


def test_three_suggestions_one_of_each_half_day():
    busy = [(0, 540, False), (1020, DAY + 540, False)]
    manager = Person(key="manager", busy=[*busy, (540, 585, True)], tentative_blocks=False)
    answer = find(wish(horizon=WEEK), [manager], [FREE])
    assert [slot.start for slot in answer.best()] == [585, 720, DAY + 540]
    assert [slot.start for slot in answer.best(1)] == [585]
    assert answer.best(0) == []


def test_a_suggestion_has_few_conflicts_then_the_preferred_clinician():
    manager = Person(key="manager", busy=[(0, 60, True)], tentative_blocks=False)
    pool = [Clinician(key="preferred", busy=[(0, 300, False)]), Clinician(key="second", rank=1)]
    assert [slot.start for slot in find(wish(horizon=700), [manager], pool).best()] == [300]
    assert [slot.start for slot in find(wish(horizon=300), [manager], pool).best()] == [60]


def test_half_days_are_those_of_the_reader():
    zone = "Asia/Kolkata"  # noon is at 6:30 UTC
    origin = datetime(2026, 6, 1, 0, 0)
    answer = find(wish(half_days=half_days(origin, DAY, zone)), [], [FREE])
    assert [slot.start for slot in answer.best()] == [0, 390, 1110]


def test_the_next_free_from_a_minute_on():
    answer = find(wish(), [Person(key="employee", busy=[(45, 100, False)])], [FREE])
    assert [answer.first_from(minute).start for minute in (-5, 0, 1, 101)] == [0, 0, 105, 105]
    assert answer.first_from(DAY) is None


def test_rows_of_a_statement_are_a_diary():
    rows = [(7, 0, 60, False), (8, 0, 240, True), (7, 100, 101, True)]
    busy = by_partner(rows)
    people = [Person(key="employee", busy=busy[7]), Person(key="manager", busy=busy[8], tentative_blocks=False)]
    assert starts(find(wish(15, horizon=150), people, [FREE])) == [60, 75, 105, 120, 135]


def test_an_event_of_years_and_one_of_long_ago():
    busy = [(-10_000_000, -5, False), (300, 10_000_000, False), (20_000_000, 20_000_060, False)]
    assert starts(find(wish(), [Person(key="employee", busy=busy)], [FREE])) == list(range(0, 256, 15))


def test_no_horizon_is_no_slot():
    answer = find(wish(horizon=0), [Person(key="employee", busy=[(0, 5, False)], work=SHIFT)], [FREE])
    assert (answer.first, answer.best(), answer.between(0, 100), answer.remedies()) == (None, [], [], [])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Wish(length=0), "a minute or more"),
        (lambda: Wish(length=45, grid=0), "grid"),
        (lambda: Wish(length=45, horizon=-1), "at most a year"),
        (lambda: Wish(length=45, horizon=53 * WEEK), "at most a year"),
        (lambda: find(wish(), [Person(key="one"), Person(key="one")], []), "the same key: one"),
        (lambda: find(wish(), [Person(key="clinician")], [FREE]), "the same key: clinician"),
        (lambda: midnights(datetime(2026, 1, 1), DAY, "Europe/Atlantis"), "not the name of a time zone"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana", "UTC"])
@pytest.mark.parametrize("origin", [datetime(2026, 3, 20, 4, 15), datetime(2026, 9, 30, 23, 45)])
def test_days_begin_at_the_first_instant_of_their_date(zone, origin):
    """Both clock changes of the year; Havana's and Lord Howe's are no whole hour or at midnight."""
    days = midnights(origin, 60 * DAY, zone)
    assert days[0] <= 0 < days[1]
    assert midnights(origin.replace(tzinfo=UTC), 60 * DAY, zone) == days
    halves = half_days(origin, 60 * DAY, zone)
    assert halves[0] <= 0 < halves[1]
    first = origin.toordinal() - 1
    noons, nights = set(), set()
    for ordinal in range(first, first + 64):
        for hour, found in ((0, nights), (12, noons)):
            instant = first_instant(datetime.fromordinal(ordinal).replace(hour=hour), zone)
            found.add(round((instant - origin).total_seconds()) // 60)
    assert set(days) == {night for night in nights if days[0] <= night <= 60 * DAY}
    assert set(halves) == {half for half in noons | nights if halves[0] <= half <= 60 * DAY}
    assert [day_of(days, day) for day in days] == list(range(len(days)))
