"""The portal asks the database as often for many conferences as for two, and not often."""

from datetime import timedelta

from odoo.tests import tagged

from ...models import clock
from ..common import NOW, START
from ..life import LENGTH, LifeCase
from ..personas import own_password
from .case import ROOT, PortalCase

# two of them read columns of code alone: the numbers of the booking, when somebody was first told; one asks whether
# there is an agenda, without which nothing starts, others of working days: until when own items can be changed [R9];
# whose turn it is, is asked of the same rows as the back end's list asks
LIST, PAGE = 43, 50


@tagged("post_install", "-at_install", "casecon_portal", "casecon_speed")
class TestPortalQueries(LifeCase, PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls.made()
        own_password(cls.users["portal_employee"])
        held = self.in_fact_check(employee="portal_employee")
        with clock.at(held.conference_id.start + LENGTH):
            owner = {"owner_id": cls.users["portal_employee"].partner_id.id, "due_on": "2026-06-29"}
            self.as_("hr", self.env["casecon.decision"]).create(
                {"conference_id": held.conference_id.id, "name": "Bring the letter", **owner}
            )
        cls.booked = self.book(1)

    def book(self, week):
        conference = self.scheduled("portal_employee", start=START + timedelta(weeks=week))
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
        self.propose(conference)
        self.with_companion(conference, "portal_employee", f"companion{week}@example.com")
        return conference

    def queries(self, path):
        """What a warm page asks."""
        self.env.flush_all()
        self.log_in("portal_employee")
        counts = []
        for _time in range(3):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(self.url_open(ROOT + path).status_code, 200)
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def test_the_list_asks_as_often_for_five_as_for_two(self):
        two = self.queries("")
        for week in (2, 3, 4):
            self.book(week)
        self.assertLessEqual(self.queries(""), two)
        self.assertLessEqual(two, LIST)

    def test_the_page_of_one_conference(self):
        self.assertLessEqual(self.queries(self.path_of(self.booked)), PAGE)
