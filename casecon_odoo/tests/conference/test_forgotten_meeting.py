"""A sitting has an end that can be meant: nobody sits for days, and notice is of a meeting that is still to come."""

from datetime import timedelta

from ...models import clock
from ..common import START, promise
from ..life import PRE_CALL
from .test_same_person import OverHttp

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@promise("casecon_R18")
class TestForgottenMeeting(OverHttp):
    WORDS = "Enter when it really ended"

    def setUp(self):
        super().setUp()
        self.conference = self.in_session()
        self.at(START + 6 * DAY)

    def test_a_meeting_does_not_last_for_days(self):
        for ended in (START + 5 * DAY, START + 12 * HOUR + timedelta(minutes=1), clock.now()):
            self.refused("clinician", self.conference, "end", self.WORDS, ended_at=str(ended))
        self.refused("clinician", self.conference, "end", self.WORDS)
        self.done("clinician", self.conference, "end", ended_at=str(START + 2 * HOUR))
        self.assertEqual(self.conference.ended_at, START + 2 * HOUR)

    def test_nor_does_a_sitting(self):
        next_start = str(START + 15 * DAY)
        self.refused("clinician", self.conference, "adjourn", self.WORDS, start=next_start)
        late = str(START + 2 * DAY)
        self.refused("clinician", self.conference, "adjourn", self.WORDS, start=next_start, adjourned_at=late)
        self.done("clinician", self.conference, "adjourn", start=next_start, adjourned_at=str(START + HOUR))

    def test_nothing_happens_in_it_days_later(self):
        for by, verb in (
            ("clinician", "pause"),
            ("clinician", "private_word"),
            ("employee", "ask_for_break"),
            ("employee", "ask_for_word"),
        ):
            with self.subTest(verb=verb):
                self.refused(by, self.conference, verb, self.WORDS)
        manager = self.row(self.conference, "manager")
        for verb, given in {
            "leave": {},
            "enter": {"at": str(START + 2 * DAY)},
            "was_present": {"present_from": str(START + 2 * DAY), "present_until": str(START + 3 * DAY)},
        }.items():
            with self.subTest(verb=verb):
                self.refused("clinician", manager, verb, "[R18]", **given)
        self.done("clinician", manager, "leave", at=str(START + HOUR))

    def test_who_is_taken_off_the_list_days_later_does_not_make_it_longer(self):
        with clock.at(START):
            self.as_("employee", self.conference).action_set_companion(name="Com Panion")
            self.as_("clinician", self.row(self.conference, "companion")).action_enter()
        self.done("employee", self.conference, "remove_companion")
        self.refused("clinician2", self.conference, "take_chair", self.WORDS)
        self.done("clinician", self.conference, "end", ended_at=str(START + HOUR))
        left = self.conference.meeting_event_ids.filtered(lambda event: event.kind == "left")
        self.assertEqual(set(left.mapped("happened_at")), {START + HOUR})
        self.assertEqual(len(left), 5)

    def test_one_that_was_paused_and_forgotten_goes_on_no_more(self):
        with clock.at(START + HOUR):
            self.as_("clinician", self.conference).action_pause()
        rows = [self.row(self.conference, role).id for role in ("employee", "clinician")]
        self.refused("clinician", self.conference, "resume", self.WORDS, present_attendee_ids=rows)
        self.done("clinician", self.conference, "end", ended_at=str(START + 2 * HOUR))


@promise("casecon_R16", "casecon_R18")
class TestForgottenItem(OverHttp):
    def test_nothing_is_said_days_later(self):
        conference = self.in_session(lines=["Has good days and bad days"])
        line = conference.sudo().consent_line_ids
        self.as_("employee", line).action_grant()
        with clock.at(START + 13 * HOUR):
            self.refused("clinician", line, "disclose", "[R18]")
        with clock.at(START + HOUR):
            self.done("clinician", line, "disclose")


@promise("casecon_R3")
class TestNoticeInTheMeeting(OverHttp):
    WORDS = "too late to ask for more notice"

    def test_once_it_has_begun_its_notice_is_not_kept_after_all(self):
        conference = self.prepared()
        with clock.at(PRE_CALL):
            self.as_("employee", conference).action_waive_notice(str(START - DAY))
        self.at(START - timedelta(minutes=10))  # before the booked time: R33 says nothing yet
        self.start(conference)
        self.assertFalse(self.as_("employee", conference).can_keep_notice)
        self.refused("employee", conference, "keep_notice", self.WORDS)
        said = {"verb": "keep_notice", "words": "I want the time", "through": "in_person"}
        self.refused("clinician", conference, "record_for_employee", self.WORDS, **said)
        self.assertEqual(conference.notice_waived_at, PRE_CALL)
        earlier = str(START - HOUR)  # what was said before the start, and recorded later, was said in time
        self.done("clinician", conference, "record_for_employee", **said, at=earlier)

    def test_what_was_accepted_for_the_next_sitting_is_taken_back_in_this_one(self):
        conference = self.in_session()
        self.at(START + timedelta(minutes=20))
        self.done("employee", conference, "waive_notice", earliest_start=str(START + DAY))
        self.done("employee", conference, "keep_notice")
        self.refused("employee", conference, "keep_notice", self.WORDS)
