"""R22: the employee's time to check the facts runs from delivery: an email that was accepted, a letter handed over."""

from datetime import timedelta

from odoo import fields

from ...models import clock
from ...models.people.login import keep_chosen_address
from ..common import NO_MAILBOX, CaseconHttpCase, promise
from ..life import MINUTES, LifeCase

A_DAY = timedelta(days=1)


class DeliveryCase(CaseconHttpCase, LifeCase):
    def made(self, stage, **vals):
        """Minutes at this stage; from here on the meeting has just ended."""
        minutes = getattr(self, stage)(**vals)
        self.at(MINUTES)
        return minutes

    def verb(self, by, minutes, verb, **arguments):
        self.log_in(by)
        answer = self.call("casecon.minutes", f"action_{verb}", [minutes.id], **arguments)
        self.env.invalidate_all()
        return answer.get("error", {}).get("message", "")

    def read_as(self, by, minutes, *names):
        self.log_in(by)
        (row,) = self.call("casecon.minutes", "read", [minutes.id], [*names])["result"]
        return [row[name] for name in names]

    def leaves(self, moment, **answers):
        with clock.at(moment):
            sent = self.send_due(**answers)
        self.env.flush_all()
        self.env.invalidate_all()
        return sent

    def hand_over(self, minutes, moment, by="hr"):
        text = fields.Datetime.to_string(moment)
        return self.verb(by, minutes, "record_handover", handed_over_at=text, how="By hand, at home")


@promise("casecon_R22", "casecon_messages")
class TestByEmail(DeliveryCase):
    def test_no_time_runs_before_the_mail_server_has_accepted(self):
        minutes = self.made("sent")
        down = MINUTES + timedelta(hours=2)
        self.leaves(down, down=True)
        self.assertEqual(self.read_as("hr", minutes, "fact_check_until"), [False])
        with clock.at(MINUTES + 30 * A_DAY):
            self.assertIn("not reached the employee", self.verb("hr", minutes, "finalise"))
        accepted = MINUTES + A_DAY
        sent = self.leaves(accepted)
        self.assertEqual(minutes.fact_check_until, accepted + 7 * A_DAY, "five working days and a weekend")
        text = next(mail for to, mail in sent if to == "employee@example.com").get_body(("plain",)).get_content()
        self.assertIn("Until: Tuesday 23 June 2026, 10:40", text, "the end that is told is the end that holds")

    def test_a_copy_that_is_accepted_later_changes_nothing(self):
        minutes = self.made("in_fact_check")
        until = minutes.fact_check_until
        with clock.at(MINUTES + A_DAY):
            longer = fields.Datetime.to_string(until + A_DAY)
            self.assertEqual(self.verb("hr", minutes, "extend_fact_check", until=longer), "")
        self.leaves(MINUTES + 2 * A_DAY)
        self.assertEqual(minutes.fact_check_until, until + A_DAY)
        self.assertEqual(minutes.version_ids.delivered_at, MINUTES)

    def test_the_page_says_why_and_what_to_do(self):
        minutes = self.made("sent")
        (note,) = self.read_as("hr", minutes, "not_delivered_note")
        self.assertEqual(note, "The email is about to be sent.")
        self.leaves(MINUTES + timedelta(minutes=1), answers={"employee@example.com": NO_MAILBOX})
        for by in ("hr", "clinician"):
            (note,) = self.read_as(by, minutes, "not_delivered_note")
            self.assertIn("The mail server refused the email address.", note, by)
            self.assertIn("Print the letter", note, by)
        self.assertEqual(self.read_as("employee", minutes, "not_delivered_note"), [False])
        waiting = [("id", "=", minutes.conference_id.id), ("is_waiting_for_me", "=", True)]
        self.assertTrue(self.as_("hr", minutes.conference_id).search(waiting))

    def test_what_came_back_was_not_delivered(self):
        minutes = self.made("in_fact_check")
        message = self.env["casecon.message"].search([("about", "=", "fact_check"), ("state", "=", "sent")])
        with clock.at(MINUTES + timedelta(hours=1)):
            message._came_back()
        self.env.flush_all()
        self.assertEqual(self.read_as("hr", minutes, "fact_check_until"), [False])
        (note,) = self.read_as("hr", minutes, "not_delivered_note")
        self.assertIn("The email came back", note)
        with clock.at(MINUTES + 30 * A_DAY):
            self.assertIn("not reached the employee", self.verb("hr", minutes, "finalise"))
        self.assertFalse(self.env["casecon.message"].search([("about", "=", "check_ends"), ("state", "=", "waiting")]))

    def test_the_mail_of_an_earlier_text_delivers_no_later_one(self):
        minutes = self.made("sent")
        change = {}

        def rewritten():
            self.as_("hr", minutes).write({"body": "<p>Something else</p>"})
            waiting = self.env["casecon.message"].search([("about", "=", "check_changed"), ("state", "=", "waiting")])
            waiting.next_try_at = MINUTES + timedelta(minutes=2)
            change["made"] = True

        self.leaves(MINUTES + timedelta(minutes=1), answers={"employee@example.com": rewritten})
        self.assertTrue(change)
        first, second = minutes.version_ids.sorted("number")
        self.assertFalse(second.delivered_at)
        self.assertTrue(first.delivered_at)
        self.assertFalse(minutes.fact_check_until)
        self.leaves(MINUTES + timedelta(minutes=2))
        self.assertTrue(second.delivered_at)
        self.assertTrue(minutes.fact_check_until)

    def test_who_can_be_written_to_later_is(self):
        minutes = self.made("sent")
        self.leaves(MINUTES + timedelta(minutes=1), answers={"employee@example.com": NO_MAILBOX})
        self.users["employee"].with_user(self.users["employee"]).sudo().email = "another@example.com"
        sent = self.leaves(MINUTES + timedelta(minutes=10))
        self.assertIn("another@example.com", [to for to, _mail in sent])
        self.assertTrue(minutes.fact_check_until)


