"""Settings, Emails: a system administrator finds out whether invitations arrive, on a wide and a narrow screen."""

import runpy

import pytest
from playwright.sync_api import expect

from dev.places import ADDON, ROOT
from tests.pages.axe import violations
from tests.waiting import until

dns_server = runpy.run_path(str(ROOT / ADDON / "tests" / "messages" / "dns_server.py"))["dns_server"]
SAYS = {
    "alderbridge.example": ["v=spf1 -all"],
    "_dmarc.alderbridge.example": ["v=DMARC1; p=none"],
}  # as the demo writes
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
STOCK = ("color-contrast", "aria-allowed-attr", "autocomplete-valid")


@pytest.fixture
def settings(page_as):
    """The section, as an administrator opens it."""

    def opened(size=WIDE):
        page = page_as("admin")
        page.set_viewport_size(size)
        page.goto("/odoo/settings")
        page.locator(".settings_tab .tab[data-key=casecon_odoo], .settings_tab [data-key=casecon_odoo]").first.click()
        found = page.locator(".o_casecon_mail_setup")
        found.scroll_into_view_if_needed()
        expect(found).to_be_visible()
        return page, found

    return opened


def queue_is_empty(rpc):
    return rpc("admin").call("res.company", "action_casecon_mail_setup")["queue"]["waiting"] == "none"


def test_the_domain_says_what_it_says_and_silence_is_an_answer(settings, rpc):
    with dns_server(SAYS) as address:
        rpc("admin").call("ir.config_parameter", "set_param", "casecon_odoo.dns_server", address)
        _page, found = settings()
        found.get_by_role("button", name="Check the domain").click()
        expect(found.get_by_role("listitem")).to_contain_text(["SPF (OK)", "DKIM (not known)", "DMARC (weak)"])
    rpc("admin").call("ir.config_parameter", "set_param", "casecon_odoo.dns_server", "127.0.0.1:1")
    found.get_by_role("button", name="Check the domain").click()
    expect(found.get_by_role("listitem").first).to_contain_text("We could not reach the DNS.", timeout=20000)


def test_a_test_invitation_arrives_and_the_answer_is_kept(settings, mailbox):
    page, found = settings()
    found.get_by_role("button", name="Send me a test invitation").focus()
    page.keyboard.press("Enter")
    expect(found.get_by_role("status").first).to_contain_text("Sent to ")
    (mail,) = [mail for mail in mailbox.all() if mail.method == "REQUEST"]
    assert str(mail.event["SUMMARY"]) == "Test invitation"
    found.get_by_role("button", name="No", exact=True).click()
    expect(found).to_contain_text("A mail system removes the calendar part.")
    expect(found.get_by_role("button", name="No", exact=True)).to_have_attribute("aria-pressed", "true")
    _page, again = settings()
    expect(again).to_contain_text("Answered no on ")


def test_a_mail_server_that_is_down_is_said(settings, server, rpc):
    until(lambda: queue_is_empty(rpc), "the mails of the demo have left", patience=120)
    _page, found = settings()
    server.mail.stop()
    try:
        found.get_by_role("button", name="Send me a test invitation").click()
        dialog = _page.get_by_role("dialog")
        expect(dialog).to_contain_text("The mail server did not accept the email")
        dialog.get_by_role("button", name="Close").last.click()
    finally:
        server.mail.start()


def test_the_sentence_for_it_is_copied(settings, contexts):
    page, found = settings()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found.get_by_role("button", name="Copy the sentence").click()
    until(
        lambda: "text/calendar" in page.evaluate("navigator.clipboard.readText()"), "the sentence is on the clipboard"
    )


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_everybody_can_read_it(settings, size):
    page, found = settings(size)
    assert not [one for one in violations(page, ".o_casecon_mail_setup", STOCK) if one[0] in ("serious", "critical")]
    assert not found.evaluate("one => one.scrollWidth > one.clientWidth")
    for section in (
        "What your domain says",
        "A test invitation to yourself",
        "Are answers read?",
        "For your IT department",
    ):
        expect(found.get_by_role("region", name=section)).to_be_visible()
    expect(found.get_by_role("region", name="Emails not sent")).to_contain_text("none")


def test_text_at_twice_the_size_and_a_third_longer_fits(settings):
    page, found = settings(WIDE)
    page.set_viewport_size({"width": 683, "height": 384})
    found.evaluate(
        "all => { for (const e of all.querySelectorAll('p, h3, dt, li, button'))"
        " if (!e.children.length) e.textContent += ' abcdefghij'.repeat(Math.ceil(e.textContent.length / 33)) }"
    )
    assert not found.evaluate("one => one.scrollWidth > one.clientWidth")
