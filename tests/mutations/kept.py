"""What was read is what is on file, what stood before stands beside it, and nothing begins again for nothing."""

from dataclasses import replace

from .mutation import Mutation, says_met


def _met(rule, model, by):
    return replace(says_met(rule, model), by=by)


FORGOTTEN, FINAL = "TestForgottenMeeting", "TestDecisionsOfFinal"

KEPT = {
    "R11-same": Mutation(
        "who has a seat takes it again",
        "domain/rules.py",
        'return Missing("", "sits_there", "caller") if facts.sits_there else None',
        "return None",
        by="TestSamePerson",
    ),
    "R11-list": Mutation(
        "who was added since is acknowledged unseen",
        "domain/rules.py",
        'return None if facts.read_list else Missing("R11", "list_changed", "caller")',
        "return None",
        by="TestListThatWasRead",
    ),
    "R18-days": Mutation(
        "a meeting lasts for days",
        "domain/rules_meeting.py",
        "if facts.ends_at > max(began + LONGEST_SITTING, facts.last_event_at or began):",
        "if False:",
        by=FORGOTTEN,
    ),
    "R18-forgotten": Mutation(
        "a meeting that was forgotten is paused days later",
        "domain/rules_meeting.py",
        "return _too_long(began) if began and facts.now > began + LONGEST_SITTING else None",
        "return None",
        by=FORGOTTEN,
    ),
    "R18-room_days": Mutation(
        "somebody comes into the room days later",
        "domain/meeting.py",
        "return sitting.stop or sitting.start + LONGEST_SITTING",
        "return sitting.stop or datetime.max",
        by=f"{FORGOTTEN} TestForgottenItem",
    ),
    "R3-begun": Mutation(
        "once the meeting has begun its notice is kept after all",
        "domain/rules_notice.py",
        'return None if fresh else Missing("R3", "sitting_goes_on", "caller")',
        "return None",
        by="TestNoticeInTheMeeting",
    ),
    "R22-read": _met("R22-read", "casecon.decision", FINAL),
    "R22-read_sql": Mutation(
        "a statement rewrites what was read with final minutes",
        "models/record/decisions_read.py",
        "RAISE EXCEPTION 'what was read with final minutes stands' USING ERRCODE = 'check_violation';",
        "NULL;",
        updates=True,
        by=FINAL,
    ),
    "R22-checked": Mutation(
        "other decisions are no change of what was sent",
        "models/record/decisions_read.py",
        'self._text_changed(self.body or "")',
        "pass",
        by="TestDecisionsInCheck",
    ),
    "R22-later": Mutation(
        "another date in final minutes is told to nobody",
        "models/record/decisions_read.py",
        'elif self.state == "final":',
        "elif False:",
        by=FINAL,
    ),
    "R22-file": Mutation(
        "a file hangs on final minutes",
        "models/doors/attachments.py",
        "        made._casecon_refuse()",
        "        pass",
        by="TestNoFiles",
    ),
    "R7-again": Mutation(
        "a second attestation takes the first one away",
        "models/conference/earlier_words.py",
        '"briefed": {"at": "briefed_on", "entered_at": "briefing_attested_at", "by": "briefed_by"},',
        "",
        updates=True,
        by="TestAttestedAgain",
    ),
    "R6-returned": Mutation(
        "a request that was returned leaves no trace",
        "models/conference/conference_triage.py",
        'self._note_change("return", reason)',
        "pass",
        by="TestReturned",
    ),
    "R6-accepted": Mutation(
        "an acceptance that was taken back is gone",
        "models/conference/earlier_words.py",
        '"accepted": {"at": "accepted_at", "by": "accepted_by"},',
        "",
        updates=True,
        by="TestAskedAgain",
    ),
    "R7-rewritten": Mutation(
        "what the employee confirmed is gone once it is rewritten",
        "models/conference/request.py",
        "request._keep_texts(texts)",
        "pass",
        by="TestAskedAgain",
    ),
    "R15-briefed": Mutation(
        "who takes the chair takes away that another was briefed",
        "models/clinical/pre_call.py",
        "for one in before or ():",
        "for one in ():",
        by="TestBriefedAgain",
    ),
    "R18-removed": Mutation(
        "who is taken off the list days later makes the meeting last for days",
        "models/conference/attendee.py",
        ".filtered(lambda row: not row.conference_id._is_forgotten())",
        "",
        by=FORGOTTEN,
    ),
    "R22-said": Mutation(
        "a statement of disagreement is rewritten",
        "models/record/minutes_comment.py",
        "RAISE EXCEPTION 'what was said about minutes is kept as it is' USING ERRCODE = 'check_violation';",
        "RETURN NEW;",
        updates=True,
        by="TestFinalMinutes",
    ),
    "R13-named": Mutation(
        "a companion is named without a trace",
        "models/conference/account.py",
        'if row.role == "companion":',
        "if False:",
        by="TestNamed",
    ),
    "R1-words": _met("R1-words", "casecon.report", "TestAgreedToRelease"),
    "R1-own": _met("R1-own", "casecon.report", "TestAgreedToRelease"),
    "R17-number": Mutation(
        "a gap in the list tells that the employee asked for something",
        "models/conference/meeting_event.py",
        "nextval('casecon_meeting_wish_seq')",
        "nextval('casecon_meeting_event_id_seq')",
        by="TestUncountedWish",
    ),
    "R16-number": Mutation(
        "an item takes the number of one that was deleted",
        "models/consent/item_number.py",
        "number = conference_sudo.items_numbered + 1",
        "number = len(conference_sudo.consent_line_ids)",
        by="TestItemNumbers",
    ),
}
