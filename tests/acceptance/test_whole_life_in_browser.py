"""The whole life of one case conference, pressed in real browsers, and what each can and cannot see on the way.

HR, manager, clinician and OH administrator at their desks; the employee and her companion on a phone, in the
portal; a colleague whom it does not concern, and HR of another company. Time cannot be carried into a browser, so
the employee accepts the shorter notice: it is booked for ten minutes from now, and starts now.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.cases import CONFERENCE
from tests.pages.booking import BookingDialog
from tests.pages.employee import EmployeePage
from tests.pages.meeting import MeetingPage
from tests.pages.minutes import DecisionsPage, MinutesPage
from tests.pages.portal import PHONE, Portal
from tests.pages.sealed import SealedText
from tests.waiting import until

NAME, CLINICIAN, MANAGER, HR = "Grace Adeyemi", "David Osei", "Janet Okafor", "Helen Marsh"
COMPANION, ADDRESS = "Dana Moss", "dana.moss@union.example"
NOTE, ITEM = "zebra note: sleeps in the afternoon", "zebra words: nights are out of the question"
ZEBRA = re.compile("zebra")
MINUTES = ("Early shifts for six weeks", "Everybody meets again in spring")
ACTION = "Post the rota two weeks ahead"
LONDON = ZoneInfo("Europe/London")
PLAIN = ("Meeting", "Agenda")
BEFORE = {
    "hr": (*PLAIN, "Request", "History"),
    "manager2": PLAIN,
    "ohadmin": (*PLAIN, "Request", "History"),
}


@pytest.fixture
def desk(page_as, journey):
    """`desk("hr")`: the conference as that login opens it now."""
    return lambda login: MeetingPage(page_as(login)).open(journey["conference"])


@pytest.fixture
def phone(page_as):
    """`phone("portal.employee")`: a page of that login on a phone."""
    return lambda login: Portal(page_as(login))


def sees_nothing(page_as, login, conference):
    """Neither by its address nor in the list of all."""
    page = page_as(login)
    with page.expect_response(re.compile("casecon.conference/web_read")) as answer:
        page.goto(f"/odoo/casecon.conference/{conference}")
    assert "error" in answer.value.json(), f"{login} reads it"
    page.goto("/odoo/updates")
    with page.expect_response(re.compile("casecon.conference/web_search_read")) as answer:
        page.locator(".o_facet_remove").click()
    assert answer.value.json()["result"]["length"] == 0, f"{login} finds some"
    expect(page.locator("body")).not_to_contain_text(re.compile(f"{NAME}|{ZEBRA.pattern}"))
    page_as.errors.forgive("casecon.conference|Access|Missing|RPC_ERROR")


def sees(page, *tabs):
    """A form at a desk of the employer shows these tabs, and nothing clinical anywhere."""
    expect(page.form.get_by_role("tab")).to_have_text([*tabs])
    assert not ZEBRA.search(page.page.content())


def invitation_of(mailbox):
    """The address in the companion's mail."""

    def found():
        links = [
            re.search(r"/web/(?:signup|reset_password)\?\S+", mail.text) for mail in mailbox.all() if mail.to == ADDRESS
        ]
        return next((link.group().rstrip('>)"').replace("&amp;", "&") for link in links if link), None)

    return until(found, "the companion is invited to the portal")


def signed_up(chromium, server, address):
    """The companion's own context, after they chose a password."""
    context = chromium.new_context(base_url=server.url, viewport=PHONE, locale="en-US", timezone_id="Europe/London")
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_label("Confirm Password").fill("a long enough password")
    page.locator(".oe_signup_form button[type=submit], .oe_reset_password_form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/my"))
    page.close()
    return context


def test_hr_asks_and_the_employee_accepts_the_date(page_as, phone, cases, rpc, journey):
    cases.clear_the_next_hours("hr", "manager", "manager2", "ohadmin")
    employee = EmployeePage(page_as("hr")).open(NAME)
    employee.book.click()
    dialog = BookingDialog(employee.page)
    dialog.ground("Return to work").click()
    dialog.reason.fill("Grace comes back next week; we would like to agree the first shifts.")
    dialog.today.click()
    dialog.save.click()
    expect(dialog.saved).to_be_visible()
    newest = rpc("hr").call(CONFERENCE, "search", [("employee_id.name", "=", NAME)], order="id desc", limit=1)
    journey["conference"] = newest[0]

    start = datetime.now(UTC).replace(second=0, microsecond=0, tzinfo=None) + timedelta(minutes=10)
    page = MeetingPage(employee.page).open(journey["conference"])
    page.choose_start(start)
    page.choose_record("clinician_id", CLINICIAN)
    page.save()
    expect(page.form.locator(".o_casecon_readiness")).to_contain_text("notice")
    expect(page.button("Book")).to_have_count(0)

    portal = phone("portal.employee").open(f"/{journey['conference']}/notice")
    portal.main.get_by_label("Accept an earlier start").check()
    portal.main.locator("input[type=datetime-local]").fill(f"{datetime.now(LONDON):%Y-%m-%dT%H:%M}")
    portal.press("Save").says("You accepted an earlier start")

    page.open(journey["conference"]).button("Book").click()
    expect(page.state).to_have_text("Scheduled")
    cases.send_what_waits()
    cases.wait_until_all_are_told(journey["conference"])


