"""R23: an action belongs to somebody who is meant: those who attend come first, and the owner is told."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import Form

from ...models import clock
from ..common import promise
from ..life import LENGTH, MINUTES, LifeCase

TODAY = MINUTES.date()


@promise("casecon_R23")
class TestOwners(LifeCase):
    def decide(self, conference, owner, **vals):
        made = {"conference_id": conference.id, "name": "Post the rota", "owner_id": owner.id, **vals}
        made.setdefault("due_on", str(TODAY + timedelta(days=14)))
        return self.as_("hr", self.env["casecon.decision"]).create(made)

    def mailed(self):
        return sorted(address.partition("@")[0] for address, _message in self.send_due())

    def test_in_the_meeting_nobody_is_told_and_at_its_end_each_once(self):
        conference = self.in_session()
        manager = self.users["manager"].partner_id
        with clock.at(conference.start + timedelta(minutes=20)):
            self.mailed()
            self.decide(conference, manager)
            self.decide(conference, manager, name="Order the chair")
            self.assertEqual(self.mailed(), [])
        with clock.at(conference.start + LENGTH):
            self.as_("clinician", conference).action_end()
            self.assertEqual(self.mailed(), ["manager"])

    def test_later_the_owner_is_told_when_it_becomes_theirs(self):
        conference = self.held()
        self.at(MINUTES)
        self.mailed()
        made = self.decide(conference, self.users["manager"].partner_id)
        self.assertEqual(self.mailed(), ["manager"])
        made.write({"name": "Post the rota on Mondays"})
        self.assertEqual(self.mailed(), [], "the words alone are no news")
        made.write({"owner_id": self.users["hr"].partner_id.id})
        self.assertEqual(self.mailed(), [], "who wrote it down knows")

    def test_nothing_is_due_before_today(self):
        conference = self.held()
        self.at(MINUTES + timedelta(days=3))
        manager = self.users["manager"].partner_id
        with self.assertRaisesRegex(UserError, r"due date.*\[R23\]$"):
            self.decide(conference, manager, due_on=str(TODAY + timedelta(days=2)))
        made = self.decide(conference, manager, due_on=str(TODAY + timedelta(days=3)))
        self.at(MINUTES + timedelta(days=9))
        made.write({"name": "Post the rota on Mondays"})  # one that is overdue by now

    def test_who_attends_comes_first_then_the_companys_people(self):
        conference = self.held()
        stranger = self.env["res.partner"].create({"name": "Aaaron Elsewhere"})
        self.env.flush_all()
        partners = self.as_("hr", self.env["res.partner"]).with_context(casecon_owner_of=conference.id)
        found = [one for one, _name in partners.name_search("", limit=1000)]
        attend = conference.attendee_ids.partner_id.ids
        self.assertEqual(set(found[: len(attend)]), set(attend))
        colleague = self.users["colleague"].partner_id.id
        self.assertLess(found.index(colleague), found.index(stranger.id))
        self.assertEqual(len(found), len(set(found)))

    def test_a_case_that_one_does_not_read_orders_nothing(self):
        conference = self.held()
        partners = self.as_("colleague", self.env["res.partner"])
        plain = partners.name_search("", limit=50)
        self.assertEqual(partners.with_context(casecon_owner_of=conference.id).name_search("", limit=50), plain)

    def test_a_contact_of_elsewhere_is_asked_about(self):
        conference = self.held()
        self.at(MINUTES)
        stranger = self.env["res.partner"].create({"name": "Aaaron Elsewhere"})
        decisions = self.as_("hr", self.env["casecon.decision"])
        for owner, asked in ((stranger, True), (self.users["manager"].partner_id, False)):
            made = decisions.new({"conference_id": conference.id, "owner_id": owner.id})
            self.assertEqual(bool(made._onchange_owner()), asked, owner.name)
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as warned:
            form = Form(decisions.with_context(default_conference_id=conference.id))
            form.owner_id = stranger
        self.assertIn("Aaaron Elsewhere", str(warned.output))
