"""A clinician types a note in its frame and reads it again; nothing else in the browser gets at it."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pages.portal import PHONE
from tests.pages.sealed import SealedText

NOTES = "casecon.note"
WORDS = "Zebra sleeps better.\n\nWould like to start with mornings."
READS = """async (address) => {
    const answer = await fetch(address);
    return [answer.status, await answer.text()];
}"""
LOOKS = """() => {
    const frame = document.querySelector("iframe.o_casecon_sealed");
    let inside;
    try { inside = frame.contentWindow.document.body.innerText; } catch (error) { inside = error.name; }
    return [frame.contentDocument && frame.contentDocument.body.innerText, inside, document.body.innerText];
}"""

# as Odoo's own dark stylesheet says it, which Community does not have
DARK = """addEventListener("DOMContentLoaded", () =>
    document.documentElement.style.setProperty("--casecon-sealed-scheme", "dark"))"""


def shot(page, name):
    """A picture to look at, where CASECON_SHOTS names a folder."""
    if folder := os.environ.get("CASECON_SHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


@pytest.fixture(scope="module")
def draft(rpc, cases):
    """An empty draft of the clinician."""
    (note,) = rpc("clinician").call(NOTES, "create", [{"employee_id": cases.employee("Grace Adeyemi")}])
    return note


def open_note(page, note):
    page.goto(f"/odoo/{NOTES}/{note}")
    return SealedText(page.locator(".o_form_view"))


def test_typed_saved_and_read_again(page_as, draft):
    page = page_as("clinician")
    text = open_note(page, draft)
    text.type(WORDS)
    shot(page, "draft")
    page.reload()
    expect(text.box).to_have_value(WORDS)
    assert not text.flaws()


def test_the_page_around_gets_nothing_of_it(page_as, draft):
    page = page_as("clinician")
    text = open_note(page, draft)
    expect(text.box).to_have_value(WORDS)
    document, inside, around = page.evaluate(LOOKS)
    assert document is None
    assert inside == "SecurityError"
    assert "Zebra" not in around
    address = text.element.get_attribute("src")
    status, answer = page.evaluate(READS, address)
    assert status == 403
    assert "Zebra" not in answer
    page.goto(address, wait_until="commit")
    expect(page.locator("body")).to_contain_text("only shown inside the app")
    page_as.errors.forgive("403")


def test_without_a_connection_the_words_stay_and_follow(page_as, draft):
    page = page_as("clinician")
    text = open_note(page, draft)
    expect(text.box).to_have_value(WORDS)
    page.context.set_offline(True)
    text.box.fill(f"{WORDS} Later.")
    expect(text.status).to_contain_text("Not saved yet: no connection")
    shot(page, "offline")
    page.context.set_offline(False)
    expect(text.status).to_contain_text("Saved at")
    page.reload()
    expect(text.box).to_have_value(f"{WORDS} Later.")
    text.type(WORDS)
    page_as.errors.forgive("ERR_INTERNET_DISCONNECTED")


def test_in_two_windows_nothing_is_lost(page_as, draft):
    first, second = (open_note(page_as("clinician"), draft) for _ in range(2))
    expect(first.box).to_have_value(WORDS)
    expect(second.box).to_have_value(WORDS)
    first.type(f"{WORDS} First.")
    second.box.fill(f"{WORDS} Second.")
    expect(second.status).to_contain_text("changed in another window")
    expect(second.box).to_have_value(f"{WORDS} Second.")
    second.frame.get_by_role("button", name="Copy my words").click()
    expect(second.status).to_contain_text("Copied")
    first.type(WORDS)
    page_as.errors.forgive("409")


def test_signing_waits_for_the_last_words(page_as, draft):
    page = page_as("clinician")
    text = open_note(page, draft)
    expect(text.box).to_have_value(WORDS)
    text.box.press_sequentially("!")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()
    expect(text.frame.locator(".text")).to_have_text(re.compile("!"))
    expect(text.box).to_have_count(0)
    assert not text.flaws()
    shot(page, "signed")


def test_on_a_phone_and_in_the_dark(page_as, draft):
    page = page_as("clinician")
    page.set_viewport_size({"width": 320, "height": 640})
    text = open_note(page, draft)
    expect(text.frame.locator(".text")).to_contain_text("Zebra")
    assert text.element.evaluate("frame => frame.getBoundingClientRect().right") <= 320
    inner = text.frame.locator("html")
    assert inner.evaluate("html => html.scrollWidth <= html.clientWidth")
    assert text.element.evaluate("frame => frame.clientHeight") >= inner.evaluate("html => html.scrollHeight")
    shot(page, "signed_320")
    page.emulate_media(color_scheme="dark")
    expect(text.frame.locator(".text")).to_have_css("color", "rgb(0, 0, 0)")
    page.add_init_script(DARK)
    page.reload()
    expect(text.frame.locator(".text")).to_have_css("color", "rgb(255, 255, 255)")
    text.element.scroll_into_view_if_needed()
    shot(page, "signed_320_dark")


def test_all_notes_are_one_record(page_as, rpc, cases, draft):
    page = page_as("clinician2")
    rpc("clinician").call(NOTES, "action_add_addendum", [draft], body="Zebra addendum.")
    employee = cases.employee("Grace Adeyemi")
    page.goto(f"/odoo/hr.employee.public/{employee}")
    page.get_by_role("tab", name="Clinical").click()
    page.get_by_role("button", name="Read all notes").click()
    record = SealedText(page.get_by_role("dialog"))
    expect(record.frame.get_by_role("heading", name="Consultation")).to_be_visible()
    expect(record.frame.get_by_role("article").first).to_contain_text("Zebra sleeps better.")
    expect(record.frame.get_by_role("article").first).to_contain_text("Zebra addendum.")
    assert not record.flaws()
    shot(page, "record")
    page.set_viewport_size(PHONE)
    shot(page, "record_phone")


def test_a_new_note_is_saved_by_the_press_that_begins_it(page_as, cases, rpc):
    page = page_as("clinician")
    page.goto(f"/odoo/hr.employee.public/{cases.employee('Daniel Rees')}")
    page.get_by_role("tab", name="Clinical").click()
    page.get_by_role("button", name="New note").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Write the note")).to_be_visible()
    shot(page, "new")
    SealedText(dialog).begin().type("Zebra is new.")
    shot(page, "new_typed")


def test_an_item_whose_dialog_is_closed_at_once_keeps_the_last_words(page_as, rpc):
    waiting = [("conference_id.state", "=", "scheduled"), ("answer_ids", "=", False)]
    item, *_others = rpc("clinician").call("casecon.consent.line", "search_read", waiting, ["conference_id"])
    page = page_as("clinician")
    page.goto(f"/odoo/casecon.conference/{item['conference_id'][0]}")
    page.get_by_role("tab", name="Consent").click()
    page.get_by_role("button", name="Change").first.click()
    dialog = page.get_by_role("dialog")
    dialog.frame_locator("iframe.o_casecon_sealed").get_by_role("textbox").fill("Zebra at last.")
    dialog.get_by_role("button", name="Close").click()
    items = page.locator("[name=item_texts]").frame_locator("iframe.o_casecon_sealed")
    expect(items.get_by_role("article").first).to_contain_text("Zebra at last.")
