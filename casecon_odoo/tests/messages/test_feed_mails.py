"""Mails beside a calendar link: with the calendar entry or without, as its owner said; never twice, never none."""

from datetime import timedelta

from ..common import NOW, START, promise
from ..portal.case import PortalCase


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
