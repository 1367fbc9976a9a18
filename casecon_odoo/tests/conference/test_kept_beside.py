"""What stood at its time stays in the record beside what came later, and says nothing to those who may not know."""

from datetime import date, timedelta

from ...models import clock
from ..common import NOW, START, promise
from ..life import PRE_CALL
from ..personas import GROUPS
from .test_earlier_words import Recorded
from .test_same_person import OverHttp

DAY = timedelta(days=1)


@promise("casecon_R7", "casecon_R18")
class TestAttestedAgain(Recorded, OverHttp):
    def test_both_conversations_stand(self):
        conference = self.ask_for(told_on="2026-05-29")
        self.at(NOW + DAY)
        self.done("manager", conference, "attest_briefing", told_on="2026-06-02")
        self.at(NOW + 2 * DAY)
        self.done("manager", conference, "attest_briefing", told_on="2026-06-01")
        for by in ("employee", "hr", "manager"):
            told = self.record_of(conference, "explained to the employee", by)
            stood = [(date(2026, 5, 29), NOW), (date(2026, 6, 1), NOW + 2 * DAY), (date(2026, 6, 2), NOW + DAY)]
            self.assertEqual([(at, entered) for at, entered, _more in told], stood, by)


@promise("casecon_R6", "casecon_R18")
class TestReturned(Recorded, OverHttp):
    def setUp(self):
        super().setUp()
        self.conference = self.ask_for()
        for number, (by, verb, given) in enumerate(
            (
                ("oh_admin", "return", {"reason": "Which report?"}),
                ("manager", "answer_return", {"answer": "That of May"}),
                ("hr", "return", {"reason": "What was tried?"}),
            ),
            1,
        ):
            with clock.at(NOW + number * DAY):
                self.done(by, self.conference, verb, **given)

    def test_each_return_and_each_answer_has_its_time(self):
        for by in ("hr", "oh_admin", "clinician", "manager"):
            returned = self.record_of(self.conference, "Request returned, by", by)
            first, last = (NOW + DAY, NOW + DAY, "Which report?"), (NOW + 3 * DAY, NOW + 3 * DAY, "What was tried?")
            self.assertEqual(returned, [first, last], by)
            (answered,) = self.record_of(self.conference, "Request completed", by)
            self.assertEqual(answered, (NOW + 2 * DAY, NOW + 2 * DAY, "That of May"))

    def test_it_is_between_those_who_ask_and_those_who_decide(self):
        self.assertEqual(self.record_of(self.conference, "Request ", "employee"), [])

    def test_one_of_before_it_was_kept_says_so(self):
        self.env.cr.execute("DELETE FROM casecon_change WHERE conference_id = %s", [self.conference.id])
        for by in ("hr", "manager"):
            self.assertEqual(self.record_of(self.conference, "Request returned", by), [(None, None, "What was tried?")])


@promise("casecon_R6", "casecon_R7")
class TestAskedAgain(Recorded, OverHttp):
    def test_an_acceptance_that_was_taken_back_stands(self):
        conference = self.ask_for()
        for number, (by, verb, given) in enumerate(
            (("oh_admin", "accept", {}), ("hr", "return", {"reason": "Which report?"}), ("hr", "accept", {}))
        ):
            with clock.at(NOW + number * DAY):
                self.done(by, conference, verb, **given)
        accepted = self.as_("hr", conference)._account()
        said = [(line.at, line.text) for line in accepted if "accepted the request" in line.text]
        names = [self.users[name].name for name in ("oh_admin", "hr")]
        texts = [f"{name} accepted the request" for name in names]
        self.assertEqual(said, [(NOW, texts[0]), (NOW + 2 * DAY, texts[1])])

    def test_what_the_employee_confirmed_is_on_file_after_it_was_rewritten(self):
        conference = self.ask_for(reason="Away since March")
        self.understand(conference)
        self.at(NOW + DAY)
        self.log_in("manager")
        request = conference.request_ids
        rewritten = {"reason": "Performance", "ground": "complex_condition"}
        self.assertTrue(self.call("casecon.request", "write", request.ids, rewritten)["result"])
        self.assertTrue(self.call("casecon.request", "write", request.ids, {"author_asked": True})["result"])
        self.env.invalidate_all()
        for by in ("employee", "hr", "manager", "clinician"):
            ((at, entered, before),) = self.record_of(conference, "The request was changed", by)
            self.assertEqual((at, entered), (NOW + DAY,) * 2, by)
            self.assertIn("What your employer wrote: Away since March", before)
            self.assertIn("Return to work", before)
        self.assertEqual(self.record_of(conference, "The request was changed", "colleague"), [])


@promise("casecon_R15", "casecon_R18")
class TestBriefedAgain(Recorded, OverHttp):
    def test_who_was_briefed_when_the_meeting_began_stays_on_record(self):
        conference = self.told()
        with clock.at(PRE_CALL):
            self.call_beforehand(conference, by="clinician2")
        briefed_at = PRE_CALL + timedelta(hours=1)
        with clock.at(briefed_at):
            self.done("clinician", conference, "confirm_briefed")
            self.as_("clinician", conference).action_prepare()
        with clock.at(START):
            self.start(conference)
        self.at(START + timedelta(minutes=10))
        self.done("lead_chair", conference, "take_chair")
        self.done("lead_chair", conference, "confirm_briefed")
        told = [at for at, _entered, _more in self.record_of(conference, "was briefed on the pre-call")]
        self.assertEqual(told, [briefed_at, START + timedelta(minutes=10)])

    def setUp(self):
        super().setUp()
        self.users["lead_chair"] = self.make_user("lead_chair", GROUPS["clinician"])
        self.make_clinician("lead_chair")


