"""The picture of a time, the rooms and the painted week, as axe and a screen reader meet them."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.axe import violations
from tests.pages.booking import BookingDialog
from tests.pages.conference import ConferencePage
from tests.pages.employee import EmployeePage
from tests.pages.times import Times

# Stock's drop-down of a selection field, in every form of Odoo: not ours.
STOCK = ("aria-allowed-attr", "autocomplete-valid")
SAID = re.compile(r"^\w+day \d+ \w+, \d\d:\d\d\u2013\d\d:\d\d \(London time\)\. .+ With \w+ \w+\.$")


def found(page, where, but=()):
    """What axe finds there, besides what is stock's."""
    return violations(page, where, (*STOCK, *but))


def with_the_week(page, dialog):
    times = Times(dialog)
    expect(times.suggestions).to_have_count(3)
    times.toggle.focus()
    page.keyboard.press("Enter")
    expect(times.grid).to_be_visible()
    return times


def test_the_week_when_it_is_moved_or_somebody_replaced(page_as, cases, rpc):
    (conference,) = rpc("hr").call("casecon.conference", "search", [("employee_id.name", "=", "Gareth Lloyd")])
    page = page_as("hr")
    form = ConferencePage(page).open(conference)
    form.press("Move")
    with_the_week(page, form.dialog)
    assert not found(page, ".o_casecon_verb")
    page.keyboard.press("Escape")
    form.dialog.wait_for(state="detached")
    form.press("Replace a person")
    form.choose("OH clinician")
    expect(Times(form.dialog).free_clinicians.first).to_be_visible()
    assert not found(page, ".o_casecon_verb")


def test_a_screen_reader_hears_day_date_time_zone_and_who_is_free(page_as):
    page = page_as("hr")
    EmployeePage(page).open("Emily Stone")
    page.keyboard.press("Alt+k")
    times = with_the_week(page, BookingDialog(page).dialog)
    expect(times.line).to_have_attribute("aria-live", "polite")
    times.tab_stop.focus()
    expect(times.line).to_have_text(SAID)
    expect(times.picture).to_match_aria_snapshot("""
        - region "Find a time":
          - combobox "Clinician"
          - group "Suggested times":
            - button /Friday|Monday|Tuesday|Wednesday|Thursday/ [pressed]
          - button "Hide the week" [expanded]
          - button "Previous week"
          - button "Next week"
          - grid "The week, a row for each day":
            - rowgroup:
              - row /Everyone/
            - rowgroup:
              - row /^Monday \\d+ \\w+$/:
                - rowheader /^Monday \\d+ \\w+$/
                - gridcell /^09:00, .+/
            - rowgroup:
              - row:
                - rowheader "Emily Stone Employee always required"
                - gridcell "No calendar in Odoo"
              - row:
                - rowheader:
                  - button "Martin Doyle Line manager required" [pressed]
    """)


@pytest.mark.parametrize("size", [(1366, 768), (360, 740)])
def test_the_painted_week_and_the_rooms(page_as, rpc, size):
    (clinician,) = rpc("ohadmin").call("casecon.clinician", "search", [("name", "=", "David Osei")])
    page = page_as("ohadmin")
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.goto(f"/odoo/clinicians/{clinician}")
    week = page.get_by_role("grid", name="Week in which the clinician meets people")
    week.scroll_into_view_if_needed()
    assert not found(page, ".o_casecon_availability")
    assert not page.evaluate("document.querySelector('.o_content').scrollWidth > window.innerWidth")
    cell = week.get_by_role("gridcell", name=re.compile("^Monday 11:00"))
    cell.focus()
    page.keyboard.press("ArrowDown" if size[0] > 576 else "ArrowRight")  # the next day lies there
    expect(week.get_by_role("gridcell", name=re.compile("^Tuesday 11:00"))).to_be_focused()
    page.goto("/odoo/meeting-rooms/new")
    expect(page.get_by_placeholder("e.g. Room 2.14")).to_be_focused()
    assert not found(page, ".o_form_sheet", ["color-contrast"])  # of stock's labels on a phone
