"""Real mails to an employee with a login, with an address alone, and with neither; and the letter for who has none."""

import re
from datetime import UTC, datetime, timedelta

from tests.cases import text, weekday
from tests.waiting import until

LOG_IN = re.compile(r"\blog in\b|/updates|\bonline\b", re.IGNORECASE)
NUMBER = "01632 960123"  # OH's, of the demo company
PEOPLE = {
    "Tom Whitfield": "tom.whitfield@alderbridge.example",
    "Owen Blake": "owen.blake@home.example",
    "Gareth Lloyd": None,
}


def told(cases, mailbox, name, start):
    """Booked, and a pre-call planned; the mails that went to the employee."""
    conference = cases.booked(name, start)
    cases.send_what_waits()
    until(lambda: len([row for row in cases.attendees(conference).values() if row["is_told"]]) >= 3, "they are told")
    call = start - timedelta(days=1)
    cases.act("clinician", conference, "plan_pre_call", start=text(call), channel="phone", where="020 7946 0999")
    cases.send_what_waits()
    return conference


def mails_to(mailbox, address):
    """Ours: Odoo's own digest leaves on the day of the test."""
    return [mail for mail in mailbox.all() if mail.to == address]


def test_each_is_told_what_they_can_do(cases, mailbox, rpc):
    conferences = {name: told(cases, mailbox, name, weekday(15 + number, 9)) for number, name in enumerate(PEOPLE)}
    employee = rpc("ohadmin").call("res.users", "search_read", [("login", "=", "employee")], ["email"])
    with_login = mails_to(mailbox, employee[0]["email"])
    assert len(with_login) >= 2
    assert [mail.text for mail in with_login if not LOG_IN.search(mail.text)] == []

    alone = mails_to(mailbox, "owen.blake@home.example")
    assert len(alone) >= 2
    for mail in alone:
        assert not LOG_IN.search(mail.text), mail.text
        assert NUMBER in mail.text

    gareth = conferences["Gareth Lloyd"]
    assert not [mail for mail in mailbox.all() if "gareth" in mail.to]
    seen = cases.read("hr", gareth, "needs_letter", "is_on_paper", "can_record_handover")
    assert seen["needs_letter"] and seen["is_on_paper"] and seen["can_record_handover"]
    now = text(datetime.now(UTC))
    cases.act("hr", gareth, "record_handover", handed_over_at=now, how="By hand, at the gate")
    assert cases.attendees(gareth)["employee"]["is_told"]
