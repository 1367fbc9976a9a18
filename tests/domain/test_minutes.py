"""Minutes (R22): stable paragraph ids, and a digest that changes with the text and with nothing else."""

import re

import pytest
from casecon_domain.minutes import canonical, digest, paragraph_ids, with_paragraph_ids
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

WORDS = st.text("abc é<&\"'\u00a0", min_size=1, max_size=12).filter(str.strip)
TEXT = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
BLOCK = st.one_of(
    TEXT.map(lambda text: f"<p>{text}</p>"),
    TEXT.map(lambda text: f"<h2>{text}</h2>"),
    st.lists(TEXT, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"
    ),
    TEXT.map(lambda text: f"<blockquote><p>{text}</p></blockquote>"),
    TEXT.map(lambda text: f"<div>{text}</div>"),
    TEXT.map(lambda text: f"<table><tr><td>{text}</td><td>x</td></tr></table>"),
)
BODY = st.lists(BLOCK, max_size=6).map("".join)


@given(BODY)
def test_every_paragraph_has_an_id_of_its_own(body):
    names = paragraph_ids(with_paragraph_ids(body))
    assert len(set(names)) == len(names)
    assert len(names) == len(re.findall(r"<(?:p|h2|li|blockquote|td|div)>", body))


@given(BODY)
def test_twice_is_as_good_as_once(body):
    once = with_paragraph_ids(body)
    assert with_paragraph_ids(once) == with_paragraph_ids(once, once) == once


@given(BODY, BODY)
def test_what_is_put_in_front_moves_no_id(body, before):
    first = with_paragraph_ids(body)
    second = with_paragraph_ids(before + first, first)
    assert [name for name in paragraph_ids(second) if name in paragraph_ids(first)] == paragraph_ids(first)
    assert not set(paragraph_ids(second)[: -len(paragraph_ids(first)) or None]) & set(paragraph_ids(first))


@given(BODY, BODY)
def test_the_id_of_a_deleted_paragraph_is_not_given_away(body, other):
    first = with_paragraph_ids(body)
    assert not set(paragraph_ids(with_paragraph_ids(other, first))) & set(paragraph_ids(first))
    assert not set(paragraph_ids(with_paragraph_ids(other, taken=paragraph_ids(first)))) & set(paragraph_ids(first))


@given(BODY)
def test_an_id_that_stands_twice_stays_with_the_first(body):
    first = with_paragraph_ids(body)
    names = paragraph_ids(with_paragraph_ids(first + first, first))
    assert names[: len(paragraph_ids(first))] == paragraph_ids(first)
    assert len(set(names)) == len(names)


def again(body, method):
    """The same, written by another hand."""
    root = html.fragment_fromstring(body, create_parent="div")
    for element in root.iterdescendants():
        element.set("style", "margin: 0")
    written = "".join(etree.tostring(child, encoding="unicode", method=method) for child in root)
    return written.replace("</p>", "</p>\n").replace(" ", "  ")


@given(BODY, st.sampled_from(["html", "xml"]))
def test_another_way_of_writing_the_same_has_the_same_digest(body, method):
    body = with_paragraph_ids(body)
    assert digest(canonical(again(body, method))) == digest(canonical(body))


@given(BODY.filter(bool), st.data())
def test_another_text_has_another_digest(body, data):
    body = with_paragraph_ids(body)
    names = paragraph_ids(body)
    name = data.draw(st.sampled_from(names))
    root = html.fragment_fromstring(body, create_parent="div")
    block = root.get_element_by_id(name)
    if len(block):
        block = block[0]
    block.text = (block.text or "") + "!"
    changed = "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    assert digest(canonical(changed)) != digest(canonical(body))


@pytest.mark.parametrize(
    "other",
    [
        '<p id="p-2">One</p><p id="p-1">Two</p>',
        '<p id="p-1">Two</p><p id="p-2">One</p>',
        '<p id="p-1">One</p>',
        '<p id="p-1">One Two</p>',
        '<h1 id="p-1">One</h1><p id="p-2">Two</p>',
        '<p id="p-1">One</p><p id="p-2">Two</p>and a word outside',
        '<p id="p-1">One</p><p id="p-2">Two</p><div>and a word in another block</div>',
        '<p id="p-1">One</p><p id="p-2">Two</p><div><p id="p-3">Three</p>loose</div>',
        "",
    ],
)
def test_nothing_that_is_read_stays_out_of_the_digest(other):
    assert digest(canonical(other)) != digest(canonical('<p id="p-1">One</p><p id="p-2">Two</p>'))
    assert canonical(other) != canonical(other.replace("loose", "other")) or "loose" not in other


def test_text_beside_an_inner_paragraph_counts():
    mine, theirs = (f'<ul><li id="p-1">{text}<p id="p-2">Two</p></li></ul>' for text in ("Pay", "Do not pay"))
    assert canonical(mine) != canonical(theirs)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_no_part_of_a_digest_runs_into_the_next(parts, others):
    assert (digest(*parts) == digest(*others)) == (parts == others)


@example("<i/1/=")
@given(st.text("<>/pdiv \"'=&;-1id", max_size=60))
def test_whatever_is_written_is_taken(text):
    once = with_paragraph_ids(text)
    assert with_paragraph_ids(once) == once
    assert canonical(once) is not None
