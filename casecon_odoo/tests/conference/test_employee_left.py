"""The employee has left, or moved to another company: whatever is still to be done of the case can be done."""

from ...models import clock
from ..common import promise
from ..life import LENGTH
from ..quick import takes
from .test_leavers import LeaversCase

READERS = ("hr", "oh_admin", "clinician", "clinician2", "manager", "employee")
WRITERS = ("hr", "oh_admin", "clinician")
PORTAL = ("", "/%s", "/%s/manager", "/%s/companion", "/%s/attendees")


@promise("casecon_leavers")
class TestEmployeeLeft(LeaversCase):
    def leavings(self):
        employee = self.people["employee"]
        return {
            "archived": lambda: self.archive(employee),
            "departed": lambda: self.depart(employee),
            "moved": lambda: employee.write({"company_id": self.elsewhere.id}),
            "login off": lambda: self.users["employee"].write({"active": False}),
        }

    def each(self, make, check):
        """Each way of leaving, on a conference that `make` makes before; `check` is asked of it."""
        for way, leave in self.leavings().items():
            with self.subTest(way=way), self.env.cr.savepoint() as savepoint:
                conference = make()
                leave()
                check(conference)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_every_screen_opens(self):
        for make in (self.ask_for, self.scheduled, self.in_session, self.held):
            self.each(make, self.open_screens)

    def open_screens(self, conference):
        for name in READERS:
            if (
                not takes(2, name, conference.state)
                or not self.users[name].active
                or not self.as_(name, conference).has_access("read")
            ):
                continue
            spec = {key: {} for key in self.as_(name, conference).fields_get()}
            spec |= {key: {"fields": {"display_name": {}}} for key in ("attendee_ids", "employee_id", "manager_id")}
            self.log_in(name)
            asked = [("web_read", [conference.ids, spec]), ("web_search_read", [[], spec])]
            if name in WRITERS:
                asked.append(("onchange", [conference.ids, {}, [], {key: {} for key in ("start", "duration")}]))
            for method, args in asked:
                answer = self.call("casecon.conference", method, *args)
                self.assertIn("result", answer, f"{method} as {name}: {answer}")
            self.assertEqual(self.url_open("/updates").status_code, 200)

    def test_who_looks_for_a_time_goes_by_the_company_of_the_conference(self):
        self.elsewhere.casecon_notice_days = 30

        def check(conference):
            found = self.over_http("hr", "casecon.conference", "find_times", {"conference_id": conference.id})
            self.assertTrue(found["suggestions"], found["nothing"])
            self.assertLess(found["first_allowed"], "2026-06-25")
            self.assertIn("Person manager", str(found["lanes"]))
            if conference.state == "scheduled":
                self.over_http("hr", "casecon.conference", "find_clinicians", conference.ids)

        for make in (self.accepted, self.scheduled):
            self.each(make, check)

    def test_it_can_be_moved_and_cancelled(self):
        def check(conference):
            self.send_due()
            start = "2026-06-17 09:00:00"
            self.over_http("hr", "casecon.conference", "action_move", conference.ids, start=start)
            self.send_due()
            self.over_http("hr", "casecon.conference", "action_cancel", conference.ids, reason="They left")
            self.send_due()
            self.assertEqual(conference.state, "cancelled")

        self.each(self.scheduled, check)

    def test_the_clinicians_note_is_of_the_company_of_the_conference(self):
        def check(conference):
            note = self.draft(conference_id=conference.id)
            self.assertEqual(note.company_id, self.company)
            self.as_("clinician", note).action_sign()
            self.record_for_employee(conference, "confirm_understanding")
            kept = self.env["casecon.note"].search([("conference_id", "=", conference.id)])
            self.assertEqual(kept.mapped("company_id"), self.company)
            self.assertEqual(len(kept), 2)

        self.each(self.scheduled, check)

    def test_consent_can_be_withdrawn_and_the_meeting_ended_and_minuted(self):
        def check(conference):
            with clock.at(conference.start + LENGTH):
                lines = self.env["casecon.consent.line"].search([("conference_id", "=", conference.id)])
                self.as_("clinician", lines).action_withdraw(words="No more items", through="phone")
                self.over_http("clinician", "casecon.conference", "action_end", conference.ids)
                minutes = self.as_("hr", self.env["casecon.minutes"])
                minutes = minutes.create({"conference_id": conference.id, "body": "<p>One</p>"})
                self.over_http("hr", "casecon.minutes", "action_send_for_fact_check", minutes.ids)
                self.send_due()
                if not minutes.fact_check_until:  # no email reaches them any more
                    letter = {"handed_over_at": str(clock.now()), "how": "Recorded delivery"}
                    self.over_http("hr", "casecon.minutes", "action_record_handover", minutes.ids, **letter)
            with clock.at(conference.start.replace(month=7)):
                self.over_http("hr", "casecon.minutes", "action_finalise", minutes.ids)
                self.over_http("hr", "casecon.conference", "action_close", conference.ids)
            self.assertEqual(conference.state, "closed")

        self.each(lambda: self.in_session(lines=("Has good days and bad days",)), check)

    def test_the_portal_opens(self):
        employee = self.people["portal_employee"]
        for way, leave in (
            ("archived", lambda: self.archive(employee)),
            ("moved", lambda: employee.write({"company_id": self.elsewhere.id})),
        ):
            with self.subTest(way=way), self.env.cr.savepoint() as savepoint:
                conference = self.scheduled("portal_employee")
                leave()
                self.env.flush_all()
                self.log_in("portal_employee")
                for path in PORTAL:
                    address = "/my/conferences" + (path % conference.id if path else "")
                    self.assertIn(self.url_open(address).status_code, (200, 404), address)
                self.assertIn(conference.name, self.url_open("/my/conferences").text)
                self.archive(self.people["manager"])
                self.env.flush_all()
                self.log_in("portal_employee")
                page = self.url_open(f"/my/conferences/{conference.id}").text
                self.assertIn("Person manager, the line manager, has left", page)
                self.assertNotIn("Person portal_employee has left", page)
                self.over_http("portal_employee", "casecon.conference", "action_decline", conference.ids)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
