"""What has changed in minutes (R22): nothing of the text before or after is lost in what is shown."""

from casecon_domain.minutes import canonical, with_paragraph_ids
from casecon_domain.text_changes import ADDED, GONE, SAME, changed_names, changes
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(st.sampled_from(["one", "two", "three", "not"]), min_size=1, max_size=6).map(" ".join)
PARAGRAPHS = st.lists(WORDS, max_size=5)


def body_of(paragraphs):
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def texts(body):
    return [line.split("\t", 2)[2] for line in canonical(body).splitlines()]


def shown(found, *kinds):
    lines = [" ".join(words for how, words in one.parts if how in kinds) for one in found]
    return sorted(line for line in lines if line)


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_in_what_is_shown(before, after):
    old = with_paragraph_ids(body_of(before))
    new = with_paragraph_ids(body_of(after), old)
    found = changes(old, new)
    assert shown(found, SAME, GONE) == sorted(texts(old))
    assert shown(found, SAME, ADDED) == sorted(texts(new))
    assert texts(old) == texts(new) or any(one.is_changed for one in found)
    assert not any(one.is_changed for one in changes(new, new))


@given(PARAGRAPHS.filter(bool), st.data())
def test_a_paragraph_whose_words_change_is_named(paragraphs, data):
    old = with_paragraph_ids(body_of(paragraphs))
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    name = f"p-{place + 1}"
    new = old.replace(f'<p id="{name}">', f'<p id="{name}">and ')
    assert changed_names(old, new) == {name}
    (changed,) = (one for one in changes(old, new) if one.is_changed)
    assert (ADDED, "and") in changed.parts or changed.parts[0][0] == ADDED
