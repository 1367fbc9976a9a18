"""Logins and addresses change, as they do every week: what OH presses for it, and what HR sees of it (R31).

None where nothing is odd, one press otherwise. What HR sees is the same for an employee without a case.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.cases import weekday
from tests.pages.axe import violations
from tests.pages.conference import ConferencePage
from tests.pages.employee import EmployeePage
from tests.pages.logins import LoginsPage
from tests.rpc import RpcError
from tests.waiting import until

CASE, NO_CASE = "Emily Stone", "Nadia Hall"
AHEAD = ("state", "=", "scheduled")
STOCK = ("aria-allowed-attr", "autocomplete-valid", "color-contrast")
LINK = r"/web/(?:signup|reset_password)\?[^\"\s>)]+"


@pytest.fixture(scope="module")
def people(rpc, cases):
    """Logins without an employee yet, whose owners have set their passwords by the link that they got."""
    admin = rpc("admin")
    company = rpc("hr").call("hr.employee", "read", [cases.employee(CASE)], ["company_id"])[0]["company_id"][0]
    portal, internal = group(rpc, "base.group_portal"), group(rpc, "base.group_user")

    def make(login, kind=portal):
        vals = {"name": login, "login": login, "email": f"{login}@works.example", "group_ids": [(6, 0, [kind])]}
        own = {"company_id": company, "company_ids": [(6, 0, [company])], "tz": "Europe/London"}
        return admin.call("res.users", "create", [{**vals, **own}], context={"no_reset_password": True})[0]

    manager = cases.employee("Martin Doyle")
    rpc("hr").call("hr.employee", "create", {"name": NO_CASE, "company_id": company, "parent_id": manager})
    return {login: make(login) for login in ("emily", "emmanuel", "leanne", "leonard", "owen")} | {
        "tom.new": make("tom.new", internal)
    }


def group(rpc, xml_id):
    module, name = xml_id.split(".")
    (row,) = rpc("admin").call(
        "ir.model.data", "search_read", [("module", "=", module), ("name", "=", name)], ["res_id"]
    )
    return row["res_id"]


def link(page, name, login):
    """HR chooses the login on the employee's form, and saves; returns what the screen says then."""
    EmployeePage(page).open(name)
    page.get_by_role("tab", name="Settings").click()
    field = page.locator(".o_form_view [name=user_id] input").first
    field.fill(login)
    page.locator(".o-autocomplete--dropdown-menu").get_by_role("option", name=login, exact=True).first.click()
    page.locator(".o_form_button_save").click()
    expect(page.locator(".o_form_button_save")).to_be_hidden()
    return seen_by_hr(page, name, login)


def seen_by_hr(page, name, login):
    """The text of the form and of what popped up, without the person, the number of cases and the dates of the log."""
    form = page.locator(".o_form_view .o_form_sheet").inner_text()
    popped = page.locator(".o_notification_manager, .o_dialog").all_inner_texts()
    text = f"{form} {popped}".replace(name, "NAME").replace(name.split()[0], "NAME").replace(login, "LOGIN")
    return re.sub(r"\d+\s*Case conferences|Case conferences\s*\d+", "CASES", text)


def to_ask(form):
    """What the clinician asks the employee in the call."""
    return form.form.locator(".o_inner_group").filter(has_text="Ask the employee in the call").last


def sees(rpc, conference, login):
    """Whether this login reads the case; it speaks over RPC, as whoever wants to know would."""
    session = rpc(login)
    return bool(session.call("casecon.conference", "search", [("id", "=", conference)]))


def own_password(rpc, page, mailbox, login):
    """The person sets a password by the link in the email that came to the address of the login."""
    admin = rpc("admin")
    (user,) = admin.call("res.users", "search", [("login", "=", login)])
    admin.call("res.users", "action_reset_password", [user])
    address = f"{login}@works.example"

    def found():
        links = (re.search(LINK, one.text) for one in mailbox.all() if one.to == address)
        return next(filter(None, links), None)

    link = until(found, f"{address} has a mail with a link")
    page.goto(link[0].replace("&amp;", "&"))
    page.get_by_label("Password", exact=True).fill(login)
    page.get_by_label("Confirm Password").fill(login)
    page.get_by_role("button", name="Reset Password").click()
    page.get_by_text("Your password has been reset successfully").wait_for()
    page.goto("/web/login")
    page.get_by_label("Email").fill(login)
    page.get_by_label("Password", exact=True).fill(login)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(re.compile(r"/(odoo|my)"))


@pytest.fixture
def stranger(chromium, server):
    """A browser in which nobody is logged in."""
    context = chromium.new_context(base_url=server.url, locale="en-GB", timezone_id="Europe/London")
    yield context.new_page()
    context.close()


