"""Sealed text (R20, R21): it opens where it belongs and nowhere else, and every change of it is named."""

import base64
import os

import pytest
from casecon_domain.sealed.ring import KeyFileError, MasterKeyError, Ring, key_line
from casecon_domain.sealed.suite import Bound, DataKey, UnreadableError, digest, seal, unseal
from hypothesis import given
from hypothesis import strategies as st

BOUND = Bound("store", 1, "note", "key-1", "text-1", 1)
KEY = DataKey.new()
TEXTS = st.dictionaries(st.sampled_from(["body", "about"]), st.text(), min_size=1)
OTHERS = [
    ("store", "restored"),
    ("company", 2),
    ("kind", "item"),
    ("key", "key-2"),
    ("text", "text-2"),
    ("revision", 2),
]


@given(TEXTS)
def test_what_was_sealed_opens_as_it_was(payload):
    assert unseal(KEY, seal(KEY, payload, BOUND), BOUND) == payload


@given(st.text(max_size=200))
def test_its_length_shows_in_blocks_only(text):
    size = len(seal(KEY, {"body": text}, BOUND).ciphertext)
    assert size % 256 == 16  # the tag of GCM


@pytest.mark.parametrize(("name", "other"), OTHERS)
def test_what_it_belongs_to_is_bound(name, other):
    sealed = seal(KEY, {"body": "invented"}, BOUND)
    with pytest.raises(UnreadableError):
        unseal(KEY, sealed, BOUND._replace(**{name: other}))
    assert digest(sealed, BOUND) != digest(sealed, BOUND._replace(**{name: other}))


@pytest.mark.parametrize("part", ["nonce", "ciphertext", "content_mac"])
def test_each_part_is_held(part):
    sealed = seal(KEY, {"body": "invented"}, BOUND)
    changed = bytearray(getattr(sealed, part))
    changed[0] ^= 1
    forged = sealed._replace(**{part: bytes(changed)})
    with pytest.raises(UnreadableError):
        unseal(KEY, forged, BOUND)
    assert digest(forged, BOUND) != digest(sealed, BOUND)


def test_two_texts_that_read_the_same_do_not_look_the_same():
    one = seal(KEY, {"about": "cancel"}, BOUND)
    again = seal(KEY, {"about": "cancel"}, BOUND)
    other = seal(KEY, {"about": "cancel"}, BOUND._replace(text="text-2"))
    assert one.content_mac == again.content_mac, "the same text, encrypted again, keeps its mark"
    assert one.content_mac != other.content_mac
    assert one.ciphertext != again.ciphertext


def ring(tmp_path, *lines):
    path = tmp_path / "keys"
    path.write_text("# keys\n\n" + "\n".join(lines) + "\n")
    return Ring.of_file(path)


def test_the_first_key_writes_and_all_open(tmp_path):
    old, new = key_line("2026"), key_line("2027")
    before = ring(tmp_path, old).wrap(KEY, b"bound")
    rotated = ring(tmp_path, new, old)
    assert rotated.unwrap(before, b"bound") == KEY
    assert rotated.wrap(KEY, b"bound").master == "2027"
    assert rotated.known() == ("2027", "2026")


@pytest.mark.parametrize(
    ("lines", "bound", "reason"),
    [
        (["other"], b"bound", "missing"),
        (["2026"], b"bound", "wrong"),
        (None, b"of another employee", "altered"),
    ],
)
def test_a_key_that_is_missing_wrong_or_swapped_is_named(tmp_path, lines, bound, reason):
    line = key_line("2026")
    wrapped = ring(tmp_path, line).wrap(KEY, b"bound")
    present = ring(tmp_path, *([line] if lines is None else [key_line(name) for name in lines]))
    with pytest.raises(MasterKeyError) as refused:
        present.unwrap(wrapped, bound)
    assert (refused.value.reason, refused.value.name) == (reason, "2026")


def test_without_a_key_nothing_is_wrapped(tmp_path):
    with pytest.raises(MasterKeyError):
        ring(tmp_path, key_line("log-2026")).wrap(KEY, b"bound")
    assert ring(tmp_path, key_line("2026")).signer() is None


SECRET = base64.b64encode(os.urandom(31)).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"2026 {SECRET}", "line 1: a key has 32 bytes, this one 31"),
        ("2026 not base64!", "line 1: the key is not base64"),
        ("Ä 2026", "holds more than names"),
        (f"UPPER {SECRET}", "line 1: a name"),
        ("2026", "line 1: a key has 32 bytes, this one 0"),
    ],
)
def test_a_bad_file_is_said_by_line_and_never_with_a_key(tmp_path, text, said):
    path = tmp_path / "keys"
    path.write_text(text)
    with pytest.raises(KeyFileError) as refused:
        Ring.of_file(path)
    assert said in str(refused.value)
    assert SECRET not in str(refused.value)


def test_a_name_stands_once_and_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(KeyFileError, match="stands twice"):
        ring(tmp_path, key_line("2026"), key_line("2026"))
    with pytest.raises(KeyFileError, match="cannot be read"):
        Ring.of_file(tmp_path / "none")
    with pytest.raises(KeyFileError, match="40 at most"):
        key_line("With Spaces")