@promise("casecon_R22")
class TestByLetter(DeliveryCase):
    def setUp(self):
        super().setUp()
        self.minutes = self.made("sent", employee="no_login")

    def test_who_has_no_login_gets_a_letter(self):
        self.leaves(MINUTES + timedelta(minutes=1))
        until, note = self.read_as("hr", self.minutes, "fact_check_until", "not_delivered_note")
        self.assertFalse(until)
        self.assertIn("no login", note)
        self.log_in("hr")
        letter = self.url_open(f"/updates/letter/{self.minutes.conference_id.id}/minutes")
        self.assertEqual(letter.status_code, 200)
        self.assertIn('lang="en-US"', letter.text)
        for words in ("One", "Two", "5", "not taken as agreement", "Leave out anything about your health"):
            self.assertIn(words, " ".join(letter.text.split()))
        for by in ("manager", "oh_admin", "colleague", "employee"):
            self.log_in(by)
            refused = self.url_open(f"/updates/letter/{self.minutes.conference_id.id}/minutes")
            self.assertEqual(refused.status_code, 404, by)

    def test_an_email_brings_nobody_to_the_text_who_cannot_log_in(self):
        keep_chosen_address(self.people["no_login"]._casecon_login(), "chosen@example.com")
        sent = self.leaves(MINUTES + timedelta(minutes=1))
        self.assertIn("chosen@example.com", [to for to, _mail in sent])
        self.assertFalse(self.minutes.fact_check_until)

    def test_the_time_runs_from_when_it_was_handed_over(self):
        handed_over = MINUTES + A_DAY
        with clock.at(MINUTES + 2 * A_DAY):
            for wrong in (MINUTES - A_DAY, MINUTES + 3 * A_DAY):
                self.assertIn("when the letter was handed over", self.hand_over(self.minutes, wrong))
            for by in ("manager", "colleague", "oh_admin"):
                self.assertTrue(self.hand_over(self.minutes, handed_over, by), by)
            self.assertEqual(self.hand_over(self.minutes, handed_over), "")
            self.assertIn("already reached the employee", self.hand_over(self.minutes, handed_over))
        version = self.minutes.version_ids
        self.assertEqual(
            (version.delivered_at, version.delivered_through, version.delivered_how, version.entered_at),
            (handed_over, "letter", "By hand, at home", MINUTES + 2 * A_DAY),
        )
        self.assertEqual(version.entered_by_id, self.users["hr"])
        self.assertEqual(self.minutes.fact_check_until, handed_over + 7 * A_DAY)
        with clock.at(self.minutes.fact_check_until - timedelta(minutes=1)):
            self.assertIn("still has time", self.verb("hr", self.minutes, "finalise"))
        with clock.at(self.minutes.fact_check_until):
            self.assertEqual(self.verb("hr", self.minutes, "finalise"), "")

    def test_a_change_needs_a_letter_of_its_own(self):
        self.assertEqual(self.hand_over(self.minutes, MINUTES), "")
        with clock.at(MINUTES + A_DAY):
            self.as_("hr", self.minutes).write({"body": self.minutes.body.replace("Two", "Three")})
            self.env.flush_all()
            self.assertEqual(self.read_as("hr", self.minutes, "fact_check_until"), [False])
            self.log_in("hr")
            letter = self.url_open(f"/updates/letter/{self.minutes.conference_id.id}/minutes").text
            self.assertIn("The text has changed since it was sent to you", letter)
            self.assertIn("<ins>", letter)
            self.assertEqual(self.hand_over(self.minutes, clock.now()), "")
        self.assertEqual(self.minutes.fact_check_until, MINUTES + 7 * A_DAY, "as they were told")


