"""The OH administrator sees the pool's week: who is there, what is booked, how full it is; nobody else does."""

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.cases import CONFERENCE, instant
from tests.pages.axe import violations
from tests.pages.keys import Keys
from tests.pages.pool import Pool
from tests.rpc import RpcError

NORA, MENU = "Nora Bell", "Clinicians' week"
PATH = "/odoo/clinicians-week"


@pytest.fixture(scope="module")
def booked(rpc):
    """Nora Bell's first conference of a week to come, as the desk reads it."""
    found = rpc("ohadmin").call(
        CONFERENCE,
        "search_read",
        [("clinician_id.name", "=", NORA), ("state", "=", "scheduled")],
        ["name", "start", "employee_id"],
        order="start",
    )
    ahead = [one for one in found if monday_of(one) > monday(datetime.now(UTC))]
    assert ahead, "The demo data books her a week or two ahead."
    return ahead[0]


def monday(moment):
    day = moment.astimezone(ZoneInfo("Europe/London")).date()
    return day - timedelta(days=day.weekday())


def local(one):
    return instant(one["start"]).replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/London"))


def monday_of(one):
    return monday(local(one))


def test_the_week_with_her_conference_is_reached_by_keyboard_and_the_conference_opened(page_as, booked):
    page = page_as("ohadmin")
    pool = Pool(page).open_from_menu()
    expect(page).to_have_url(re.compile(PATH))
    keys = Keys(page)
    keys.to(pool.week_button("Next week"))
    for _week in range((monday_of(booked) - monday(datetime.now(UTC))).days // 7):
        before = pool.title.inner_text()
        keys.press("Enter")
        expect(pool.title).not_to_have_text(before)
        expect(pool.settled).to_be_visible()
    title = pool.title.inner_text()
    # British English says the month once, at the end of the week
    assert re.match(rf"{monday_of(booked):%-d}\b", title)
    assert f"{monday_of(booked) + timedelta(days=4):%B}" in title

    day = pool.cell(NORA, local(booked).weekday())
    expect(day).to_contain_text(re.compile(rf"{local(booked):%H:%M}.*{booked['name']}", re.DOTALL))
    expect(day).to_contain_text(re.compile(r"[1-4] of 4 booked"))
    expect(day).to_contain_text("In person and by video")
    expect(pool.week_load(NORA)).to_contain_text(re.compile(r"\d h( \d+ min)? of \d+ h.* booked \(\d+%\)"))
    assert booked["employee_id"][1] not in pool.picture.inner_text()

    keys.to(pool.conference(booked["name"])).press("Enter")
    expect(page.locator(".o_form_view")).to_contain_text(booked["employee_id"][1])
    page.locator(".o_breadcrumb").get_by_role("link", name=MENU).click()
    expect(pool.title).to_have_text(title)  # and not today's


def test_a_name_leads_to_the_availability(page_as):
    page = page_as("ohadmin")
    pool = Pool(page).open_from_menu()
    pool.row(NORA).get_by_role("link", name=NORA).click()
    expect(page.get_by_role("grid", name="Week in which the clinician meets people")).to_be_visible()


def test_hr_has_no_such_menu_and_is_refused(page_as, rpc):
    for login in ("hr", "manager", "clinician", "employee"):
        with pytest.raises(RpcError) as refusal:
            rpc(login).call("casecon.clinician", "pool_week")
        assert refusal.value.name == "AccessError", login
    page = page_as("hr")
    page.goto(PATH)
    pool = Pool(page)
    expect(pool.picture.get_by_role("alert")).to_contain_text(
        "Only OH administrators and lead clinicians can see the clinicians' week"
    )
    expect(pool.table).to_have_count(0)
    seen = {login for login in ("hr", "clinician", "leadclinician", "ohadmin") if MENU in menus_of(rpc(login))}
    assert seen == {"leadclinician", "ohadmin"}


def menus_of(session):
    with session.open(f"{session.url}/web/webclient/load_menus") as answer:
        return {menu["name"] for menu in json.load(answer).values()}


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (360, 740)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page_as, size):
    page = page_as("ohadmin")
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.goto(PATH)
    Pool(page).settled.wait_for()
    expect(page.locator(".o_casecon_summary")).to_be_visible()
    assert not violations(page, ".o_casecon_pool_action")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
