"""What hangs on a case conference: the rules of its rows in the gate's table, and the turn that each verb takes."""

from .mutation import Mutation, says_met

MINUTES, DECISION, CONSENT = "casecon.minutes", "casecon.decision", "casecon.consent.line"
NOTE, REPORT, AGENDA, ATTENDEE = "casecon.note", "casecon.report", "casecon.agenda.item", "casecon.attendee"

TABLE = {
    "R10": Mutation(
        "an agenda item is parked outside the meeting",
        "domain/table/agenda.py",
        '_row("park", ("chair",), ("in_session",)',
        '_row("park", ("chair",), ()',
    ),
    "R19": says_met("R19-begun", MINUTES),
    "R19-decision": says_met("R19-begun", DECISION),
    "R23": says_met("R23-complete", DECISION),
    "R23-review": says_met("R23-review", DECISION),
    "R23-task": says_met("R23-task", DECISION),
    **{rule: says_met(rule, MINUTES) for rule in ("R22-open", "R22-one", "R22-written", "R22-time", "R22-longer")},
    **{rule: says_met(rule, MINUTES) for rule in ("R22-flags", "R22-flagged")},
    "R22-decision": says_met("R22-open", DECISION),
    **{
        rule: says_met(rule, CONSENT)
        for rule in ("R15-called", "R16-sayable", "R16-unanswered", "R16-kept", "R16-written", "R16-shown")
    },
    **{rule: says_met(rule, NOTE) for rule in ("R20-kind", "R20-same", "R20-written", "R20-once")},
    "R1-agreed": says_met("R1-agreed", REPORT),
    "R9-unlocked": says_met("R9-unlocked", AGENDA),
    **{rule: says_met(rule, ATTENDEE) for rule in ("R18-time", "R18-room")},
    # the turn
    "R15-lock": Mutation(
        "two verbs on a conference are judged side by side",
        "models/conference/conference_gate.py",
        "            take_turn(self)\n",
        "            pass\n",
    ),
    "R16-lock": Mutation(
        "what is said and what is withdrawn are judged side by side",
        "models/conference/gated.py",
        "            take_turn(self._aggregate(about))\n",
        "            pass\n",
    ),
    "R17-lock": Mutation(
        "withdrawing everything waits for nobody",
        "models/consent/withdrawal.py",
        "        take_turn(own_sudo)\n",
        "",
    ),
    "R22-lock": Mutation(
        "the turn is a lock of the row alone: who waited for it goes on with what was true before",
        "models/conference/turn.py",
        "UPDATE %(table)s SET company_id = company_id WHERE id = %(id)s",
        "SELECT FROM %(table)s WHERE id = %(id)s FOR NO KEY UPDATE",
    ),
}
