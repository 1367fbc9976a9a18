"""The one neutral calendar entry: participants see it, nobody else finds it by any way."""

from odoo.exceptions import AccessError

from ..common import CaseconHttpCase, promise

PARTICIPANTS = ("employee", "manager", "hr", "clinician")
OUTSIDERS = ("colleague", "other_manager", "system", "oh_admin", "clinician2", "lead", "privacy", "hr_elsewhere")


@promise("casecon_calendar", "casecon_access")
class TestCalendarClosed(CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls.made()
        cls.conference = self.scheduled()
        self.with_companion(cls.conference)
        cls.event = cls.conference.sudo().event_id.with_env(cls.env)

    @promise("casecon_R25")
    def test_the_entry_says_nothing(self):
        event = self.event
        self.assertEqual(event.name, "Meeting")
        self.assertFalse(event.description or event.location or event.videocall_location or event.user_id)
        self.assertFalse(event.res_model or event.res_id or event.activity_ids or event.alarm_ids)
        self.assertFalse(self.env["ir.attachment"].search([("res_model", "=", event._name), ("res_id", "=", event.id)]))
        self.assertFalse(event.message_ids.filtered("body"))
        self.assertEqual(
            (event.privacy, event.start, event.stop), ("private", self.conference.start, self.conference.stop)
        )
        self.assertEqual(event.partner_ids, self.conference.attendee_ids.partner_id)

    def test_those_who_attend_find_it(self):
        for name in PARTICIPANTS:
            with self.subTest(name=name):
                self.assertIn(self.event, self.as_(name, self.event.browse()).search([]))
                self.assertEqual(self.as_(name, self.event).name, "Meeting")

    def test_nobody_else_finds_it_by_any_way(self):
        event, attendees = self.event, self.event.attendee_ids
        rooms = (
            self.env["ir.attachment"]
            .sudo()
            .create({"name": "x", "raw": b"x", "res_model": event._name, "res_id": event.id})
        )
        for name in OUTSIDERS:
            with self.subTest(name=name):
                events = self.as_(name, event.browse())
                window = [("start", "=", event.start)]
                self.assertNotIn(event, events.search(window))
                self.assertFalse(events.search_count([("id", "=", event.id)]))
                self.assertNotIn(event.id, [found for found, _label in events.name_search("Meeting")])
                groups = events.formatted_read_group([("id", "=", event.id)], ["name"], ["__count"])
                self.assertFalse(groups)
                for read in (
                    lambda: self.as_(name, event).read(["start"]),  # noqa: B023
                    lambda: self.as_(name, event).web_read({"display_name": {}}),  # noqa: B023
                    lambda: self.as_(name, attendees).read(["partner_id"]),  # noqa: B023
                    lambda: self.as_(name, rooms).read(["raw"]),  # noqa: B023
                    lambda: self.as_(name, event).write({"name": "Mine"}),  # noqa: B023
                    lambda: self.as_(name, event).unlink(),  # noqa: B023
                ):
                    with self.assertRaises(AccessError):
                        read()
                self.assertFalse(self.as_(name, attendees.browse()).search([("event_id", "=", event.id)]))
                partners = self.users["employee"].partner_id
                self.assertNotIn(event, self.as_(name, partners).meeting_ids)

    def test_links_by_token_are_dead_and_change_nothing(self):
        row = self.event.attendee_ids.filtered(lambda a: a.partner_id == self.users["employee"].partner_id)
        self.env.cr.execute("UPDATE calendar_event SET access_token = 'an-event-token' WHERE id = %s", [self.event.id])
        self.env.invalidate_all()
        self.assertTrue(row.access_token)
        before = self.dump()
        for route in ("view", "accept", "decline"):
            for token in (row.access_token, ""):
                for query in (f"token={token}&id={self.event.id}", f"token={token}"):
                    with self.subTest(route=route, query=query):
                        self.assertIn(self.url_open(f"/calendar/meeting/{route}?{query}").status_code, (400, 404))
        for url in (
            f"/calendar/recurrence/accept?token={row.access_token}&id={self.event.id}",
            f"/calendar/recurrence/decline?token={row.access_token}&id={self.event.id}",
            "/calendar/join_videocall/an-event-token",
            "/calendar/join_videocall/" + row.access_token,
        ):
            with self.subTest(url=url):
                self.assertIn(self.url_open(url).status_code, (400, 404))
        self.assertEqual(self.dump(), before)

    def test_nobody_joins_by_the_token_of_the_entry(self):
        self.env.cr.execute("UPDATE calendar_event SET access_token = 'an-event-token' WHERE id = %s", [self.event.id])
        self.env.invalidate_all()
        for name in ("colleague", "employee", "portal_employee"):
            self.log_in(name)
            before = self.dump()
            with self.subTest(name=name):
                self.assertGreaterEqual(self.url_open("/calendar/meeting/join?token=an-event-token").status_code, 400)
                self.assertEqual(self.dump(), before)

    def test_the_mark_can_be_set_or_seen_by_nobody(self):
        plain = self.env["calendar.event"].with_user(self.users["colleague"])
        vals = {"name": "Plain", "start": self.event.start, "stop": self.event.stop}
        for forged in ({"casecon_marked": True}, {"casecon_marked": False}):
            with self.subTest(forged=forged), self.assertRaises(Exception) as refused:
                plain.create({**vals, **forged})
            self.assertTrue(str(refused.exception))
        with self.assertRaises(AccessError):
            plain.with_context(default_casecon_marked=True).create(vals)
        mine = plain.create(vals)
        with self.assertRaises(Exception):  # noqa: B017  whichever door refuses first
            mine.write({"casecon_marked": True})
        with self.assertRaises(AccessError):
            self.as_("employee", self.event).read(["casecon_marked"])
        with self.assertRaises(AccessError):
            self.as_("colleague", self.event.browse()).search([("casecon_marked", "=", True)])
