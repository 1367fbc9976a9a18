"""What the employee said is entered later, on a phone and by keys: when it was said and when it was entered."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.cases import weekday
from tests.pages.axe import violations
from tests.pages.meeting import MeetingPage
from tests.pages.portal import PHONE

# Stock's drop-down and its date picker, in every form of Odoo: not ours.
STOCK = ("aria-allowed-attr", "autocomplete-valid")


def this_minute():
    return datetime.now(UTC).replace(second=0, microsecond=0, tzinfo=None)


@pytest.fixture(scope="module")
def conference(cases):
    return cases.booked("Tom Whitfield", weekday(13, 16), "clinician")


def test_the_clinician_enters_when_it_was_said(page_as, cases, conference):
    page = page_as("clinician")
    page.set_viewport_size(PHONE)
    form = MeetingPage(page).open(conference)
    form.form.locator(".o_form_statusbar button:has(.oi-ellipsis-v)").click()
    page.get_by_role("button", name="What the employee said").click()
    form.dialog.wait_for()
    form.dialog.get_by_label("What did they say?").select_option(
        label="They understand why the meeting is planned, and what will happen"
    )
    form.choose("By phone")
    form.type_moment("When they said it", this_minute())
    form.say("In their words", "I understand, and I am fine with it.")
    assert not violations(page, ".o_casecon_verb", STOCK)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than a phone"
    form.confirm("Record")
    request = form.tab("Request")
    expect(request.locator("[name=understood_through]")).to_have_text("By phone")
    expect(request.locator("[name=understood_entered_at]")).to_be_visible()


def test_the_employee_reads_both_times(page_as, conference):
    page = page_as("employee")
    page.goto(f"/my/conferences/{conference}")
    expect(page.get_by_text("You told OH by phone. They recorded it on")).to_be_visible()


def test_consent_is_entered_by_keys_with_its_time(page_as, conference):
    page = page_as("clinician")
    form = MeetingPage(page).open(conference)
    form.propose("Sitting for long is painful for now.")
    form.item("Sitting for long").get_by_role("button", name="Grant").click()
    form.dialog.wait_for()
    form.dialog.get_by_label("Everyone invited").focus()
    page.keyboard.press("Space")
    form.dialog.get_by_label("By phone").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(form.dialog.get_by_label("When they said it")).to_be_focused()
    form.type_moment("When they said it", this_minute())
    form.say("In their words", "You may say that.")
    form.confirm("Record that they grant it")
    expect(form.item("Sitting for long").locator("td[name=granted_names]")).not_to_be_empty()


def test_the_dialog_says_who_knew_that_nothing_is_recorded(page_as, cases, rpc):
    employee = cases.employee("Rachel Dunn")
    domain = [("employee_id", "=", employee), ("state", "=", "prepared")]
    (near,) = rpc("clinician").call("casecon.conference", "search", domain)
    form = MeetingPage(page_as("clinician")).open(near)
    form.row("Line manager").get_by_role("button", name="Knew beforehand").click()
    expect(form.dialog).to_contain_text("Martin Doyle said so before the meeting")


def test_who_reads_the_reason_of_a_new_chair_is_said_and_their_next_step_stands_out(page_as, cases, conference):
    form = MeetingPage(page_as("clinician2")).open(conference)
    form.press("Take the chair")
    expect(form.dialog).to_contain_text("HR and OH read this.")
    form.say("Reason", "Nora is on leave that week.")
    form.confirm("Take the chair")
    history = MeetingPage(page_as("hr")).open(conference).tab("History")
    expect(history).to_contain_text("Nora is on leave that week.")

    called_at = this_minute().isoformat(sep=" ")
    cases.act("clinician", conference, "record_pre_call", outcome="done", called_at=called_at, minutes=5)
    form.open(conference)
    highlighted = form.form.locator(".o_statusbar_buttons .btn-primary")
    expect(highlighted).to_have_text(["I was briefed on the pre-call"])
