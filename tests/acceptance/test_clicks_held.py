"""What is done in front of other people, counted in clicks: they wait while somebody looks for a button."""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.pages.clicks import CountedMouse
from tests.pages.meeting import MeetingPage
from tests.pages.minutes import MinutesPage
from tests.pages.portal import PHONE
from tests.soon import Soon

NAME, EMPLOYEE, CHAIR = "Grace Adeyemi", "portal.employee", "clinician2"
HR, MANAGER = "Helen Marsh", "Janet Okafor"
COMPANION = "Dana Moss"
ITEM, NEW_ITEM = "Long drives tire her until the summer", "She sleeps badly"


def picture(page, name):
    """Pictures to look at, wide and on a phone, where `CASECON_PICTURES` names a folder."""
    if folder := os.environ.get("CASECON_PICTURES"):
        wide = page.viewport_size
        for size, suffix in ((wide, "wide"), (PHONE, "phone")):
            page.set_viewport_size(size)
            page.wait_for_timeout(400)
            page.screenshot(path=Path(folder) / f"{name}_{suffix}.png")
        page.set_viewport_size(wide)


@pytest.fixture(scope="module")
def soon(cases, rpc):
    return Soon(cases, rpc, NAME, EMPLOYEE, CHAIR).book("manager2")


@pytest.fixture
def desk(page_as, soon):
    return lambda login: MeetingPage(page_as(login)).open(soon.id)


def test_the_pre_call_is_one_sheet_of_eight_clicks(desk, soon, rpc, page_as):
    rpc(CHAIR).call("casecon.consent.line", "create", [{"conference_id": soon.id, "wording": ITEM}])
    page = desk(CHAIR)
    mouse = CountedMouse(page.page, allowed=8)
    mouse.click(page.button("Record the pre-call"))
    mouse.click(page.dialog.locator("label.btn").filter(has_text="Done"))
    mouse.click(page.dialog.get_by_label("They understand why"))
    page.say("Companion, if they name one", COMPANION)
    mouse.click(page.dialog.get_by_role("group", name="Item 1").locator("label.btn").filter(has_text="to everyone"))
    mouse.click(page.dialog.get_by_role("button", name="Add an item"))
    page.say("The words that would be said", NEW_ITEM)
    new = page.dialog.get_by_role("group", name="A new item")
    mouse.click(new.locator("label.btn").filter(has_text=re.compile("No")))
    page.say("In their words", "Yes to the first. Not the second.")
    picture(page.page, "pre_call")
    page.say("Companion's email address", "no address")
    page.dialog.get_by_role("button", name="Record", exact=True).click()
    expect(page.dialog.get_by_role("alert")).to_contain_text("not an email address")
    page_as.errors.forgive("RPC_ERROR")
    assert not soon.read("is_oh_prepared")["is_oh_prepared"], "a refusal leaves all as it was"
    expect(new.locator("textarea")).to_have_value(NEW_ITEM)
    page.say("Companion's email address", "")
    mouse.click(page.dialog.get_by_role("button", name="Record", exact=True))
    expect(page.button("Ready")).to_be_visible()
    page.tab("Consent")
    expect(page.item(ITEM).locator("td[name=granted_names]")).not_to_be_empty()
    expect(page.item(NEW_ITEM).locator("td[name=granted_names]")).to_be_empty()
    picture(page.page, "pre_call_recorded")


def test_five_people_and_six_clicks_to_start(desk, soon):
    page = desk(CHAIR)
    expect(page.form.locator(".o_casecon_readiness")).to_contain_text("Ready once you are prepared")
    mouse = CountedMouse(page.page, allowed=6)
    mouse.click(page.button("Ready"))
    expect(page.state).to_have_text("Prepared")
    expect(page.form.locator(".o_casecon_asked")).to_contain_text(
        re.compile("in the room.*Say aloud that nothing is recorded")
    )
    picture(page.page, "start_ready")
    mouse.click(page.button("Start"))
    mouse.click(page.dialog.get_by_role("button", name="Everyone is here"))
    mouse.click(page.dialog.get_by_label("I said aloud that nothing is recorded"))
    picture(page.page, "start_dialog")
    mouse.click(page.dialog.get_by_role("button", name="Start", exact=True))
    expect(page.state).to_have_text("In session")
    for person in (NAME, COMPANION):
        expect(page.in_the_room).to_contain_text(person)


def test_an_action_is_four_clicks_and_its_day_is_said_in_words(desk, rpc, soon):
    page = desk("hr")
    mouse = CountedMouse(page.page, allowed=4)
    mouse.click(page.button("Write decisions and actions"))
    table = page.page.locator(".o_list_view")
    mouse.click(table.get_by_role("button", name="New"))
    expect(table.locator(".o_selected_row [name=name] input")).to_be_focused()
    mouse.type("Post the rota two weeks ahead")
    mouse.tab(2)
    page.page.keyboard.press("ArrowDown")
    first = page.page.locator(".o-autocomplete--dropdown-menu").get_by_role("option")
    expect(first.filter(has_text=MANAGER)).to_be_visible()
    attend = (NAME, "David Osei", MANAGER, HR, COMPANION)
    shown = [words.split("\n")[0] for words in first.all_inner_texts()]
    assert all(any(name in words for name in attend) for words in shown[:4]), shown
    mouse.type(MANAGER)
    mouse.click(page.page.get_by_role("option", name=MANAGER))
    mouse.tab()
    day = table.locator(".o_selected_row [name=due_on] input")
    day.fill("the day after")
    mouse.tab()
    expect(table.get_by_role("alert")).to_contain_text("“the day after” is not a date")
    picture(page.page, "action")
    day.fill("in 2 weeks")
    mouse.click(table.get_by_role("button", name="Save"))
    expect(table.get_by_role("button", name="New")).to_be_visible()
    (made,) = rpc("hr").call("casecon.decision", "search_read", [("conference_id", "=", soon.id)], ["due_on"])
    in_london = datetime.now(ZoneInfo("Europe/London")).date()
    assert made["due_on"] == str(in_london + timedelta(days=14))


def test_the_minutes_are_final_with_eight_clicks_of_hr(desk, rpc, soon, cases):
    soon.act(CHAIR, "end")
    page = desk("hr")
    mouse = CountedMouse(page.page, allowed=8)
    mouse.click(page.button("Write the minutes").first)
    minutes = MinutesPage(page.page)
    mouse.click(minutes.text.locator(".odoo-editor-editable"))
    mouse.type("Early shifts for six weeks.")
    mouse.click(minutes.button("Send for the fact check"))
    mouse.click(page.page.get_by_role("dialog").get_by_role("button", name="Send"))
    expect(minutes.state).to_have_text("Fact check")
    cases.send_what_waits()
    (found,) = rpc(EMPLOYEE).call("casecon.minutes", "search_read", [("conference_id", "=", soon.id)], ["text_digest"])
    rpc(EMPLOYEE).call("casecon.minutes", "action_answer_fact_check", [found["id"]], digest=found["text_digest"])
    page.open(soon.id)
    mouse.click(page.button("Open the minutes").first)
    mouse.click(minutes.button("Make final"))
    mouse.click(page.page.get_by_role("dialog").get_by_role("button", name="Make final"))
    expect(minutes.state).to_have_text("Final")
