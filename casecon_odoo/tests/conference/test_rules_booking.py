"""R1, R2, R4, R6, R7, R9: what must be true before a case conference is booked."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import NOW, START, CaseconCase, promise


@promise()
class TestBookingRules(CaseconCase):
    def schedule(self, conference, by="hr", **kwargs):
        return self.as_(by, conference).action_schedule(**{"start": str(START), **kwargs})

    # R1

    @promise("casecon_R1")
    def test_no_booking_without_a_report_that_is_released_to_the_employer(self):
        conference = self.accepted()
        for by in ("hr", "oh_admin", "clinician"):
            self.assert_rule("R1", self.schedule, conference, by)
        self.assertEqual(conference.state, "requested")
        self.register_report()
        self.schedule(conference)
        self.assertEqual(conference.state, "scheduled")

    @promise("casecon_R1")
    def test_the_report_of_somebody_else_does_not_serve(self):
        theirs = self.register_report("colleague")
        for ask in (
            lambda: self.ask_for(by="hr", report_id=theirs.id),
            lambda: self.ask_for(report_id=theirs.id),
            lambda: self.as_("hr", self.ask_for()).write({"report_id": theirs.id}),
        ):
            self.assert_rule("R1", ask)

    @promise("casecon_R1")
    def test_a_manager_learns_of_no_report_by_naming_it(self):
        theirs = self.register_report("colleague")
        with self.assertRaises(UserError):
            self.ask_for(report_id=theirs.id)
        self.assertFalse(self.as_("manager", theirs).has_access("read"))

    @promise("casecon_R1")
    def test_a_report_is_registered_by_hr_or_oh_whole_and_never_by_the_employee(self):
        for by in ("hr", "oh_admin", "clinician"):
            self.assertEqual(self.register_report(by=by).state, "released")
        for by in ("employee", "manager", "lead", "privacy", "system", "hr_elsewhere", "portal_employee"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.register_report(by=by)
        good = {
            "employee_id": self.people["employee"].id,
            "author_name": "Dr A. Outside",
            "author_role": "ohp",
            "registration_number": "GMC-1",
            "issued_on": "2026-05-20",
            "received_on": "2026-05-21",
        }
        wrong = {
            "employee_id": None,
            "author_name": " ",
            "author_role": "nurse",
            "registration_number": None,
            "issued_on": "2026-05-22",
            "received_on": "2026-06-02",
        }
        reports = self.as_("hr", self.env["casecon.report"])
        for name, value in wrong.items():
            with self.subTest(name=name), self.assertRaises(UserError):
                reports.action_register(**{**good, name: value})

    # R2

    @promise("casecon_R2")
    def test_an_old_report_serves_only_with_a_reason_that_is_kept(self):
        self.register_report(issued_on="2026-03-02")  # 91 days
        conference = self.accepted()
        self.assert_rule("R2", self.schedule, conference)
        self.schedule(conference, reason="Nothing has changed since")
        self.assertEqual(conference.request_ids.report_age_reason, "Nothing has changed since")

    @promise("casecon_R2")
    def test_ninety_days_are_recent_and_the_number_is_the_companys(self):
        self.register_report(issued_on="2026-03-03")  # 90 days
        conference = self.accepted()
        self.company.casecon_report_max_age_days = 60
        self.assert_rule("R2", self.schedule, conference)
        self.company.casecon_report_max_age_days = 90
        self.schedule(conference)

    # R4

    @promise("casecon_R4")
    def test_longer_than_the_standard_is_confirmed_by_a_clinician_before_booking(self):
        self.register_report()
        conference = self.accepted(duration=60, longer_because="Two sites")
        self.assert_rule("R4", self.schedule, conference)
        with self.assertRaises(AccessError):
            self.as_("hr", conference).action_mark_complex(duration=60, reason="Two sites")
        self.as_("clinician", conference).action_mark_complex(duration=60, reason="Two sites")
        self.assert_rule("R4", self.schedule, conference, duration=75)
        self.schedule(conference)
        self.assertEqual(conference.stop - conference.start, timedelta(minutes=60))
        self.assert_rule("R4", self.as_("hr", conference).action_change, duration=61)

    @promise("casecon_R4")
    def test_hr_confirms_only_where_the_company_says_so(self):
        conference = self.accepted(duration=60, longer_because="Two sites")
        self.company.casecon_hr_confirms_complex = True
        self.assertTrue(self.as_("hr", conference).action_mark_complex(duration=60, reason="Two sites"))

    @promise("casecon_R4")
    def test_never_under_15_or_over_90_minutes_by_any_door(self):
        self.register_report()
        booked, asked = self.scheduled(), self.accepted()
        for minutes in (14, 91, 0):
            with self.subTest(minutes=minutes):
                self.assert_rule("R4", self.ask_for, duration=minutes)
                self.assert_rule("R4", self.as_("hr", asked).write, {"duration": minutes})
                self.assert_rule("R4", self.schedule, asked, duration=minutes)
                self.assert_rule("R4", self.as_("hr", booked).action_change, duration=minutes)
        self.assert_rule("R4", self.as_("clinician", asked).action_mark_complex, duration=91, reason="Much")

    # R6

    @promise("casecon_R6")
    def test_a_managers_request_is_accepted_before_it_is_booked(self):
        self.register_report()
        conference = self.ask_for()
        self.assert_rule("R6", self.schedule, conference)
        self.as_("hr", conference).action_return(reason="Ask the author")
        self.assert_rule("R6", self.schedule, conference)
        self.as_("manager", conference).action_answer_return(answer="I did")
        self.assert_rule("R6", self.schedule, conference)
        self.as_("oh_admin", conference).action_accept()
        self.schedule(conference)

    @promise("casecon_R6")
    def test_a_return_after_the_acceptance_takes_it_back(self):
        self.register_report()
        conference = self.accepted()
        self.as_("clinician", conference).action_return(reason="Ask the author")
        self.assert_rule("R6", self.schedule, conference)
        self.assertEqual(self.as_("manager", conference).return_reason, "Ask the author")

    @promise("casecon_R6")
    def test_whoever_accepts_it_again_changes_nothing(self):
        conference = self.accepted()
        with clock.at(NOW + timedelta(days=1)):
            self.as_("oh_admin", conference).action_accept()
        self.assertEqual((conference.accepted_by, conference.accepted_at), (self.users["hr"], NOW))

    @promise("casecon_R6")
    def test_what_was_accepted_is_what_is_booked(self):
        conference = self.ask_for()
        request = self.as_("manager", self.env["casecon.request"]).search([("conference_id", "=", conference.id)])
        request.reason = "Longer days"
        self.as_("hr", conference).action_accept()
        for vals in ({"reason": "Other words"}, {"ground": "complex_condition"}, {"tried_before": "Nothing"}):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, r"\[R6\]$"):
                request.write(vals)
        self.as_("hr", conference).reason = "Longer days, as agreed by phone"
        self.as_("hr", conference).action_return(reason="Say more")
        request.reason = "Longer days from May"

    @promise("casecon_R6")
    def test_hr_books_directly_unless_the_company_wants_its_requests_triaged(self):
        self.register_report()
        self.schedule(self.ask_for(by="hr"))
        self.company.casecon_hr_needs_triage = True
        conference = self.ask_for(by="hr")
        self.assert_rule("R6", self.schedule, conference, start="2026-06-16 09:00:00")
        with self.assertRaises(AccessError):
            self.as_("hr", conference).action_accept()
        self.as_("oh_admin", conference).action_accept()
        self.schedule(conference, start="2026-06-16 09:00:00")

    # R7: before the booking; the employee's own confirmation is in test_rules_start

    @promise("casecon_R7")
    def test_no_booking_before_the_requester_attests_the_talk(self):
        self.register_report()
        conference = self.accepted(told_on=False)
        self.assert_rule("R7", self.schedule, conference)
        self.understand(conference)
        self.assert_rule("R7", self.schedule, conference)  # neither stands for the other
        self.assert_rule("R7", self.as_("manager", conference).action_attest_briefing, told_on="2026-06-02")
        with self.assertRaises(AccessError):
            self.as_("clinician", conference).action_attest_briefing(told_on="2026-06-01")
        self.as_("manager", conference).action_attest_briefing(told_on="2026-06-01")
        self.schedule(conference)

    @promise("casecon_R7")
    def test_the_attestation_is_never_ticked_beforehand(self):
        conference = self.ask_for(told_on=False)
        self.assertFalse(conference.briefed_on or conference.told_on or conference.briefing_attested_at)
        defaults = self.as_("hr", self.env["casecon.conference"]).default_get(["told_on", "briefed_on"])
        self.assertFalse(any(defaults.values()))

    # R9

    @promise("casecon_R9")
    def test_there_is_one_agenda_before_the_booking(self):
        self.register_report()
        conference = self.accepted()
        self.as_("hr", conference.agenda_item_ids).unlink()
        self.assert_rule("R9", self.schedule, conference)

    @promise("casecon_R9")
    def test_the_agenda_is_locked_two_working_days_before_the_start_for_all_but_the_employee(self):
        conference = self.scheduled()  # Monday 15 June, 10:00 in London
        locks_at = conference.agenda_locks_at
        self.assertEqual(str(locks_at), "2026-06-11 09:00:00")  # Thursday
        vals = {"conference_id": conference.id, "name": "One more"}
        with clock.at(locks_at - timedelta(seconds=1)):
            for by in ("hr", "manager", "employee", "clinician"):
                self.as_(by, self.env["casecon.agenda.item"]).create(vals)
        mine = conference.agenda_item_ids.filtered(lambda item: item.raised_by == "employee")
        with clock.at(locks_at):
            for by in ("hr", "manager", "clinician"):
                self.assert_rule("R9", self.as_(by, self.env["casecon.agenda.item"]).create, vals)
            self.assert_rule("R9", self.as_("hr", mine).unlink)
            self.assert_rule("R9", self.as_("hr", conference).write, {"agenda_item_ids": [(0, 0, vals)]})
        self.assertEqual(str(conference.own_agenda_locks_at), "2026-06-12 09:00:00")  # Friday
        with clock.at(conference.own_agenda_locks_at - timedelta(seconds=1)), self.not_refused():
            self.as_("employee", mine).write({"name": "Mine, put better"})
            self.as_("employee", self.env["casecon.agenda.item"]).create(vals)
        with clock.at(conference.own_agenda_locks_at):
            self.assert_rule("R9", self.as_("employee", mine).write, {"name": "x"})
            self.assert_rule("R9", self.as_("employee", self.env["casecon.agenda.item"]).create, vals)

    @promise("casecon_R9")
    def test_who_waived_notice_raises_something_until_the_start(self):
        conference = self.scheduled()
        self.as_("employee", conference).action_waive_notice(earliest_start=str(conference.start))
        vals = {"conference_id": conference.id, "name": "One more"}
        with clock.at(conference.start - timedelta(minutes=1)), self.not_refused():
            self.as_("employee", self.env["casecon.agenda.item"]).create(vals)
        with clock.at(conference.start):
            self.assert_rule("R9", self.as_("employee", self.env["casecon.agenda.item"]).create, vals)

    @promise("casecon_R9")
    def test_booked_late_the_agenda_is_locked_at_the_booking(self):
        self.register_report()
        conference = self.accepted()
        self.as_("employee", conference).action_waive_notice(earliest_start="2026-06-02 09:00:00")
        self.schedule(conference, start="2026-06-02 12:00:00")
        self.assertEqual(conference.agenda_locks_at, NOW)

    @promise("casecon_R9")
    def test_a_move_opens_the_agenda_again_if_the_new_cut_off_is_ahead(self):
        conference = self.scheduled()
        vals = {"conference_id": conference.id, "name": "One more"}
        with clock.at(conference.agenda_locks_at):
            self.assert_rule("R9", self.as_("hr", self.env["casecon.agenda.item"]).create, vals)
            self.as_("hr", conference).action_move(start="2026-06-29 09:00:00", reason="Ill")
            self.as_("hr", self.env["casecon.agenda.item"]).create(vals)
