"""A line manager asks, is returned, answers, is accepted; OH books, HR is told, the manager follows."""

import re

import pytest

from tests.cases import text, weekday
from tests.rpc import RpcError


@pytest.fixture(scope="module")
def asked(cases):
    """A manager's request for somebody in their team, for all steps of this journey."""
    return cases.ask(
        "manager",
        "Owen Blake",
        reason="Owen came back in spring; we read the advice on late shifts differently.",
        told_on=weekday(0).date().isoformat(),
        clinician_id=cases.clinician("clinician"),
    )


def test_a_manager_asks_for_their_team_only(cases):
    with pytest.raises(RpcError, match="a line manager for somebody in their own team"):
        cases.ask("manager", "Kevin Harte")
    with pytest.raises(RpcError, match="a line manager for somebody in their own team"):
        cases.ask("colleague", "Owen Blake")


def test_what_a_manager_asks_waits_for_hr_and_oh(asked, cases, rpc):
    assert cases.read("manager", asked, "state", "can_schedule") == {
        "id": asked,
        "state": "requested",
        "can_schedule": False,
    }
    for login in ("hr", "ohadmin", "clinician"):
        waiting = rpc(login).call("casecon.conference", "search", [("is_waiting_for_me", "=", True)])
        assert asked in waiting, login
    assert asked not in rpc("manager").call("casecon.conference", "search", [("is_waiting_for_me", "=", True)])


def test_nobody_books_it_before_it_is_accepted(asked, cases):
    for login in ("hr", "ohadmin"):
        with pytest.raises(RpcError, match=r"has to be accepted first\. \[R6\]"):
            cases.act(login, asked, "schedule", start=text(weekday(9)), mode="virtual")
    with pytest.raises(RpcError, match="AccessError"):
        cases.act("manager", asked, "accept")
    assert cases.state(asked) == "requested"


def test_it_is_returned_and_the_manager_reads_what_is_missing(asked, cases, rpc):
    with pytest.raises(RpcError, match="Please give"):
        cases.act("hr", asked, "return", reason=" ")
    cases.act("hr", asked, "return", reason="Please say what was tried so far.")
    read = cases.read("manager", asked, "is_returned", "return_reason", "can_answer_return")
    assert (read["is_returned"], read["return_reason"]) == (True, "Please say what was tried so far.")
    assert read["can_answer_return"]
    assert asked in rpc("manager").call("casecon.conference", "search", [("is_waiting_for_me", "=", True)])
    with pytest.raises(RpcError, match=r"the requester has to answer first\. \[R6\]"):
        cases.act("ohadmin", asked, "schedule", start=text(weekday(9)), mode="virtual")


def test_the_manager_answers_and_it_waits_again(asked, cases, rpc):
    cases.act("manager", asked, "answer_return", answer="Two early weeks, then one late shift a week.")
    assert cases.read("hr", asked, "return_answer")["return_answer"] == "Two early weeks, then one late shift a week."
    assert asked in rpc("ohadmin").call("casecon.conference", "search", [("is_waiting_for_me", "=", True)])
    with pytest.raises(RpcError, match="AccessError"):
        cases.act("manager", asked, "answer_return", answer="Once more.")


def test_it_is_accepted_and_booked_by_occupational_health(asked, cases, mailbox):
    cases.act("hr", asked, "accept")
    start = weekday(9, 9)
    cases.act("ohadmin", asked, "schedule", start=text(start), mode="virtual")
    assert cases.state(asked) == "scheduled"
    rows = cases.wait_until_all_are_told(asked)
    assert set(rows) == {"employee", "manager", "clinician", "hr"}
    mails = mailbox.calendar_mails(mailbox.uid_of(start))
    assert sorted(mail.to for mail in mails) == sorted(cases.addresses(asked).values())


def test_the_manager_sees_date_and_link_and_cannot_change_them(asked, cases):
    read = cases.read("manager", asked, "state", "start", "video_url", "can_move", "can_cancel")
    assert (read["state"], read["start"]) == ("scheduled", text(weekday(9, 9)))
    assert re.match(r"https://meet\.", read["video_url"])
    assert not read["can_move"]
    assert not read["can_cancel"]
    with pytest.raises(RpcError, match="AccessError"):
        cases.act("manager", asked, "move", start=text(weekday(10)))
    with pytest.raises(RpcError, match="cannot be done now"):  # a requester cancels while it is a request
        cases.act("manager", asked, "cancel", reason="No longer needed")
    assert cases.state(asked) == "scheduled"


def test_another_request_is_refused_and_the_manager_reads_why(cases):
    asked = cases.ask("manager", "Rachel Dunn")
    cases.act("ohadmin", asked, "refuse", reason="The author has answered by e-mail.")
    read = cases.read("manager", asked, "state", "refuse_reason")
    assert (read["state"], read["refuse_reason"]) == ("refused", "The author has answered by e-mail.")
    with pytest.raises(RpcError, match="cannot be done now"):
        cases.act("hr", asked, "accept")
