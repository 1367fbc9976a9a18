"""A meeting is adjourned and goes on another day, and a question to OH is parked and answered, pressed in browsers.

The chair at a desk and on a phone, HR and manager at theirs, the employee in the portal on a phone.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cases import ATTENDEE, text
from tests.pages.meeting import MeetingPage
from tests.pages.portal import PHONE, Portal
from tests.pages.sealed import SealedText

NAME, CHAIR, ROLES = "Grace Adeyemi", "clinician2", ("employee", "clinician", "manager", "hr")
PARKED, OPEN = "Is night work advisable?", "Which shifts could come first?"
WORDS = "Nights are out of the question"


def now(**after):
    return text(datetime.now(UTC) + timedelta(**after))


def picture(page, name):
    """A picture to look at, where `CASECON_PICTURES` names a folder."""
    if folder := os.environ.get("CASECON_PICTURES"):
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def desk(page_as, journey):
    return lambda login: MeetingPage(page_as(login)).open(journey["conference"])


@pytest.fixture
def phone(page_as, journey):
    """The form of the conference on a phone."""

    def opened(login):
        page = page_as(login)
        page.set_viewport_size(PHONE)
        return MeetingPage(page).open(journey["conference"])

    return opened


def test_a_meeting_goes_on(cases, rpc, journey):
    cases.clear_the_next_hours("hr", "manager2", CHAIR)
    conference = cases.ask("hr", NAME, told_on=now()[:10], clinician_id=cases.clinician(CHAIR), mode="virtual")
    conference = journey["conference"] = conference[0] if isinstance(conference, list) else conference
    for words in (PARKED, OPEN):
        rpc("hr").call("casecon.agenda.item", "create", {"conference_id": conference, "name": words})
    cases.act("portal.employee", conference, "waive_notice", earliest_start=now(minutes=1))
    cases.act("hr", conference, "schedule", start=now(minutes=10), mode="virtual", despite=[])
    cases.send_what_waits()
    cases.wait_until_all_are_told(conference)
    read = cases.read("portal.employee", conference, "understanding")["understanding"]
    versions = {"wording": read["version"], "request_version": read["request"]}
    cases.act("portal.employee", conference, "confirm_understanding", **versions)
    cases.act(CHAIR, conference, "record_pre_call", outcome="done", called_at=now(), minutes=1)
    cases.act(CHAIR, conference, "prepare")
    line = rpc(CHAIR).call("casecon.consent.line", "create", [{"conference_id": conference, "wording": WORDS}])
    rows = {role: row["id"] for role, row in cases.attendees(conference).items()}
    rpc("portal.employee").call("casecon.consent.line", "action_grant", line, attendee_ids=[rows["hr"]])
    there = [rows[role] for role in ROLES if role != "manager"]
    for row in there:
        rpc(CHAIR).call(ATTENDEE, "action_acknowledge_recording", [row])
    cases.act(CHAIR, conference, "start", present_attendee_ids=there, reason="The manager is late")
    rpc(CHAIR).call("casecon.consent.line", "action_disclose", line)
    journey["rows"] = rows


def test_who_was_there_is_entered_later_and_opens_a_record(desk, phone, cases, rpc, journey):
    page = desk(CHAIR)
    page.tab("Meeting")
    row = page.form.locator("[name=attendee_ids] .o_data_row", has_text="Line manager")
    row.get_by_role("button", name="Was there").click()
    page.dialog.wait_for()
    picture(page.page, "was_there")
    began = cases.read(CHAIR, journey["conference"], "started_at")["started_at"]
    there = {"present_from": began, "present_until": now(seconds=-1)}
    rpc(CHAIR).call(ATTENDEE, "action_was_present", [journey["rows"]["manager"]], **there)
    page.open(journey["conference"]).tab("Consent")
    expect(page.form.locator("[name=disclosure_ids] .o_data_row")).to_have_count(1)
    page.form.locator("[name=disclosure_ids]").scroll_into_view_if_needed()
    picture(page.page, "disclosures")
    small = phone(CHAIR)
    small.tab("Consent").locator("[name=disclosure_ids]").scroll_into_view_if_needed()
    picture(small.page, "disclosures_phone")

    page.form.get_by_role("button", name="What was done about it").click()
    dialog = page.page.get_by_role("dialog", name="Said without consent")
    expect(dialog).to_contain_text("Janet Okafor heard this without the employee's consent.")
    expect(SealedText(dialog).frame.locator("body")).to_contain_text(WORDS)
    page.say("What was done about it", "Janet came in while we spoke. Grace was told.")
    page.confirm("Save the note")
    page.tab("Clinical").get_by_role("button", name="Read all notes").click()
    record = SealedText(page.page.get_by_role("dialog"))
    expect(record.frame.get_by_role("heading", name="Said without consent")).to_be_visible()


def test_names_are_read_whole_and_no_menu_is_empty(desk, phone):
    cells = desk(CHAIR).tab("Meeting").locator("[name=attendee_ids] :is(td[name=partner_id], td[name=role])")
    expect(cells).to_have_count(2 * len(ROLES))
    assert cells.evaluate_all(
        "all => all.every(cell => [cell, ...cell.querySelectorAll('*')].every(one =>"
        " getComputedStyle(one).overflowX === 'visible' || one.scrollWidth <= one.clientWidth))"
    ), "names and roles are read whole"
    assert phone(CHAIR).tab("Meeting").locator("[name=meeting_event_ids] .o_kanban_record").count() > len(ROLES)
    hr = phone("hr")
    expect(hr.button("Write decisions and actions").first).to_be_visible()
    expect(hr.form.locator(".o_form_statusbar button:has(.oi-ellipsis-v)")).to_have_count(0)


def test_a_question_is_parked_on_a_phone(phone, desk, journey):
    page = phone(CHAIR)
    agenda = page.tab("Agenda")
    card = agenda.locator(".o_kanban_record", has_text=PARKED)
    card.get_by_role("button", name="Park").click()
    expect(agenda.locator("[name=question_ids]")).to_contain_text(PARKED)
    picture(page.page, "agenda_phone")
    hr = desk("hr")
    expect(hr.tab("Agenda").locator("[name=question_ids] .o_data_row")).to_have_count(1)
    picture(hr.page, "agenda_hr")


def test_the_meeting_is_adjourned(desk, phone, page_as, cases, journey):
    small = phone(CHAIR)
    small.form.locator(".o_form_statusbar button:has(.oi-ellipsis-v)").click()
    small.page.get_by_role("menuitem", name="Adjourn").click()
    small.dialog.wait_for()
    picture(small.page, "adjourn_phone")
    page = desk(CHAIR)
    page.press("Adjourn")
    expect(page.dialog.get_by_text("Any clinician")).to_have_count(0)
    picture(page.page, "adjourn")
    # a time that is offered: who is busy on a day depends on the day of the test
    page.dialog.locator(".o_casecon_suggestion:not(.placeholder)").first.click()
    page.confirm("Adjourn")
    expect(page.state).to_have_text("Adjourned")
    expect(page.form).to_contain_text("The meeting was adjourned.")
    picture(page.page, "adjourned")
    first = phone(CHAIR).form.locator(".o_statusbar_buttons > button").first
    expect(first).to_have_text("Answer the invitation")
    cases.send_what_waits()
    cases.wait_until_all_are_told(journey["conference"])
    expect(desk("hr").button("Cancel")).to_have_count(0)
    portal = Portal(page_as("portal.employee")).open(f"/{journey['conference']}")
    expect(portal.main).to_contain_text("resumes on the new date.")
    expect(portal.main).to_contain_text(PARKED)
    picture(portal.page, "portal_adjourned")
    listed = page_as("hr")
    listed.goto("/odoo/updates")
    expect(listed.locator(".o_list_view")).to_be_visible()
    picture(listed, "list_hr")


def test_it_is_ended_with_what_there_is_and_the_question_answered(desk, page_as, rpc, cases, journey):
    page = desk(CHAIR)
    page.press("End the meeting")
    picture(page.page, "end_adjourned")
    page.confirm("End the meeting")
    expect(page.state).to_have_text("Held")
    agenda = [("conference_id", "=", journey["conference"])]
    states = rpc("hr").call("casecon.agenda.item", "search_read", agenda, ["name", "state"])
    assert {row["name"]: row["state"] for row in states}[OPEN] == "not_reached"
    employee = cases.employee(NAME)
    (report,) = rpc(CHAIR).call("casecon.report", "create", [{"employee_id": employee}])
    rpc(CHAIR).call("casecon.report", "action_issue", [report])
    listed = page_as(CHAIR)
    listed.goto("/odoo/questions-to-oh")
    row = listed.locator(".o_data_row", has_text=PARKED)
    expect(row).to_be_visible()
    expect(row.get_by_role("button", name="Take over")).to_have_count(0)
    picture(listed, "questions")
    row.get_by_role("button", name="Answered").click()
    dialog = listed.get_by_role("dialog")
    expect(dialog).to_contain_text(PARKED)
    dialog.get_by_label("Report").click()
    picture(listed, "answer")
    # not the line that says that they are being looked for
    listed.locator(".o-autocomplete--dropdown-menu [role=option]", has_text="Report of").first.click()
    expect(dialog.get_by_label("Report")).not_to_have_value("")
    dialog.get_by_role("button", name="Answered", exact=True).click()
    expect(row).to_have_count(0)
    listed.set_viewport_size(PHONE)
    listed.goto("/odoo/questions-to-oh")
    expect(listed.locator(".o_kanban_view")).to_be_visible()
    picture(listed, "questions_phone")
