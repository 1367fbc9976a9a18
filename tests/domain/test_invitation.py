"""Invitations as iCalendar text, read back with icalendar, vobject, dateutil and recurring-ical-events."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import dateutil.tz
import pytest
import recurring_ical_events
import vobject
from casecon_domain.invitation import PARTSTATS, Invitation, one_line, to_ical
from casecon_domain.vtimezone import vtimezone
from casecon_domain.zones import zone_named
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

PLAIN = Invitation(
    uid="7f3a-11@meetings",
    sequence=3,
    start=datetime(2026, 1, 12, 9),
    stop=datetime(2026, 1, 12, 9, 45),
    summary="Meeting",
    organizer_email="no-reply@example.com",
    organizer_name="Office",
    attendee_email="zoe@example.com",
    attendee_name="Zoë Ångström",
    partstat="NEEDS-ACTION",
    zone="Europe/London",
    stamped_at=datetime(2026, 1, 2, 3, 4, 5, 678),
)
SUMMER = replace(PLAIN, start=datetime(2026, 7, 13, 9), stop=datetime(2026, 7, 13, 9, 45))
NASTY = (
    'Ann "Nan" O\u2019Hara; DROP:x, Jr.\r\nATTENDEE:mailto:spy@example.com\nX\rY\x00\x0b\x0c\x1c\x85\u2028'
    "\u2029\ud800;RSVP=FALSE:mailto:spy@example.com^n^^^'\\n\\\"\t end"
)
# zones with every kind of yearly rule, with irregular changes, and with none
ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "GB",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "America/Havana",
    "America/Santiago",
    "Asia/Beirut",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Jerusalem",
    "Asia/Tehran",
    "Asia/Kathmandu",
]


def lines_of(content: bytes) -> list[str]:
    """The content lines, unfolded."""
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def names_of(content: bytes) -> list[str]:
    """The property names, one a line, of the whole text."""
    return [re.match(r"[A-Z-]+", line).group() for line in lines_of(content)]


def event_of(content: bytes):
    (event,) = Calendar.from_ical(content).events
    return event


def test_a_request_holds_what_clients_need_and_nothing_else():
    calendar = Calendar.from_ical(to_ical(PLAIN, "REQUEST"))
    assert dict(calendar) == {
        "PRODID": "-//Meetings for Odoo//EN",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "REQUEST",
    }
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    event = event_of(to_ical(PLAIN, "REQUEST"))
    assert set(event) == {
        *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY"),
        *("CLASS", "TRANSP", "STATUS", "ORGANIZER", "ATTENDEE"),
    }
    assert event["UID"] == "7f3a-11@meetings"
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (event["CLASS"], event["TRANSP"], event["STATUS"]) == ("PRIVATE", "OPAQUE", "CONFIRMED")
    assert event["SUMMARY"] == "Meeting"
    assert event["ORGANIZER"] == "mailto:no-reply@example.com"
    assert dict(event["ORGANIZER"].params) == {"CN": "Office"}
    assert event["ATTENDEE"] == "mailto:zoe@example.com"
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Zoë Ångström",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }


def test_a_cancellation_names_the_same_event_and_asks_for_no_answer():
    calendar = Calendar.from_ical(to_ical(replace(PLAIN, sequence=4), "CANCEL"))
    event = calendar.events[0]
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("7f3a-11@meetings", 4, "CANCELLED")
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_place_and_link_are_there_when_given():
    placed = replace(PLAIN, location="Room 3, left; up", url="https://x.example/a,b;c?d=e")
    event = event_of(to_ical(placed, "REQUEST"))
    assert event["LOCATION"] == "Room 3, left; up"
    assert event["URL"] == "https://x.example/a,b;c?d=e"
    assert "LOCATION" not in event_of(to_ical(replace(PLAIN, location=" \n"), "REQUEST"))


@pytest.mark.parametrize("partstat", PARTSTATS)
def test_the_answer_is_the_one_given(partstat):
    event = event_of(to_ical(replace(PLAIN, partstat=partstat), "REQUEST"))
    assert event["ATTENDEE"].params["PARTSTAT"] == partstat


def test_nothing_in_the_text_names_the_addon_or_its_field():
    text = to_ical(PLAIN, "REQUEST").decode().lower()
    telling = ("case", "health", "conference", "occupational", "clinic")
    assert [word for word in telling if word in text] == []


@pytest.mark.parametrize(
    ("invitation", "start", "stop"),
    [(PLAIN, "20260112T090000", "20260112T094500"), (SUMMER, "20260713T100000", "20260713T104500")],
)
def test_london_is_written_as_london_in_both_halves_of_the_year(invitation, start, stop):
    lines = lines_of(to_ical(invitation, "REQUEST"))
    assert f"DTSTART;TZID=Europe/London:{start}" in lines
    assert f"DTEND;TZID=Europe/London:{stop}" in lines
    assert lines.count("TZID:Europe/London") == 1


@pytest.mark.parametrize("invitation", [PLAIN, SUMMER], ids=["winter", "summer"])
@pytest.mark.parametrize("zone", ZONES)
def test_three_readers_see_the_same_instants(invitation, zone):
    content = to_ical(replace(invitation, zone=zone), "REQUEST")
    start, stop = (instant.replace(tzinfo=UTC) for instant in (invitation.start, invitation.stop))

    event = event_of(content)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, stop)
    assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == zone

    read = vobject.readOne(content.decode()).vevent
    assert (read.dtstart.value.astimezone(UTC), read.dtend.value.astimezone(UTC)) == (start, stop)
    assert read.attendee.params["CN"] == ["Zoë Ångström"]
    assert len(read.contents["attendee"]) == 1

    (occurrence,) = recurring_ical_events.of(Calendar.from_ical(content)).at(start.date())
    assert occurrence["DTSTART"].dt == start


@pytest.mark.parametrize("year", [2024, 2026, 2045])
@pytest.mark.parametrize("zone", ZONES)
def test_the_vtimezone_alone_tells_the_time_of_its_year(zone, year):
    text = b"BEGIN:VCALENDAR\r\n" + vtimezone(zone, year).to_ical() + b"END:VCALENDAR\r\n"
    own = dateutil.tz.tzical(io.StringIO(text.decode().replace("\r\n", "\n"))).get(zone)
    at = datetime(year, 1, 1, tzinfo=UTC)
    wrong = []
    while at.year == year:
        local = at.astimezone(zone_named(zone)).replace(tzinfo=None)
        # a reader of the text goes from local time to UTC; a repeated hour means its first pass
        if not local.fold and local - own.utcoffset(local) != at.replace(tzinfo=None):
            wrong.append(at)
        at += timedelta(minutes=30)
    assert wrong == []


def test_outlook_gets_yearly_rules_for_zones_that_have_them():
    london = vtimezone("Europe/London", 2026).to_ical().decode()
    assert london.count("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3") == 1
    assert london.count("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10") == 1
    assert london.count("BEGIN:STANDARD") == london.count("BEGIN:DAYLIGHT") == 1
    assert "RDATE" not in london
    assert "RRULE" not in vtimezone("Africa/Casablanca", 2026).to_ical().decode()
    assert vtimezone("Asia/Kolkata", 2026).to_ical().decode().count("BEGIN:STANDARD") == 1


def test_summer_is_daylight_in_dublin_too():
    (daylight,) = vtimezone("Europe/Dublin", 2026).daylight
    assert daylight["TZNAME"] == "IST"
    assert daylight["TZOFFSETTO"].td == timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "line"),
    [
        ("2026-03-29 00:30", "DTSTART;TZID=Europe/London:20260329T003000"),
        ("2026-03-29 01:00", "DTSTART;TZID=Europe/London:20260329T020000"),
        ("2026-10-24 23:30", "DTSTART;TZID=Europe/London:20261025T003000"),
        ("2026-10-25 00:30", "DTSTART:20261025T003000Z"),  # 01:30, first pass: vobject would read the second
        ("2026-10-25 01:30", "DTSTART:20261025T013000Z"),  # 01:30, second pass
        ("2026-10-25 02:00", "DTSTART;TZID=Europe/London:20261025T020000"),
    ],
)
def test_meetings_on_the_days_of_the_clock_change(start, line):
    start = datetime.fromisoformat(start)
    content = to_ical(replace(PLAIN, start=start, stop=start + timedelta(minutes=15)), "REQUEST")
    assert line in lines_of(content)
    assert vobject.readOne(content.decode()).vevent.dtstart.value.astimezone(UTC) == start.replace(tzinfo=UTC)


def test_a_meeting_that_ends_in_the_repeated_hour_is_in_utc_as_a_whole():
    start = datetime(2026, 10, 24, 23, 45)
    lines = lines_of(to_ical(replace(PLAIN, start=start, stop=start + timedelta(minutes=45)), "REQUEST"))
    assert "DTSTART:20261024T234500Z" in lines
    assert "DTEND:20261025T003000Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Zulu", "Etc/UCT", "Universal"])
def test_utc_is_written_with_z_and_no_zone(zone):
    lines = lines_of(to_ical(replace(SUMMER, zone=zone), "REQUEST"))
    assert "DTSTART:20260713T090000Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


@pytest.mark.parametrize("field", ["summary", "location", "organizer_name", "attendee_name"])
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_name_adds_no_line_and_no_parameter(field, method):
    harmless = to_ical(replace(PLAIN, **{"location": "x", field: "x"}), method)
    content = to_ical(replace(PLAIN, **{"location": "x", field: NASTY}), method)
    assert names_of(content) == names_of(harmless)
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", content.decode())
    before, after = event_of(harmless), event_of(content)
    read = vobject.readOne(content.decode()).vevent
    for name in ("ORGANIZER", "ATTENDEE"):
        assert after[name] == before[name]
        assert dict(after[name].params, CN="") == dict(before[name].params, CN="")
        assert set(after[name].params) == set(before[name].params)
        assert set(read.contents[name.lower()][0].params) == set(before[name].params)
        assert read.contents[name.lower()][0].value == before[name]


def test_accents_and_punctuation_of_names_survive():
    name = "Dr. Łukasz O\u2019Brien-Ñuñez, PhD; c/o: 李 ^ 'x'"
    event = event_of(to_ical(replace(PLAIN, attendee_name=name, summary=name), "REQUEST"))
    assert event["ATTENDEE"].params["CN"] == name
    assert event["SUMMARY"] == name


def test_a_double_quote_becomes_a_single_one_and_a_backslash_a_stroke():
    event = event_of(to_ical(replace(PLAIN, attendee_name='Ann "Nan" Hill \\'), "REQUEST"))
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Ann 'Nan' Hill /",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }


def test_without_a_name_the_address_is_shown():
    event = event_of(to_ical(replace(PLAIN, attendee_name=" \x00"), "REQUEST"))
    assert event["ATTENDEE"].params["CN"] == "zoe@example.com"


@pytest.mark.parametrize(
    "email", ["o'brien+x@example.com", "a?cc=spy@example.com", "100%@example.com", "zoë@bücher.example"]
)
def test_an_odd_address_stays_one_address(email):
    address = event_of(to_ical(replace(PLAIN, attendee_email=email), "REQUEST"))["ATTENDEE"]
    assert unquote(address.removeprefix("mailto:")) == email
    assert not re.search(r"[?&#]", address)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_makes_a_well_formed_file(name, place):
    content = to_ical(replace(PLAIN, attendee_name=name, location=place + "x"), "REQUEST")
    assert names_of(content) == names_of(to_ical(replace(PLAIN, location="x"), "REQUEST"))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    event = event_of(content)
    shown = one_line(name).replace('"', "'") or "zoe@example.com"
    assert event["ATTENDEE"].params["CN"] == shown
    assert event["LOCATION"] == one_line(place + "x")
    assert len(vobject.readOne(content.decode()).vevent.contents["attendee"]) == 1


def test_every_folded_piece_is_whole_utf_8():
    for piece in to_ical(replace(PLAIN, attendee_name="é李😀" * 60), "REQUEST").split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode()


def test_the_same_values_give_the_same_bytes():
    assert to_ical(PLAIN, "REQUEST") == to_ical(replace(PLAIN), "REQUEST")


def test_a_backslash_in_a_place_is_no_escape():
    event = event_of(to_ical(replace(PLAIN, location="C:\\New\\nord\\"), "REQUEST"))
    assert event["LOCATION"] == "C:/New/nord/"


def test_text_that_turns_other_text_around_is_dropped():
    assert one_line("Ann\u202egnp.exe\u2066x\u2069") == "Anngnp.exex"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"uid": ""}, "UID"),
        ({"uid": "a\nb"}, "UID"),
        ({"uid": "a\n"}, "UID"),
        ({"uid": None}, "UID"),
        ({"sequence": -1}, "sequence"),
        ({"sequence": True}, "sequence"),
        ({"sequence": "1"}, "sequence"),
        ({"sequence": 2**31}, "sequence"),
        ({"start": PLAIN.start.replace(tzinfo=UTC)}, "start"),
        ({"stop": "2026-01-12"}, "stop"),
        ({"stamped_at": PLAIN.start.replace(tzinfo=UTC)}, "time stamp"),
        ({"stop": PLAIN.start}, "stop later"),
        ({"stop": PLAIN.start + timedelta(microseconds=9)}, "stop later"),
        ({"summary": " \n"}, "summary"),
        ({"summary": None}, "must be text"),
        ({"attendee_name": None}, "must be text"),
        ({"location": False}, "must be text"),
        ({"partstat": "DELEGATED"}, "answer"),
        ({"zone": "Europe/Atlantis"}, "time zone"),
        ({"attendee_email": ""}, "attendee"),
        ({"attendee_email": "ann"}, "attendee"),
        ({"attendee_email": "ann@example.com\r\nX:y"}, "attendee"),
        ({"attendee_email": "ann@example.com\n"}, "attendee"),
        ({"attendee_email": "Ann <ann@example.com>"}, "attendee"),
        ({"attendee_email": "ann@example.com,spy@example.com"}, "attendee"),
        ({"attendee_email": '"ann"@example.com'}, "attendee"),
        ({"attendee_email": "ann;x=y@example.com"}, "attendee"),
        ({"attendee_email": "ann\x00@example.com"}, "attendee"),
        ({"organizer_email": "mailto:office@example.com"}, "organizer"),
        ({"url": "javascript:alert(1)"}, "link"),
        ({"url": "https://x.example/\r\nX:y"}, "link"),
        ({"url": "https://x.example/\n"}, "link"),
        ({"url": "https://"}, "link"),
    ],
)
def test_a_value_that_cannot_be_written_is_refused_with_a_sentence(values, sentence):
    with pytest.raises(ValueError, match=sentence) as refusal:
        replace(PLAIN, **values)
    assert "ann" not in str(refusal.value)
    assert "spy" not in str(refusal.value)


@pytest.mark.parametrize("method", ["request", "REPLY", "", None, "REQUEST\r\nX:y"])
def test_another_method_is_refused(method):
    with pytest.raises(ValueError, match="one of REQUEST, CANCEL"):
        to_ical(PLAIN, method)


def test_a_year_beyond_all_calendars_is_refused():
    far = datetime(9990, 1, 1)
    with pytest.raises(ValueError, match="year 9990"):
        to_ical(replace(PLAIN, start=far, stop=far + timedelta(hours=1)), "REQUEST")
