"""R7: a confirmation names the words and the request that were read; R4, R7: what the requester has to say."""

from odoo.exceptions import AccessError, UserError

from ...domain import gate
from ...models.conference.understanding import what_is_read
from ...models.conference.wording import PRESENT
from ..common import CaseconCase, CaseconHttpCase, promise
from ..personas import own_password

OLD = "2026-11"


class Understanding(CaseconCase):
    def missing_for_start(self, conference):
        self.env.flush_all()
        self.env.invalidate_all()
        return [item.what for item in gate.missing(("R7",), "start", conference._facts()[conference])]


@promise("casecon_R7")
class TestUnderstanding(Understanding):
    def test_only_what_is_shown_now_can_be_confirmed(self):
        conference = self.scheduled()
        confirm = self.as_("employee", conference).action_confirm_understanding
        read = what_is_read(self.as_("employee", conference))
        for wrong in ("2020-01", OLD, "x", ["2026-12"], 2026):
            with self.subTest(wording=wrong), self.assertRaises(UserError):
                confirm(**{**read, "wording": wrong})
        with self.assertRaisesRegex(UserError, "changed since you opened this page.*read it again"):
            confirm(**{**read, "wording": OLD})
        for wrong in (None, 0, 2, "1", True):
            with self.subTest(request=wrong):
                self.assert_rule("R7", confirm, **{**read, "request_version": wrong})
        with self.assertRaisesRegex(UserError, "the version of the text that was read"):
            confirm()
        self.assertFalse(conference.understood_at)
        confirm(**read)
        self.assertEqual((conference.understood_wording, conference.understood_request), (PRESENT, 1))

    def test_a_clinician_records_it_with_what_was_read_aloud(self):
        conference = self.scheduled("no_login", by="hr")
        record = self.as_("clinician", conference).action_record_for_employee
        said = {"verb": "confirm_understanding", "words": "Yes", "through": "phone"}
        with self.assertRaises(UserError):
            record(**said)
        with self.assertRaisesRegex(UserError, "changed since"):
            record(**said, values={"wording": OLD, "request_version": 1})
        record(**said, values=what_is_read(self.as_("clinician", conference)))
        self.assertEqual(conference.understood_wording, PRESENT)

    def test_a_request_that_is_rewritten_asks_the_employee_again(self):
        for vals in ({"reason": "Another reason"}, {"ground": "long_absence"}, {"tried_before": "A new desk"}):
            conference = self.accepted(by="hr")
            self.understand(conference)
            before = conference.understood_at
            self.assertFalse(self.missing_for_start(conference))
            self.as_("hr", conference).write(vals)
            with self.subTest(vals=vals):
                self.assertEqual(self.missing_for_start(conference), ["request_rewritten"])
                self.assertEqual(
                    (conference.understood_at, conference.understood_request, conference.request_version),
                    (before, 1, 2),
                    "what was confirmed is kept",
                )
                with self.assertRaisesRegex(UserError, "have changed since"):
                    self.as_("employee", conference).action_confirm_understanding(wording=PRESENT, request_version=1)
                self.understand(conference)
                self.assertFalse(self.missing_for_start(conference))

    def test_the_request_itself_is_no_second_way(self):
        conference = self.accepted(by="hr")
        self.understand(conference)
        self.as_("hr", conference).request_ids.write({"reason": "Another reason"})
        self.assertEqual(self.missing_for_start(conference), ["request_rewritten"])
        self.as_("hr", conference).request_ids.write({"reason": "Another reason"})
        self.assertEqual(conference.request_version, 2, "nothing was changed")
        for column in ("request_version", "understood_request", "is_understood", "understood_wording"):
            with self.subTest(column=column), self.assertRaisesRegex(UserError, "cannot be set directly"):
                self.as_("hr", conference).write({column: 1})

    def test_what_the_employee_does_not_read_changes_nothing(self):
        conference = self.accepted(by="hr")
        self.understand(conference)
        self.as_("hr", conference).write({"author_asked": True})
        self.assertFalse(self.missing_for_start(conference))
        self.assertEqual(conference.request_ids.read(["ground", "reason"])[0]["reason"], "Away since March")
        self.assertEqual(conference.request_ids.ground, "return_to_work", "one part is written without the others")

    def test_a_row_of_before_keeps_its_stamp_and_counts_until_the_request_changes(self):
        conference = self.accepted(by="hr")
        self.understand(conference)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_conference SET understood_wording = %s, understood_request = NULL WHERE id = %s",
            [OLD, conference.id],
        )
        self.env.invalidate_all()
        self.env.add_to_compute(conference._fields["is_understood"], conference)
        self.assertFalse(self.missing_for_start(conference))
        self.as_("hr", conference).write({"reason": "Another reason"})
        self.assertEqual(self.missing_for_start(conference), ["request_rewritten"])
        self.assertEqual(conference.understood_wording, OLD)

    def test_hr_does_not_attest_for_the_manager_who_asked(self):
        conference = self.accepted(told_on=False)
        with self.assertRaises(AccessError):
            self.as_("hr", conference).action_attest_briefing(told_on="2026-06-01")
        self.assertFalse(self.as_("hr", conference).can_attest_briefing)
        self.assertTrue(self.as_("manager", conference).can_attest_briefing)
        self.users["manager"].sudo().active = False
        self.as_("hr", conference).action_attest_briefing(told_on="2026-06-01")
        self.assertEqual(conference.briefed_by, self.users["hr"])

    @promise("casecon_R4")
    def test_a_longer_meeting_is_not_asked_for_with_a_blank_reason(self):
        for blank in ("", "  ", "\n\t", False):
            with self.subTest(blank=blank):
                self.assert_rule("R4", self.ask_for, duration=90, longer_because=blank)
        conference = self.ask_for(duration=90, longer_because="Two sites")
        mine = self.as_("manager", conference)
        for vals in ({"longer_because": " "}, {"duration": 85, "longer_because": ""}):
            with self.subTest(vals=vals):
                self.assert_rule("R4", self.as_("hr", conference).write, vals)
        self.assert_rule("R4", mine.request_ids.write, {"longer_because": " "})
        self.as_("hr", conference).write({"duration": 45, "longer_because": ""})
        self.assert_rule("R4", self.as_("hr", conference).write, {"duration": 90})


@promise("casecon_R7")
class TestUnderstandingOverHttp(Understanding, CaseconHttpCase):
    def test_the_portal_asks_again_and_says_why(self):
        own_password(self.users["portal_employee"])
        conference = self.accepted("portal_employee", by="hr")
        self.understand(conference, "portal_employee")
        self.as_("hr", conference).write({"reason": "Another reason"})
        self.env.flush_all()
        self.log_in("portal_employee")
        page = self.url_open(f"/my/conferences/{conference.id}").text
        self.assertIn("changed after you confirmed", page)
        self.assertIn(f"/my/conferences/{conference.id}/understanding", page)
        self.assertIn("Another reason", self.url_open(f"/my/conferences/{conference.id}/understanding").text)
