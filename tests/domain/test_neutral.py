"""What tells, however it is written; and an organisation of any name can still be named."""

import pytest
from casecon_domain.neutral import TELLING, named_in, neutral_name, plain, telling_word
from hypothesis import given
from hypothesis import strategies as st

ORDINARY = (
    "Room 2.14",
    "Board room, 3rd floor",
    "The Old Mill, 12 Long Absalom Street",
    "Salle 4, bâtiment B",
    "Konferenzraum 3",
    "Meeting",
    "Rendez-vous",
    "https://video.example.com/room",
    "Columbus, OH 43004",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_place_does_not_tell(text):
    assert telling_word(text) == ""


@pytest.mark.parametrize("word", [word.removesuffix("$") for word in TELLING])
@pytest.mark.parametrize("write", [str.upper, str.title, lambda word: f"Room ({word})", lambda word: f"a-{word}"])
def test_every_word_is_found_however_it_is_written(word, write):
    assert telling_word(write(word))
    assert telling_word(write(word), word), "nor does it help to be called so"


@pytest.mark.parametrize(
    "text",
    [
        "sic\u200bkness",
        "Santé au travail",
        "MÉDECIN du travail",
        "case_conference",
        "case%20conference",
        "occupational-health",
        "OH suite",
        "Mental Health Unit",
        "Termin beim Betriebsarzt",
    ],
)
def test_what_hides_a_word_does_not_hide_it(text):
    assert telling_word(text)


@given(st.lists(st.text(max_size=60), max_size=3))
def test_a_name_that_is_found_never_tells(names):
    name = neutral_name(names)
    assert not telling_word(name, " ".join(names))


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["", "Northside Hospital Occupational Health"], "Northside Hospital"),
        (["People Team", "Occupational Health Ltd"], "People Team"),
        (["", "Occupational Health Ltd"], ""),
        (["", "Santé au travail du Rhône"], "du Rhône"),
        (["", "Alderbridge Ltd"], "Alderbridge Ltd"),
        (["", "St John's Health & Care"], "St John's Health & Care"),
    ],
)
def test_an_organisation_is_named_as_far_as_it_can(names, shown):
    assert neutral_name(names) == shown


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_name_is_found_whatever_stands_around_it(before, after):
    assert named_in(f"{before} Emily Stone {after}", ["Emily Stone"]) == "Emily Stone"


@given(st.text())
def test_plain_text_stays_plain(text):
    assert plain(plain(text)) == plain(text)
