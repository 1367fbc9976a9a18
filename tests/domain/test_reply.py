"""What an answer says, out of the bytes of a mail; whatever a stranger sends, a reason and no exception."""

import time
from datetime import datetime

import pytest
from casecon_domain.mail_authentication import is_proven
from casecon_domain.reply import MOST_BYTES, Dropped, Reply, read_reply
from casecon_domain.reply_address import recipients, split_token, with_token
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.replies import CANARY, NAMES, golden

TOKEN = "abcdefghijklmnopqrstuvwxyz"
TO = with_token("replies@example.com", TOKEN)
ZOE, UID, START = "zoe@home.example", "7f3a@meetings", datetime(2026, 6, 15, 9)

# What each says; the rest of the answer is the same for all.
SAID = {
    "outlook_desktop": {"answer": "accepted"},
    "outlook_com": {"answer": "tentative"},
    "exchange_delegate": {"answer": "accepted"},
    "exchange_counter": {"answer": "tentative", "is_counter": True, "start": datetime(2026, 6, 16, 13)},
    "gmail_web": {"answer": "accepted"},
    "apple_ios": {"answer": "declined"},
    "apple_macos": {"answer": "tentative", "sequence": None},
    "thunderbird": {"answer": "declined"},
    "sogo": {"answer": "accepted"},
    "zimbra": {"answer": "accepted"},
    "nextcloud": {"answer": "accepted", "sender": "invitations-noreply@cloud.example"},
    "exchange_room": "room",
}


def mail(name="thunderbird", **more):
    values = {"sender": ZOE, "to": TO, "uid": UID, "sequence": 3, "proposed": datetime(2026, 6, 16, 13)} | more
    return golden(name, **values)


def read(raw, token=TOKEN, server="mx.example.com"):
    return read_reply(raw, token, server)


def why(raw, **more):
    found = read(raw, **more)
    assert isinstance(found, Dropped), found
    return found.why


@pytest.mark.parametrize("name", NAMES)
def test_each_program_is_understood(name):
    found = read(mail(name, number=7))
    if isinstance(SAID[name], str):
        assert found == Dropped(SAID[name])
        return
    expected = {"token": TOKEN, "sender": ZOE, "is_proven": True, "sequence": 3, "uid": UID, "start": START}
    expected |= {"ref": found.ref, "is_counter": False, **SAID[name]}
    assert found == Reply(**expected)
    assert recipients(mail(name))[0] == split_token(TO)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_it_is_in_the_answer(name):
    assert CANARY not in repr(read(mail(name)))


def test_the_same_message_has_the_same_digest_and_another_has_another():
    assert read(mail(number=1)).ref == read(b"X: y\r\n" + mail(number=1)).ref
    assert read(mail(number=1)).ref != read(mail(number=2)).ref


def test_the_token_in_the_organizer_is_a_second_chance():
    assert read(mail(), token="").token == TOKEN
    assert why(mail("outlook_com"), token="") == "no_token"


AUTOMATIC = (
    b"Auto-Submitted: auto-replied",
    b"Auto-Submitted: auto-replied (vacation)",
    b"Auto-Submitted: auto-notified; owner-email=x",
    b"Precedence: bulk",
    b"Precedence: auto_reply",
    b"X-Auto-Response-Suppress: All",
    b"X-Auto-Response-Suppress: OOF, all",
    b"X-Autoreply: yes",
)


@pytest.mark.parametrize("header", AUTOMATIC)
def test_what_answers_by_itself_is_nobody(header):
    assert why(header + b"\r\n" + mail()) == "automatic"


@pytest.mark.parametrize("header", (b"Auto-Submitted: no", b"Auto-Submitted: auto-generated", b"Precedence: normal"))
def test_what_a_person_pressed_counts_though_a_server_sent_it(header):
    assert isinstance(read(header + b"\r\n" + mail()), Reply)