@promise("casecon_R13", "casecon_R18")
class TestNamed(Recorded, OverHttp):
    def test_a_companion_who_is_named_in_the_meeting_is_on_record(self):
        conference = self.in_session()
        named_at = START + timedelta(minutes=5)
        self.at(named_at)
        self.done("employee", conference, "set_companion", name="Com Panion", email="companion@example.com")
        for by in ("employee", "hr", "clinician"):
            self.assertEqual(self.record_of(conference, "named Com Panion", by), [(named_at, named_at, "")], by)
        self.done("hr", conference, "invite_companion")  # nobody is written to before the employer or OH invites
        self.assertEqual([to for to, _mail in self.send_due()], ["companion@example.com"])

    def test_so_is_who_was_added_later(self):
        conference = self.told()
        self.at(NOW + DAY)
        partner = self.users["colleague"].partner_id
        self.done("hr", conference, "add_attendee", role="minute_taker", partner_id=partner.id)
        listed = self.record_of(conference, "was put on the list", "hr")
        self.assertEqual(listed, [(NOW + DAY, NOW + DAY, "")])


@promise("casecon_R1", "casecon_R18")
class TestAgreedToRelease(OverHttp):
    def setUp(self):
        super().setUp()
        reports = self.as_("clinician", self.env["casecon.report"])
        report = reports.create({"employee_id": self.people["employee"].id})
        report.action_issue()
        report.action_offer()
        self.report = report.with_env(self.env)
        self.at(NOW + DAY)

    def test_what_oh_records_has_words_a_route_and_a_time(self):
        said = NOW + timedelta(hours=2)
        by_phone = {"agrees": True, "through": "phone", "at": str(said)}
        read_at = str(NOW + timedelta(hours=1))
        self.done("clinician", self.report, "record_handover", handed_over_at=read_at, how="By hand")
        for words in ({}, {"words": ""}, {"words": "  "}):
            self.refused("clinician", self.report, "answer_offer", "in their words. [R1]", **by_phone, **words)
        for at in (NOW - DAY, NOW + timedelta(minutes=30), NOW + 2 * DAY):  # the second: before it was read
            wrong = {**by_phone, "words": "Yes", "at": str(at)}
            self.refused("clinician", self.report, "answer_offer", "[R1]", **wrong)
        self.refused("clinician", self.report, "release", "[R1]")
        self.done("clinician", self.report, "answer_offer", **by_phone, words="Yes, send it")
        kept = self.report.offer_answered_at, self.report.offer_entered_at, self.report.offer_through
        self.assertEqual(kept, (said, NOW + DAY, "phone"))
        self.done("clinician", self.report, "release")

    def test_nobody_puts_another_answer_in_the_place_of_the_employees_own(self):
        self.done("employee", self.report, "answer_offer", agrees=False)
        said = {"agrees": True, "through": "phone", "words": "Yes"}
        self.refused("clinician", self.report, "answer_offer", "own login", **said)
        self.assertFalse(self.as_("clinician", self.report).can_answer_offer)
        self.refused("clinician", self.report, "release", "[R1]")
        self.done("employee", self.report, "confirm_read")
        self.done("employee", self.report, "answer_offer", agrees=True)
        self.done("clinician", self.report, "release")


@promise("casecon_R17")
class TestUncountedWish(OverHttp):
    def test_the_numbers_of_the_list_do_not_tell_that_the_employee_asked(self):
        conference = self.in_session()
        for number, (by, verb, given) in enumerate(
            (
                ("employee", "ask_for_break", {}),
                ("employee", "ask_for_word", {}),
                ("clinician", "pause", {}),
                ("clinician", "resume", {"present_attendee_ids": None}),
                ("employee", "ask_for_break", {}),
                ("clinician", "private_word", {}),
            ),
            1,
        ):
            if given:
                given = {"present_attendee_ids": [self.row(conference, role).id for role in ("employee", "clinician")]}
            with clock.at(START + number * timedelta(minutes=3)):
                self.done(by, conference, verb, **given)
        for by in ("hr", "manager", "oh_admin"):
            self.log_in(by)
            found = self.call("casecon.meeting.event", "search_read", [], ["kind"], order="id")["result"]
            ids = [row["id"] for row in found]
            self.assertEqual(ids, list(range(ids[0], ids[0] + len(ids))), by)
            self.assertLessEqual({"paused", "resumed", "private_word"}, {row["kind"] for row in found})
        kinds = self.as_("employee", conference).meeting_event_ids.mapped("kind")
        self.assertEqual((kinds.count("break_asked"), kinds.count("word_asked")), (2, 1))
        self.assertTrue(self.as_("clinician", conference).wants_break)


@promise("casecon_R16", "casecon_R18")
class TestItemNumbers(Recorded, OverHttp):
    def test_an_item_keeps_the_number_by_which_it_was_read(self):
        conference = self.told()
        with clock.at(PRE_CALL):
            first, second, third = (self.propose(conference, wording) for wording in ("One", "Two", "Three"))
            self.as_("employee", second).action_grant()
            read = self.record_of(conference, "Item 2,")
            self.assertTrue(read)
            self.log_in("clinician")
            self.call("casecon.consent.line", "unlink", [first.id, third.id])
            self.env.invalidate_all()
            self.assertEqual(self.record_of(conference, "Item 2,"), read)
            self.assertEqual(self.record_of(conference, "Item 1,"), [])
            self.assertEqual(self.propose(conference, "Four").number, 4)
            self.log_in("clinician")
            number = {"number": 1}
            self.assertIn("error", self.call("casecon.consent.line", "write", [second.id], number))
        self.log_in("employee")
        page = self.url_open(f"/my/conferences/{conference.id}/consent").text
        self.assertRegex(page, r"(?s)Item\s+2\s*</h2>.*Item\s+4\s*</h2>")