@promise("casecon_R22")
class TestAddendaReachThem(DeliveryCase):
    def test_by_email(self):
        minutes = self.made("final")
        self.leaves(MINUTES + timedelta(minutes=1))
        with clock.at(MINUTES + A_DAY):
            self.assertEqual(self.verb("hr", minutes, "add_addendum", body="On Tuesday"), "")
        (note,) = self.read_as("hr", minutes, "not_delivered_note")
        self.assertIn("about to be sent", note)
        sent = self.leaves(MINUTES + A_DAY + timedelta(minutes=1))
        self.assertIn("employee@example.com", [to for to, _mail in sent])
        addendum = minutes.comment_ids.filtered(lambda row: row.kind == "addendum")
        self.assertEqual(addendum.delivered_through, "email")
        self.assertEqual(self.read_as("hr", minutes, "not_delivered_note"), [False])
        digest = minutes.text_digest
        said = self.verb("employee", minutes, "state_disagreement", text="It was Monday", digest=digest)
        self.assertEqual(said, "")

    def test_by_letter_and_answered_through_oh(self):
        minutes = self.made("sent", employee="no_login")
        self.assertEqual(self.hand_over(minutes, MINUTES), "")
        with clock.at(minutes.fact_check_until):
            self.assertEqual(self.verb("hr", minutes, "finalise"), "")
            self.assertEqual(self.verb("hr", minutes, "add_addendum", body="On Tuesday"), "")
            self.leaves(clock.now())
            (note,) = self.read_as("hr", minutes, "not_delivered_note")
            self.assertIn("no login", note)
            self.log_in("hr")
            letter = self.url_open(f"/updates/letter/{minutes.conference_id.id}/minutes").text
            self.assertIn("On Tuesday", letter)
            self.assertEqual(self.hand_over(minutes, clock.now()), "")
            addendum = minutes.comment_ids.filtered(lambda row: row.kind == "addendum")
            self.assertEqual(addendum.delivered_how, "By hand, at home")
            arguments = {"text": "It was Monday", "through": "phone", "digest": minutes.text_digest}
            self.assertTrue(self.verb("hr", minutes, "state_disagreement", **arguments))
            self.assertEqual(self.verb("clinician", minutes, "state_disagreement", **arguments), "")
