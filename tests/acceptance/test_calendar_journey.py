"""The caught calendar mails of a meeting's life, in two libraries and on a real calendar server.

One event at every step, none after the cancellation; a new UID or a SEQUENCE that does not rise is noticed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import vobject
from icalendar import Calendar

from tests.cases import text
from tests.waiting import until

from .caldav_client import CalendarClient
from .radicale_server import radicale_server

HARD_NAME = 'Zoë "Zed" Müller, née O\'Hara; Đặng\r\nATTENDEE:mailto:eve@example.com\nX-EVIL:yes'
SHOWN_NAME = "Zoë 'Zed' Müller, née O'Hara; Đặng ATTENDEE:mailto:eve@example.com X-EVIL:yes"
HARD_ADDRESS = "zoe.mueller@home.example"


@dataclass(frozen=True)
class Step:
    """What one mail said, and the event that there must be after it: (start, stop) in naive UTC, or None."""

    ical: bytes
    expected: tuple | None


def next_day_in(month):
    """A weekday in the middle of that month, at least four weeks ahead: naive UTC, 9:30."""
    now = datetime.now(UTC).replace(tzinfo=None)
    day = now.replace(month=month, day=14, hour=9, minute=30, second=0, microsecond=0)
    if day < now + timedelta(weeks=4):
        day = day.replace(year=day.year + 1)
    while day.weekday() >= 3:  # the day after is a weekday too
        day += timedelta(days=1)
    return day


@pytest.fixture(scope="module", params=[1, 7], ids=["winter", "summer"])
def life(request, cases, mailbox):
    """One meeting booked, shortened, moved and cancelled: {address: [Step]}, mails as they were caught."""
    start = next_day_in(request.param)
    stop, shorter, later = start + timedelta(minutes=45), start + timedelta(minutes=30), start + timedelta(days=1)
    conference = cases.ask(
        "hr", "Tom Whitfield", told_on=text(datetime.now(UTC))[:10], clinician_id=cases.clinician("clinician2")
    )
    address = f"{request.param}.{HARD_ADDRESS}"  # one companion's address gets one invitation an hour
    cases.act("employee", conference, "set_companion", name=HARD_NAME, email=address)
    addresses = set(cases.addresses(conference).values())
    assert len(addresses) == 5

    cases.act("hr", conference, "schedule", start=text(start), mode="virtual")
    uid = mailbox.uid_of(start)
    steps = {address: [] for address in addresses}

    def take(number, expected):
        """The mails of this step, one for each address."""
        until(lambda: len(mailbox.calendar_mails(uid)) >= 5 * number, f"five mails of step {number}")
        cases.send_what_waits()
        mails = mailbox.calendar_mails(uid)
        assert len(mails) == 5 * number, "nobody is told twice"
        for mail in mails[-5:]:
            steps[mail.to].append(Step(mail.ical, expected))

    take(1, (start, stop))
    cases.act("hr", conference, "change", duration=30)
    take(2, (start, shorter))
    cases.act("hr", conference, "move", start=text(later), reason="The room is taken")
    take(3, (later, later + timedelta(minutes=30)))
    cases.act("hr", conference, "cancel", reason="Not needed any more")
    take(4, None)
    return steps


def hard(life):
    """The steps of the companion with the hard name."""
    return next(steps for address, steps in life.items() if address.endswith(HARD_ADDRESS))


@pytest.fixture(scope="module")
def calendar_server(tmp_path_factory):
    with radicale_server(tmp_path_factory.mktemp("radicale")) as url:
        yield url


def check_on_a_calendar_server(server, steps):
    """After each step the client holds the one expected event, after the last none; else AssertionError."""
    client = CalendarClient(f"{server}/reader/{uuid4().hex}/")
    for number, step in enumerate(steps, 1):
        client.receive(step.ical)
        held = [(start, stop) for _uid, _sequence, start, stop in client.events()]
        assert held == ([step.expected] if step.expected else []), f"after mail {number}"


def test_a_plain_calendar_holds_one_event_at_every_step_and_none_after(life, calendar_server):
    assert {len(steps) for steps in life.values()} == {4}
    for steps in life.values():
        check_on_a_calendar_server(calendar_server, steps)


def test_a_planted_new_uid_is_noticed(life, calendar_server):
    for step in range(1, 4):
        steps = list(hard(life))
        uid = Calendar.from_ical(steps[step].ical).events[0]["UID"].encode()
        planted = steps[step].ical.replace(b"UID:" + uid, b"UID:x" + uid[1:])
        assert planted != steps[step].ical
        steps[step] = Step(planted, steps[step].expected)
        with pytest.raises(AssertionError, match="after mail"):
            check_on_a_calendar_server(calendar_server, steps)


def test_a_planted_equal_sequence_is_noticed(life, calendar_server):
    for step in range(1, 3):
        steps = list(hard(life))
        before, now = (Calendar.from_ical(steps[n].ical).events[0]["SEQUENCE"] for n in (step - 1, step))
        planted = steps[step].ical.replace(b"SEQUENCE:%d" % now, b"SEQUENCE:%d" % before)
        assert planted != steps[step].ical
        steps[step] = Step(planted, steps[step].expected)
        with pytest.raises(AssertionError, match="after mail"):
            check_on_a_calendar_server(calendar_server, steps)


def test_two_libraries_read_the_same(life):
    for address, steps in life.items():
        sequences = []
        for step in steps:
            one = read_by_icalendar(step.ical)
            assert one == read_by_vobject(step.ical)
            assert one["method"] == ("REQUEST" if step.expected else "CANCEL")
            assert one["attendees"] == [f"mailto:{address}"]
            assert not step.expected or one["times"] == step.expected
            sequences.append(one["sequence"])
        assert sequences == sorted(set(sequences)), "the SEQUENCE rises with every mail"
    assert len({read_by_icalendar(step.ical)["uid"] for steps in life.values() for step in steps}) == 1


def test_the_clock_on_the_wall_is_londons(life):
    for step in hard(life):
        event = Calendar.from_ical(step.ical).events[0]
        assert str(event["DTSTART"].params["TZID"]) == "Europe/London"
        summer = 4 <= event["DTSTART"].dt.month <= 10
        assert event["DTSTART"].dt.strftime("%H:%M") == ("10:30" if summer else "09:30")
        wall = vobject.readOne(step.ical.decode()).vevent.dtstart.value
        assert wall.strftime("%H:%M") == ("10:30" if summer else "09:30")


def test_a_hard_name_is_one_name_and_adds_no_line(life):
    for step in hard(life):
        name = str(Calendar.from_ical(step.ical).events[0]["ATTENDEE"].params["CN"])
        assert name == SHOWN_NAME
        assert str(vobject.readOne(step.ical.decode()).vevent.attendee.params["CN"][0]) == SHOWN_NAME
        unfolded = step.ical.replace(b"\r\n ", b"").split(b"\r\n")
        assert not [line for line in unfolded if line.startswith((b"X-EVIL", b"ATTENDEE:"))]


def read_by_icalendar(ical):
    calendar = Calendar.from_ical(ical)
    (event,) = calendar.events
    attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "times": tuple(_utc(event[name].dt) for name in ("DTSTART", "DTEND")),
        "summary": str(event["SUMMARY"]),
        "status": str(event["STATUS"]),
        "organizer": str(event["ORGANIZER"]).lower(),
        "attendees": [str(attendee).lower() for attendee in attendees],
        "partstat": str(attendees[0].params["PARTSTAT"]),
    }


def read_by_vobject(ical):
    calendar = vobject.readOne(ical.decode())
    (event,) = calendar.vevent_list
    return {
        "method": calendar.method.value,
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "times": (_utc(event.dtstart.value), _utc(event.dtend.value)),
        "summary": event.summary.value,
        "status": event.status.value,
        "organizer": event.organizer.value.lower(),
        "attendees": [attendee.value.lower() for attendee in event.attendee_list],
        "partstat": event.attendee.params["PARTSTAT"][0],
    }


def _utc(moment):
    return moment.astimezone(UTC).replace(tzinfo=None)
