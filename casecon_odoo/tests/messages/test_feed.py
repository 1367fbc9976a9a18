"""The calendar link: off until asked for, by a secret that is kept nowhere, and what stands in it, over HTTP."""

import logging
from datetime import timedelta

from icalendar import Calendar
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models import clock
from ..common import NOW, START, promise
from ..personas import own_password
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

    def read(self, address, at=SOON, status=200):
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

    def test_a_neutral_entry_with_the_uid_of_the_mails(self):
        (event,) = self.read(self.link()).values()
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
                self.assertEqual(set(self.read(self.link(by))), wanted)

    def test_a_move_keeps_the_uid_and_raises_the_number(self):
        address = self.link()
        (before,) = self.read(address).values()
        self.as_("hr", self.conference).action_move(start=str(START + timedelta(days=2)), reason="Room")
        (after,) = self.read(address).values()
        self.assertEqual(after["UID"], before["UID"])
        self.assertGreater(after["SEQUENCE"], before["SEQUENCE"])
        self.assertEqual(after.start - before.start, timedelta(days=2))

    def test_an_end_stays_as_cancelled_for_thirty_days(self):
        address = self.link()
        self.as_("hr", self.conference).action_cancel(reason="No need")
        (event,) = self.read(address).values()
        self.assertEqual(event["STATUS"], "CANCELLED")
        self.assertTrue(self.read(address, at=NOW + timedelta(days=29)))
        self.assertFalse(self.read(address, at=NOW + timedelta(days=31)))

    def test_a_decline_and_a_cancellation_read_alike(self):
        """R8: by nothing but what each meeting had before."""
        other = self.scheduled("employee", start=START + timedelta(days=1))
        self.as_("portal_employee", self.conference).action_decline(reason="Own")
        self.as_("hr", other).action_cancel(reason="Theirs")
        first, second = sorted(self.read(self.link("manager")).values(), key=lambda one: one.start)
        for name in ("STATUS", "TRANSP", "CLASS", "DTSTAMP", "LAST-MODIFIED", "SUMMARY"):
            self.assertEqual(first[name], second[name], name)

    def test_whoever_is_removed_reads_that_it_is_over_and_no_later_time(self):
        row, companion = self.with_companion(self.conference, "portal_employee")
        self.users["companion"] = companion
        address = self.link("companion")
        self.assertEqual(next(iter(self.read(address).values()))["STATUS"], "CONFIRMED")
        self.as_("portal_employee", self.conference).action_remove_companion()
        self.as_("hr", self.conference).action_move(start=str(START + timedelta(days=2)), reason="Room")
        (event,) = self.read(address).values()
        self.assertEqual(event["STATUS"], "CANCELLED")
        self.assertEqual(event.start.replace(tzinfo=None), START)
        self.assertFalse(self.read(address, at=NOW + timedelta(days=31)))
        self.assertTrue(row.removed_at)

    def test_whoever_comes_back_has_one_entry_again(self):
        _row, companion = self.with_companion(self.conference, "portal_employee")
        self.users["companion"] = companion
        address = self.link("companion")
        self.as_("portal_employee", self.conference).action_remove_companion()
        again, _user = self.with_companion(self.conference, "portal_employee")
        if not again.user_id:
            self.as_("companion", self.env["casecon.attendee"]).action_join(token=again.sudo()._seat_token())
        (event,) = self.read(address).values()
        self.assertEqual(event["STATUS"], "CONFIRMED")

    def test_a_login_that_waits_reads_no_meeting(self):
        address = self.link()
        user = self.users["portal_employee"]
        user.sudo().password = "set by somebody else"
        self.env.flush_all()
        self.assertTrue(user._casecon_waits())
        self.assertEqual(self.read(address), {})
        with self.assertRaises(AccessError):
            self.link()

    def test_unknown_404_taken_back_410_closed_login_410(self):
        first = self.link()
        self.read(first.replace(".ics", "x.ics"), status=404)
        second = self.link()
        self.read(first, status=410)
        self.read(second)
        self.as_("portal_employee", self.env["casecon.feed"]).action_stop_link()
        self.read(second, status=410)
        third = self.link()
        self.users["portal_employee"].sudo().active = False
        self.read(third, status=410)

    def test_what_was_read_is_noted_and_too_often_is_refused(self):
        address = self.link()
        for _again in range(60):
            self.read(address)
        feed = self.env["casecon.feed"].search([])
        self.assertEqual(feed.read_at, SOON)
        self.read(address, status=429)
        self.assertEqual(self.response.headers["Retry-After"], "3600")
        self.read(address, at=SOON + timedelta(hours=1))

    def test_the_servers_log_does_not_hold_the_secret(self):
        address = self.link()
        secret = address.rpartition("/")[2].removesuffix(".ics")
        with self.assertLogs("werkzeug", logging.INFO) as log:
            self.read(address)
            self.read(address.replace(".ics", "x.ics"), status=404)
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


