"""A line manager asks, is returned, answers, is accepted; OH books, HR is told, the manager follows."""

import re

import pytest
from playwright.sync_api import expect

from tests.cases import CONFERENCE, instant, text, weekday
from tests.pages.booking import BookingDialog
from tests.pages.conference import ConferencePage
from tests.pages.employee import EmployeePage
from tests.pages.times import Times
from tests.rpc import RpcError


def test_a_manager_asks_on_the_employees_page(page_as, cases, rpc, journey):
    page = page_as("manager")
    employee = EmployeePage(page).open_public("Owen Blake")
    employee.ask.click()
    dialog = BookingDialog(page)
    expect(dialog.report_date).to_have_text(re.compile(r"^\d{1,2} [A-Z][a-z]{2}"))  # Odoo leaves this year out
    dialog.ground("Advice needs clarifying").click()
    dialog.reason.fill("Owen came back in spring; we read the advice on late shifts differently.")
    dialog.today.click()
    dialog.send.click()
    expect(dialog.saved).to_be_visible()
    expect(employee.open_public("Owen Blake").conferences).to_contain_text("1")
    (journey["asked"],) = rpc("manager").call(CONFERENCE, "search", [("employee_id.name", "=", "Owen Blake")])
    assert cases.state(journey["asked"]) == "requested"


def test_a_manager_asks_for_their_team_only(page_as, cases):
    employee = EmployeePage(page_as("manager")).open_public("Kevin Harte")
    expect(employee.ask).to_have_count(0)
    with pytest.raises(RpcError, match="a line manager for someone in their own team"):
        cases.ask("manager", "Kevin Harte")
    with pytest.raises(RpcError, match="a line manager for someone in their own team"):
        cases.ask("colleague", "Owen Blake")


def test_what_a_manager_asks_waits_for_hr_and_oh(journey, cases, rpc):
    asked = journey["asked"]
    assert cases.read("manager", asked, "state", "can_schedule") == {
        "id": asked,
        "state": "requested",
        "can_schedule": False,
    }
    for login in ("hr", "ohadmin", "clinician"):
        waiting = rpc(login).call(CONFERENCE, "search", [("is_waiting_for_me", "=", True)])
        assert asked in waiting, login
    assert asked not in rpc("manager").call(CONFERENCE, "search", [("is_waiting_for_me", "=", True)])


def test_nobody_books_it_before_it_is_accepted(journey, cases):
    asked = journey["asked"]
    for login in ("hr", "ohadmin"):
        with pytest.raises(RpcError, match=r"must be accepted first\. \[R6\]"):
            cases.act(login, asked, "schedule", start=text(weekday(9)), mode="virtual")
    with pytest.raises(RpcError, match="AccessError"):
        cases.act("manager", asked, "accept")
    assert cases.state(asked) == "requested"


def test_it_is_returned_and_the_manager_reads_what_is_missing(journey, page_as, cases, rpc):
    asked = journey["asked"]
    with pytest.raises(RpcError, match="Please give"):
        cases.act("hr", asked, "return", reason=" ")
    page = ConferencePage(page_as("hr")).open(asked)
    page.press("Return")
    page.say("What is missing?", "Please say what was tried so far.")
    page.confirm("Return")
    read = cases.read("manager", asked, "is_returned", "return_reason", "can_answer_return")
    assert (read["is_returned"], read["return_reason"]) == (True, "Please say what was tried so far.")
    assert read["can_answer_return"]
    assert asked in rpc("manager").call(CONFERENCE, "search", [("is_waiting_for_me", "=", True)])
    with pytest.raises(RpcError, match=r"the requester must answer first\. \[R6\]"):
        cases.act("ohadmin", asked, "schedule", start=text(weekday(9)), mode="virtual")


def test_the_manager_answers_and_it_waits_again(journey, page_as, cases, rpc):
    asked = journey["asked"]
    page = ConferencePage(page_as("manager")).open(asked)
    page.press("Answer the question")
    expect(page.dialog).to_contain_text("Please say what was tried so far.")
    page.say("Your answer", "Two early weeks, then one late shift a week.")
    page.confirm("Send the answer")
    assert cases.read("hr", asked, "return_answer")["return_answer"] == "Two early weeks, then one late shift a week."
    assert asked in rpc("ohadmin").call(CONFERENCE, "search", [("is_waiting_for_me", "=", True)])
    with pytest.raises(RpcError, match="AccessError"):
        cases.act("manager", asked, "answer_return", answer="Once more.")


def test_it_is_accepted_and_booked_by_occupational_health(journey, page_as, cases, mailbox):
    asked = journey["asked"]
    page = ConferencePage(page_as("hr")).open(asked)
    page.button("Accept").click()
    expect(page.button("Accept")).to_have_count(0)
    page = ConferencePage(page_as("ohadmin")).open(asked)
    times = Times(page.form)
    times.suggestions.last.click()
    expect(times.chosen).to_have_count(1)
    page.button("Book").click()
    expect(page.state).to_have_text("Scheduled")
    start = journey["start"] = instant(cases.read("ohadmin", asked, "start")["start"])
    rows = cases.wait_until_all_are_told(asked)
    assert set(rows) == {"employee", "manager", "clinician", "hr"}
    mails = mailbox.calendar_mails(mailbox.uid_of(start))
    assert sorted(mail.to for mail in mails) == sorted(cases.addresses(asked).values())


def test_the_manager_sees_date_and_link_and_cannot_change_them(journey, cases):
    asked = journey["asked"]
    read = cases.read("manager", asked, "state", "start", "video_url", "can_move", "can_cancel")
    assert (read["state"], read["start"]) == ("scheduled", text(journey["start"]))
    assert re.match(r"https://meet\.", read["video_url"])
    assert not read["can_move"]
    assert not read["can_cancel"]
    with pytest.raises(RpcError, match="AccessError"):
        cases.act("manager", asked, "move", start=text(weekday(10)))
    with pytest.raises(RpcError, match="cannot do this now"):  # a requester cancels while it is a request
        cases.act("manager", asked, "cancel", reason="No longer needed")
    assert cases.state(asked) == "scheduled"


def test_another_request_is_refused_and_the_manager_reads_why(cases):
    asked = cases.ask("manager", "Rachel Dunn")
    cases.act("ohadmin", asked, "refuse", reason="The author has answered by e-mail.")
    read = cases.read("manager", asked, "state", "refuse_reason")
    assert (read["state"], read["refuse_reason"]) == ("refused", "The author has answered by e-mail.")
    with pytest.raises(RpcError, match="cannot do this now"):
        cases.act("hr", asked, "accept")
