"""Answers and delivery reports come in through Odoo's own gateways: an IMAP account, and its script for servers."""

import re
import subprocess
from email.utils import parseaddr

import pytest
from playwright.sync_api import expect

from dev import packages, postgres
from dev.odoo_source import ensure as odoo_source
from dev.places import DATA
from tests.acceptance.imap_server import PASSWORD, USER, imap_server
from tests.cases import weekday
from tests.replies import CANARY, golden
from tests.waiting import until

EMILY = "emily.stone@home.example"
REPLIES, SERVER = "replies@example.com", "mx.example.com"


def address_of(mail):
    """Whom the mail is from: the address to which an answer goes."""
    return parseaddr(str(mail.message["From"]))[1]


@pytest.fixture(scope="module")
def inbox(server, rpc):
    """The mailbox of the reply address, and of what cannot be delivered, set up as an administrator does."""
    admin = rpc("admin")
    company = admin.call("res.company", "search", [("name", "!=", "Other")], limit=1)
    domain = {"name": "example.com", "bounce_alias": "bounce", "catchall_alias": "catchall"}
    (alias_domain,) = admin.call("mail.alias.domain", "create", [domain])
    values = {"casecon_reply_email": REPLIES, "casecon_reply_server": SERVER, "alias_domain_id": alias_domain}
    admin.call("res.company", "write", company, values)
    with imap_server() as serving:
        account = {"name": "Replies", "server": "127.0.0.1", "port": serving.port, "server_type": "imap"}
        account |= {"user": USER, "password": PASSWORD, "original": True, "attach": True}
        (serving.account,) = admin.call("fetchmail.server", "create", [account])
        admin.call("fetchmail.server", "button_confirm_login", [serving.account])
        serving.company = company
        yield serving


@pytest.fixture(scope="module")
def booked(cases, mailbox, inbox):
    """A booking of which all are told: its id, and what each answers."""
    start = weekday(12, 9)
    conference = cases.booked("Emily Stone", start)
    cases.wait_until_all_are_told(conference)
    addresses = cases.addresses(conference)
    mails = {mail.to: mail for mail in mailbox.calendar_mails(mailbox.uid_of(start))}

    def reply(role, name, **more):
        mail = mails[addresses[role]]
        values = {"sender": mail.to, "to": address_of(mail), "uid": mail.uid, "sequence": mail.sequence}
        return golden(name, **values, start=start, **more)

    reply.mails, reply.addresses = mails, addresses
    return conference, reply


def fetch(rpc, inbox):
    rpc("admin").call("fetchmail.server", "fetch_mail", [inbox.account])
    assert inbox.unread() == 0


def answers(cases, conference):
    return {role: row["answer"] for role, row in cases.attendees(conference).items()}


def test_the_organiser_is_read_and_each_has_an_address_of_their_own(booked):
    _conference, reply = booked
    organizers = {str(mail.event["ORGANIZER"]) for mail in reply.mails.values()}
    assert len(organizers) == len(reply.mails)
    for mail in reply.mails.values():
        assert str(mail.event["ORGANIZER"]) == f"mailto:{address_of(mail)}"
        assert address_of(mail).startswith("replies+")


def test_answers_are_fetched_from_the_mailbox(cases, rpc, inbox, booked):
    conference, reply = booked
    inbox.deliver(*(reply(*who) for who in (("manager", "outlook_desktop"), ("clinician", "sogo"))))
    strange = f"To: {REPLIES}\r\nSubject: {CANARY}\r\n\r\n{CANARY}"
    inbox.deliver(reply("employee", "thunderbird"), strange.encode())
    fetch(rpc, inbox)
    found = answers(cases, conference)
    expected = {"manager": "accepted", "clinician": "accepted", "employee": "declined", "hr": "needs_action"}
    assert {role: found[role] for role in expected} == expected
    assert cases.state(conference) == "scheduled", "what a calendar calls declining ends nothing [R8]"


