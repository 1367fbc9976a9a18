"""HR invites to the portal, single sign-on is switched on, the mail has a new domain: what OH presses for it (R31)."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.pages.employee import EmployeePage
from tests.pages.logins import LoginsPage
from tests.waiting import until

GRACE = "grace.adeyemi"
LINK = r"/web/(?:signup|reset_password)\?[^\"\s>)]+"


class Provider(BaseHTTPRequestHandler):
    """The organisation's single sign-on: it lets in whoever comes as Grace, or as `comes`, and says so to Odoo."""

    def do_GET(self):
        asked = urlsplit(self.path)
        values = {name: found[0] for name, found in parse_qs(asked.query).items()}
        if asked.path == "/me":
            comes = getattr(self.server, "comes", GRACE)
            body = json.dumps({"user_id": comes, "email": self.server.address_of_grace, "name": "Grace"}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_response(302)
        state = values["state"].replace('"', "%22").replace(" ", "%20")
        self.send_header("Location", f"{values['redirect_uri']}#access_token=token&state={state}")
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def provider():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def stranger(chromium, server):
    """A browser in which nobody is logged in."""
    context = chromium.new_context(base_url=server.url, locale="en-GB", timezone_id="Europe/London")
    yield context.new_page()
    context.close()


def user_of(rpc, login):
    (found,) = rpc("admin").call("res.users", "search", [("login", "=", login)])
    return found


def address_of(rpc, login):
    return rpc("admin").call("res.users", "read", [user_of(rpc, login)], ["email"])[0]["email"]


def link_in_mail(mailbox, address):
    """The path of the link to choose a password that came to this address."""

    def found():
        links = (re.search(LINK, one.text) for one in mailbox.all() if one.to == address)
        return next((link[0].replace("&amp;", "&") for link in links if link), None)

    return until(found, f"{address} has a link")


def invited(rpc, cases, name):
    """HR gives the person of this name access to the portal, with Odoo's own wizard; returns what Odoo answers."""
    hr = rpc("hr")
    employee = hr.call("hr.employee", "read", [cases.employee(name)], ["work_contact_id"])[0]
    wizard = hr.call("portal.wizard", "create", {"partner_ids": [(6, 0, [employee["work_contact_id"][0]])]})
    rows = hr.call("portal.wizard", "read", [wizard], ["user_ids"])[0]["user_ids"]
    answer = hr.call("portal.wizard.user", "action_grant_access", rows)
    return json.dumps(answer).replace(str(wizard), "WIZARD")


def sees_a_case(page):
    page.goto("/my/conferences")
    return bool(page.locator("main a[href*='/my/conferences/']").filter(has_text=re.compile(r"20\d\d")).count())


def test_hr_invites_an_employee_to_the_portal(page_as, cases, rpc, stranger, mailbox):
    (module, name) = "base", "group_partner_manager"
    (keeper,) = rpc("admin").call(
        "ir.model.data", "search_read", [("module", "=", module), ("name", "=", name)], ["res_id"]
    )
    rpc("admin").call("res.users", "write", [user_of(rpc, "hr")], {"group_ids": [(4, keeper["res_id"])]})
    assert invited(rpc, cases, "Sofia Mendes") == invited(rpc, cases, "Oliver Grant"), "HR learns nothing by it"
    (contact,) = rpc("hr").call("hr.employee", "read", [cases.employee("Sofia Mendes")], ["work_email"])
    address = contact["work_email"]
    stranger.goto(link_in_mail(mailbox, address))
    stranger.get_by_label("Password", exact=True).fill("sofia's own words")
    stranger.get_by_label("Confirm Password").fill("sofia's own words")
    stranger.locator("form button[type=submit]").last.click()
    stranger.wait_for_url(re.compile(r"/my"))
    page = page_as("hr")
    EmployeePage(page).open("Sofia Mendes")
    page.get_by_role("tab", name="Settings").click()
    page.locator(".o_form_view [name=user_id] input").first.fill("Sofia")
    page.locator(".o-autocomplete--dropdown-menu").get_by_role("option", name="Sofia Mendes").first.click()
    page.locator(".o_form_button_save").click()
    expect(page.locator(".o_form_button_save")).to_be_hidden()
    assert not sees_a_case(stranger)
    LoginsPage(page_as("ohadmin"), allowed=1).open().confirm("Sofia Mendes")
    assert sees_a_case(stranger)


def test_single_sign_on_is_switched_on(page_as, rpc, stranger, mailbox, provider, server):
    admin = rpc("admin")
    (module,) = admin.call("ir.module.module", "search", [("name", "=", "auth_oauth")])
    admin.call("ir.module.module", "button_immediate_install", [module])
    provider.address_of_grace = address_of(rpc, "portal.employee")
    base = f"http://127.0.0.1:{provider.server_port}"
    admin.call(
        "auth.oauth.provider",
        "create",
        {
            "name": "Works",
            "body": "Log in with Works",
            "client_id": "works",
            "enabled": True,
            "auth_endpoint": f"{base}/in",
            "validation_endpoint": f"{base}/me",
            "scope": "openid",
        },
    )
    admin.call("res.users", "action_reset_password", [user_of(rpc, "portal.employee")])
    stranger.goto(link_in_mail(mailbox, provider.address_of_grace))
    stranger.get_by_role("link", name="Log in with Works").click()
    stranger.wait_for_url(re.compile(r"/my"))
    assert sees_a_case(stranger)
    LoginsPage(page_as("ohadmin"), allowed=0).open().has_nobody("Grace Adeyemi")
    # who is mapped by somebody else is asked, one by one
    admin.call("res.users", "write", [user_of(rpc, "clinician2")], {"oauth_uid": "d.osei", "oauth_provider_id": 1})
    logins = LoginsPage(page_as("ohadmin"), allowed=1).open()
    expect(logins.row("David Osei")).to_contain_text("The single sign-on was changed")
    assert logins.make_code("David Osei")


def test_a_sign_on_from_before_the_code_lets_nobody_in(cases, rpc, stranger, mailbox, provider):
    """Somebody enters the employee's own address for a login of theirs, and keeps a way in of their own."""
    admin, address = rpc("admin"), "accomplice@works.example"
    base = f"http://127.0.0.1:{provider.server_port}"
    (works,) = admin.call("auth.oauth.provider", "search", [("name", "=", "Works")])
    ends = {"auth_endpoint": f"{base}/in", "validation_endpoint": f"{base}/me"}
    admin.call("auth.oauth.provider", "write", [works], ends)
    provider.comes, provider.address_of_grace = "accomplice", address
    company = rpc("hr").call("hr.employee", "read", [cases.employee("Sofia Mendes")], ["company_id"])[0]["company_id"]
    (kind,) = admin.call("ir.model.data", "search_read", [("name", "=", "group_portal")], ["res_id"])
    vals = {"name": "A", "login": "accomplice", "email": address, "group_ids": [(6, 0, [kind["res_id"]])]}
    vals |= {"company_id": company[0], "company_ids": [(6, 0, [company[0]])]}
    (user,) = admin.call("res.users", "create", [vals], context={"no_reset_password": True})
    admin.call("res.users", "action_reset_password", [user])
    stranger.goto(link_in_mail(mailbox, address))
    stranger.get_by_role("link", name="Log in with Works").click()
    stranger.wait_for_url(re.compile(r"/my"))
    mapped = [("id", "=", user), ("oauth_uid", "=", "accomplice")]
    assert admin.call("res.users", "search_count", mapped), "their own, and nothing is odd yet"
    call(stranger, "res.users", "write", [user], {"email": "the.employees.own@example.org"})
    linked = {"name": "Petra Long", "company_id": company[0], "user_id": user}
    employee = rpc("hr").call("hr.employee", "create", linked)
    (row,) = rpc("ohadmin").call("casecon.login", "search", [("employee_id", "=", employee)])
    said = rpc("ohadmin").call("casecon.login", "action_make_code", [row])["params"]["title"]
    code = re.search(r"\d{4} \d{4}", said)[0]
    assert call(stranger, "casecon.login", "action_type_code", code, "a password of her own") is True
    assert not admin.call("res.users", "search_count", mapped), "another way in would outlive the code"


def call(page, model, method, *args):
    """As whoever is logged in to this browser."""
    params = {"model": model, "method": method, "args": list(args), "kwargs": {}}
    answer = page.request.post("/web/dataset/call_kw", data={"jsonrpc": "2.0", "method": "call", "params": params})
    return answer.json()["result"]


def test_the_mail_has_a_new_domain(page_as, rpc):
    admin, new = rpc("admin"), "alderbridge-group.example"
    own = rpc("ohadmin")
    company = admin.call("res.users", "read", [user_of(rpc, "ohadmin")], ["company_id"])[0]["company_id"][0]
    admin.call("res.company", "write", [company], {"casecon_mail_domains": new})
    own.call("res.users", "write", [own.uid], {"email": f"{address_of(rpc, 'ohadmin').partition('@')[0]}@{new}"})
    for login in ("portal.employee", "employee", "companion", "clinician", "ohp", "leadclinician"):
        before = address_of(rpc, login).partition("@")[0]
        admin.call("res.users", "write", [user_of(rpc, login)], {"email": f"{before}@{new}"})
    admin.call("res.users", "write", [user_of(rpc, "privacy")], {"email": f"other.name@{new}"})
    logins = LoginsPage(page_as("ohadmin"), allowed=1).open()
    expect(logins.row("Nora Bell")).to_have_count(1)
    logins.confirm_domain()
    for name in ("Nora Bell", "Grace Adeyemi", "Anne Forsyth", "Carol Finch"):
        logins.has_nobody(name)
    expect(logins.row("Iris Novak")).to_have_count(1)
    again = LoginsPage(page_as("leadclinician"), allowed=0).open()
    expect(again.row("Iris Novak")).to_have_count(1)
