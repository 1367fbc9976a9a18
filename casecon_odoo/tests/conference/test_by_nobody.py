"""R8, R25: contacts, logins, calendar entries and to-dos bear nobody's name, and no chatter tells of them."""

from ...models import clock
from ..common import CaseconHttpCase, promise
from ..life import LENGTH, LifeCase


@promise("casecon_R8", "casecon_R25")
class TestByNobody(LifeCase, CaseconHttpCase):
    def as_caller(self, who, record, method, *args, **kwargs):
        """A verb over HTTP, so that the request ends and writes out what it left."""
        self.log_in(who)
        answer = self.call(record._name, method, record.ids, *args, **kwargs)
        self.assertNotIn("error", answer, f"{method}: {answer}")
        self.env.invalidate_all()
        return answer["result"]

    def assert_nobodys(self, who, records):
        """Whoever reads these records reads no name in their metadata."""
        self.assertTrue(records)
        self.log_in(who)
        told = self.call(records._name, "get_metadata", records.ids)["result"]
        names = {row[stamp] and row[stamp][0] for row in told for stamp in ("create_uid", "write_uid")}
        self.assertEqual(names, {self.env.ref("base.user_root").id}, f"{who} on {records}")

    def test_the_companions_contact_and_login(self):
        conference = self.scheduled()
        self.as_caller("employee", conference, "action_set_companion", name="Com Panion", email="com@example.com")
        partner = self.row(conference, "companion").partner_id
        self.assert_nobodys("colleague", partner)
        self.as_caller("hr", conference, "action_invite_companion")
        self.assert_nobodys("colleague", partner)
        self.assert_nobodys("system", partner.user_ids)
        self.tell(conference)
        self.assert_nobodys("colleague", partner)
        self.assertFalse(partner.message_ids, "no line in the chatter")
        self.assertFalse(partner.message_follower_ids)
        self.log_in("colleague")
        for who in ("employee", "hr"):
            domain = [("create_uid", "=", self.users[who].id), ("name", "=", "Com Panion")]
            self.assertEqual(self.call("res.partner", "search_count", domain), {"result": 0}, who)

    def test_a_contact_that_oh_records(self):
        conference = self.scheduled()
        self.as_caller(
            "clinician",
            conference,
            "action_record_for_employee",
            verb="set_companion",
            values={"name": "Com Panion"},
            words="My sister",
            through="phone",
        )
        self.assert_nobodys("colleague", self.row(conference, "companion").partner_id)

    def test_the_contact_of_an_employee_who_has_none(self):
        self.people["no_login"].work_contact_id = False
        self.env.flush_all()
        self.log_in("hr")
        vals = {"employee_id": self.people["no_login"].id, "clinician_id": self.chair.id, "ground": "long_absence"}
        made = self.call("casecon.conference", "create", [vals])["result"]
        row = self.row(self.env["casecon.conference"].browse(made), "employee")
        self.assert_nobodys("hr", row.partner_id)
        self.assertFalse(row.partner_id.message_ids)

    def test_the_entry_in_the_calendar(self):
        conference = self.accepted()
        self.register_report()
        self.as_caller("hr", conference, "action_schedule", start="2026-06-15 09:00:00")
        event = conference.sudo().event_id
        self.assert_nobodys("manager", event)
        self.assert_nobodys("manager", event.attendee_ids)
        self.as_caller("employee", conference, "action_set_companion", name="Com Panion")
        self.as_caller("employee", conference, "action_answer_for_companion", answer="accepted")
        self.as_caller("employee", self.row(conference, "employee"), "action_answer", "tentative")
        own = event.attendee_ids.filtered(lambda row: row.partner_id == self.users["manager"].partner_id)
        self.as_caller("manager", own, "do_accept")
        self.as_caller("hr", conference, "action_move", start="2026-06-16 09:00:00")
        self.assertEqual(len(event.attendee_ids), 5)
        self.assert_nobodys("manager", event)
        self.assert_nobodys("manager", event.attendee_ids)

    def test_the_to_do_of_whoever_has_something_to_do(self):
        conference = self.held()
        with clock.at(conference.start + LENGTH):
            vals = {
                "conference_id": conference.id,
                "name": "Lighter boxes",
                "owner_id": self.users["manager"].partner_id.id,
                "due_on": "2026-07-01",
            }
            self.log_in("hr")
            made = self.call("casecon.decision", "create", [vals])["result"]
            decision = self.env["casecon.decision"].browse(made)
            to_do = decision.sudo().to_do_id
            self.assert_nobodys("manager", to_do)
            self.as_caller("hr", decision, "write", {"due_on": "2026-07-02"})
            self.assert_nobodys("manager", to_do)
            self.as_caller("hr", decision, "action_done")
            self.assert_nobodys("manager", to_do)

    def test_who_triggers_the_sending_is_nobody(self):
        conference = self.scheduled()
        self.tell(conference)
        self.env["ir.cron.trigger"].search([]).unlink()
        self.as_caller("employee", conference, "action_decline")
        self.assert_nobodys("system", self.env["ir.cron.trigger"].search([]))
