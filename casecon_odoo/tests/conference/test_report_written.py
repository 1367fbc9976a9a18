"""R1: a report written here goes to the employee first, and to the employer only with their agreement."""

from odoo.exceptions import AccessError, UserError

from ..common import NOW, promise
from ..life import LifeCase
from ..sealed.opened import notes_about, sealed_in

EMPLOYER = ("hr", "manager")


@promise("casecon_R1")
class TestReportWritten(LifeCase):
    def write_report(self, state="draft", employee="employee"):
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people[employee].id})
        steps = {"issued": ("action_issue",), "offered": ("action_issue", "action_offer")}
        for verb in steps.get(state, ()):
            getattr(self.as_("clinician", report), verb)()
        return report.with_env(self.env)

    def agree(self, report, by="employee"):
        """The employee reads it, and agrees."""
        self.as_(by, report).action_confirm_read()
        self.as_(by, report).action_answer_offer(True)

    def assert_unknown_to(self, report, *readers):
        for by in readers:
            with self.subTest(by=by, state=report.state):
                reports = self.as_(by, report)
                self.assertFalse(reports.search([("employee_id", "=", report.employee_id.id)]))
                self.assertEqual(reports.search_count([("id", "=", report.id)]), 0)
                self.assertRaises(AccessError, reports.read, ["state"])

    def test_the_employee_finds_it_above_their_list_until_they_answer(self):
        report = self.write_report("offered")
        (found,) = self.as_("employee", report).find_offered_to_me()
        self.assertEqual(found["url"], f"/my/conferences/reports/{report.id}")
        for by in ("clinician", "hr", "manager", "colleague"):
            self.assertEqual(self.as_(by, report).find_offered_to_me(), [], by)
        self.agree(report)
        self.assertEqual(self.as_("employee", report).find_offered_to_me(), [])

    def test_it_names_its_author_as_they_are_registered(self):
        report = self.write_report()
        self.assertEqual(
            (report.origin, report.state, report.clinician_id, report.author_role, report.registration_number),
            ("written_here", "draft", self.chair, "oha", "NMC-clinician"),
        )

    def test_the_employer_sees_nothing_until_it_is_released(self):
        report = self.write_report()
        for verb in ("action_issue", "action_offer"):
            self.assert_unknown_to(report, *EMPLOYER, "colleague", "system", "lead", "privacy")
            getattr(self.as_("clinician", report), verb)()
        self.assert_unknown_to(report, *EMPLOYER)
        self.agree(report)
        self.assert_unknown_to(report, *EMPLOYER)
        self.as_("clinician", report).action_release()
        self.assertEqual(self.as_("hr", report).state, "released")
        self.assertEqual(report.released_on, NOW.date())

    def test_the_employer_never_sees_a_withheld_one(self):
        for state in ("draft", "issued", "offered"):
            report = self.write_report(state)
            self.as_("clinician", report).action_withhold()
            self.assertEqual(report.state, "withheld")
            self.assert_unknown_to(report, *EMPLOYER)

    def test_the_employer_does_not_meet_it_through_the_conference(self):
        conference = self.accepted()
        self.write_report("offered")
        self.assertFalse(self.as_("hr", conference).report_id)
        with self.assertRaisesRegex(UserError, r"\[R1\]"):
            self.as_("hr", conference).action_schedule(start="2026-06-15 09:00:00")

    def test_the_employee_is_offered_it_first(self):
        report = self.write_report("offered")
        self.assertEqual(self.as_("employee", report).state, "offered")

    def test_no_release_without_the_employees_agreement(self):
        report = self.write_report("offered")
        for answer in (None, False):
            if answer is not None:
                self.as_("employee", report).action_answer_offer(answer)
            with self.subTest(answer=answer), self.assertRaisesRegex(UserError, r"\[R1\]$"):
                self.as_("clinician", report).action_release()
            self.assertEqual(report.state, "offered")
        self.agree(report)
        self.as_("clinician", report).action_release()

    def test_agreement_is_not_taken_before_the_offer_nor_after_it_was_withheld(self):
        for state in ("draft", "issued"):
            report = self.write_report(state)
            with self.subTest(state=state), self.assertRaises(UserError):
                self.as_("employee", report).action_answer_offer(True)
            with self.subTest(state=state), self.assertRaises(UserError):
                self.as_("clinician", report).action_release()
        report = self.write_report("offered")
        self.agree(report)
        self.as_("clinician", report).action_withhold()
        for verb in ("action_release", "action_offer", "action_issue", "action_withhold"):
            with self.subTest(verb=verb), self.assertRaises(UserError):
                getattr(self.as_("clinician", report), verb)()

    def test_released_is_released(self):
        report = self.write_report("offered")
        self.agree(report)
        self.as_("clinician", report).action_release()
        with self.assertRaisesRegex(UserError, r"\[R1\]$"):
            self.as_("clinician", report).action_withhold()
        with self.assertRaises(UserError):
            self.as_("employee", report).action_answer_offer(False)

    def test_nobody_answers_for_the_employee_but_a_clinician_who_says_how(self):
        report = self.write_report("offered")
        for by in (*EMPLOYER, "oh_admin", "colleague", "system"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, report).action_answer_offer(True, "phone", "Yes")
        for through in (None, "login", "fax"):
            with self.subTest(through=through), self.assertRaises(UserError):
                self.as_("clinician", report).action_answer_offer(True, through)
        for agrees in (None, "yes", 1, []):
            with self.subTest(agrees=agrees), self.assertRaises(UserError):
                self.as_("clinician", report).action_answer_offer(agrees, "phone")
        self.as_("clinician", report).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.as_("clinician", report).action_answer_offer(True, "phone", "Yes, send it")
        self.assertEqual((report.offer_answer, report.offer_through), ("agreed", "phone"))
        words = notes_about(self, "answer_offer")
        self.assertEqual(sealed_in(words)["body"], "Yes, send it")

    def test_only_a_registered_clinician_writes_one_and_never_on_themselves(self):
        vals = {"employee_id": self.people["employee"].id}
        for by in ("hr", "manager", "employee", "oh_admin", "system"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.env["casecon.report"]).create(vals)
        own = self.make_employee("clinician", user=self.users["clinician"])
        reports = self.as_("clinician", self.env["casecon.report"])
        self.assertRaises(AccessError, reports.create, {"employee_id": own.id})
        self.chair.sudo().write({"registration_valid_until": "2026-05-31"})
        self.assertRaises(AccessError, self.as_("clinician", self.env["casecon.report"]).create, vals)

    def test_a_clinician_does_not_move_the_report_on_themselves(self):
        own = self.make_employee("clinician", user=self.users["clinician"])
        report = self.as_("clinician2", self.env["casecon.report"]).create({"employee_id": own.id})
        for verb in ("action_issue", "action_withhold"):
            self.assertRaises(AccessError, getattr(self.as_("clinician", report), verb))
        for verb in ("action_issue", "action_offer"):
            getattr(self.as_("clinician2", report), verb)()
        self.agree(report, "clinician")
        self.assertEqual(report.offer_through, "login", "they answer as the employee")
        self.assertRaises(AccessError, self.as_("clinician", report).action_release)

    def test_a_conference_rests_on_a_released_one(self):
        report = self.write_report("offered")
        self.agree(report)
        self.as_("clinician", report).action_release()
        conference = self.accepted()
        self.as_("hr", conference).action_schedule(start="2026-06-15 09:00:00")
        self.assertEqual((conference.state, conference.report_id), ("scheduled", report))
        self.assertTrue(self.as_("manager", report).has_access("read"))
