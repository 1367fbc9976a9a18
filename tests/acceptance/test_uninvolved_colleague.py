"""A colleague whom no case conference concerns finds none of them, by any door."""

import urllib.error
import urllib.request

import pytest

from tests.cases import ATTENDEE, CONFERENCE, text, weekday
from tests.rpc import RpcError

CASECON_MODELS = [
    "casecon.conference",
    "casecon.request",
    "casecon.report",
    "casecon.attendee",
    "casecon.agenda.item",
    "casecon.needs",
    "casecon.change",
    "casecon.note",
    "casecon.message",
]
NEUTRAL = "Meeting"


@pytest.fixture(scope="module")
def meeting(cases, rpc):
    """A booked conference as its participants see it in the calendar."""
    start = weekday(14, 16)
    conference = cases.booked("Emily Stone", start)
    cases.wait_until_all_are_told(conference)
    found = rpc("manager").call(
        "calendar.event",
        "search_read",
        [("start", "=", text(start)), ("name", "=", NEUTRAL)],
        ["id", "name", "access_token", "partner_ids", "attendee_ids"],
    )
    assert len(found) == 1, "a participant sees the entry, else the test looks for nothing"
    tokens = rpc("manager").call("calendar.attendee", "read", found[0]["attendee_ids"], ["access_token"])
    return {
        **found[0],
        "start": text(start),
        "conference": conference,
        "tokens": [row["access_token"] for row in tokens if row["access_token"]],
    }


@pytest.fixture(scope="module")
def colleague(rpc):
    session = rpc("colleague")
    assert session.call("calendar.event", "search_count", []) > 0, "the colleague has meetings of their own"
    return session


def refused_or_empty(call, *args, **kwargs):
    """True when the server answers with nothing, or with an access error."""
    try:
        return not call(*args, **kwargs)
    except RpcError as error:
        assert error.name in ("AccessError", "MissingError"), error
        return True


@pytest.mark.parametrize(
    "domain",
    [
        "[('id', '=', event)]",
        "[('start', '=', start)]",
        "[('start', '=', start), ('name', 'ilike', 'meet')]",
        "[('partner_ids', 'in', partners), ('start', '=', start)]",
        "[('attendee_ids.partner_id', 'in', partners), ('start', '=', start)]",
        "[('attendee_ids.state', '=', 'needsAction'), ('start', '=', start)]",
        "['!', ('id', '!=', event)]",
    ],
)
def test_no_search_finds_the_event(meeting, colleague, rpc, domain):
    values = {"event": meeting["id"], "start": meeting["start"], "partners": meeting["partner_ids"]}
    searched = eval(domain, values)
    assert rpc("manager").call("calendar.event", "search_count", searched), "the domain names the event"
    for context in ({}, {"active_test": False}):
        assert refused_or_empty(colleague.call, "calendar.event", "search", searched, context=context)
        assert refused_or_empty(colleague.call, "calendar.event", "search_count", searched, context=context)
        assert refused_or_empty(colleague.call, "calendar.event", "search_read", searched, ["name"], context=context)


def test_the_event_is_not_read_by_its_number(meeting, colleague, rpc):
    for names in (["name"], ["start"], ["display_name"], ["partner_ids"], []):
        with pytest.raises(RpcError, match=r"AccessError|MissingError"):
            colleague.call("calendar.event", "read", [meeting["id"]], names)
    with pytest.raises(RpcError, match=r"AccessError|MissingError"):
        colleague.call("calendar.event", "web_read", [meeting["id"]], {"name": {}})
    for method, *values in (("write", {"name": "Mine"}), ("unlink",), ("copy",), ("action_archive",)):
        with pytest.raises(RpcError, match=r"AccessError|MissingError|UserError"):
            colleague.call("calendar.event", method, [meeting["id"]], *values)
    (now,) = rpc("manager").call("calendar.event", "read", [meeting["id"]], ["name", "active"])
    assert (now["name"], now["active"]) == (NEUTRAL, True)


def test_the_event_is_not_offered_by_its_name(meeting, colleague, rpc):
    assert meeting["id"] in [row[0] for row in rpc("manager").call("calendar.event", "name_search", NEUTRAL)]
    assert meeting["id"] not in [row[0] for row in colleague.call("calendar.event", "name_search", NEUTRAL)]


def test_the_event_is_not_counted(meeting, colleague, rpc):
    domain = [("start", "=", meeting["start"])]

    def count(session, groupby):
        groups = session.call("calendar.event", "formatted_read_group", domain, groupby, ["id:count"])
        return sum(group["id:count"] for group in groups)

    ways = (["start:day"], ["user_id"], ["privacy"], ["show_as"], ["partner_ids"], [])
    assert any(count(rpc("manager"), groupby) for groupby in ways), "a participant does count it"
    assert [count(colleague, groupby) for groupby in ways] == [0] * len(ways)


