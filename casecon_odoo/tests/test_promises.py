"""Each promise that a screen makes is kept: which test shows it, and that no new one is made without a test.

A promise says what will happen to somebody else or later: who is told, who reads it, who loses access, what becomes of
something. The words are those of the translations' template, so that a page, a dialog and a mail are all asked.
"""

import ast
import re
from datetime import timedelta
from pathlib import Path

from ..models import clock
from .common import NOW, START, promise
from .life import MINUTES, LifeCase

ADDON = Path(__file__).parent.parent
SOUNDS_LIKE_ONE = re.compile(
    r"\b(is|are|will be) told\b|loses? access|alone reads?\b"
    r"|only (you and oh|oh|the clinicians|clinicians) (can )?reads?|will send you"
    r"|nobody else reads|can no longer (see|be)|gets? a (message|new letter)|\bbecomes\b"
    r"|is asked again|will (not release|call|send|suggest|tell)|\byou will get\b|no longer (sees|counts)",
    re.IGNORECASE,
)
NOTES = "TestWhoReadsNotes.test_no_door_of_the_model_opens"
REPLACED = "TestReplacedManager.test_they_lose_access_at_once_as_the_requester_too"
COMPANION = "TestPeopleRules.test_the_companion_is_removed_by_the_employee_alone_and_at_any_time"
TWINS = "TestTwins.test_both_reasons_are_notes_that_only_clinicians_read"
TELLS = "TestWhoIsTold.test_a_booking_tells_each_once"

# By words of the promise, the test that shows it.
KEPT = {
    "Only clinicians read": NOTES,
    "only clinicians read": NOTES,
    "Only OH can read": TWINS,
    "Only OH reads": TWINS,
    "Only you and OH can read it": "TestAccessMatrix.test_each_cell_through_the_orm",
    "Your manager and HR are told that it is cancelled": "TestTwins.test_the_same_people_are_told_the_same",
    "It becomes a written question to OH": "TestQuestion.test_what_is_parked_has_an_owner_and_no_words_of_its_own",
    "Everyone is asked again whether they can come": "TestWhoIsTold.test_a_move_with_a_new_clinician_tells_each_once",
    "The person who is replaced loses access at once": REPLACED,
    "the previous manager can no longer see this meeting": REPLACED,
    "The manager who was replaced can no longer see": REPLACED,
    "can no longer see anything": REPLACED,
    "They lose access at once": "TestWhoIsTold.test_a_minute_taker_who_comes_and_goes",
    "Your companion can no longer see the meeting": COMPANION,
    "They can no longer be changed": "TestFinalMinutes.test_no_door_of_the_orm_changes_them",
    "It can no longer be changed": (
        "TestBookingRules.test_the_agenda_is_locked_two_working_days_before_the_start_for_all_but_the_employee"
    ),
    "The addendum goes to the employee": "TestPromises.test_an_addendum_is_told_to_the_employee",
    "You replace the clinician who chairs now, and they are told": "TestPromises.test_who_chaired_is_told",
    "is told that the booked time stays": "TestProposals.test_keeping_the_time_tells_who_asked",
    "HR or OH will offer the employee new dates, and we will tell you": (
        "TestCompanionCannotCome.test_whoever_books_is_told_the_dates"
    ),
    "no longer counts": "TestChangeAfterSending.test_what_was_answered_was_another_text",
    "OH will not release the report": "TestReportWritten.test_no_release_without_the_employees_agreement",
    "so nobody gets a message": "TestDoneNote.test_a_cancelled_case_says_the_same_however_it_ended",
    "Nobody gets a message": "TestWhoIsTold.test_a_request_tells_nobody_but_who_asked",
    "The date has not been set yet. We will tell you": TELLS,
    "When a meeting is booked, we will tell you": TELLS,
    "You will get the date well before the meeting": TELLS,
    "We will send your invitations to this address": (
        "TestWhoIsTold.test_the_address_that_the_employee_chose_comes_first"
    ),
    "If there is a new date, we will send you a new letter": "TestPromises.test_a_new_date_needs_a_new_letter",
    "OH will tell them": "TestPromises.test_a_companion_without_an_address_is_named",
    "Decisions can no longer be changed": "TestDecisions.test_once_closed_they_stand_and_are_still_done",
    "is told by email": "TestTurnsTold.test_the_one_who_asked_hears_that_it_is_accepted_returned_and_refused",
    "They will be told that there is something for them to do": (
        "TestOwners.test_later_the_owner_is_told_when_it_becomes_theirs"
    ),
    "HR and OH are told by email": "TestTurnsTold.test_a_request_tells_hr_and_oh_once",
    "You will get an email about a made-up meeting": "TestMailSetup.test_a_test_invitation_is_built_like_a_real_one",
    "The employee is told by letter": "TestEndLetter.test_that_it_did_not_take_place_is_told_by_letter",
    "OH will call you": "TestLoginTold.test_the_person_is_told_at_the_old_address_with_a_case_or_without",
}
# They only sound like one.
NONE = (
    "mail servers are told",
    "how we will call you",
    "We will tell you the place when you call",
    "What employees are told",
    "Read what employees are told",
)


def _texts():
    """Every text that a user may read, as the template has it."""
    template = (ADDON / "i18n" / "casecon_odoo.pot").read_text()
    for entry in re.findall(r'^msgid ((?:"[^\n]*"\n)+)', template, re.MULTILINE):
        yield " ".join("".join(ast.literal_eval(line) for line in entry.splitlines()).split())


def _tests():
    """Each test of this addon as `Class.test`."""
    for path in Path(__file__).parent.rglob("test_*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                yield from (f"{node.name}.{item.name}" for item in node.body if isinstance(item, ast.FunctionDef))


@promise("casecon_promises")
class TestPromises(LifeCase):
    def test_each_promise_has_a_test(self):
        known = (*KEPT, *NONE)
        made = [text for text in _texts() if SOUNDS_LIKE_ONE.search(text)]
        self.assertGreater(len(made), 20, "the template holds promises")
        self.assertEqual([text for text in made if not any(words in text for words in known)], [])

    def test_each_test_is_there(self):
        self.assertEqual(sorted(set(KEPT.values()) - set(_tests())), [])

    def test_an_addendum_is_told_to_the_employee(self):
        minutes = self.final()
        self.at(MINUTES + timedelta(days=1))
        self.send_due()
        self.as_("hr", minutes).action_add_addendum("On Tuesday")
        self.assertIn("employee", {address.partition("@")[0] for address, _message in self.send_due()})

    def test_who_chaired_is_told(self):
        conference = self.told()
        self.at(START - timedelta(days=2))
        self.as_("clinician2", conference).action_take_chair()
        told = {address.partition("@")[0] for address, _message in self.send_due()}
        self.assertLessEqual({"clinician", "clinician2"}, told)

    def test_a_new_date_needs_a_new_letter(self):
        conference = self.told("no_login")
        with clock.at(NOW + timedelta(minutes=2)):
            self.as_("hr", conference).action_cancel(reason="Another way")
            again = self.scheduled("no_login", start=START + timedelta(days=7))
        self.assertTrue(self.as_("hr", again).needs_letter)

    def test_a_companion_without_an_address_is_named(self):
        conference = self.told()
        self.as_("employee", conference).action_set_companion(name="Dana", email="")
        self.env.invalidate_all()
        self.assertIn("Companion", str(self.as_("oh_admin", conference).not_told_note or ""))
