"""Each of the employee's answers from its page: kept when right, refused with a sentence when not."""

from odoo.tests import tagged

from ...models.conference.wording import PRESENT
from ..personas import own_password
from ..sealed.keys import use_folder
from ..sealed.opened import sealed_in
from ..sealed.reading import read_as_person
from .case import PortalCase


@tagged("post_install", "-at_install", "casecon_portal")
class TestPortalAnswers(PortalCase):
    login = "portal_employee"

    def setUp(self):
        super().setUp()
        own_password(self.users[self.login])
        self.conference = self.scheduled(self.login)
        self.here = self.path_of(self.conference)
        self.log_in(self.login)

    def assert_saved(self, tree):
        self.assertEqual(self.last_status, 303)
        self.assertIn("Saved.", self.text_of(tree))
        self.assertTrue(tree.xpath("//*[@role='status']"))

    def assert_refused(self, tree, field, words):
        """The summary stands on top, has the focus, links to the field; the title says so."""
        self.assertEqual(self.last_status, 200)
        self.assertTrue(tree.xpath("//title")[0].text.strip().startswith("Error:"))
        summary = tree.xpath("//*[@id='error-summary']")[0]
        self.assertEqual(summary.get("role"), "alert")
        self.assertIsNotNone(summary.get("autofocus"))
        self.assertEqual(summary.xpath(".//a/@href"), [f"#{field}"])
        self.assertTrue(tree.xpath(f"//*[@id='{field}']"), f"nothing has the id {field}")
        self.assertIn(words, " ".join(summary.text_content().split()))
        self.assertNotIn("[R", summary.text_content())

    def test_understanding_is_confirmed_with_its_wording(self):
        page = f"{self.here}/understanding"
        tree = self.page(page)
        self.assertFalse(tree.xpath("//input[@type='checkbox'][@checked]"), "something is ticked beforehand")
        self.assertIn(PRESENT, self.text_of(tree))
        read = {"wording": PRESENT, "request": "1"}
        self.assert_refused(self.send(page, **read), "understands", "Tick the box")
        for old in ({"wording": "2026-11"}, {"wording": ""}, {"request": "2"}, {"request": "x"}, {"request": ""}):
            tree = self.send(page, **{**read, **old}, understands="yes")
            self.assert_refused(tree, "understands", "the text that was read" if old == {"wording": ""} else "changed")
        self.assertFalse(self.conference.understood_at)
        self.assert_saved(self.send(page, **read, understands="yes"))
        self.assertEqual(self.conference.understood_wording, PRESENT)

    def test_declining_ends_it_and_tells_what_it_means(self):
        tree = self.page(f"{self.here}/decline")
        self.assertIn("Declining is not misconduct", self.text_of(tree))
        self.assert_saved(self.send(f"{self.here}/decline", reason="Not now"))
        self.assertEqual(self.conference.state, "cancelled")
        self.assertNotIn("Not now", self.get(self.here).text)

    def test_without_a_key_it_is_said_that_the_reason_was_not_kept(self):
        use_folder(self, "/nowhere")
        tree = self.send(f"{self.here}/decline", reason="Not now")
        self.assert_saved(tree)
        self.assertIn("Your reason was not kept", self.text_of(tree))
        self.assertEqual(self.conference.state, "cancelled")
        self.assertNotIn("not kept", self.text_of(self.page(self.here)), "said once")

    def test_a_time_that_does_not_suit_leads_to_another_time_or_to_declining(self):
        """What a calendar program calls declining, and "No, I cannot come", are the same [R8]."""
        self.assertNotIn("does not suit", self.text_of(self.page(self.here)))
        self.assert_saved(self.send(f"{self.here}/answer", answer="declined"))
        self.assertEqual(self.conference.state, "scheduled")
        tree = self.page(self.here)
        self.assertIn("Your answer to the invitation: This time does not suit", self.text_of(tree))
        self.assertNotIn("Declined", self.text_of(tree))
        links = {" ".join(a.text_content().split()): a.get("href") for a in tree.xpath("//main//a")}
        self.assertTrue(links["I do not want a case conference"].endswith("/decline"))
        page = f"{self.here}/times"
        self.assertTrue(links["Ask for another time"].endswith(page))
        times = self.page(page).xpath("//input[@name='start']/@value")
        self.assertEqual(len(times), 3)
        self.assert_refused(self.send(page), "start", "Choose a time")
        self.assert_refused(self.send(page, start="2026-06-30 09:00:00"), "start", "Choose a time")
        self.assert_saved(self.send(page, start=times[1]))
        row = self.row(self.conference, "employee").sudo()
        self.assertEqual((str(row.proposed_start), self.conference.state), (times[1], "scheduled"))

    def test_notice_is_kept_or_waived(self):
        page = f"{self.here}/notice"
        self.assertIn("7 days' notice", self.text_of(self.page(page)))
        self.assert_refused(self.send(page), "notice", "Choose whether")
        self.assert_saved(self.send(page, notice="keep"))
        self.assertFalse(self.conference.notice_waived_at)
        tree = self.send(page, notice="waive", earliest="soon", reason="Typed words")
        self.assert_refused(tree, "earliest", "earliest date and time")
        self.assertIn("Typed words", tree.xpath("//textarea[@name='reason']")[0].text)
        self.assertTrue(tree.xpath("//input[@name='notice'][@value='waive'][@checked]"))
        self.assert_saved(self.send(page, notice="waive", earliest="2026-06-05T10:00"))
        self.assertEqual(str(self.conference.notice_accepts_from), "2026-06-05 09:00:00", "10:00 in London is 9:00 UTC")
        self.assertIn("You accepted a start from", self.text_of(self.page(page)))
        self.assert_saved(self.send(page, notice="keep"))
        self.assertFalse(self.conference.notice_waived_at, "a change of mind is taken as it is")

    def test_another_manager_is_asked_for(self):
        page = f"{self.here}/manager"
        self.assert_refused(self.send(page), "manager", "Choose the manager")
        self.assert_refused(self.send(page, manager=str(self.people["colleague"].id)), "manager", "Choose the manager")
        other = self.people["other_manager"]
        self.assert_saved(self.send(page, manager=str(other.id)))
        self.assertEqual(self.conference.manager_id, other)

    def test_needs_are_saved_for_two_readers(self):
        self.assert_saved(self.send(f"{self.here}/needs", text="I lip-read", on_the_day="Face the room"))
        self.assertEqual(self.conference.on_the_day, "Face the room")
        needs = self.env["casecon.needs"].search([("conference_id", "=", self.conference.id)])
        for page in (self.here, f"{self.here}/needs"):
            tree = self.page(page)
            self.assertIn(f"/updates/text/{needs.text_uuid}?", tree.xpath("//iframe/@src")[0])
            self.assertNotIn("lip-read", self.text_of(tree))
        self.assertEqual(read_as_person(self, "portal_employee", needs.text_uuid), {needs.text_uuid: "I lip-read"})
        self.assert_saved(self.send(f"{self.here}/needs", text=" ", on_the_day="Face me"))
        self.assertEqual(sealed_in(needs), {"text": "I lip-read"}, "left empty, it stays")
        self.assert_saved(self.send(f"{self.here}/needs", text="I sign", on_the_day="Face me"))
        self.assertEqual(sealed_in(needs), {"text": "I sign"})
        self.assert_saved(self.send(f"{self.here}/needs", forget="1", on_the_day="Face me"))
        self.assertEqual((sealed_in(needs), needs.has_text), ({}, False))
        self.assertFalse(self.page(self.here).xpath("//iframe"))
        self.env.cr.execute(
            "SELECT 1 FROM casecon_sealed WHERE text = %s AND ciphertext IS NOT NULL", [needs.text_uuid]
        )
        self.assertFalse(self.env.cr.rowcount, "what was taken away is destroyed")

    def test_later_attendees_are_acknowledged(self):
        partner = self.users["colleague"].partner_id
        self.as_("hr", self.conference).action_add_attendee(role="other", partner_id=partner.id)
        self.env.flush_all()
        self.assertIn("See who else will be there", self.text_of(self.page(self.here)))
        self.assert_saved(self.send(f"{self.here}/attendees", read=self.list_read()))
        self.assertTrue(self.row(self.conference, "other").acknowledged_at)

    def list_read(self):
        """Who is on the list, as its form sends it."""
        (read,) = self.page(f"{self.here}/attendees").xpath("//form[@id='form']//input[@name='read']/@value")
        return read

    def test_who_is_added_after_the_list_was_opened_was_not_read(self):
        read = self.list_read()
        partner = self.users["colleague"].partner_id
        self.as_("hr", self.conference).action_add_attendee(role="other", partner_id=partner.id)
        self.env.flush_all()
        for before in (read, ""):
            self.assert_refused(self.send(f"{self.here}/attendees", read=before), "form", "Someone was added since")
        self.assertFalse(self.row(self.conference, "other").acknowledged_at)

    def test_the_recording_policy_is_acknowledged(self):
        self.assert_saved(self.send(f"{self.here}/recording"))
        self.assertTrue(self.row(self.conference, "employee").recording_acknowledged_at)

    def test_the_invitation_is_answered(self):
        page = f"{self.here}/answer"
        self.assert_refused(self.send(page), "answer", "Choose whether you can come")
        self.assert_refused(self.send(page, answer="needs_action"), "answer", "Choose whether you can come")
        for answer in ("accepted", "tentative", "declined"):
            self.assert_saved(self.send(page, answer=answer))
            self.assertEqual(self.row(self.conference, "employee").answer, answer)

    def test_a_companion_is_named_shown_things_and_removed(self):
        page = f"{self.here}/companion"
        self.assert_refused(self.send(page, email="a@example.org"), "name", "Enter your companion's name")
        tree = self.send(page, name="Carol", email="nonsense")
        self.assert_refused(tree, "email", "not an email address")
        self.assertEqual(tree.xpath("//input[@name='name']/@value"), ["Carol"])
        self.assert_saved(self.send(page, name="Carol", email="carol@example.org"))
        self.assertEqual(self.row(self.conference, "companion").partner_id.name, "Carol")
        self.assert_refused(self.send(f"{page}/answer"), "answer", "Choose whether your companion can come")
        self.assert_saved(self.send(f"{page}/answer", answer="declined"))
        text = self.text_of(self.page(self.here))
        self.assertIn("HR or OH will offer you new dates, from Tuesday 16 June 2026 to Monday 22 June 2026", text)
        self.assert_saved(self.send(f"{page}/sharing", agenda="yes"))
        self.assertTrue(self.conference.shares_agenda)
        self.assertFalse(self.conference.shares_minutes)
        self.assert_saved(self.send(f"{page}/remove"))
        self.assertFalse(self.row(self.conference, "companion"))

    def test_own_agenda_items_are_added_changed_and_removed(self):
        page = f"{self.here}/agenda/add"
        self.assert_refused(self.send(page, text="Kept words"), "kind", "question or an expectation")
        self.assert_refused(self.send(page, kind="question"), "text", "Write your question")
        self.assert_saved(self.send(page, kind="question", text="May I sit?"))
        mine = self.conference.agenda_item_ids.filtered(lambda item: item.raised_by == "employee")
        self.assertEqual(mine.name, "May I sit?")
        self.assert_saved(self.send(f"{self.here}/agenda/{mine.id}", kind="expectation", text="A chair"))
        self.assertEqual((mine.name, mine.kind), ("A chair", "expectation"))
        others = self.conference.agenda_item_ids - mine
        self.get(f"{self.here}/agenda/{others[:1].id or 1}", 404)
        self.assert_saved(self.send(f"{self.here}/agenda/{mine.id}/remove"))
        self.assertFalse(mine.exists())

    def test_a_refusal_of_the_gate_is_a_sentence_and_changes_nothing(self):
        page = f"{self.here}/agenda/add"
        token = self.page(page).xpath("//form[@id='form']//input[@name='csrf_token']/@value")[0]
        self.as_("hr", self.conference).action_cancel(reason="x")
        self.env.flush_all()
        before = self.dump()
        response = self.url_open(
            f"/my/conferences{page}", data={"csrf_token": token, "kind": "question", "text": "Late"}
        )
        self.env.invalidate_all()
        self.assertEqual(self.dump(), before)
        self.assertIn("The agenda is locked", response.text)
        self.assertNotIn("Traceback", response.text)

    def test_a_report_that_is_offered_is_answered(self):
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people[self.login].id})
        self.get(f"/reports/{report.id}", 404)
        report.action_issue()
        report.action_offer()
        self.env.flush_all()
        page = f"/reports/{report.id}"
        self.assertIn("may go to your employer", self.text_of(self.page("")))
        self.assert_refused(self.send(page), "agrees", "Choose whether you agree")
        self.assert_saved(self.send(page, agrees="no", words="Not this one"))
        self.assertEqual(report.offer_answer, "refused")
        other = "employee" if self.login == "portal_employee" else "portal_employee"
        own_password(self.users[other])
        self.log_in(other)
        self.get(page, 404)


@tagged("post_install", "-at_install", "casecon_portal")
class TestPortalAnswersOfAColleague(TestPortalAnswers):
    """The same for somebody with an internal login."""

    login = "employee"
