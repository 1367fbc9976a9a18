"""What stands at its time stays: nothing is said, hidden, answered or taken away afterwards without a trace."""

from dataclasses import replace

from .mutation import Mutation, says_met


def _met(rule, model, by):
    return replace(says_met(rule, model), by=by)


STANDS = {
    "R18-minutes": _met("R18-ended", "casecon.minutes", "TestMinutesWait"),
    "R9-one": _met("R9-one", "casecon.agenda.item", "TestAgendaStays"),
    "R33-answer": _met("R33-ahead", "casecon.attendee", "TestFromTheBookedStart"),
    "R33-again": Mutation(
        "an invitation is sent again when its time is past",
        "domain/gate.py",
        'Move("send_again", ("hr", "oh_admin"), DATED, before=("R33",))',
        'Move("send_again", ("hr", "oh_admin"), DATED)',
        by="TestFromTheBookedStart",
    ),
    "R18-another_day": Mutation(
        "a meeting begins on another day without a word",
        "domain/rules_meeting.py",
        "another_day = days[0] != days[1]",
        "another_day = False",
        by="TestFromTheBookedStart",
    ),
    "R18-end_said": Mutation(
        "a meeting ends before what was said in it",
        "models/consent/at_that_time.py",
        'times = (facts["last_event_at"], conference._last_said_at())',
        'times = (facts["last_event_at"],)',
        by="TestSaidStays",
    ),
    "R16-gone": Mutation(
        "what was said without the employee is on no record",
        "models/consent/disclosure.py",
        'if attendee.role == "employee":',
        "if False:",
        by="TestSaidStays",
    ),
    "R18-other_sitting": Mutation(
        "something is said afterwards of a sitting that is over",
        "models/consent/consent_line.py",
        '"started_at": about._began_at(),',
        '"started_at": conference_sudo.started_at or None,',
        by="TestSaidStays",
    ),
    "R3-words": Mutation(
        "a word of the employee's is replaced without a trace",
        "models/conference/earlier_words.py",
        'STEMS = ("understood", "notice_waived", "notice_kept")',
        "STEMS = ()",
        updates=True,
        by="TestEarlierWords TestBothTimes",
    ),
    "R3-before_sitting": Mutation(
        "what was accepted before the meeting counts for its next sitting",
        "models/conference/conference_evidence.py",
        'began_at = self._began_at() if c_sudo.state == "adjourned" else None',
        "began_at = None",
        by="TestNoticeOfSitting",
    ),
    "R6-again": Mutation(
        "whoever accepts last accepted it",
        "models/conference/conference_triage.py",
        "{} if self.sudo().accepted_at else vals)  # to",
        "vals)  # to",
        by="TestBookingRules",
    ),
    "R3-entered": Mutation(
        "a letter that is entered later seems entered at once",
        "models/conference/attendee.py",
        'f"{stem}_entered_at": clock.now()',
        'f"{stem}_entered_at": moment',
        by="TestBothTimes",
    ),
    "R18-chair_since": Mutation(
        "somebody took the chair before the one who had it",
        "models/conference/conference_chair.py",
        "before or self._first_word()",
        "self._first_word()",
        by="TestBothTimes",
    ),
    "R18-dates": Mutation(
        "the employee does not read when the meeting was adjourned",
        "models/conference/account.py",
        'DATES = ("schedule", "move", "change", "adjourn")',
        'DATES = ("schedule",)',
        by="TestEarlierWords",
    ),
    "R15-next_sitting": Mutation(
        "the call before the next sitting does not count",
        "models/clinical/pre_call.py",
        'until = None if self.sudo().state == "adjourned" else self._began_at()',
        "until = self.sudo().started_at",
        by="TestCallBeforeTheNextSitting",
    ),
    "R12-hr": Mutation(
        "a manager who was asked away comes back in another seat",
        "models/conference/conference_named.py",
        "away = self._is_asked_away(user.partner_id)",
        "away = False",
        by="TestReplacedManager",
    ),
    "R12-both": Mutation(
        "who was manager and HR stays as HR",
        "models/conference/conference_managers.py",
        'vals["hr_user_id"] = False',
        "pass",
        by="TestReplacedManager",
    ),
    "R24-said_so": Mutation(
        "where they had said so, an attempt was made whenever",
        "domain/rules_meeting.py",
        "    attempts = sorted(facts.attempts)",
        "    if facts.had_said_so:\n        return None\n    attempts = sorted(facts.attempts)",
        by="TestNotHeld",
    ),
    "R22-hidden": Mutation(
        "words are struck out or hidden after the check",
        "domain/minutes.py",
        "    _show_all(root)\n    before",
        "    before",
        by="TestWordsAreSeen",
    ),
    "R22-read_addenda": Mutation(
        "who disagrees has not read the addendum",
        "models/record/minutes_sent.py",
        "for addendum in minutes._addenda())",
        "for addendum in ())",
        by="TestAddenda",
    ),
    "R23-done": Mutation(
        "what was done is put into other words",
        "domain/table/decision.py",
        '"write",\n        WRITERS,\n        ("open",),',
        '"write",\n        WRITERS,\n        (),',
        by="TestDecisions",
    ),
}
