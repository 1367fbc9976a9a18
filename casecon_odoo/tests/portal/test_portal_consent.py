"""Consent on the portal, and what is kept after the meeting: minutes, statement, actions."""

from datetime import timedelta

from odoo.tests import tagged

from ...models import clock
from ..common import START
from ..personas import own_password
from .case import ROOT, PortalCase


@tagged("post_install", "-at_install", "casecon_portal")
class TestPortalConsent(PortalCase):
    def setUp(self):
        super().setUp()
        own_password(self.users["portal_employee"])
        self.conference = self.scheduled("portal_employee")
        self.lines = self.as_("clinician", self.env["casecon.consent.line"]).create(
            [
                {"conference_id": self.conference.id, "kind": "symptoms", "wording": "First words"},
                {"conference_id": self.conference.id, "kind": "outlook", "wording": "Second words"},
            ]
        )
        self.env.flush_all()
        self.here = f"{self.path_of(self.conference)}/consent"
        self.log_in("portal_employee")

    @property
    def hearers(self):
        rows = self.conference.attendee_ids.filtered(lambda row: not row.removed_at)
        return rows.filtered(lambda row: row.role not in ("employee", "companion", "clinician"))

    def answer(self, line, value, **more):
        page = f"{self.here}/{line.id}"
        seen = self.page(page).xpath("//input[@name='seen']/@value")[0]
        fields = {f"person_{row.id}": value for row in self.hearers}
        return self.send(page, **{"seen": seen, **fields, **more})

    def shown(self, tree):
        """The addresses of the words that the frames of a page show."""
        return [src.split("/")[-1].split("?")[0] for src in tree.xpath("//iframe/@src")]

    def stands(self, line):
        self.env.invalidate_all()
        return set(line.with_env(self.env)._stands().values())

    def test_nothing_is_chosen_and_nothing_counts_before_the_check(self):
        tree = self.page(f"{self.here}/{self.lines[0].id}")
        self.assertEqual(len(tree.xpath("//input[@type='radio']")), 2 * len(self.hearers))
        self.assertFalse(tree.xpath("//input[@checked]"))
        self.assertEqual(self.shown(tree), self.lines[0].mapped("text_uuid"))
        tree = self.answer(self.lines[0], "yes")
        self.assertEqual(self.shown(tree), self.lines[1].mapped("text_uuid"))
        tree = self.answer(self.lines[1], "no")
        self.assertIn("Check your answers", self.text_of(tree))
        self.assertFalse(self.env["casecon.consent.answer"].search_count([("line_id", "in", self.lines.ids)]))
        self.assertEqual(len(tree.xpath("//a[contains(@href, 'change=1')]")), 2)
        tree = self.answer(self.lines[1], "yes", change="1")
        self.assertIn("Check your answers", self.text_of(tree))
        self.assertIn("count from now on", self.text_of(self.send(f"{self.here}/check")))
        self.assertEqual(self.stands(self.lines[0]), {"granted"})
        self.assertEqual(self.stands(self.lines[1]), {"granted"})

    def test_each_person_needs_an_answer(self):
        seen = self.page(f"{self.here}/{self.lines[0].id}").xpath("//input[@name='seen']/@value")[0]
        tree = self.send(f"{self.here}/{self.lines[0].id}", seen=seen)
        links = tree.xpath("//*[@id='error-summary']//a/@href")
        self.assertEqual(links, [f"#person_{row.id}" for row in self.hearers])
        for link in links:
            self.assertTrue(tree.xpath(f"//*[@id='{link[1:]}']"))

    def test_one_person_may_hear_what_another_may_not(self):
        first, other = self.hearers[0], self.hearers[1]
        self.answer(self.lines[1], "no")
        tree = self.answer(self.lines[0], "yes", **{f"person_{other.id}": "no"})
        self.assertIn(f"This is not said while {other.name} is in the meeting.", self.text_of(tree))
        self.assertEqual(self.text_of(tree).count("This is not said while"), 1, "only where the answers differ")
        self.send(f"{self.here}/check")
        self.assertEqual(self.lines[0].with_env(self.env)._stands(), {first.id: "granted", other.id: "refused"})

    def test_changed_words_do_not_inherit_an_answer(self):
        self.answer(self.lines[0], "yes")
        self.as_("clinician", self.lines[0]).write({"wording": "Other words", "kind": "symptoms"})
        self.env.flush_all()
        tree = self.send(f"{self.here}/check")
        self.assertIn("Some words have changed", self.text_of(tree))
        self.assertFalse(self.stands(self.lines[0]))

    def test_withdrawing_takes_one_step(self):
        for line in self.lines:
            self.answer(line, "yes")
        self.send(f"{self.here}/check")
        tree = self.page(self.here)
        token = tree.xpath("//input[@name='csrf_token']/@value")[0]
        self.assertEqual(len(tree.xpath("//form")), 3, "one for each item, one for everything")
        self.url_open(f"{ROOT}{self.here}/{self.lines[0].id}/withdraw", data={"csrf_token": token})
        self.assertEqual((self.stands(self.lines[0]), self.stands(self.lines[1])), ({"withdrawn"}, {"granted"}))
        response = self.url_open(f"{ROOT}{self.here}/withdraw", data={"csrf_token": token})
        self.assertIn("You withdrew your consent", response.text)
        self.assertEqual(self.stands(self.lines[1]), {"withdrawn"})
        self.assertEqual(self.url_open(f"{ROOT}{self.here}/withdraw").status_code, 405)

    def test_the_same_answer_is_not_written_twice(self):
        self.answer(self.lines[0], "yes")
        self.send(f"{self.here}/check")
        count = self.env["casecon.consent.answer"].search_count([])
        self.answer(self.lines[0], "yes")
        self.send(f"{self.here}/check")
        self.assertEqual(self.env["casecon.consent.answer"].search_count([]), count)

    def test_nobody_else_finds_the_questions(self):
        for name in ("hr", "manager", "colleague", "clinician"):
            own_password(self.users[name])
            self.log_in(name)
            for page in ("", f"/{self.lines[0].id}", "/check"):
                self.get(self.here + page, 404)

    def test_a_question_of_another_conference_is_not_there(self):
        other = self.scheduled("employee", start="2026-06-16 09:00:00")
        line = self.as_("clinician", self.env["casecon.consent.line"]).create(
            {"conference_id": other.id, "kind": "symptoms", "wording": "Foreign words"}
        )
        self.env.flush_all()
        self.get(f"{self.here}/{line.id}", 404)


