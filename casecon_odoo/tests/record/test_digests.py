"""R23: owners of actions get one email a week, on Monday at nine, while one of theirs is due soon or overdue."""

from datetime import date, datetime, timedelta

from ...models import clock
from ..common import NOW, promise
from ..life import MINUTES, LifeCase

MONDAY = datetime(2026, 6, 22, 8)  # 9:00 in London, the Monday after the meeting
WEEK = timedelta(days=7)


@promise("casecon_R23", "casecon_messages")
class TestDigests(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conference = cls("run").held()

    def setUp(self):
        super().setUp()
        self.at(MINUTES)
        self.send_due()

    def decide(self, owner="manager", due_on=date(2026, 6, 26), **vals):
        decisions = self.as_("hr", self.env["casecon.decision"])
        owner = self.users[owner].partner_id if isinstance(owner, str) else owner
        vals = {"conference_id": self.conference.id, "name": "Lighter boxes", "owner_id": owner.id, **vals}
        made = decisions.create({"kind": "action", "due_on": due_on, **vals}).with_env(self.env)
        self.send_due()  # what tells the owner that it is theirs
        return made

    def leaves(self, moment, plan=True):
        """What leaves when both jobs run then: `[(address, mail)]`."""
        with clock.at(moment):
            if plan:
                self.env["casecon.decision"]._cron_plan_digests()
            return self.send_due()

    def addresses(self, moment):
        return sorted(to for to, _mail in self.leaves(moment))

    def test_one_email_for_many_actions_on_monday_at_nine(self):
        for _action in range(3):
            self.decide()
        self.decide("employee")
        for _run in range(2):
            self.assertEqual(self.leaves(MONDAY - timedelta(hours=6)), [])
        sent = self.leaves(MONDAY)
        self.assertEqual(sorted(to for to, _mail in sent), ["employee@example.com", "manager@example.com"])
        self.assertEqual(self.leaves(MONDAY + timedelta(hours=1)), [])
        for _to, mail in sent:
            text = mail.get_body(("plain",)).get_content()
            self.assertEqual(mail["Subject"], "You have an update")
            self.assertIn("At least one thing that you agreed to do is due within a week", text)
            for word in ("boxes", "Person", "CC-", "case"):
                self.assertNotIn(word, text)

    def test_each_week_until_it_is_done(self):
        action = self.decide()
        weeks = [MONDAY + n * WEEK for n in range(3)]
        self.addresses(weeks[0] - timedelta(hours=6))
        for monday in weeks:
            self.assertEqual(self.addresses(monday), ["manager@example.com"])
        with clock.at(weeks[-1] + timedelta(days=1)):
            self.as_("manager", action).action_done()
        self.assertEqual(self.addresses(weeks[-1] + WEEK), [])

    def test_what_is_due_later_or_decided_or_nobodys_needs_none(self):
        self.decide(due_on=date(2026, 6, 30))
        self.decide(kind="decision")
        self.decide(owner=self.env["res.partner"], why_open="To be agreed")
        adjustment = {"kind": "adjustment", "due_on": False, "why_open": "It holds already"}
        self.decide("employee", review_on="2026-09-01", **adjustment)
        self.assertEqual(self.addresses(MONDAY - timedelta(hours=6)) + self.addresses(MONDAY), [])
        with clock.at(MONDAY):
            self.decide("employee", review_on="2026-07-03", **adjustment)
        self.assertEqual(self.addresses(MONDAY + timedelta(days=1)), [])
        self.assertEqual(self.addresses(MONDAY + WEEK), ["employee@example.com", "manager@example.com"])

    def test_it_is_nine_where_the_owner_is(self):
        self.users["manager"].tz = "America/New_York"
        self.decide()
        self.addresses(MONDAY - timedelta(hours=6))
        self.assertEqual(self.leaves(MONDAY, plan=False), [])
        self.assertEqual(len(self.leaves(MONDAY + timedelta(hours=5), plan=False)), 1)

    def test_an_owner_with_actions_of_two_cases_gets_one(self):
        self.decide()
        with clock.at(NOW):
            other = self.held(start="2026-06-15 13:00:00")
        self.at(datetime(2026, 6, 15, 14))
        self.send_due()
        self.decide(conference_id=other.id)
        self.leaves(MONDAY - timedelta(hours=6))
        self.assertEqual(self.addresses(MONDAY), ["manager@example.com"])

    def test_nothing_that_changes_in_the_week_makes_a_second_email(self):
        with clock.at(NOW):
            other = self.held(start="2026-06-15 13:00:00")
        self.at(datetime(2026, 6, 15, 14))
        self.send_due()
        first, _second = self.decide("employee"), self.decide("employee", conference_id=other.id)
        self.decide("manager")
        self.leaves(MONDAY - timedelta(days=3))
        with clock.at(MONDAY - timedelta(days=2)):
            self.as_("employee", first).action_done()  # so that the seat of the other case is the first
        self.users["manager"].tz = "America/New_York"  # who has moved in the meantime
        self.leaves(MONDAY - timedelta(days=1))
        sent = self.addresses(MONDAY) + self.addresses(MONDAY + timedelta(hours=5))
        self.assertEqual(sorted(sent), ["employee@example.com", "manager@example.com"])

    def test_a_zone_that_there_is_not_costs_nobody_their_email(self):
        self.env.flush_all()
        partner = self.users["manager"].partner_id
        self.env.cr.execute("UPDATE res_partner SET tz = 'Mars/Olympus' WHERE id = %s", [partner.id])
        self.env.invalidate_all()
        self.decide()
        self.leaves(MONDAY - timedelta(hours=6))
        self.assertEqual(self.addresses(MONDAY), ["manager@example.com"])
