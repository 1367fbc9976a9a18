"""The meeting: who is in the room, pauses, the chair."""

from .mutation import Mutation

MEETING = {
    "R18-kept": Mutation(
        "an entry of who was there can be changed",
        "models/triggers.py",
        "RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation';",
        "RETURN NEW;",
        updates=True,
        by="TestPresence",
    ),
    "R18-cut": Mutation(
        "a later entry takes away where somebody was",
        "domain/meeting.py",
        "return (self.stop is None or other.start < self.stop) and (other.stop is None or self.start < other.stop)",
        "return False",
        by="TestPresence",
    ),
    "R18-pause": Mutation(
        "in a pause the meeting goes on",
        "models/conference/conference_meeting.py",
        "return meeting.standing(self._happened_so_far())",
        'return "open" if self._happened_so_far() else ""',
        by="TestPause",
    ),
    "R18-chair": Mutation(
        "any clinician of the service starts and pauses",
        "models/conference/conference_hats.py",
        "chairs = conference_sudo._origin and conference_sudo.clinician_id.user_id == user",
        "chairs = True",
        by="TestPause TestChair",
    ),
    "R18-day": Mutation(
        "the registration is valid today, whenever the meeting is",
        "models/conference/conference_facts.py",
        "clinician._is_registered(day)",
        "True",
        by="TestChair",
    ),
    "R18-forgotten": Mutation(
        "a meeting that was forgotten is ended by anybody",
        "domain/rules_meeting.py",
        'return Missing("R18", "ended_too_late", "lead_clinician", {"days": ENTERED_LATE.days})',
        "return None",
        by="TestPresence",
    ),
    "R28-aloud": Mutation(
        "what was said aloud is kept of those who were not there, too",
        "models/conference/conference_meeting.py",
        "write_guarded(unaware,",
        "write_guarded(self._live_attendees(),",
        by="TestSaidAloud",
    ),
    "R15-sheet": Mutation(
        "an answer that is refused in the pre-call's sheet is left out",
        "models/consent/answers_in_call.py",
        "            if not line:\n                raise wrong",
        "            if not line:\n                continue",
        by="TestCallSettled",
    ),
    "R15-briefed": Mutation(
        "a colleague's pre-call is the chair's",
        "models/clinical/pre_call.py",
        '"clinician_id": self.env.user._casecon_enrolment(self.sudo().company_id).id,',
        '"clinician_id": self.sudo().clinician_id.id,',
        by="TestChair",
    ),
    "R16-there": Mutation(
        "something is said while the employee is out",
        "models/consent/hearers.py",
        '{"employee", "clinician"} <= set(self._room().mapped("role"))',
        "True",
        by="TestWhoHears",
    ),
    "R16-interpreter": Mutation(
        "an interpreter whom the employee has not accepted hears all",
        "models/consent/hearers.py",
        'return "other" if self.role == "interpreter" and not is_accepted else self.role',
        "return self.role",
        by="TestWhoHears",
    ),
    "R17-wish": Mutation(
        "HR sees that the employee asked for a break",
        "security/meeting_rules.xml",
        ", ('kind', 'not in', ('break_asked', 'word_asked'))]",
        "]",
        updates=True,
        by="TestWishes",
    ),
    "R27": Mutation(
        "who was entered as present later heard nothing without consent",
        "domain/consent.py",
        'if interval.holds(moment) and (before[-1:] or [""])[0] != "granted":',
        "if False:",
        by="TestSaidWithoutConsent",
    ),
}