def test_odoos_script_for_mail_servers_hands_answers_in(server, rpc, cases, booked):
    conference, reply = booked
    script = odoo_source().path / "addons" / "mail" / "static" / "scripts" / "odoo-mailgate.py"
    options = ["-d", server.db, "-u", str(rpc("admin").uid), "-p", "admin", "--host", "127.0.0.1"]
    command = [packages.python("odoo"), script, *options, "--port", str(server.port)]
    done = subprocess.run(command, input=reply("manager", "apple_ios"), capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert answers(cases, conference)["manager"] == "declined"


def test_a_delivery_report_takes_the_acceptance_back(rpc, inbox, cases, booked):
    conference, reply = booked
    assert cases.attendees(conference)["employee"]["is_told"]
    invitation = reply.mails[EMILY]
    assert str(invitation.message["X-Envelope-From"]) == "bounce@example.com"
    report = f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
To: bounce@example.com
Subject: Undelivered Mail Returned to Sender {CANARY}
Auto-Submitted: auto-replied
Message-ID: <report-1@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

<{EMILY}>: host mail.home.example said: 550 5.1.1 {CANARY}

--report
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 1 Jun 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; {EMILY}
Original-Recipient: rfc822;{EMILY}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 {CANARY}

--report
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: {address_of(invitation)}
To: {EMILY}
Message-Id: {invitation.message["Message-Id"]}
Subject: You have an update

--report--
"""
    inbox.deliver(report.replace("\n", "\r\n").encode())
    fetch(rpc, inbox)
    until(lambda: not cases.attendees(conference)["employee"]["is_told"], "the employee was not reached")


def test_the_set_up_page_says_whether_answers_are_read(page_as, rpc, inbox, mailbox):
    """The test email leaves, comes to the mailbox as a mail server hands it over, and Odoo's gateway fetches it."""
    page = page_as("admin")
    page.goto("/odoo/settings")
    page.locator(".settings_tab [data-key=casecon_odoo]").first.click()
    reply = page.get_by_role("region", name="Are answers read?")
    expect(reply.get_by_role("status")).to_have_text("The reply address has not been tested yet.")
    checked = f"Authentication-Results: {SERVER}; dkim=pass header.d=example.com\r\n".encode()
    for header, is_unproven in ((b"", True), (checked, False)):
        before = set(mailbox.all())
        reply.get_by_role("button", name="Test the reply address").click()
        expect(reply.get_by_role("status")).to_contain_text("It has not been read yet.")
        (mail,) = [mail for mail in set(mailbox.all()) - before if mail.to.startswith("replies+")]
        assert mail.to == address_of(mail), "as answers come"
        reply.get_by_role("button", name="Check again").click()
        expect(reply.get_by_role("button", name="Check again")).to_be_enabled()
        expect(reply.get_by_role("status")).to_contain_text("It has not been read yet.")
        inbox.deliver(header + mail.path.read_bytes())
        fetch(rpc, inbox)
        reply.get_by_role("button", name="Check again").click()
        expect(reply.get_by_role("status")).to_have_text(re.compile("^The test email of .* was read"))
        expect(reply.get_by_text("everyone who answers by email is asked to confirm")).to_have_count(int(is_unproven))
    counted = rpc("admin").call("res.config.settings", "create", [{}])
    (settings,) = rpc("admin").call("res.config.settings", "read", counted, ["casecon_reply_note"])
    assert settings["casecon_reply_note"].startswith("Last read at ")


def test_no_word_of_what_came_in_is_in_a_table_a_file_or_the_log(server, booked):
    tables = postgres.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", server.db).split()
    asked = " UNION ALL ".join(
        f"SELECT '{table}' FROM \"{table}\" t WHERE t::text LIKE '%{CANARY}%'" for table in tables
    )
    assert postgres.query(asked, server.db).split() == []
    found = [path for path in DATA.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert found == []
    log = server.log_path.read_text(errors="replace")
    assert "Fetched" in log, "the gateway logs"
    for word in (CANARY, "replies+", EMILY, "Undelivered"):
        assert word not in log
