"""The painted week: what is accepted, and when a clinician meets people in a mode."""

import pytest
from casecon_domain.availability import parse, windows
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "painted",
    [
        [],
        {},
        None,
        False,
    ],
)
def test_nothing_painted_leaves_the_whole_schedule(painted):
    assert parse(painted) is None
    assert windows(parse(painted), 3, "in_person") == ((0, 1440),)


@pytest.mark.parametrize(
    "painted",
    [
        "monday",
        {"7": []},
        {0: []},
        {"0": "morning"},
        {"0": [[540, 720]]},
        {"0": [[540, 720, "phone"]]},
        {"0": [[545, 720, "both"]]},
        {"0": [[720, 540, "both"]]},
        {"0": [[-30, 540, "both"]]},
        {"0": [[1410, 1470, "both"]]},
        {"0": [[540.0, 720, "both"]]},
        {"0": [[True, 720, "both"]]},
        {"0": [[540, 720, "both"], [690, 780, "virtual"]]},
    ],
)
def test_what_cannot_be_a_week_is_refused(painted):
    with pytest.raises(ValueError, match=r"span|weekday|week"):
        parse(painted)


def test_a_day_that_is_not_painted_is_off():
    assert windows(parse({"0": [[540, 720, "both"]]}), 1, "virtual") == ()


cells = st.lists(st.sampled_from(["", "both", "in_person", "virtual"]), min_size=48, max_size=48)


@given(cells)
def test_every_half_hour_says_what_was_painted(day):
    spans = [[30 * i, 30 * i + 30, meets] for i, meets in enumerate(day) if meets]
    week = parse({"2": spans}) if spans else {}
    for mode, fits in (("virtual", "virtual"), ("in_person", "in_person"), ("hybrid", "in_person")):
        open_at = {m for begin, end in windows(week, 2, mode) for m in range(begin, end, 30)}
        assert open_at == {30 * i for i, meets in enumerate(day) if meets in ("both", fits)}
