"""The mail server is down, or refuses one recipient: nobody is said to be told who is not, and each is told once."""

import pytest

from tests.cases import weekday
from tests.waiting import until


@pytest.fixture
def mail_server_down(server):
    server.mail.stop()
    yield server.mail
    server.mail.stop()
    server.mail.start()


@pytest.fixture
def refusing(server):
    yield server.mail.refuse
    server.mail.refuse()


def told(cases, conference):
    return {role for role, row in cases.attendees(conference).items() if row["is_told"]}


def wait_for_the_retry(cases, conference):
    """The next try comes half a minute after the first; the job is pressed until it is due."""

    def everybody():
        cases.send_what_waits()
        return told(cases, conference) == set(cases.attendees(conference))

    until(everybody, "everybody is told after the mail server's return", patience=90)


def test_nobody_is_told_while_the_mail_server_is_down_and_each_once_after(cases, mailbox, mail_server_down):
    start = weekday(12, 9)
    conference = cases.booked("Emily Stone", start)
    cases.send_what_waits()
    assert not mailbox.all()
    assert told(cases, conference) == set()
    assert all(not row["invited_at"] for row in cases.attendees(conference).values())
    assert cases.read("hr", conference, "not_told_count")["not_told_count"] == 4

    mail_server_down.start()
    wait_for_the_retry(cases, conference)
    cases.send_what_waits()
    mails = mailbox.calendar_mails(mailbox.uid_of(start))
    assert sorted(mail.to for mail in mails) == sorted(cases.addresses(conference).values())
    assert cases.read("hr", conference, "not_told_count")["not_told_count"] == 0


def test_only_the_refused_recipient_is_not_told_and_is_told_once_after(cases, mailbox, refusing):
    start = weekday(13, 9)
    refusing("owen.blake@home.example")
    conference = cases.booked("Owen Blake", start)
    until(lambda: told(cases, conference) == {"manager", "clinician", "hr"}, "all but the employee are told")
    cases.send_what_waits()
    assert not cases.attendees(conference)["employee"]["invited_at"]
    assert cases.read("hr", conference, "not_told_count")["not_told_count"] == 1

    refusing()
    wait_for_the_retry(cases, conference)
    mails = mailbox.calendar_mails(mailbox.uid_of(start))
    assert sorted(mail.to for mail in mails) == sorted(cases.addresses(conference).values())
    (late,) = [mail for mail in mails if mail.to == "owen.blake@home.example"]
    assert late.accepted_at > max(mail.accepted_at for mail in mails if mail is not late)


def test_the_log_of_a_failure_names_nobody(server, cases, refusing):
    refusing("owen.blake@home.example")
    conference = cases.booked("Owen Blake", weekday(14, 9))
    until(lambda: len(told(cases, conference)) == 3, "all but the employee are told")

    def logged():
        return [line for line in server.log_path.read_text().splitlines() if "was not accepted" in line]

    until(logged, "the failure is in the server's log")
    assert not [line for line in logged() if "owen" in line.lower() or "blake" in line.lower()]


def test_an_address_that_the_server_does_not_know_is_said_to_hr_and_another_one_is_written_to(
    cases, rpc, mailbox, refusing
):
    start = weekday(15, 9)
    refusing("owen.blake@home.example", answer="550 5.1.1 No such mailbox")
    conference = cases.booked("Owen Blake", start)
    until(lambda: told(cases, conference) == {"manager", "clinician", "hr"}, "all but the employee are told")
    until(lambda: cases.read("hr", conference, "not_told_note")["not_told_note"], "HR reads why")
    seen = cases.read("hr", conference, "not_told_note", "needs_letter", "is_waiting_for_me")
    assert seen["not_told_note"].startswith("Employee: The mail server refused the email address.")
    assert seen["needs_letter"]
    assert seen["is_waiting_for_me"]

    employee = cases.employee("Owen Blake")
    before = rpc("hr").call("hr.employee", "read", [employee], ["casecon_invitation_email"])[0]
    rpc("hr").call("hr.employee", "write", [employee], {"casecon_invitation_email": "owen@new.example"})
    (row,) = rpc("ohadmin").call("casecon.login", "search_read", [("employee_id", "=", employee)], ["seen"])
    context = {"casecon_seen": row["seen"]}
    rpc("ohadmin").call("casecon.login", "action_confirm_address", [row["id"]], context=context)
    cases.wait_until_all_are_told(conference)
    assert "owen@new.example" in {mail.to for mail in mailbox.calendar_mails(mailbox.uid_of(start))}
    assert not cases.read("hr", conference, "not_told_note")["not_told_note"]
    rpc("hr").call("hr.employee", "write", [employee], {"casecon_invitation_email": before["casecon_invitation_email"]})


def test_no_log_line_of_odoo_or_ours_names_a_recipient(server, mailbox):
    log = server.log_path.read_text()
    assert "was not accepted" in log
    for address in {mail.to for mail in mailbox.all()} | {"owen.blake@home.example"}:
        assert address not in log
