"""What a plain calendar client on a real CalDAV server makes of our invitations."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from ..domain.conftest import register_domain
from .caldav_client import CalendarClient
from .radicale_server import radicale_server

register_domain()
from casecon_domain.invitation import Invitation, to_ical  # noqa: E402 - there is no such package before

NINE = datetime(2026, 7, 13, 9)
HALF_HOUR = timedelta(minutes=30)
FIRST = Invitation(
    uid="7f3a-11@meetings",
    sequence=0,
    start=NINE,
    stop=NINE + HALF_HOUR,
    summary="Meeting",
    organizer_email="no-reply@example.com",
    organizer_name="Office",
    attendee_email="zoe@example.com",
    attendee_name='Zoë "Z"; Ångström',
    partstat="NEEDS-ACTION",
    zone="Europe/London",
    stamped_at=datetime(2026, 7, 1),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with radicale_server(tmp_path_factory.mktemp("radicale")) as url:
        yield url


@pytest.fixture
def client(server):
    return CalendarClient(f"{server}/zoe/{uuid4().hex}/")


def moved(invitation, hours, sequence):
    return replace(
        invitation,
        start=invitation.start + timedelta(hours=hours),
        stop=invitation.stop + timedelta(hours=hours),
        sequence=sequence,
    )


def test_invited_moved_cancelled_is_one_event_at_every_step_and_none_after(client):
    assert client.events() == []
    client.receive(to_ical(FIRST, "REQUEST"))
    assert client.events() == [(FIRST.uid, 0, NINE, NINE + HALF_HOUR)]

    client.receive(to_ical(moved(FIRST, 24, 1), "REQUEST"))
    later = NINE + timedelta(hours=24)
    assert client.events() == [(FIRST.uid, 1, later, later + HALF_HOUR)]

    client.receive(to_ical(moved(FIRST, 24, 2), "CANCEL"))
    assert client.events() == []


def test_the_same_mail_twice_is_one_event(client):
    client.receive(to_ical(FIRST, "REQUEST"))
    client.receive(to_ical(FIRST, "REQUEST"))
    assert len(client.events()) == 1


def test_mails_in_the_wrong_order_end_with_the_latest(client):
    client.receive(to_ical(moved(FIRST, 24, 1), "REQUEST"))
    client.receive(to_ical(FIRST, "REQUEST"))
    assert [(sequence, start) for _, sequence, start, _ in client.events()] == [(1, NINE + timedelta(hours=24))]


def test_a_planted_new_uid_is_seen_as_a_second_event(client):
    client.receive(to_ical(FIRST, "REQUEST"))
    client.receive(to_ical(replace(moved(FIRST, 24, 1), uid="another@meetings"), "REQUEST"))
    assert [uid for uid, *_ in client.events()] == [FIRST.uid, "another@meetings"]
    client.receive(to_ical(moved(FIRST, 24, 2), "CANCEL"))
    assert [uid for uid, *_ in client.events()] == ["another@meetings"]


def test_a_planted_equal_sequence_is_seen_as_the_old_time(client):
    client.receive(to_ical(FIRST, "REQUEST"))
    client.receive(to_ical(moved(FIRST, 24, 0), "REQUEST"))
    assert client.events() == [(FIRST.uid, 0, NINE, NINE + HALF_HOUR)]


def test_an_old_cancellation_does_not_delete_a_newer_meeting(client):
    client.receive(to_ical(moved(FIRST, 24, 5), "REQUEST"))
    client.receive(to_ical(replace(FIRST, sequence=4), "CANCEL"))
    assert len(client.events()) == 1
    client.receive(to_ical(replace(FIRST, sequence=5), "CANCEL"))
    assert client.events() == []


def test_a_cancellation_of_an_unknown_meeting_changes_nothing(client):
    client.receive(to_ical(FIRST, "REQUEST"))
    client.receive(to_ical(replace(FIRST, uid="another@meetings"), "CANCEL"))
    assert len(client.events()) == 1


def test_a_winter_and_a_summer_meeting_keep_their_hours(client):
    winter = replace(FIRST, uid="winter@meetings", start=datetime(2026, 1, 12, 9), stop=datetime(2026, 1, 12, 10))
    for invitation in (FIRST, winter):
        client.receive(to_ical(invitation, "REQUEST"))
    assert [start for _, _, start, _ in client.events()] == [winter.start, NINE]


def test_two_people_have_two_calendars(server):
    ann, bob = (CalendarClient(f"{server}/{name}/calendar/") for name in ("ann", "bob"))
    ann.receive(to_ical(FIRST, "REQUEST"))
    assert (len(ann.events()), len(bob.events())) == (1, 0)


@pytest.mark.parametrize(
    "content",
    [
        to_ical(FIRST, "REQUEST").replace(b"METHOD:REQUEST\r\n", b""),
        to_ical(FIRST, "REQUEST").replace(b"METHOD:REQUEST", b"METHOD:PUBLISH"),
        to_ical(FIRST, "REQUEST").replace(b"SEQUENCE:0\r\n", b""),
        to_ical(FIRST, "REQUEST").replace(b"UID:7f3a-11@meetings\r\n", b""),
        b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
    ],
    ids=["no method", "another method", "no sequence", "no uid", "no event"],
)
def test_a_mail_without_uid_sequence_or_method_is_refused(client, content):
    with pytest.raises(ValueError, match=r"METHOD|REQUEST|event"):
        client.receive(content)
    assert client.events() == []


def test_the_server_is_gone_after_its_block(tmp_path):
    with radicale_server(tmp_path) as url:
        CalendarClient(f"{url}/ann/calendar/")
    with pytest.raises(Exception, match=r"(?i)refused|connect"):
        CalendarClient(f"{url}/ann/calendar/")