def test_hr_corrects_a_wrong_login(page_as, cases, rpc, people, stranger, mailbox):
    conference = cases.booked(CASE, weekday(12, 9))
    own_password(rpc, stranger, mailbox, "emily")
    page = page_as("hr")
    told = [link(page, CASE, login) for login in ("emmanuel", "emily")]
    assert told == [link(page, NO_CASE, login) for login in ("leonard", "leanne")], "HR learns nothing by it"
    form = ConferencePage(page).open(conference)
    expect(form.form.locator("[name=login_waits]").first).to_contain_text("OH has not confirmed it yet")
    expect(form.button("I asked, and it is theirs")).to_have_count(0)
    assert not sees(rpc, conference, "emily")
    logins = LoginsPage(page_as("ohadmin"), allowed=1).open()
    logins.has_nobody(NO_CASE)
    logins.confirm(CASE)
    assert sees(rpc, conference, "emily")


def test_an_employee_whose_login_oh_knew_gets_another(page_as, cases, rpc, people, stranger, mailbox):
    conference = cases.booked("Tom Whitfield", weekday(13, 9))
    assert sees(rpc, conference, "employee")
    own_password(rpc, stranger, mailbox, "tom.new")
    link(page_as("hr"), "Tom Whitfield", "tom.new")
    assert not sees(rpc, conference, "employee") and not sees(rpc, conference, "tom.new")
    logins = LoginsPage(page_as("ohadmin"), allowed=1).open()
    code = logins.make_code("Tom Whitfield")
    stranger.goto("/my/conferences/login")
    assert not violations(stranger, "main")
    stranger.get_by_label("The code OH gave you").fill(code)
    stranger.get_by_label("A new password").fill("tom.new.own")
    stranger.get_by_role("button", name="Confirm my login").click()
    expect(stranger.locator("main")).to_contain_text("Your login is confirmed")
    stranger.goto("/my/conferences")
    expect(stranger.locator("main")).not_to_contain_text("no case conference")
    with pytest.raises(RpcError, match="Session"):
        sees(rpc, conference, "tom.new")  # the session from before the code has ended
    assert not sees(rpc, conference, "employee")


def test_an_employee_gets_a_first_login_and_the_clinician_presses_once_in_the_call(page_as, cases, rpc, people):
    conference = cases.booked("Owen Blake", weekday(14, 11))
    link(page_as("hr"), "Owen Blake", "owen")
    page = page_as("clinician")
    form = ConferencePage(page).open(conference)
    expect(to_ask(form)).to_contain_text("owen")
    assert not violations(page, "[name=login_waits]", STOCK)
    form.button("I asked, and it is theirs").click()
    expect(form.form.locator("[name=login_waits]").first).to_be_hidden()
    LoginsPage(page_as("ohadmin"), allowed=0).open().has_nobody("Owen Blake")


def test_an_employee_changes_her_private_address(page_as, cases, rpc):
    (grace,) = rpc("hr").call("casecon.conference", "search", [("employee_id.name", "=", "Grace Adeyemi"), AHEAD])
    page = page_as("portal.employee")
    page.goto("/my/conferences/login/address")
    page.get_by_label("Your email address for invitations").fill("grace@home.example")
    page.get_by_role("button", name="Save this address").click()
    expect(page.locator("main")).to_contain_text("We will send your invitations to this address.")
    LoginsPage(page_as("ohadmin"), allowed=0).open().has_nobody("Grace Adeyemi")
    page = page_as("clinician")
    form = ConferencePage(page).open(grace)
    expect(to_ask(form)).to_contain_text("grace@home.example")
    expect(form.button("The new address is the employee's")).to_have_count(0)
    hr = page_as("hr")
    for name in ("Grace Adeyemi", NO_CASE):
        (employee,) = rpc("hr").call("hr.employee", "search", [("name", "=", name)])
        answer = rpc("hr").call("hr.employee", "write", [employee], {"casecon_invitation_email": "new@home.example"})
        assert answer is True
    ConferencePage(hr).open(grace)
    expect(hr.locator(".o_form_view")).not_to_contain_text("grace@home.example")
    form.open(grace)
    form.button("The new address is the employee's").click()
    expect(form.button("The new address is the employee's")).to_have_count(0)
    expect(to_ask(form)).to_contain_text("new@home.example")


def test_a_clinician_leaves(page_as, cases, rpc):
    conference = cases.booked("Joanne Price", weekday(13, 15), "clinician2")
    assert sees(rpc, conference, "clinician2")
    chair = cases.clinician("clinician2")
    lead = page_as("leadclinician")
    lead.goto(f"/odoo/clinicians/{chair}")
    lead.locator(".o_cp_action_menus button").first.click()
    lead.get_by_role("menuitem", name="Archive").click()
    lead.get_by_role("dialog").get_by_role("button", name="Archive").click()
    until(lambda: not sees(rpc, conference, "clinician2"), "the role has ended with the enrolment")
    page = page_as("ohadmin")
    LoginsPage(page, allowed=0).open().has_nobody("David Osei")
    form = ConferencePage(page).open(conference)
    banner = form.form.locator("[name=leavers]")
    expect(banner).to_contain_text("David Osei, the clinician, no longer works for this OH service")
    expect(banner).to_contain_text("HR or OH can choose another clinician")
    form.press("Replace a person")
    form.choose("OH clinician")
    form.dialog.get_by_label("The new clinician").fill("Nora")
    page.get_by_role("option", name="Nora Bell").first.click()
    form.confirm("Replace")
    expect(banner).to_have_count(0)