def test_what_is_no_answer_is_dropped_with_its_reason():
    raw = mail()
    event = raw[raw.index(b"BEGIN:VEVENT") : raw.index(b"END:VEVENT") + 12]
    assert why(b"From: a@b.example\r\n\r\nI cannot come.") == "no_calendar"
    assert why(raw.replace(b"METHOD:REPLY", b"METHOD:REQUEST")) == "method"
    assert why(raw.replace(event, event + event)) == "not_one_event"
    assert why(raw.replace(event, b"")) == "not_one_event"
    assert why(raw.replace(b"COMMENT:", b"COMMENT:" + b"x" * 70_000)) == "too_large"
    assert why(raw + b"x" * MOST_BYTES) == "too_large"
    assert why(raw.replace(b"CN=A Person;PARTSTAT", b"CUTYPE=RESOURCE;PARTSTAT")) == "room"
    assert why(raw.replace(b"END:VEVENT", b"END:VEVENT\r\nEND:VEVENT\r\nEND:VEVENT")) == "unreadable"


def test_a_calendar_within_a_mail_that_is_carried_along_is_not_its_answer():
    outer = (
        b'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="o"\r\n\r\n--o\r\nContent-Type: message/rfc822'
    )
    assert why(outer + b"\r\n\r\n" + mail() + b"\r\n--o--\r\n") == "no_calendar"


def test_what_it_does_not_say_is_not_guessed():
    line = b"ATTENDEE;CN=A Person;PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT:mailto:" + ZOE.encode()
    raw = mail()
    assert line in raw
    assert read(raw.replace(line + b"\r\n", b"")).answer == ""
    assert read(raw.replace(b"PARTSTAT=DECLINED", b"PARTSTAT=DELEGATED")).answer == ""
    other = b"\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@home.example"
    assert read(raw.replace(line, line + other)).answer == "declined", "the one who sends"
    assert read(raw.replace(line, line.replace(b"zoe@", b"zed@") + other)).answer == ""
    assert read(raw.replace(b"SEQUENCE:3\r\n", b"")).sequence is None
    assert read(raw.replace(b"DTSTART:20260615T090000Z", b"DTSTART:20260615T090000")).start is None
    zone = b"DTSTART;TZID=Nowhere/Land:20260615T090000"
    assert read(raw.replace(b"DTSTART:20260615T090000Z", zone)).start is None
    assert read(raw.replace(b"DTSTART:20260615T090000Z", b"DTSTART;VALUE=DATE:20260615")).start is None


def test_a_zone_of_its_own_making_is_not_believed():
    theirs = b"BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900"
    theirs += b"\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
    raw = mail("zimbra").replace(b"BEGIN:VEVENT", theirs)
    assert read(raw).start == START


OURS = "mx.example.com; dkim=pass header.d=home.example"
PROVEN = {
    "mx.example.com; dmarc=pass header.from=home.example": True,
    "mx.example.com 1; dkim=pass header.d=home.example": True,
    "MX.Example.com; DKIM=Pass (good; really) header.D=Home.example": True,
    "mx.example.com; dkim=pass header.i=@home.example": True,
    "mx.example.com; dkim=fail header.d=home.example; dkim=pass header.d=home.example": True,
    "mx.example.com; dkim=pass header.d=home.example; dmarc=fail header.from=home.example": False,
    "mx.example.com; dkim=pass header.d=list.example; dmarc=none header.from=home.example": False,
    "mx.example.com; spf=pass smtp.mailfrom=zoe@home.example": False,
    "mx.example.com; none": False,
    "mx.other.example; dkim=pass header.d=home.example": False,
    "mx.example.com; dkim=pass header.d=me.example": False,
    "mx.example.com; dkim=pass header.d=example": False,
    # what a sender can put into it: an address with all that may stand in one
    'mx.example.com; spf=fail smtp.mailfrom="; dkim=pass header.d=home.example; x"@evil.example': False,
    "mx.example.com; spf=fail (; dkim=pass header.d=home.example) smtp.mailfrom=x@evil.example": False,
    "mx.example.com; spf=fail (\\) ; dkim=pass header.d=home.example) smtp.mailfrom=x@evil.example": False,
    "mx.example.com; spf=fail smtp.mailfrom=(; dkim=pass header.d=home.example": False,
    'mx.example.com; spf=fail smtp.mailfrom="; dkim=pass header.d=home.example': False,
    "mx.example.com; dkim=fail header.d=home.example header.d=x; reason=pass": False,
    "": False,
}