def test_those_who_are_not_invited_find_nothing(page_as, journey):
    for login in ("colleague", "other.hr"):
        sees_nothing(page_as, login, journey["conference"])


def test_all_get_ready(desk, phone, page_as, cases, mailbox, chromium, server, contexts, journey):
    conference = journey["conference"]
    portal = phone("portal.employee").open(f"/{conference}")
    portal.follow("Confirm that you understand")
    portal.main.get_by_label("I understand why").check()
    portal.press("Confirm").says("You confirmed that you understand")
    portal.open(f"/{conference}/companion")
    portal.main.get_by_label("Name", exact=True).fill(COMPANION)
    portal.main.get_by_label("Email address").fill(ADDRESS)
    portal.press("Name this person").says("Your companion is named")

    page = desk("ohadmin")
    page.press("Invite the companion")
    page.confirm("Invite")
    page.press("Plan the pre-call")
    page.type_moment("When", datetime.now(UTC))
    page.say("Number", "01632 960001")
    page.confirm("Plan the call")
    cases.send_what_waits()
    contexts[ADDRESS] = signed_up(chromium, server, invitation_of(mailbox))
    companion = phone(ADDRESS).open()
    companion.main.locator(".list-group a").first.click()
    expect(companion.main).to_contain_text("You are asked to come as a companion.")
    expect(companion.main).to_contain_text("open the meeting")
    expect(companion.main).not_to_contain_text(re.compile("Agenda|Why, and what"))
    journey["window"] = companion.page.url

    page = desk("clinician2")
    page.record_pre_call()
    page.write_note(NOTE)
    page.propose(ITEM)
    page.button("Ready").click()
    expect(page.state).to_have_text("Prepared")
    expect(page.standing(ITEM)).to_have_text("Not to be said")

    portal.open(f"/{conference}").follow("Decide what the clinician may say")
    portal.follow("Answer the questions")
    expect(SealedText(portal.main).frame.locator("body")).to_contain_text(ITEM)
    expect(portal.main).not_to_contain_text(ZEBRA)
    assert portal.main.locator("input:checked").count() == 0
    for person, answer in ((MANAGER, "Yes, it may be said"), (HR, "No")):
        portal.main.get_by_role("group", name=person).get_by_label(answer, exact=True).check()
    portal.press("Continue").says("Check your answers")
    portal.press("These are my answers").says("Your answers count from now on")

    for login in ("hr", "manager2", "ohadmin"):
        page = desk(login)
        expect(page.form.locator("[name=oh_preparation]")).to_contain_text("Done")
        sees(page, *BEFORE[login])


def test_what_is_granted_is_said_and_no_more(desk, phone, page_as, journey):
    conference = journey["conference"]
    clinician = desk("clinician2")
    clinician.start(NAME, CLINICIAN, MANAGER, COMPANION, reason="HR joins later; all know that nothing is recorded.")
    expect(clinician.state).to_have_text("In session")
    expect(clinician.standing(ITEM)).to_have_text("May be said")
    clinician.said(ITEM).click()
    expect(clinician.item(ITEM).locator("td[name=said_at]")).not_to_be_empty()

    clinician.enter(HR)
    expect(clinician.standing(ITEM)).to_have_text("Not to be said")
    expect(clinician.said(ITEM)).to_have_count(0)
    clinician.leave(HR)
    expect(clinician.standing(ITEM)).to_have_text("May be said")

    page = desk("hr")
    sees(page, *BEFORE["hr"], "Minutes", "Decisions and actions")
    page.button("Write decisions and actions").click()
    DecisionsPage(page.page).add_action(
        ACTION, owner=MANAGER, due=f"{datetime.now(LONDON) + timedelta(days=7):%d/%m/%Y}"
    )
    sees(desk("manager2"), *PLAIN, "Decisions and actions")
    sees_nothing(page_as, "colleague", conference)

    portal = phone("portal.employee").open(f"/{conference}/consent")
    expect(portal.main).to_contain_text("This was said in the meeting.")
    portal.press("Withdraw item 1").says("You withdrew your consent")
    clinician.said(ITEM).click()  # her page does not know it yet
    refusal = clinician.page.get_by_role("dialog")
    expect(refusal).to_contain_text("[R16]")
    page_as.errors.forgive("RPC_ERROR")
    refusal.get_by_role("button", name="Close").last.click()
    clinician.open(conference)
    expect(clinician.standing(ITEM)).to_have_text("Not to be said")
    expect(clinician.item(ITEM).locator("td[name=said_at]")).not_to_be_empty()