@tagged("post_install", "-at_install", "casecon_portal")
class TestPortalRecord(PortalCase):
    def setUp(self):
        super().setUp()
        own_password(self.users["portal_employee"])
        self.conference = self.held("portal_employee")
        self.minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": self.conference.id, "body": "<p>One fact</p><p>Another <b>fact</b></p>"}
        )
        self.decision = self.as_("hr", self.env["casecon.decision"]).create(
            {
                "conference_id": self.conference.id,
                "kind": "action",
                "name": "Write it down",
                "owner_id": self.users["portal_employee"].partner_id.id,
                "due_on": "2026-06-30",
            }
        )
        self.env.flush_all()
        self.here = self.path_of(self.conference)
        self.log_in("portal_employee")

    def held(self, name):
        """Prepared, started and ended by the real verbs, the clock past the meeting."""
        conference = self.scheduled(name)
        self.tell(conference)
        self.understand(conference, name)
        self.as_("clinician", conference).action_record_pre_call(
            outcome="done", called_at="2026-06-01 09:00:00", minutes=5
        )
        self.as_("clinician", conference).action_prepare()
        self.enterContext(clock.at(START))
        rows = self.as_("clinician", conference).attendee_ids.filtered(lambda row: not row.removed_at)
        self.as_("clinician", conference).action_start(present_attendee_ids=rows.ids, reason="All know it")
        self.env.flush_all()
        self.enterContext(clock.at(START + timedelta(minutes=40)))
        self.as_("clinician", conference).action_end()
        self.env.flush_all()
        return conference

    def test_a_draft_of_the_minutes_is_not_there(self):
        self.get(f"{self.here}/minutes", 404)
        self.assertNotIn("One fact", self.get(self.here).text)

    def test_facts_are_checked_paragraph_by_paragraph(self):
        self.as_("hr", self.minutes).action_send_for_fact_check()
        self.send_due()
        self.env.flush_all()
        self.assertIn("Check the facts in the minutes, by", self.text_of(self.page(self.here)))
        tree = self.page(f"{self.here}/minutes")
        self.assertIn("Another fact", self.text_of(tree))
        self.get(f"{self.here}/minutes/p-77", 404)
        tree = self.send(f"{self.here}/minutes/p-2")
        self.assertEqual(tree.xpath("//*[@id='error-summary']//a/@href"), ["#comment"])
        read = {"digest": self.minutes.text_digest}
        self.send(f"{self.here}/minutes/p-2", comment="It was Tuesday", **read)
        self.assertEqual(self.minutes.comment_ids.mapped("paragraph"), ["p-2"])
        self.assertIn("It was Tuesday", self.text_of(self.page(f"{self.here}/minutes")))
        self.send(f"{self.here}/minutes", comment="The rest is right", **read)
        self.assertTrue(self.minutes.answered_at)
        self.send(f"{self.here}/minutes/statement", statement="I see it differently", **read)
        self.as_("hr", self.minutes).action_finalise()
        self.env.flush_all()
        text = self.text_of(self.page(f"{self.here}/minutes"))
        self.assertIn("These minutes became final on", text)
        self.assertIn("I see it differently", text)

    def test_an_own_action_is_marked_as_done(self):
        self.assertIn("Mark your action as done", self.text_of(self.page(self.here)))
        self.send(f"{self.here}/actions/{self.decision.id}")
        self.assertEqual(self.decision.state, "done")

    def test_nobody_else_finds_the_minutes(self):
        self.as_("hr", self.minutes).action_send_for_fact_check()
        self.env.flush_all()
        own_password(self.users["employee"])
        self.log_in("employee")
        self.get(f"{self.here}/minutes", 404)
