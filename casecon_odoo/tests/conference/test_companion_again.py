"""The companion, at any time until the conference is closed, and the same person again (R13)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import START, promise
from ..life import LENGTH, LifeCase

ADDRESS = "union@example.com"


@promise("casecon_R13")
class TestCompanionAgain(LifeCase):
    def name_them(self, conference, by="employee"):
        self.as_(by, conference).action_set_companion(name="Una Rep", email=ADDRESS)
        return self.row(conference, "companion")

    def come_in(self, row, user=None):
        self.as_("hr", row.conference_id).action_invite_companion()
        if user:  # by the link that went to the address
            self.env["casecon.attendee"].with_user(user).action_join(row.sudo()._seat_token())
        self.env.invalidate_all()
        return self.row(row.conference_id, "companion").sudo().user_id

    def test_the_same_person_after_removal_and_in_a_second_case(self):
        first = self.scheduled()
        user = self.come_in(self.name_them(first))
        self.assertTrue(user)
        self.as_("employee", first).action_remove_companion()
        self.assertEqual(self.come_in(self.name_them(first), user), user)
        second = self.scheduled("colleague", by="other_manager", start=START + timedelta(days=1))
        self.assertEqual(self.come_in(self.name_them(second, "colleague"), user), user)
        rows = self.env["casecon.attendee"].with_user(user).search([("is_me", "=", True)])
        self.assertEqual(rows.conference_id, first | second)

    def test_they_are_named_and_come_in_during_the_meeting(self):
        conference = self.in_session()
        with clock.at(START + timedelta(minutes=5)):
            self.assertTrue(self.as_("employee", conference).can_set_companion)
            row = self.name_them(conference)
            self.assertTrue(self.come_in(row))
            self.as_("clinician", row).action_enter()
        self.assertIn("companion", conference._room().mapped("role"))

    def test_what_is_shared_is_taken_back_afterwards(self):
        minutes = self.final()
        conference = minutes.conference_id
        with clock.at(START + LENGTH + timedelta(days=1)):
            user = self.come_in(self.name_them(conference))
            theirs = self.as_(user, minutes)
            with self.assertRaises(AccessError):
                theirs.read(["body"])
            self.as_("employee", conference).action_share_with_companion(minutes=True)
            self.env.invalidate_all()
            self.assertTrue(theirs.read(["body"]))
            self.as_("employee", conference).action_share_with_companion(minutes=False)
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                theirs.read(["body"])
            self.as_("employee", conference).action_share_with_companion(minutes=True)
            self.as_("employee", conference).action_remove_companion()
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                theirs.read(["body"])

    def test_once_it_is_closed_nobody_is_named(self):
        conference = self.held()
        with clock.at(START + LENGTH):
            self.as_("hr", conference).action_close("Nobody wanted any")
            with self.assertRaises(UserError):
                self.name_them(conference)
