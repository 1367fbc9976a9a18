"""The calendar link: off until asked for, by a secret that is kept nowhere, and what stands in it, over HTTP."""

import logging
from datetime import timedelta

from icalendar import Calendar
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models import clock
from ..common import NOW, START, promise
from ..portal.case import PortalCase

SOON = NOW + timedelta(minutes=5)


@tagged("post_install", "-at_install")
@promise("casecon_messages")
class TestFeed(PortalCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())
        self.conference = self.scheduled("portal_employee")
        self.tell(self.conference)

    def link(self, by="portal_employee", mail_entries="no"):
        return self.as_(by, self.env["casecon.feed"]).action_make_link(mail_entries=mail_entries)

    def entries_at(self, address, at=SOON, status=200):
        """The entries by UID, as a program without a login gets them."""
        self.env.flush_all()
        with clock.at(at):
            response = self.opener.get(address, cookies={}, allow_redirects=False)
        self.env.invalidate_all()
        self.assertEqual(response.status_code, status)
        self.response = response
        if status != 200:
            self.assertEqual(response.content, b"", "a refusal says nothing")
            return {}
        self.calendar = Calendar.from_ical(response.content)
        return {str(event["UID"]): event for event in self.calendar.events}

    def test_nobody_has_one_before_they_ask(self):
        self.assertFalse(self.env["casecon.feed"].search([]))

    def test_the_secret_is_long_and_kept_nowhere(self):
        address = self.link()
        secret = address.rpartition("/")[2].removesuffix(".ics")
        self.assertGreaterEqual(len(secret) * 6, 128)
        self.assertNotEqual(secret, self.link().rpartition("/")[2].removesuffix(".ics"))
        self.env.flush_all()
        self.env.cr.execute("SELECT string_agg(f::text, '|') FROM casecon_feed f")
        self.assertNotIn(secret, self.env.cr.fetchone()[0])

    @promise("casecon_R25")
    def test_a_neutral_entry_with_the_uid_of_the_mails(self):
        (event,) = self.entries_at(self.link()).values()
        self.assertEqual(event["UID"], self.conference.sudo().ical_uid)
        self.assertEqual(event["SUMMARY"], "Meeting")
        self.assertEqual((event.start, event["STATUS"]), (START.replace(tzinfo=event.start.tzinfo), "CONFIRMED"))
        self.assertEqual(
            set(event),
            {*("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY")}
            | {*("CLASS", "TRANSP", "STATUS")},
        )
        self.assertEqual(self.calendar["REFRESH-INTERVAL"].to_ical(), b"PT1H")
        self.assertEqual(self.calendar["X-PUBLISHED-TTL"].to_ical(), b"PT1H")
        self.assertNotIn("METHOD", self.calendar)
        self.assertEqual(self.response.headers["Content-Type"], "text/calendar; charset=utf-8")
        self.assertEqual(self.response.headers["Cache-Control"], "no-store")
        self.assertNotIn("Set-Cookie", self.response.headers)

    def test_internal_people_each_read_their_own(self):
        other = self.scheduled("colleague", "other_manager", start=START + timedelta(days=1))
        uid, other_uid = self.conference.sudo().ical_uid, other.sudo().ical_uid
        for by, wanted in (
            ("manager", {uid}),
            ("other_manager", {other_uid}),
            ("colleague", {other_uid}),
            ("clinician", {uid, other_uid}),
            ("employee", set()),
            ("system", set()),
        ):
            with self.subTest(by=by):
                self.assertEqual(set(self.entries_at(self.link(by))), wanted)

    def test_a_move_keeps_the_uid_and_raises_the_number(self):
        address = self.link()
        (before,) = self.entries_at(address).values()
        self.as_("hr", self.conference).action_move(start=str(START + timedelta(days=2)), reason="Room")
        (after,) = self.entries_at(address).values()
        self.assertEqual(after["UID"], before["UID"])
        self.assertGreater(after["SEQUENCE"], before["SEQUENCE"])
        self.assertEqual(after.start - before.start, timedelta(days=2))

    def test_an_end_stays_as_cancelled_for_thirty_days(self):
        address = self.link()
        self.as_("hr", self.conference).action_cancel(reason="No need")
        (event,) = self.entries_at(address).values()
        self.assertEqual(event["STATUS"], "CANCELLED")
        self.assertTrue(self.entries_at(address, at=NOW + timedelta(days=29)))
        self.assertFalse(self.entries_at(address, at=NOW + timedelta(days=31)))

    @promise("casecon_R8")
    def test_a_decline_and_a_cancellation_read_alike(self):
        """R8: by nothing but what each meeting had before."""
        other = self.scheduled("employee", start=START + timedelta(days=1))
        self.as_("portal_employee", self.conference).action_decline(reason="Own")
        self.as_("hr", other).action_cancel(reason="Theirs")
        first, second = sorted(self.entries_at(self.link("manager")).values(), key=lambda one: one.start)
        for name in ("STATUS", "TRANSP", "CLASS", "DTSTAMP", "LAST-MODIFIED", "SUMMARY"):
            self.assertEqual(first[name], second[name], name)

    def test_whoever_is_removed_reads_that_it_is_over_and_no_later_time(self):
        row, companion = self.with_companion(self.conference, "portal_employee")
        self.users["companion"] = companion
        address = self.link("companion")
        self.assertEqual(next(iter(self.entries_at(address).values()))["STATUS"], "CONFIRMED")
        self.as_("portal_employee", self.conference).action_remove_companion()
        self.as_("hr", self.conference).action_move(start=str(START + timedelta(days=2)), reason="Room")
        (event,) = self.entries_at(address).values()
        self.assertEqual(event["STATUS"], "CANCELLED")
        self.assertEqual(event.start.replace(tzinfo=None), START)
        self.assertFalse(self.entries_at(address, at=NOW + timedelta(days=31)))
        self.assertTrue(row.removed_at)

    def test_whoever_comes_back_has_one_entry_again(self):
        _row, companion = self.with_companion(self.conference, "portal_employee")
        self.users["companion"] = companion
        address = self.link("companion")
        self.as_("portal_employee", self.conference).action_remove_companion()
        again, _user = self.with_companion(self.conference, "portal_employee")
        if not again.user_id:
            self.as_("companion", self.env["casecon.attendee"]).action_join(token=again.sudo()._seat_token())
        (event,) = self.entries_at(address).values()
        self.assertEqual(event["STATUS"], "CONFIRMED")

    @promise("casecon_R31")
    def test_a_login_that_waits_reads_no_meeting(self):
        """Also of a manager, whose seat follows Odoo and not what OH knows."""
        for name in ("portal_employee", "manager"):
            with self.subTest(name=name):
                address, user = self.link(name), self.users[name]
                self.assertTrue(self.entries_at(address))
                user.sudo().password = "set by somebody else"
                self.env.flush_all()
                self.assertTrue(user._casecon_waits())
                self.assertEqual(self.entries_at(address), {})
                with self.assertRaises(AccessError):
                    self.link(name)

    def test_unknown_404_taken_back_410_closed_login_410(self):
        first = self.link()
        self.entries_at(first.replace(".ics", "x.ics"), status=404)
        second = self.link()
        self.entries_at(first, status=410)
        self.entries_at(second)
        self.as_("portal_employee", self.env["casecon.feed"]).action_stop_link()
        self.entries_at(second, status=410)
        third = self.link()
        self.users["portal_employee"].sudo().active = False
        self.entries_at(third, status=410)

    def test_what_was_read_is_noted_and_too_often_is_refused(self):
        address = self.link()
        for _again in range(60):
            self.entries_at(address)
        feed = self.env["casecon.feed"].search([])
        self.assertEqual(feed.read_at, SOON)
        self.entries_at(address, status=429)
        self.assertEqual(self.response.headers["Retry-After"], "3600")
        self.entries_at(address, at=SOON + timedelta(hours=1))

    @promise("casecon_R25")
    def test_the_servers_log_does_not_hold_the_secret(self):
        address = self.link()
        secret = address.rpartition("/")[2].removesuffix(".ics")
        with self.assertLogs("werkzeug", logging.INFO) as log:
            self.entries_at(address)
            self.entries_at(address.replace(".ics", "x.ics"), status=404)
            self.url_open("/web/login")
        self.assertNotIn(secret, "\n".join(log.output))
        self.assertIn("/updates/calendar/…", "\n".join(log.output))
        self.assertIn("/web/login", "\n".join(log.output))

    def test_only_over_https(self):
        self.env["ir.config_parameter"].set_param("web.base.url", "http://odoo.example.com")
        with self.assertRaises(UserError) as refused:
            self.link()
        self.assertIn("https://", str(refused.exception))
        self.env["ir.config_parameter"].set_param("web.base.url", "https://odoo.example.com")
        self.assertTrue(self.link().startswith("https://odoo.example.com/updates/calendar/"))

    def test_an_answer_about_the_mails_is_asked_for(self):
        for answer in (None, "", "maybe", 1, ["no"]):
            with self.subTest(answer=answer), self.assertRaises(UserError):
                self.link(mail_entries=answer)
        with self.assertRaises(UserError):
            self.as_("manager", self.env["casecon.feed"]).action_keep_mail_entries(mail_entries="no")

    def test_nobody_reads_who_has_a_link(self):
        self.link()
        for name, user in self.users.items():
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(self.as_(user, self.env["casecon.feed"]).has_access(operation), name)