@pytest.mark.parametrize("value", PROVEN)
def test_what_the_mail_server_says(value):
    assert is_proven([("Authentication-Results", value)], "mx.example.com", ZOE) is PROVEN[value]


def test_only_the_topmost_headers_of_that_server_count():
    def proven(*headers, server="mx.example.com"):
        return is_proven(headers, server, ZOE)

    forged, hop = ("Authentication-Results", OURS), ("Received", "from evil.example")
    said_no = ("Authentication-Results", "mx.example.com; dkim=none")
    assert not proven(said_no, hop, forged)
    assert proven(said_no, forged), "in two headers side by side, as some servers write"
    assert proven(("Received", "by imap"), forged, hop)
    assert not proven(forged, server="")
    assert not proven(forged, server="example.com")


def test_exchange_online_bears_no_name():
    said = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=home.example; dkim=pass (signature was verified)"
    said += " header.d=home.example;dmarc=pass action=none header.from=home.example;compauth=pass reason=100"
    assert is_proven([("Authentication-Results", said)], "protection.outlook.com", ZOE)
    assert not is_proven([("Authentication-Results", said)], "mx.example.com", ZOE)


def test_two_senders_are_none():
    raw = mail()
    assert read(b"From: sam@home.example\r\n" + raw).sender == ""
    assert read(raw.replace(b"From: A Person <", b"From: sam@home.example, A Person <")).sender == ""
    assert not read(b"From: sam@home.example\r\n" + raw).is_proven


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_is_changed_in_it_there_is_an_answer_or_a_reason(data):
    raw = bytearray(mail(data.draw(st.sampled_from(NAMES)), number=1))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.integers(0, 60))
        raw[at : at + cut] = data.draw(st.binary(max_size=60) | st.sampled_from(PIECES))
    assert isinstance(read(bytes(raw)), Reply | Dropped)
    recipients(bytes(raw))


PIECES = [b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VTIMEZONE\r\n", b"\r\n\r\n", b";", b":", b'"', b"\x00", b"="]
PIECES += [b"RRULE:FREQ=SECONDLY\r\n", b"DTSTART:99999999T999999Z\r\n", b"TZID=/../../etc/passwd", b"charset=utf-7"]
PIECES += [b"Content-Type: multipart/mixed\r\n", b"charset=\x00", b"SEQUENCE:" + b"9" * 5000 + b"\r\n", b"\xff\xfe"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_noise_is_dropped(raw):
    assert isinstance(read(raw), Dropped)
    recipients(raw)


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_header_makes_the_reader_stumble(value, server):
    is_proven([("Authentication-Results", value)], server, ZOE)


def test_a_large_and_hostile_mail_takes_no_time():
    raw = mail()
    deep = b"BEGIN:VTIMEZONE\r\n" * 3000
    hostile = [
        raw.replace(b"BEGIN:VEVENT", deep + b"BEGIN:VEVENT"),
        raw.replace(b"BEGIN:VEVENT", b"BEGIN:X\r\n" * 6000 + b"BEGIN:VEVENT"),
        raw.replace(b"COMMENT:", b"COMMENT:" + b"\r\n x" * 12_000),
        b"To: " + b"<" * 200_000 + b"\r\n" + raw,
        b"To: " + b"a@b," * 60_000 + b"\r\n" + raw,
        b"Authentication-Results: mx.example.com" + b"(" * 200_000 + b"\r\n" + raw,
        b"From: " + b"(" * 200_000 + b"\r\n" + raw,
        b"From: " + b"a," * 100_000 + b"\r\n" + raw,
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n' + b"--x\r\n\r\n\r\n" * 100_000,
    ]
    for one in hostile:
        began = time.process_time()
        recipients(one)
        read(one)
        assert time.process_time() - began < 5
