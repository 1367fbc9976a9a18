"""On a phone the clinician flags a passage of the minutes as outside consent, HR takes it out, the flag is resolved."""

from playwright.sync_api import expect

from tests.pages.minutes import MinutesPage
from tests.pages.portal import PHONE

MINUTES = "casecon.minutes"


def test_a_flag_is_set_and_resolved_on_a_phone(page_as, cases, rpc):
    employee = cases.employee("Daniel Rees")
    domain = [("conference_id.employee_id", "=", employee), ("state", "=", "fact_check")]
    (minutes,) = rpc("clinician").call(MINUTES, "search", domain)
    page = MinutesPage(page_as("clinician"))
    page.page.set_viewport_size(PHONE)
    page.page.goto(f"/odoo/{MINUTES}/{minutes}")
    page.form.locator(".o_form_statusbar button:has(.oi-ellipsis-v)").click()
    page.page.get_by_role("menuitem", name="Flag as outside consent").click()
    page.dialog.get_by_label("Which passage?").select_option(index=1)
    page.confirm("Flag the passage")
    expect(page.form.locator("[name=flagged]")).to_be_visible()
    expect(page.button("Resolve a flag")).to_be_visible()

    rpc("hr").call(MINUTES, "write", [minutes], {"body": "<p>Half days for four weeks.</p>"})
    page.page.reload()
    expect(page.form.get_by_text("A passage that was taken out")).to_be_visible()
    page.button("Resolve a flag").click()
    expect(page.dialog.get_by_label("Which passage?").locator("option:checked")).to_have_text(
        "A passage that was taken out"
    )
    page.confirm("Resolve the flag")
    expect(page.form.locator("[name=flagged]")).to_be_hidden()
    expect(page.button("Resolve a flag")).to_have_count(0)
    expect(page.form.locator(".o_form_statusbar button:focus")).to_have_count(1)