@promise("casecon_messages")
class TestMailsBesideTheLink(PortalCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())

    def with_link(self, mail_entries, is_read=True):
        self.as_("portal_employee", self.env["casecon.feed"]).action_make_link(mail_entries=mail_entries)
        if is_read:
            self.env["casecon.feed"].search([]).read_at = NOW

    def entries(self, mails):
        """Of the mails to the employee: the method of each entry, or nothing where there is none."""
        address = self.users["portal_employee"].email
        mails = [message for to, message in mails if to == address]
        self.assertTrue(mails)
        parts = [[part for part in mail.walk() if part.get_content_type() == "text/calendar"] for mail in mails]
        attached = [[name for part in mail.walk() if (name := part.get_filename())] for mail in mails]
        self.assertEqual([bool(one) for one in parts], ["invite.ics" in one for one in attached])
        return [part[0].get_param("method") if part else None for part in parts]

    def test_a_link_that_is_read_takes_the_entry_out_of_the_mails(self):
        self.with_link("no")
        conference = self.scheduled("portal_employee")
        self.assertEqual(self.entries(self.tell(conference)), [None])
        self.assertTrue(self.row(conference, "employee").is_told, "the mail counts as before [R3]")
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertEqual(self.entries(self.tell(conference)), [None])

    def test_others_of_the_same_meeting_have_theirs(self):
        self.with_link("no")
        sent = self.tell(self.scheduled("portal_employee"))
        others = [message for to, message in sent if to != self.users["portal_employee"].email]
        self.assertTrue(others)
        for message in others:
            self.assertTrue([part for part in message.walk() if part.get_content_type() == "text/calendar"])

    def test_it_stays_in_the_mails_of_whoever_wants_both(self):
        self.with_link("yes")
        self.assertEqual(self.entries(self.tell(self.scheduled("portal_employee"))), ["REQUEST"])

    def test_it_stays_until_a_calendar_has_read_the_link_and_when_none_does_any_more(self):
        self.with_link("no", is_read=False)
        self.assertEqual(self.entries(self.tell(self.scheduled("portal_employee"))), ["REQUEST"])
        self.env["casecon.feed"].search([]).read_at = NOW - timedelta(days=8)
        conference = self.scheduled("portal_employee", start=START + timedelta(days=1))
        self.assertEqual(self.entries(self.tell(conference)), ["REQUEST"])

    def test_an_entry_that_came_by_mail_is_kept_up_to_date_there(self):
        conference = self.scheduled("portal_employee")
        self.assertEqual(self.entries(self.tell(conference)), ["REQUEST"])
        self.with_link("no")
        self.as_("hr", conference).action_move(start=str(START + timedelta(days=2)), reason="Room")
        self.assertEqual(self.entries(self.tell(conference)), ["REQUEST"])
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertEqual(self.entries(self.tell(conference, timedelta(minutes=2))), ["CANCEL"])

    def test_who_turns_the_link_off_has_the_entry_in_the_next_mail(self):
        self.with_link("no")
        conference = self.scheduled("portal_employee")
        self.assertEqual(self.entries(self.tell(conference)), [None])
        self.as_("portal_employee", self.env["casecon.feed"]).action_stop_link()
        self.as_("hr", conference).action_move(start=str(START + timedelta(days=2)), reason="Room")
        self.assertEqual(self.entries(self.tell(conference)), ["REQUEST"])


@tagged("post_install", "-at_install")
@promise("casecon_portal")
class TestFeedPage(PortalCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())

    def press(self, do, **fields):
        token = self.page("/calendar").xpath("//main//input[@name='csrf_token']/@value")[0]
        self.env.flush_all()
        response = self.url_open(
            "/my/conferences/calendar", data={"csrf_token": token, "do": do, **fields}, allow_redirects=False
        )
        self.env.invalidate_all()
        return response

    def test_portal_and_internal_people_make_keep_and_stop_their_link(self):
        for name in ("portal_employee", "colleague"):
            with self.subTest(name=name):
                own_password(self.users[name])
                self.log_in(name)
                self.assertNotIn("on since", self.text_of(self.page("/calendar")))
                refused = self.press("make")
                self.assertEqual(refused.status_code, 200)
                self.assertIn("Say whether your emails", refused.text)
                self.assertFalse(self.env["casecon.feed"]._of(self.users[name]))
                made = self.press("make", mail_entries="no")
                self.assertIn("/updates/calendar/", made.text)
                self.assertEqual(made.headers["Cache-Control"], "no-store")
                again = self.text_of(self.page("/calendar"))
                self.assertIn("not yet", again)
                self.assertNotIn("/updates/calendar/", self.source, "shown once")
                self.assertEqual(self.press("keep", mail_entries="yes").status_code, 303)
                self.assertTrue(self.env["casecon.feed"]._of(self.users[name]).has_mail_entries)
                self.assertEqual(self.press("stop").status_code, 303)
                self.assertFalse(self.env["casecon.feed"]._of(self.users[name]))
