"""With the keyboard alone: HR finds a time for five people and books it, loses a race and books the next, moves it,
and replaces a clinician who falls ill."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.cases import CONFERENCE, instant
from tests.pages.axe import violations
from tests.pages.booking import BookingDialog
from tests.pages.conference import ConferencePage
from tests.pages.employee import EmployeePage
from tests.pages.keys import Keys
from tests.pages.times import Times

REASON = "Back since spring; the advice on late shifts is read in two ways."
DAY = re.compile(r"^(Mon|Tues|Wednes|Thurs|Fri)day \d+ \w+, \d\d:\d\d\u2013\d\d:\d\d \(London time\)\. ")


def opened(page_as, name):
    """The booking dialog of an employee, opened by its key, with its times."""
    page = page_as("hr")
    EmployeePage(page).open(name)
    page.keyboard.press("Alt+k")
    dialog = BookingDialog(page)
    times = Times(dialog.dialog)
    expect(times.suggestions).to_have_count(3)
    return Keys(page), dialog, times


def fill_in(keys, dialog):
    """What a person types to be allowed to book."""
    keys.to(dialog.ground("Long absence")).press("Space")
    keys.to(dialog.reason).type(REASON)
    keys.to(dialog.today).press("Enter")
    expect(dialog.missing).to_contain_text("Ready to book")


def booked(rpc, name):
    """The conference of an employee that is booked, as HR reads it."""
    (found,) = rpc("hr").call(
        CONFERENCE,
        "search_read",
        [("employee_id.name", "=", name), ("state", "=", "scheduled")],
        ["start", "duration", "clinician_id"],
    )
    return found


def test_a_time_is_found_in_the_picture_and_booked(page_as, rpc, journey):
    keys, dialog, times = opened(page_as, "Emily Stone")
    fill_in(keys, dialog)
    keys.back_to(times.toggle).press("Enter")
    keys.to(times.tab_stop)
    expect(times.line).to_have_text(DAY)
    this_week = times.line.inner_text()
    keys.press("PageDown")
    expect(times.line).not_to_have_text(this_week)
    keys.press("Home")
    expect(times.tab_stop).to_have_attribute("aria-label", re.compile("^09:00"))
    while "free" not in (cell := times.tab_stop.get_attribute("aria-label")):
        keys.press("ArrowRight")  # along the day, from its beginning, to a time that suits all
        expect(times.tab_stop).not_to_have_attribute("aria-label", cell)
    said = times.line.inner_text()
    assert DAY.match(said)
    keys.press("Enter")
    expect(times.tab_stop).to_have_attribute("aria-selected", "true")
    keys.to(dialog.book).press("Enter")
    expect(dialog.booked).to_be_visible()
    found = booked(rpc, "Emily Stone")
    journey["conference"], journey["clinician"] = found["id"], found["clinician_id"]
    assert instant(found["start"]).strftime("%-d %B") in said  # London has no summer time left to add


def test_who_is_optional_no_longer_stands_in_the_way(page_as):
    keys, _dialog, times = opened(page_as, "Owen Blake")
    keys.back_to(times.toggle).press("Enter")
    keys.to(times.tab_stop)
    keys.press(*["ArrowDown"] * 9)
    while not keys.has_focus(times.switches):
        keys.press("ArrowUp")
    switch = times.grid.locator("button:focus")
    expect(switch).to_have_attribute("aria-pressed", "true")
    keys.press("Space")
    expect(times.settled).to_be_visible()
    expect(times.grid.locator("button:focus")).to_have_attribute("aria-pressed", "false")


def test_losing_a_race_costs_nothing(page_as, rpc, cases):
    keys, dialog, times = opened(page_as, "Rachel Dunn")
    fill_in(keys, dialog)
    keys.back_to(times.suggestions.nth(1)).press("Enter")
    expect(times.suggestions.nth(1)).to_have_attribute("aria-pressed", "true")
    lost = times.chosen.locator(".o_casecon_when").inner_text()
    someone_else_takes(rpc, cases, "Rachel Dunn")
    keys.to(dialog.book).press("Enter")
    expect(times.refusal).to_contain_text(re.compile("not free|already has"))
    expect(times.refusal).not_to_contain_text("next free times")  # they are drawn below
    expect(times.settled).to_be_visible()
    assert lost not in times.suggestions.locator(".o_casecon_when").all_inner_texts()
    expect(dialog.reason).to_have_value(REASON)
    keys.to(times.suggestions.first).press("Enter")
    expect(times.refusal).to_have_count(0)
    keys.to(dialog.book).press("Enter")
    expect(dialog.booked).to_be_visible()
    assert booked(rpc, "Rachel Dunn")


def someone_else_takes(rpc, cases, name):
    """Book the second suggestion for somebody else with the same manager, as an administrator who was quicker."""
    employee = cases.employee(name)
    usual = rpc("ohadmin").call(CONFERENCE, "find_times", {"employee_id": employee})
    start, clinician = usual["suggestions"][1]["start"], usual["suggestions"][1]["clinician_id"]
    today, manager = datetime.now(UTC).date().isoformat(), cases.employee("Aisha Khan")
    other = cases.ask("hr", "Kevin Harte", told_on=today, clinician_id=clinician, manager_id=manager)
    cases.act("ohadmin", other, "schedule", start=start, mode="virtual", clinician_id=clinician)


def test_it_is_moved_to_a_time_that_suits_all(page_as, cases, journey):
    page = page_as("hr")
    conference = ConferencePage(page).open(journey["conference"])
    before = cases.read("hr", journey["conference"], "start")["start"]
    keys = Keys(page)
    keys.to(conference.button("Move")).press("Enter")
    times = Times(conference.dialog)
    expect(times.suggestions).to_have_count(3)
    keys.back_to(times.suggestions.nth(2)).press("Enter")
    expect(times.suggestions.nth(2)).to_have_attribute("aria-pressed", "true")
    keys.to(conference.dialog.get_by_label("Why it is moved")).type("The room is needed that day.")
    keys.to(conference.dialog.get_by_role("button", name="Move", exact=True)).press("Enter")
    conference.dialog.wait_for(state="detached")
    read = cases.read("hr", journey["conference"], "start", "state")
    assert (read["state"], read["start"] != before) == ("scheduled", True)
    journey["start"] = read["start"]


def test_an_ill_clinician_is_replaced_in_one_step(page_as, cases, journey):
    page = page_as("hr")
    conference = ConferencePage(page).open(journey["conference"])
    keys = Keys(page)
    keys.to(conference.form.get_by_role("button", name="More")).press("Enter")
    keys.to(page.get_by_role("menuitem", name="Replace a person"), "ArrowDown").press("Enter")
    conference.dialog.wait_for()
    keys.to(conference.dialog.get_by_label("OH clinician")).press("Space")
    free = Times(conference.dialog).free_clinicians
    keys.to(free.first)
    name = free.first.inner_text()
    keys.press("Enter")
    expect(conference.dialog.locator(".o_casecon_told")).to_contain_text(name)
    keys.to(conference.dialog.get_by_role("button", name="Replace", exact=True)).press("Enter")
    conference.dialog.wait_for(state="detached")
    read = cases.read("hr", journey["conference"], "start", "clinician_id")
    assert read["clinician_id"][1] == name
    assert read["clinician_id"] != journey["clinician"]
    assert read["start"] == journey["start"]


@pytest.mark.parametrize("size", [(1366, 768), (360, 740)])
def test_three_times_are_seen_without_opening_anything_and_axe_finds_nothing(page_as, rpc, size):
    page = page_as("hr")
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    (employee,) = rpc("hr").call("hr.employee", "search", [("name", "=", "Owen Blake")])
    page.goto(f"/odoo/employees/{employee}")
    book = page.get_by_role("button", name="Book a case conference")
    folded = page.locator(".o_statusbar_buttons .dropdown-toggle")
    book.or_(folded).first.wait_for()
    if folded.is_visible():
        folded.click()
        book = page.get_by_role("menuitem", name="Book a case conference").or_(book)
    book.first.click()
    times = Times(BookingDialog(page).dialog)
    expect(times.suggestions).to_have_count(3)
    expect(times.suggestions.nth(2)).to_be_in_viewport()
    times.toggle.focus()
    page.keyboard.press("Enter")
    expect(times.line).to_be_attached()
    assert not violations(page, ".o_casecon_times")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
