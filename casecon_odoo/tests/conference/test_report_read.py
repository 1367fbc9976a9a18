"""R1: a report is read before its release is agreed to: by the employee's login, or on paper that was handed over."""

import re
from datetime import timedelta

from odoo.exceptions import AccessError

from ...models import clock
from ..common import NOW, CaseconHttpCase, promise
from ..life import LifeCase
from ..portal.case import PortalCase

HOUR = timedelta(hours=1)


class ReportCase(LifeCase):
    def offered(self, employee="employee"):
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people[employee].id})
        self.as_("clinician", report).action_issue()
        self.as_("clinician", report).action_offer()
        return report.with_env(self.env)

    def hand_over(self, report, moment=NOW, by="clinician", how="By hand, at home"):
        self.as_(by, report).action_record_handover(handed_over_at=str(moment), how=how)


@promise("casecon_R1")
class TestReportRead(ReportCase):
    def test_nobody_agrees_to_what_they_have_not_read(self):
        report = self.offered()
        self.assert_rule("R1", self.as_("employee", report).action_answer_offer, True)
        self.assert_rule("R1", self.as_("clinician", report).action_answer_offer, True, "phone", "Yes")
        self.as_("employee", report).action_confirm_read()
        self.assertEqual((report.read_at, report.read_through), (NOW, "login"))
        self.as_("employee", report).action_answer_offer(True)
        self.as_("clinician", report).action_release()

    def test_not_to_agree_needs_no_reading(self):
        report = self.offered()
        self.as_("employee", report).action_answer_offer(False)
        self.assertEqual(report.offer_answer, "refused")

    def test_without_a_login_it_is_handed_over_and_the_sentence_says_so(self):
        report = self.offered("no_login")
        answer = self.as_("clinician", report).action_answer_offer
        with self.assertRaisesRegex(Exception, r"has no login.*printed copy.*\[R1\]$"):
            answer(True, "phone", "Yes")
        with clock.at(NOW + 3 * HOUR):
            for wrong in (NOW - timedelta(days=1), NOW + 4 * HOUR):
                self.assert_rule("R1", self.hand_over, report, wrong)
            for by in ("hr", "manager", "colleague", "privacy"):
                with self.subTest(by=by):
                    self.assertRaises(AccessError, self.hand_over, report, by=by)
            self.hand_over(report, NOW + HOUR, "oh_admin")
            self.assertEqual(
                (report.read_at, report.read_through, report.read_how, report.read_entered_at),
                (NOW + HOUR, "letter", "By hand, at home", NOW + 3 * HOUR),
            )
            self.assertEqual(report.read_entered_by_id, self.users["oh_admin"])
            self.assert_rule("R1", self.hand_over, report)  # the first time counts
            self.as_("clinician", report).action_answer_offer(True, "paper", "On the slip")
        self.assertEqual(report.offer_answer, "agreed")

    def test_only_the_employee_says_that_they_have_read_it(self):
        report = self.offered()
        for by in ("clinician", "oh_admin", "hr", "manager", "system"):
            with self.subTest(by=by):
                self.assertRaises(AccessError, self.as_(by, report).action_confirm_read)

    def test_it_is_for_oh_to_offer_before(self):
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["no_login"].id})
        self.assert_rule("R1", self.hand_over, report)

    def test_the_checklist_says_who_can_supply_it(self):
        for employee, who in (("employee", "The employee"), ("no_login", "OH clinician or administrator")):
            report = self.as_("clinician", self.offered(employee))
            (line,) = [line for line in report.readiness if line["key"] == "R1-read"]
            self.assertEqual((line["met"], line["who"]), (False, who))

    def test_answers_of_before_are_taken_over(self):
        """Rows of an older version of the addon: agreed, and not kept when it was read."""
        report, refused = self.offered(), self.offered()
        for one, answer in ((report, "agreed"), (refused, "refused")):
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE casecon_report SET offer_answer = %s, offer_answered_at = %s WHERE id = %s",
                [answer, NOW, one.id],
            )
        self.env["casecon.report"]._take_over_answers()
        self.env.invalidate_all()
        self.assertEqual((report.read_at, report.read_through), (NOW, "unknown"))
        self.assertFalse(refused.read_at)
        self.as_("clinician", report).action_release()


@promise("casecon_R1", "casecon_R25")
class TestTold(ReportCase):
    def sent(self):
        with clock.at(NOW + timedelta(minutes=1)):
            return dict(self.send_due())

    def test_who_has_a_login_gets_a_mail_that_tells_nothing(self):
        self.offered()
        (mail,) = [self.sent()["employee@example.com"]]
        self.assertEqual(mail["Subject"], "You have an update")
        self.assertIn("Please log in", mail.get_body(("plain",)).get_content())
        self.assertNotIn("eport", mail.as_string())

    def test_who_has_none_gets_no_mail(self):
        self.offered("no_login")
        self.assertEqual(self.sent(), {})

    def test_what_is_withheld_meanwhile_is_told_to_nobody(self):
        self.as_("clinician", self.offered()).action_withhold()
        self.assertEqual(self.sent(), {})


@promise("casecon_R1")
class TestReportLetter(ReportCase, CaseconHttpCase):
    def page(self, by, report, pdf=""):
        self.env.flush_all()
        self.log_in(by)
        return self.url_open(f"/updates/letter/report/{report.id}{pdf}")

    def test_oh_prints_it_and_nobody_else(self):
        report = self.offered("no_login")
        for by in ("clinician", "oh_admin"):
            answer = self.page(by, report)
            self.assertEqual(answer.status_code, 200, by)
            text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
            for words in ("Dear Person no_login", "Please read it", "I have read the report", "not to HR"):
                self.assertIn(words, text)
        for by in ("hr", "manager", "colleague", "system", "privacy"):
            self.assertEqual(self.page(by, report).status_code, 404, by)

    def test_it_is_a_file_too(self):
        answer = self.page("clinician", self.offered("no_login"), ".pdf")
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertTrue(answer.content.startswith(b"%PDF"))
        self.assertNotIn("no_login", answer.headers["Content-Disposition"])


@promise("casecon_R1", "casecon_portal")
class TestReportOnThePortal(ReportCase, PortalCase):
    def test_it_is_read_before_it_is_agreed_to(self):
        report = self.offered()
        self.log_in("employee")
        path = f"/reports/{report.id}"
        refused = self.send(path, agrees="yes")
        self.assertIn("Read the report, then tick this box", self.text_of(refused))
        self.assertFalse(report.read_at or report.offer_answer)
        self.send(path, agrees="yes", read="yes")
        self.assertEqual((report.read_through, report.offer_answer), ("login", "agreed"))

    def test_a_no_is_taken_at_once(self):
        report = self.offered()
        self.log_in("employee")
        self.send(f"/reports/{report.id}", agrees="no")
        self.assertEqual((report.read_at, report.offer_answer), (False, "refused"))
