"""*Waiting for me*: each row says what is next, and one press leads there; for the employee in the back end, too."""

import pytest
from playwright.sync_api import expect

LISTS = {"hr": "/odoo/updates", "manager": "/odoo/updates", "clinician": "/odoo/desk", "ohadmin": "/odoo/desk"}


@pytest.mark.parametrize("login", LISTS)
def test_each_row_says_what_is_next_and_one_press_leads_there(page_as, login):
    page = page_as(login)
    page.goto(LISTS[login])
    rows = page.locator(".o_data_row")
    expect(rows.first).to_be_visible()
    for row in rows.all():
        expect(row.locator("[name=next_action]")).not_to_be_empty()
    rows.first.get_by_role("button", name="Go to it").click()
    expect(page.locator(".o_form_view, .o_casecon_page, .o_list_view [name=due_on]").first).to_be_visible()


def test_the_employee_finds_what_the_portal_asks(page_as):
    page = page_as("employee")
    page.goto("/odoo/updates")
    expect(page.locator(".o_data_row [name=next_action]").first).not_to_be_empty()


def test_the_booked_time_is_not_filled_in_for_a_move(page_as, rpc):
    waits = [("state", "=", "scheduled"), ("start", ">", "2026-01-01 00:00:00")]
    conference = rpc("hr").call("casecon.conference", "search", waits, limit=1)[0]
    page = page_as("hr")
    page.goto(f"/odoo/casecon.conference/{conference}")
    expect(page.locator(".o_casecon_done")).to_contain_text("Booked for")
    page.locator(".o_form_statusbar").get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_role("dialog").get_by_label("New date and time")).to_have_value("")