def test_a_break_is_asked_for_and_the_meeting_goes_on(desk, phone, journey):
    portal = phone("portal.employee").open(f"/{journey['conference']}")
    portal.press("Ask for a break").says("In the meeting")
    expect(portal.main).to_contain_text("The clinician can see this.")
    clinician, hr = desk("clinician2"), desk("hr")
    expect(clinician.form).to_contain_text("The employee asks for a break.")
    expect(hr.form).not_to_contain_text("asks for a break")
    clinician.button("Pause").click()
    expect(clinician.form).to_contain_text("Paused.")
    expect(clinician.in_the_room).to_be_hidden()
    expect(clinician.form).not_to_contain_text("asks for a break")
    expect(desk("manager2").form).to_contain_text("Paused.")
    clinician.press("Resume")
    for person in (NAME, CLINICIAN, MANAGER, COMPANION):
        clinician.dialog.get_by_label(person).check()
    clinician.confirm("Resume")
    expect(clinician.in_the_room).to_contain_text(MANAGER)
    told = clinician.tab("Meeting").locator("[name=meeting_event_ids] .o_data_row")
    expect(told.filter(has_text="Asked for a break")).to_have_count(1)
    expect(told.filter(has_text="Resumed")).to_have_count(1)
    clinician.end()
    expect(clinician.state).to_have_text("Held")


def test_the_minutes_are_checked_made_final_and_closed(desk, phone, page_as, journey):
    conference = journey["conference"]
    hr = desk("hr")
    hr.button("Write the minutes").first.click()
    minutes = MinutesPage(hr.page)
    minutes.write(*MINUTES)
    minutes.send()
    sees(desk("manager2"), *PLAIN, "Decisions and actions")

    portal = phone("portal.employee").open(f"/{conference}")
    portal.follow("Check the facts in the minutes")
    expect(portal.main).to_contain_text(MINUTES[0])
    portal.follow("Comment")
    portal.main.get_by_label("What is not right here?").fill("It was four weeks.")
    portal.press("Save my comment").says("Your comment is saved")
    portal.open(f"/{conference}/minutes").press("Send my check").says("Your check of the minutes is sent")

    hr.open(conference).button("Open the minutes").first.click()
    expect(minutes.form).to_contain_text("It was four weeks.")
    minutes.make_final()
    portal.open(f"/{conference}/minutes/statement")
    portal.main.get_by_label("Your statement").fill("I asked for four weeks.")
    portal.press("Attach my statement").says("Your statement is attached to the minutes")

    manager = desk("manager2")
    sees(manager, *PLAIN, "Minutes", "Decisions and actions")
    expect(manager.tab("Minutes")).to_contain_text(MINUTES[1])
    manager.tab("Decisions and actions")
    manager.row(ACTION).get_by_role("button", name="Done").click()
    expect(manager.row(ACTION).locator("td[name=state]")).to_have_text("Done")

    hr.open(conference).press("Close")
    hr.confirm("Close the case conference")
    expect(hr.state).to_have_text("Closed")
    hr.press("Ask for the next one")
    hr.confirm("Ask for the next one")
    expect(hr.state).to_have_text("Requested")


def test_at_the_end_each_keeps_their_own(desk, phone, page_as, journey):
    clinician = desk("clinician2")
    clinician.tab("Clinical")
    expect(clinician.row("Case conference").or_(clinician.row("Consultation")).first).to_be_visible()
    sees(desk("hr"), *BEFORE["hr"], "Minutes", "Decisions and actions")
    sees(desk("ohadmin"), *BEFORE["ohadmin"])
    companion = phone(ADDRESS)
    companion.page.goto(journey["window"])
    expect(companion.main).to_contain_text("The meeting is over.")
    expect(companion.main).not_to_contain_text(re.compile("|".join((*MINUTES, ACTION, "zebra"))))
    for login in ("colleague", "other.hr"):
        sees_nothing(page_as, login, journey["conference"])
