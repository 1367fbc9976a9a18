"""R18: who chairs is a registered clinician of this company, and somebody else than the employee."""

from odoo.exceptions import UserError

from ..common import START, CaseconCase, promise


@promise()
class TestChair(CaseconCase):
    @promise("casecon_R1")
    def test_an_expired_or_foreign_clinician_is_not_booked_by_any_door(self):
        self.register_report()
        conference = self.accepted()
        self.chair.registration_valid_until = "2026-05-31"
        with self.assertRaisesRegex(UserError, "registration is not valid"):
            self.as_("hr", conference).action_schedule(start=str(START))
        foreign_user = self.make_user(
            "foreign", "base.group_user", company_id=self.elsewhere.id, company_ids=[(6, 0, self.elsewhere.ids)]
        )
        foreign = self.env["casecon.clinician"].create(
            {"user_id": foreign_user.id, "company_id": self.elsewhere.id, "registration_number": "X"}
        )
        for door in (
            lambda: self.as_("hr", conference).action_schedule(start=str(START), clinician_id=foreign.id),
            lambda: self.as_("hr", conference).write({"clinician_id": foreign.id}),
            lambda: self.ask_for(clinician_id=foreign.id),
            lambda: self.as_("hr", conference).action_reassign(role="clinician", value=foreign.id),
        ):
            self.assertRaises(UserError, door)

    @promise("casecon_R18")
    def test_nobody_chairs_their_own_conference_by_any_door(self):
        self.people["clinician2"] = self.make_employee("clinician2", self.people["manager"], self.users["clinician2"])
        self.register_report("clinician2")
        conference = self.accepted("clinician2", by="hr")
        mine = self.chair2.id
        for door in (
            lambda: self.ask_for("clinician2", by="hr", clinician_id=mine),
            lambda: self.as_("hr", conference).write({"clinician_id": mine}),
            lambda: self.as_("hr", conference).action_schedule(start=str(START), clinician_id=mine),
            lambda: self.as_("hr", conference).action_reassign(role="clinician", value=mine),
        ):
            self.assert_rule("R18", door)
