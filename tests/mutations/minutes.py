"""The minutes: what was read, when it reached the employee, what has changed, who answers."""

from dataclasses import replace

from .mutation import Mutation, says_met

MINUTES = "casecon.minutes"


def _met(rule, by):
    return replace(says_met(rule, MINUTES), by=by)


MINUTES_TEXT = {
    "R22-read": _met("R22-read", "TestWhatWasRead"),
    "R22-login": _met("R22-login", "TestWhoAnswers"),
    "R22-words": _met("R22-words", "TestWhoAnswers"),
    "R22-text": _met("R22-text", "TestChangeAfterSending"),
    "R22-handed": _met("R22-handed", "TestByLetter"),
    "R22-waiting": _met("R22-waiting", "TestByLetter"),
    "R22-hr": Mutation(
        "HR answers for an employee without a login",
        "domain/table/minutes.py",
        '_row("answer_fact_check", ("employee", "clinician")',
        '_row("answer_fact_check", ("employee", "hr", "clinician")',
        by="TestWhoAnswers",
    ),
    "R22-delivery": Mutation(
        "what has not reached the employee is made final",
        "domain/table/minutes.py",
        'return Missing("R22", "check_not_delivered", "minutes_writer")',
        "return None",
        by="TestByEmail",
    ),
    "R22-bounce": Mutation(
        "minutes whose email came back count as delivered",
        "models/record/minutes_told.py",
        "row.minutes_version_id._not_reached()",
        "pass",
        by="TestByEmail",
    ),
    "R22-other": Mutation(
        "the email of an earlier text delivers the later one",
        "models/record/minutes_told.py",
        "self.minutes_version_id._reached(moment",
        "self.minutes_version_id.minutes_id._present_version()._reached(moment",
        by="TestByEmail",
    ),
    "R22-letter": Mutation(
        "an email delivers the minutes to who has no login to read them",
        "models/record/minutes_told.py",
        'if self.kind == "notice" and attendee.role == "employee" and self._can_log_in():',
        'if self.kind == "notice" and attendee.role == "employee":',
        by="TestByLetter",
    ),
    "R22-addendum": Mutation(
        "nobody keeps when an addendum reached the employee",
        "models/record/minutes_told.py",
        "elif self.about == FINAL:\n                minutes",
        "elif False:\n                minutes",
        by="TestAddendaReachThem",
    ),
    "R22-days": Mutation(
        "a change of what was sent leaves no time",
        "domain/fact_check.py",
        "CHANGE_DAYS if is_change else whole",
        "0 if is_change else whole",
        by="TestChangeAfterSending",
    ),
    "R22-promised": Mutation(
        "a change takes time away",
        "domain/fact_check.py",
        "return max(ends, promised) if promised else ends",
        "return ends",
        by="TestChangeAfterSending",
    ),
    "R22-again": Mutation(
        "an answer stands for a text that is changed afterwards",
        "models/record/minutes_sent.py",
        'dict.fromkeys(("answered_at", "answered_through", "fact_check_until"), False)',
        'dict.fromkeys(("fact_check_until",), False)',
        by="TestChangeAfterSending",
    ),
    "R22-shown": Mutation(
        "a change is not shown as one",
        "models/record/minutes_sent.py",
        'before = self._read_before() if self.state == "fact_check" else None',
        "before = None",
        by="TestChangeAfterSending TestPortalShowsTheChange",
    ),
    "R22-fallen": Mutation(
        "a resolved flag stands although its passage is changed",
        "models/record/minutes_sent.py",
        "        self._reopen_flags(before)\n",
        "",
        by="TestFlagsFall",
    ),
    "R22-kept": Mutation(
        "what was sent can be rewritten",
        "models/record/minutes_version.py",
        "RAISE EXCEPTION 'a version is kept as it was sent' USING ERRCODE = 'check_violation';",
        "RETURN NEW;",
        updates=True,
        by="TestWhatWasRead",
    ),
    "R22-both": Mutation(
        "final minutes are closed with a reason why there are none",
        "domain/rules.py",
        'return Missing("R22", "final_and_why_none", "caller")',
        "return None",
        by="TestMinutesOrNone",
    ),
    "R22-none": Mutation(
        "the database takes final minutes and why there are none",
        "models/record/minutes_or_none.py",
        "\"NEW.no_minutes_reason <> ''\",",
        '"false",',
        updates=True,
        by="TestMinutesOrNone",
    ),
    "R22-blank": Mutation(
        "what shows nothing is a text",
        "domain/fact_check.py",
        'unicodedata.category(sign)[0] in "ZC"',
        'unicodedata.category(sign)[0] in "Z"',
        by="TestMinutesOrNone",
    ),
    "R22-readers": Mutation(
        "nobody says before a comment who reads it",
        "views/portal/record.xml",
        "Leave out anything about your health that HR should not know.",
        "",
        updates=True,
        by="TestPortalShowsTheChange",
    ),
}
