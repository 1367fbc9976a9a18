"""One address out of what people paste; what no mail server takes is refused, whatever it is."""

import re

import pytest
from casecon_domain.mail_address import NotOneAddress, envelope_address, plain_address
from casecon_domain.smtp_answer import is_final
from hypothesis import given
from hypothesis import strategies as st

PASTED = {
    "zoe@example.com": "zoe@example.com",
    "\u200bzoe@exam\u200bple.com\ufeff": "zoe@example.com",
    "\u00a0zoe@example.com\u2003": "zoe@example.com",
    "\u201czoe@example.com\u201d": "zoe@example.com",
    "\u2018zoe@example.com\u2019": "zoe@example.com",
    "o\u2019neill@example.com": "o'neill@example.com",
    "<zoe@example.com>,": "zoe@example.com",
    "mailto:zoe@example.com": "zoe@example.com",
    "Zoe Stone <Zoe@Example.com>": "zoe@example.com",
    '"Stone, Zoe" <zoe@example.com>;': "zoe@example.com",
    "zoe\uff20example.com": "zoe@example.com",
    "zoe+work@sub.example.co.uk.": "zoe+work@sub.example.co.uk",
    "zoe@пример.рф": "zoe@пример.рф",
    "zoe@XN--BCHER-KVA.example": "zoe@bücher.example",
    "\u202ezoe@example.com\u202c": "zoe@example.com",
}
REFUSED = {
    "": "none",
    "by letter": "none",
    "n/a": "none",
    "zoe@example.com, sam@example.com": "several",
    "zoe@example.com sam@example.com": "several",
    "zoe@example.com;sam@example.com": "several",
    "zoe@@example.com": "several",
    "Zoe Stone zoe@example.com": "several",
    "@example.com": "local",
    ".zoe@example.com": "local",
    "zoë@example.com": "local",
    "зоя@пример.рф": "local",
    "zo(e)@example.com": "local",
    f"{'z' * 65}@example.com": "local",
    "zoe@": "domain",
    "zoe@localhost": "domain",
    "zoe@example..com": "domain",
    "zoe@-example.com": "domain",
    "zoe@exa_mple.com": "domain",
    "zoe@192.0.2.1": "domain",
    "zoe@[192.0.2.1]": "domain",
    "zoe@example.c0m1": "domain",
    f"zoe@{'a' * 64}.com": "domain",
    f"{'z' * 64}@{'.'.join(['a' * 60] * 4)}.com": "domain",
    "zoe@example.com\r\nBcc: sam@example.com": "several",
}


@pytest.mark.parametrize("text", PASTED)
def test_what_people_paste_is_the_address_that_they_mean(text):
    assert plain_address(text) == PASTED[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_one_address_is_refused_and_it_is_said_why(text):
    with pytest.raises(NotOneAddress) as refused:
        plain_address(text)
    assert refused.value.why == REFUSED[text]
    assert not text or text not in str(refused.value)


@pytest.mark.parametrize("value", [None, 7, False, ["zoe@example.com"], b"zoe@example.com"])
def test_what_is_no_text_is_no_address(value):
    with pytest.raises(NotOneAddress):
        plain_address(value)


HOSTILE = st.text(st.sampled_from("aZ0.-_+@ \"'<>,;:()[]\\\r\n\t\x00\u200b\u00a0\u2019\u202eéжß漢。\uff20\U0001f600"))


@given(st.one_of(st.text(), HOSTILE, st.builds("{}@{}".format, HOSTILE, HOSTILE), st.emails()))
def test_any_text_is_one_clean_address_or_refused(text):
    try:
        address = plain_address(text)
    except NotOneAddress:
        return
    assert plain_address(address) == address, "cleaning it again changes nothing"
    sent = envelope_address(address)
    assert re.fullmatch(r"[!-~]+@[a-z0-9.-]+", sent)
    assert sent.count("@") == 1
    assert len(sent) <= 254
    assert not set(sent) & set(' "<>,;:()[]\\')
    assert plain_address(sent) == address


@pytest.mark.parametrize(
    ("code", "text", "final"),
    [
        (550, "5.1.1 <zoe@example.com> No such mailbox", True),
        (552, "5.2.2 Mailbox full", True),
        (553, "sorry, no such address", True),
        (501, "bad address syntax", True),
        (452, "4.2.2 Mailbox full", False),
        (421, "too many connections", False),
        (550, "5.7.1 Client host blocked", False),
        (554, "5.7.26 Unauthenticated mail is not accepted", False),
        (550, "5.4.1 no route", False),
        (535, "5.7.8 credentials", False),
        (503, "bad sequence", False),
        (-1, "", False),
    ],
)
def test_only_a_refusal_of_this_address_or_this_mail_is_final(code, text, final):
    assert is_final(code, text) is final
