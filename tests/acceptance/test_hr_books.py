"""HR opens an employee and books in at most six clicks; everybody is told once; then it is moved, then cancelled."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.cases import CONFERENCE, instant, text
from tests.pages.booking import BookingDialog
from tests.pages.clicks import CountedMouse
from tests.pages.conference import ConferencePage
from tests.pages.employee import EmployeePage
from tests.waiting import until

NAME = "Emily Stone"
TELLING = re.compile(r"case conference|occupational|health|adviser|illness|sick", re.IGNORECASE)


def mails_of_step(cases, mailbox, journey, method):
    """The mails of this step, after the job that sends has nothing more to do."""
    conference, uid = journey["conference"], journey["uid"]
    known = journey.setdefault("mails", [])
    attendees = len(cases.attendees(conference))
    until(lambda: len(mailbox.calendar_mails(uid)) >= len(known) + attendees, "a mail for each attendee")
    cases.send_what_waits()
    new = mailbox.calendar_mails(uid)[len(known) :]
    assert sorted(mail.to for mail in new) == sorted(cases.addresses(conference).values()), "each of them once"
    assert {mail.method for mail in new} == {method}
    assert {mail.sequence > max((old.sequence for old in known), default=0) for mail in new} == {True}
    known += new
    return new


def test_hr_books_with_six_clicks(page_as, rpc, journey):
    page = page_as("hr")
    employee = EmployeePage(page).open(NAME)
    mouse = CountedMouse(page, allowed=6)
    mouse.click(employee.book)
    dialog = BookingDialog(page)
    mouse.click(dialog.ground("Return to work"))
    mouse.click(dialog.reason)
    mouse.type("Back since spring; the advice on late shifts is read in two ways.")
    mouse.click(dialog.today)
    expect(dialog.missing).not_to_contain_text(re.compile("explained|date and time"))
    mouse.click(dialog.book)
    expect(dialog.booked).to_be_visible()
    assert mouse.clicks <= 6

    expect(employee.open(NAME).conferences).to_contain_text("1")
    (found,) = rpc("hr").call(
        CONFERENCE, "search_read", [("employee_id.name", "=", NAME)], ["state", "start", "duration", "name"]
    )
    assert (found["state"], found["duration"]) == ("scheduled", 45)
    journey.update(conference=found["id"], start=instant(found["start"]), name=found["name"])


def test_hr_sees_it_scheduled(page_as, journey):
    page = ConferencePage(page_as("hr")).open(journey["conference"])
    expect(page.state).to_have_text("Scheduled")
    expect(page.form).to_contain_text(NAME)


def test_each_attendee_has_one_invitation_before_they_count_as_told(cases, mailbox, journey):
    rows = cases.wait_until_all_are_told(journey["conference"])
    assert set(rows) == {"employee", "manager", "clinician", "hr"}
    journey["uid"] = mailbox.uid_of(journey["start"])
    mails = {mail.to: mail for mail in mails_of_step(cases, mailbox, journey, "REQUEST")}
    for role, address in cases.addresses(journey["conference"]).items():
        assert mails[address].accepted_at <= instant(rows[role]["invited_at"]), role
        assert mails[address].start == journey["start"]


def test_a_mail_says_when_and_where_and_no_more(journey):
    for mail in journey["mails"]:
        assert mail.message["Subject"].startswith("Invitation: Meeting on ")
        assert not TELLING.search(mail.text), mail.path
        others = mail.text if mail.to != "emily.stone@home.example" else ""
        assert "Emily" not in others
        assert str(mail.event["SUMMARY"]) == "Meeting"
        assert "alderbridge" in str(mail.event["ORGANIZER"])


def test_a_moved_meeting_is_told_anew_to_each(page_as, cases, mailbox, journey):
    later = (journey["start"] + timedelta(days=7)).replace(hour=16, minute=0)
    page = ConferencePage(page_as("hr")).open(journey["conference"])
    page.move(later, "The room is taken that day.")
    until(lambda: cases.read("hr", journey["conference"], "start")["start"] == text(later), "the new time stands")
    rows = cases.wait_until_all_are_told(journey["conference"])
    for mail in mails_of_step(cases, mailbox, journey, "REQUEST"):
        assert mail.start == later
        (role,) = [role for role, to in cases.addresses(journey["conference"]).items() if to == mail.to]
        assert mail.accepted_at <= instant(rows[role]["invited_at"])


def test_a_cancelled_meeting_is_taken_back_from_each(page_as, cases, mailbox, journey):
    page = ConferencePage(page_as("hr")).open(journey["conference"])
    page.cancel("Not needed any more.")
    expect(page.state).to_have_text("Cancelled")
    mails = mails_of_step(cases, mailbox, journey, "CANCEL")
    assert {str(mail.event["STATUS"]) for mail in mails} == {"CANCELLED"}
    assert not [mail for mail in mailbox.all() if "Not needed" in mail.text]
