"""A calendar link: made on a phone by the keys alone, read by a program, taken back; it leaves no secret in the log."""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.cases import weekday
from tests.pages.portal import PHONE
from tests.pages.readable import readable, serious
from tests.waiting import until

PAGE = "/my/conferences/calendar"
GRACE = "Grace Adeyemi"


@pytest.fixture
def read(server):
    """`read(address)`: (status, entries by UID) as a calendar program gets them, without a login."""
    return lambda address: _read(server.url + urlsplit(address).path)  # the demo knows another address of itself


def _read(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, {str(one["UID"]): one for one in Calendar.from_ical(answer.read()).events}
    except urllib.error.HTTPError as refused:
        return refused.code, {}


@pytest.fixture
def phone(page_as):
    page = page_as("portal.employee")
    page.set_viewport_size(PHONE)
    return page


def press(page, words):
    """Reach a button by Tab, and press it."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            break
    else:
        raise AssertionError(f"Tab never reaches “{words}”")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_it_is_off_until_asked_for_and_the_question_is_not_answered_beforehand(phone):
    phone.goto("/my/conferences")
    phone.get_by_role("link", name="Your meetings in your calendar").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your meetings in your calendar")
    expect(phone.locator("main")).to_contain_text("Google can be a day late. Rely on the email that we send you.")
    expect(phone.get_by_role("radio", checked=True)).to_have_count(0)
    readable(phone, "off")
    press(phone, "Make my calendar link")
    expect(phone.get_by_role("alert")).to_contain_text("Choose whether your emails")
    readable(phone, "left empty")


def test_a_link_is_made_by_the_keys_and_read_by_a_program(read, phone, cases, journey, mailbox):
    start = weekday(12, 9)
    journey["conference"] = cases.booked(GRACE, start)
    cases.wait_until_all_are_told(journey["conference"])
    phone.goto(PAGE)
    phone.get_by_label("No, the calendar link is enough").focus()
    phone.keyboard.press("Space")
    press(phone, "Make my calendar link")
    readable(phone, "made")
    journey["address"] = phone.get_by_label("Copy this address into your calendar program").input_value()
    status, entries = read(journey["address"])
    assert status == 200
    uid = mailbox.uid_of(start)
    assert entries[uid]["SUMMARY"] == "Meeting"
    assert entries[uid].start.replace(tzinfo=None) == start
    phone.goto(PAGE)
    readable(phone, "on")
    assert journey["address"] not in phone.content()
    expect(phone.locator("dd").nth(1)).not_to_have_text("not yet")


def test_the_next_invitation_comes_without_an_entry_and_the_earlier_one_is_kept_up_to_date(
    read, cases, journey, mailbox
):
    later, before = weekday(14, 9), set(mailbox.all())
    second = cases.booked(GRACE, later)
    cases.wait_until_all_are_told(second)
    address = cases.addresses(second)["employee"]
    cases.act("hr", journey["conference"], "move", start=f"{weekday(13, 9):%Y-%m-%d %H:%M:%S}", reason="Room")
    cases.wait_until_all_are_told(journey["conference"])
    mine = [mail.method for mail in mailbox.all() if mail.to == address and mail not in before]
    assert mine == [None, "REQUEST"]
    _status, entries = read(journey["address"])
    assert {one.start.replace(tzinfo=None) for one in entries.values()} >= {weekday(13, 9), later}
    cases.act("hr", second, "cancel", reason="No need")
    _status, entries = read(journey["address"])
    assert "CANCELLED" in {one["STATUS"] for one in entries.values()}


def test_a_text_a_third_longer_at_twice_the_size_still_fits(phone):
    phone.goto(PAGE)
    phone.evaluate(
        "for (const e of document.querySelectorAll('main button, main label, main h1'))"
        " e.textContent = e.textContent.trim() + ' abcdefghij'.repeat(Math.ceil(e.textContent.trim().length / 33))"
    )
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not phone.locator("main").evaluate("one => one.scrollWidth > one.clientWidth"), "ours; stock's header does"


def test_it_is_taken_back_and_another_is_unknown(read, phone, journey):
    phone.goto(PAGE)
    press(phone, "Turn the link off")
    expect(phone.get_by_role("button", name="Make my calendar link")).to_be_visible()
    assert read(journey["address"])[0] == 410
    assert read(journey["address"].replace(".ics", "x.ics"))[0] == 404


def test_a_colleague_finds_it_in_the_menu_of_their_own_name(page_as):
    page = page_as("colleague")
    page.goto("/odoo")
    page.locator(".o_user_menu button").click()
    page.get_by_role("menuitem", name="Calendar link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your meetings in your calendar")
    assert not serious(page)


def test_no_log_line_holds_the_secret(journey, server):
    secret = journey["address"].rpartition("/")[2].removesuffix(".ics")
    until(lambda: "/updates/calendar/…" in server.log_path.read_text(), "the reads are in the log")
    assert secret not in server.log_path.read_text()