def test_the_rows_of_its_attendees_are_not_found(meeting, colleague, rpc):
    domain = [("event_id", "=", meeting["id"])]
    assert rpc("manager").call("calendar.attendee", "search_count", domain) == 4
    assert refused_or_empty(colleague.call, "calendar.attendee", "search", domain)
    assert refused_or_empty(colleague.call, "calendar.attendee", "search", [("id", "in", meeting["attendee_ids"])])
    assert refused_or_empty(colleague.call, "calendar.attendee", "read", meeting["attendee_ids"], ["partner_id"])


def test_no_attachment_and_no_message_tells_of_it(meeting, colleague):
    about = [("res_model", "=", "calendar.event"), ("res_id", "=", meeting["id"])]
    assert refused_or_empty(colleague.call, "ir.attachment", "search", about)
    assert refused_or_empty(colleague.call, "ir.attachment", "search", [("res_model", "like", "casecon")])
    assert refused_or_empty(
        colleague.call, "ir.attachment", "search", [("name", "ilike", ".ics"), ("res_model", "!=", False)]
    )
    about = [("model", "=", "calendar.event"), ("res_id", "=", meeting["id"])]
    assert refused_or_empty(colleague.call, "mail.message", "search", about)
    assert refused_or_empty(colleague.call, "mail.message", "search", [("model", "like", "casecon")])
    assert refused_or_empty(colleague.call, "mail.activity", "search", [("res_model", "=", "calendar.event")])


def test_the_meetings_of_a_person_are_not_counted_with_it(cases, colleague, rpc):
    """The number that stands on a contact's form is the same before and after a booking."""

    def counted(partners, session):
        read = session.call("res.partner", "read", partners, ["meeting_count"])
        return {row["id"]: row["meeting_count"] for row in read}

    rows = cases.attendees(cases.booked("Owen Blake", weekday(14, 15)))
    partners = sorted(row["partner_id"][0] for row in rows.values())
    before_all, before = counted(partners, rpc("manager")), counted(partners, colleague)
    cases.booked("Owen Blake", weekday(15, 15))
    assert counted(partners, rpc("manager")) != before_all, "a participant's numbers do rise"
    assert counted(partners, colleague) == before


@pytest.mark.parametrize("model", CASECON_MODELS)
def test_no_record_of_the_case_is_found(meeting, colleague, model):
    assert refused_or_empty(colleague.call, model, "search", [])
    assert refused_or_empty(colleague.call, model, "search_count", [])
    assert refused_or_empty(colleague.call, model, "name_search", "")
    assert refused_or_empty(colleague.call, model, "formatted_read_group", [], [], ["__count"]) or (
        colleague.call(model, "formatted_read_group", [], [], ["__count"])[0]["__count"] == 0
    )


def test_the_conference_is_not_read_by_its_number(meeting, colleague, rpc, cases):
    assert cases.state(meeting["conference"]) == "scheduled"
    with pytest.raises(RpcError, match=r"AccessError|MissingError"):
        colleague.call(CONFERENCE, "read", [meeting["conference"]], ["name"])
    (row,) = rpc("hr").call(
        ATTENDEE, "search", [("conference_id", "=", meeting["conference"]), ("role", "=", "manager")]
    )
    with pytest.raises(RpcError, match=r"AccessError|MissingError"):
        colleague.call(ATTENDEE, "read", [row], ["role"])
    for verb in ("cancel", "schedule", "move", "decline", "accept"):
        with pytest.raises(RpcError, match=r"AccessError|MissingError"):
            colleague.call(CONFERENCE, f"action_{verb}", [meeting["conference"]])


def test_an_employee_does_not_tell_of_a_case(meeting, colleague, cases):
    employee = cases.employee("Emily Stone")
    (read,) = colleague.call("hr.employee.public", "read", [employee], ["casecon_conference_count", "casecon_can_ask"])
    assert (read["casecon_conference_count"], read["casecon_can_ask"]) == (0, "no")


@pytest.mark.parametrize("who", ["nobody", "colleague"])
def test_a_token_opens_nothing_and_changes_nothing(meeting, server, rpc, who):
    assert meeting["tokens"], "there are tokens to try"
    opener = urllib.request.build_opener() if who == "nobody" else rpc("colleague")
    event = meeting["id"]
    for token in [*meeting["tokens"], meeting["access_token"] or meeting["tokens"][0]]:
        for path in (
            f"/calendar/meeting/view?token={token}&id={event}",
            f"/calendar/meeting/accept?token={token}&id={event}",
            f"/calendar/meeting/decline?token={token}&id={event}",
            f"/calendar/recurrence/accept?token={token}&id={event}",
            f"/calendar/meeting/join?token={token}",
            f"/calendar/join_videocall/{token}",
        ):
            assert status_of(opener, server.url + path) in (400, 403, 404), path
    answers = rpc("manager").call("calendar.attendee", "read", meeting["attendee_ids"], ["state"])
    assert {row["state"] for row in answers} == {"needsAction"}


def status_of(opener, url):
    """The HTTP status; 403 for the login page."""
    try:
        with opener.open(url, timeout=30) as answer:
            return 403 if "/web/login" in answer.url else answer.status
    except urllib.error.HTTPError as error:
        return error.code
