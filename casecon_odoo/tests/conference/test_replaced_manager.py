"""A manager instead of whom the employee asked for another comes back only if the employee asks for them (R12)."""

from odoo.exceptions import UserError, ValidationError

from ..common import CaseconHttpCase, promise
from ..personas import own_password


@promise("casecon_R12")
class TestReplacedManager(CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        self.old, self.new = self.people["manager"], self.people["other_manager"]
        self.as_("employee", self.conference).action_ask_for_manager(manager_id=self.new.id)

    def back_by_hr(self):
        self.as_("hr", self.conference).action_reassign("manager", self.old.id, reason="They know the team")

    def test_they_lose_access_at_once_as_the_requester_too(self):
        own_password(self.users["manager"])
        self.log_in("manager")
        self.assertIn("error", self.call("casecon.conference", "read", self.conference.ids, ["name"]))
        self.assertFalse(self.call("casecon.request", "search_read", [], ["reason"])["result"])
        self.assertFalse(self.call("casecon.agenda.item", "search_read", [], ["name"])["result"])

    def test_hr_alone_does_not_bring_them_back(self):
        self.assert_rule("R12", self.back_by_hr)
        self.assert_rule(
            "R12",
            self.as_("hr", self.conference).action_add_attendee,
            "minute_taker",
            self.users["manager"].partner_id.id,
        )
        self.assertEqual(self.conference.manager_id, self.new)
        # by way of a third one, neither
        self.as_("hr", self.conference).action_reassign("manager", self.people["manager_above"].id)
        self.assert_rule("R12", self.back_by_hr)

    def test_nor_by_the_form_of_a_request(self):
        asked = self.ask_for("colleague", by="hr", manager_id=self.people["other_manager"].id)
        self.as_("colleague", asked).action_ask_for_manager(manager_id=self.people["manager_above"].id)
        with self.assertRaisesRegex((UserError, ValidationError), r"\[R12\]"):
            self.as_("hr", asked).write({"manager_id": self.people["other_manager"].id})

    def test_the_employee_brings_them_back(self):
        self.as_("employee", self.conference).action_ask_for_manager(manager_id=self.old.id)
        self.assertEqual(self.conference.manager_id, self.old)
        self.assertEqual(self.as_("manager", self.conference).name, self.conference.name)
        self.as_("hr", self.conference).action_reassign("manager", self.people["manager_above"].id)
        self.back_by_hr()  # whom HR itself replaced

    def test_nor_do_they_come_back_for_hr(self):
        self.users["manager"].sudo().group_ids = [(4, self.env.ref("hr.group_hr_user").id)]
        with self.assertRaisesRegex(ValidationError, r"\[R12\]$"):
            self.as_("hr", self.conference).action_reassign("hr", self.users["manager"].id, reason="They are HR, too")
        self.assertEqual(self.conference.hr_user_id, self.users["hr"])

    def test_nor_in_the_chair(self):
        self.users["manager"].sudo().group_ids = [(4, self.env.ref("casecon_odoo.casecon_group_clinician").id)]
        chair = self.make_clinician("manager")
        self.as_("oh_admin", self.conference).action_accept_conflict("Nobody else", role="clinician", value=chair.id)
        with self.assertRaisesRegex(ValidationError, r"\[R12\]$"):
            self.as_("hr", self.conference).action_reassign("clinician", chair.id, reason="They know the team")
        with self.assertRaisesRegex(ValidationError, r"\[R12\]$"):
            self.as_("manager", self.conference).action_take_chair("I know the team")

    def test_nor_by_accepting_their_own_request(self):
        asked = self.ask_for("colleague", by="hr", manager_id=self.people["other_manager"].id)
        self.as_("colleague", asked).action_ask_for_manager(manager_id=self.people["manager_above"].id)
        self.users["other_manager"].sudo().group_ids = [(4, self.env.ref("hr.group_hr_user").id)]
        self.as_("hr", asked).action_return(reason="Ask the author first")
        self.as_("hr", asked).sudo().write({"hr_user_id": False})
        self.as_("hr", asked).action_answer_return("Asked")
        self.as_("other_manager", asked).action_accept()
        self.assertFalse(asked.hr_user_id)

    def test_who_was_manager_and_hr_leaves_both_seats(self):
        self.users["other_manager"].sudo().group_ids = [(4, self.env.ref("hr.group_hr_user").id)]
        self.as_("hr", self.conference).action_reassign("hr", self.users["other_manager"].id)
        self.as_("employee", self.conference).action_ask_for_manager(manager_id=self.people["manager_above"].id)
        self.assertFalse(self.conference.hr_user_id)
        self.assertFalse(self.row(self.conference, "hr"))
