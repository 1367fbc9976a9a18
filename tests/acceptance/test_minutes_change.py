"""HR changes minutes that were sent: on a phone the employee sees what; whoever still looks at the old text is told."""

from playwright.sync_api import expect

from tests.pages.minutes import MinutesPage
from tests.pages.portal import PHONE, Portal
from tests.pages.readable import readable

MINUTES = "casecon.minutes"
AS_SENT, CHANGED = "from the first day", "from the second week"


def in_check(rpc, cases, name):
    domain = [("conference_id.employee_id", "=", cases.employee(name)), ("state", "=", "fact_check")]
    (minutes,) = rpc("hr").call(MINUTES, "search_read", domain, ["body", "conference_id"])
    return minutes


def test_the_employee_sees_the_change_and_answers_what_they_read(page_as, cases, rpc):
    minutes = in_check(rpc, cases, "Grace Adeyemi")
    path = f"/{minutes['conference_id'][0]}/minutes"
    phone = Portal(page_as("portal.employee")).open(path)
    expect(phone.main).to_contain_text(AS_SENT)
    rpc("hr").call(MINUTES, "write", [minutes["id"]], {"body": minutes["body"].replace(AS_SENT, CHANGED)})

    phone.press("Send my check")
    expect(phone.main).to_contain_text("The minutes have changed since you opened them")
    expect(phone.main.locator(".o_casecon_paragraph del")).to_contain_text("first day")
    expect(phone.main.locator(".o_casecon_paragraph ins")).to_contain_text("second week")
    readable(phone.page, "the minutes with a change")

    phone.press("Send my check").says("Your check of the minutes is sent")


def test_a_flag_on_what_stands_there_no_more_is_refused(page_as, cases, rpc):
    minutes = in_check(rpc, cases, "Daniel Rees")
    page = MinutesPage(page_as("clinician"))
    page.page.set_viewport_size(PHONE)
    page.page.goto(f"/odoo/{MINUTES}/{minutes['id']}")
    expect(page.form).to_be_visible()
    rpc("hr").call(MINUTES, "write", [minutes["id"]], {"body": "<p>Half days for four weeks.</p><p>Then a talk.</p>"})
    page.form.locator(".o_form_statusbar button:has(.oi-ellipsis-v)").click()
    page.page.get_by_role("menuitem", name="Flag as outside consent").click()
    page.dialog.get_by_label("Which passage?").select_option(index=1)
    page.dialog.get_by_role("button", name="Flag the passage").click()
    expect(page.dialog).to_contain_text("The minutes have changed since you opened them")
    page.page.reload()
    expect(page.form.locator("[name=changed]")).to_contain_text("Half days for four weeks.")
