"""Whoever may not read a contact that stands in learns its name by no row, form, label or refusal of their own."""

from ..common import promise
from ..personas import own_password
from .test_stand_in import StandIn

DEFAULTS = {"attendee_ids": {"fields": {"display_name": {}, "common_name": {}}}}


@promise("casecon_R31", "casecon_R25")
class TestStandInNamed(StandIn):
    def setUp(self):
        super().setUp()
        self.contact = self.newcomer()

    def assert_never_named(self, by, model, verb, *args, **kwargs):
        """Asked about the number of the contact, nothing tells its name; about another's, the call goes its way."""
        self.log_in(by)
        self.url_open("/web?debug=1")
        with self.subTest(by=by.login, model=model, verb=verb):
            answer = self.call(model, verb, *args, **kwargs)
            self.assertNotIn(self.contact.name, str(answer))
            self.assertNotIn("stand in", str(answer))
        return answer

    def test_by_no_row_or_form_of_ones_own(self):
        number, keeper = self.contact.id, self.keeper()
        shown = {"display_name": {}, "partner_id": {"fields": {"display_name": {}}}}
        for by in (self.accomplice, keeper):
            own = {"user_id": by.id, "partner_id": number}
            made = self.assert_never_named(by, "calendar.filters", "create", own)
            self.assertEqual(
                made, self.assert_never_named(by, "calendar.filters", "create", {**own, "partner_id": 10**8})
            )
            self.assertIn("error", made)
            self.assertIn(
                "result", self.call("calendar.filters", "create", {**own, "partner_id": self.owner.partner_id.id})
            )
            self.assert_never_named(by, "mail.compose.message", "create", {"author_id": number})
            self.assert_never_named(
                by, "calendar.attendee", "onchange", [], {"partner_id": number}, ["partner_id"], shown
            )
            line = {"attendee_ids": [[0, 0, {"partner_id": number}]]}
            self.assert_never_named(by, "calendar.event", "onchange", [], line, ["attendee_ids"], DEFAULTS)
            for context in ({"default_partner_ids": [number]}, {"default_attendee_ids": line["attendee_ids"]}):
                self.assert_never_named(by, "calendar.event", "onchange", [], {}, [], DEFAULTS, context=context)
            channel = self.call("discuss.channel", "create", {"name": "x", "channel_type": "channel"})["result"]
            self.assert_never_named(by, "discuss.channel", "add_members", [channel], [number])
            members = self.assert_never_named(by, "discuss.channel", "read", [channel], ["channel_member_ids"])
            self.assertEqual(len(members["result"][0]["channel_member_ids"]), 1)
        self.assertIn(
            "error", self.assert_never_named(keeper, "res.partner", "create", {"name": "x", "parent_id": number})
        )

    def test_by_no_refusal_with_debug_on(self):
        number, gone = self.contact.id, self.env["res.partner"].create({"name": "Gone"})
        gone_id = gone.id
        gone.unlink()
        self.env.flush_all()
        for by in (self.accomplice, self.keeper()):
            for verb, *args in (
                ("read", ["name"]),
                ("write", {"name": "x"}),
                ("get_metadata",),
                ("copy",),
                ("address_get",),
                ("web_read", {"display_name": {}}),
            ):
                answer = self.assert_never_named(by, "res.partner", verb, [number], *args)
                missing = self.assert_never_named(by, "res.partner", verb, [gone_id], *args)
                self.assertEqual(str(answer).replace(str(number), "N"), str(missing).replace(str(gone_id), "N"), verb)

    def test_a_row_that_leads_there_already_does_not_name_it(self):
        """As by an older version, or by code: a label is asked for with raised rights."""
        self.env["calendar.filters"].create({"user_id": self.accomplice.id, "partner_id": self.contact.id})
        self.env.flush_all()
        found = self.assert_never_named(self.accomplice, "calendar.filters", "search_read", [], ["partner_id"])
        self.assertEqual(len([row for row in found["result"] if row["partner_id"][0] == self.contact.id]), 1)
        self.assert_never_named(
            self.accomplice, "calendar.filters", "formatted_read_group", [], ["partner_id"], ["__count"]
        )

    def test_nor_does_another_companys_hr_find_it(self):
        other = self.env["res.company"].create({"name": "Other Ltd"})
        officer = self.make_user("other_hr", "hr.group_hr_user")
        officer.sudo().write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        own_password(officer)
        self.env.flush_all()
        found = self.assert_never_named(officer, "res.partner", "search", [("id", "=", self.contact.id)])
        self.assertEqual(found["result"], [])
        self.assert_never_named(
            officer, "calendar.filters", "create", {"user_id": officer.id, "partner_id": self.contact.id}
        )

    def test_nor_a_system_administrator_who_looks_a_person_up(self):
        admin = self.make_user("sysadmin", "base.group_system")
        own_password(admin)
        self.log_in(admin)
        wizard = self.call("privacy.lookup.wizard", "create", {"name": self.contact.name, "email": "x@example.com"})
        self.call("privacy.lookup.wizard", "action_lookup", [wizard["result"]])
        lines = self.call("privacy.lookup.wizard.line", "search_read", [], ["res_model", "res_id"])["result"]
        contacts = [line["res_id"] for line in lines if line["res_model"] == "res.partner"]
        self.assertIn(self.new.partner_id.id, contacts)
        self.assertNotIn(self.contact.id, contacts)

    def test_all_who_attend_read_who_attends(self):
        """In the calendar and in the list of attendees: the manager has no role that opens it."""
        spec = {"partner_ids": {"fields": {"display_name": {}}}, "attendee_ids": {"fields": {"display_name": {}}}}
        event = self.conference.event_id.id
        for by in ("manager", "hr", "clinician"):
            self.log_in(by)
            with self.subTest(by=by):
                (entry,) = self.call("calendar.event", "web_read", [event], specification=spec)["result"]
                for rows in (entry["partner_ids"], entry["attendee_ids"]):
                    self.assertIn(self.contact.name, [row["display_name"] for row in rows])
                details = self.call("res.partner", "get_attendee_detail", [self.contact.id], [event])["result"]
                self.assertEqual([row["name"] for row in details], [self.contact.name])

    def test_so_does_an_employee_who_is_no_colleague(self):
        """In the portal nobody reads contacts; who attends they read, also whom the app made a contact for."""
        manager = self.people["manager"].sudo()
        manager.write({"user_id": False, "work_contact_id": False})
        conference = self.scheduled("portal_employee", "hr", start="2026-06-17 09:00:00")
        contact = self.row(conference, "manager").sudo().partner_id
        self.assertTrue(contact.casecon_stands_in)
        self.log_in("portal_employee")
        found = self.call("casecon.attendee", "search_read", [("conference_id", "=", conference.id)], ["partner_id"])
        self.assertIn([contact.id, contact.name], [row["partner_id"] for row in found["result"]])
