"""The mail server thinks, hangs up, or Odoo is killed: verbs do not wait, nobody is forgotten or told twice."""

import time
from datetime import UTC, datetime

import pytest

from dev import postgres
from tests.cases import weekday
from tests.waiting import until

THINKS = 5
EMILY = "emily.stone@home.example"


@pytest.fixture
def answering(server):
    yield server.mail.otherwise
    server.mail.otherwise()


@pytest.fixture
def sending(server):
    """Whether the mail of this conference to this address is at the mail server now."""

    def is_sending(conference, address):
        of = f"SELECT id FROM casecon_attendee WHERE conference_id = {conference}"
        query = f"SELECT 1 FROM casecon_message WHERE state = 'sending' AND address = '{address}'"
        return postgres.query(f"{query} AND attendee_id IN ({of})", server.db)

    return is_sending


@pytest.fixture
def being_told(cases, answering, sending):
    """A booked conference while the mail server thinks about the invitation of `role`: its id, the row, the address."""

    cases.send_what_waits()  # what the demo company has waiting would be slow, too

    def begin(role, start):
        conference = cases.ask(
            "hr", "Emily Stone", told_on=str(datetime.now(UTC).date()), clinician_id=cases.clinician("clinician")
        )
        address = cases.addresses(conference)[role]
        answering(slow={address: THINKS})
        cases.act("hr", conference, "schedule", start=f"{start:%Y-%m-%d %H:%M:%S}", mode="virtual")
        until(lambda: sending(conference, address), f"the {role}'s invitation is at the mail server")
        return conference, cases.attendees(conference)[role], address

    return begin


def lines(mailbox, start):
    """`["employee REQUEST", …]` by address, in the order in which they were accepted."""
    return [f"{mail.to} {mail.method}" for mail in mailbox.calendar_mails(mailbox.uid_of(start))]


def quickly(call, *arguments, **named):
    began = time.monotonic()
    call(*arguments, **named)
    assert time.monotonic() - began < THINKS / 2, "it waited for the mail server"


def test_who_is_removed_while_the_server_thinks_is_told_that_it_is_over(cases, mailbox, being_told):
    start = weekday(12, 9)
    conference, row, address = being_told("manager", start)
    quickly(cases.act, "hr", conference, "remove_attendee", attendee_id=row["id"])
    until(lambda: f"{address} CANCEL" in lines(mailbox, start), "the manager is told that it is over")
    assert [line for line in lines(mailbox, start) if address in line] == [f"{address} REQUEST", f"{address} CANCEL"]


def test_an_answer_while_the_server_thinks_sends_nothing_twice(cases, rpc, server, mailbox, being_told):
    start = weekday(13, 9)
    conference, row, address = being_told("clinician", start)
    quickly(rpc("clinician").call, "casecon.attendee", "action_answer", [row["id"]], answer="accepted")
    cases.wait_until_all_are_told(conference)
    let_time_pass(server)
    cases.send_what_waits()
    assert lines(mailbox, start).count(f"{address} REQUEST") == 1
    assert cases.attendees(conference)["clinician"]["answer"] == "accepted"


def test_hr_does_not_wait_to_cancel_and_each_who_was_invited_is_told(cases, mailbox, answering, sending):
    start = weekday(14, 9)
    answering(slow={EMILY: THINKS})
    conference = cases.booked("Emily Stone", start)
    until(lambda: sending(conference, EMILY), "the employee's invitation is at the mail server")
    quickly(cases.act, "hr", conference, "cancel", reason="No need")
    until(lambda: f"{EMILY} CANCEL" in lines(mailbox, start), "the employee is told that it is over")
    cases.send_what_waits()
    told = lines(mailbox, start)
    for invited in [line.split()[0] for line in told if line.endswith("REQUEST")]:
        assert told.count(f"{invited} CANCEL") == 1


def test_a_connection_that_ends_before_the_answer_is_followed_by_the_same_message(cases, server, mailbox, answering):
    start = weekday(16, 9)
    answering(drop=[EMILY])
    conference = cases.booked("Emily Stone", start)
    until(lambda: f"{EMILY} REQUEST" in lines(mailbox, start), "it arrived without an answer")
    cases.send_what_waits()
    assert not cases.attendees(conference)["employee"]["is_told"]
    answering()
    let_time_pass(server)
    until(lambda: cases.send_what_waits() or cases.attendees(conference)["employee"]["is_told"], "it is tried again")
    refs = {m.message["Message-Id"] for m in mailbox.calendar_mails(mailbox.uid_of(start)) if m.to == EMILY}
    assert len(refs) == 1


def test_a_killed_odoo_forgets_nobody(cases, server, mailbox, answering, sending):
    """Killed while the mail server thinks: it takes the mail, and nobody is there to hear so."""
    start = weekday(18, 9)
    answering(slow={EMILY: THINKS})
    conference = cases.booked("Emily Stone", start)
    until(lambda: sending(conference, EMILY), "the employee's invitation is at the mail server")
    server.kill()
    server.start_again()
    answering()
    assert sending(conference, EMILY)
    cases.send_what_waits()
    assert sending(conference, EMILY), "it may be under way still"
    let_time_pass(server)
    until(lambda: cases.send_what_waits() or cases.attendees(conference)["employee"]["is_told"], "it is tried again")
    refs = {m.message["Message-Id"] for m in mailbox.calendar_mails(mailbox.uid_of(start)) if m.to == EMILY}
    assert len(refs) == 1
    assert {f"{to} REQUEST" for to in cases.addresses(conference).values()} == set(lines(mailbox, start))


def let_time_pass(server):
    """What waits for its next try, and what was lost, is due now."""
    for column, state in (("next_try_at", "waiting"), ("asked_at", "sending")):
        postgres.query(
            f"UPDATE casecon_message SET {column} = {column} - interval '1 hour' WHERE state = '{state}'", server.db
        )
