"""The one gate: who may do what, from which state, and what must be true first.

`TABLE` is the law of `docs/api.md`; every door asks it (see `models/conference/conference_gate.py`, and for the rows
that hang on a conference `models/conference/gated.py`). The rows of the conference stand here, those of each other
model with its facts and rules in a file of `table/`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from .facts import Facts, RowFacts
from .missing import Missing
from .move import Move
from .rules import PREDICATES
from .states import AHEAD, BEGUN, BOOKED, DATED, OPEN
from .table import PARTS

CONFERENCE = "casecon.conference"
RULES = {CONFERENCE: PREDICATES, **{part.MODEL: part.RULES for part in PARTS}}

ENDING = (*OPEN, "held")  # until it is closed
AGAIN = (*AHEAD, "adjourned")  # before the meeting, or before it goes on
BOOKERS = ("hr", "oh_admin", "clinician")
TRIAGE = ("hr_triages", "oh_admin", "clinician")


def _employee(verb: str, *rules: str, sources=AHEAD, target=None, before=()) -> Move:
    return Move(verb, ("employee",), sources, target, rules, on_arguments=True, before=before)


_CONFERENCE: tuple[Move, ...] = (
    Move("create", ("hr", "manager_above"), (), "requested", ("R4", "R5", "people"), on_arguments=True),
    Move("attest_briefing", ("requester", "hr_for_requester"), ("requested",), None, ("R7",), on_arguments=True),
    Move("accept", TRIAGE, ("requested",), None, ("people",)),
    Move("return", TRIAGE, ("requested",)),
    Move("refuse", TRIAGE, ("requested",), "refused"),
    Move("answer_return", ("requester_returned",), ("requested",)),
    Move(
        "mark_complex",
        ("clinician", "hr_confirms"),
        ("requested", "scheduled"),
        None,
        ("R4",),
        on_arguments=True,
        before=("R33",),
    ),
    Move(
        "schedule",
        BOOKERS,
        ("requested",),
        "scheduled",
        ("R6", "R1", "R2", "R7", "R9", "booking", "registered", "people", "R32", "R4", "R3"),
    ),
    Move(
        "move",
        BOOKERS,
        ("scheduled", "prepared"),
        "scheduled",
        ("R4", "R3", "registered", "people", "R32"),
        on_arguments=True,
        before=("R33",),
    ),
    Move(
        "move",
        BOOKERS,
        ("adjourned",),
        None,
        ("R3", "registered", "people", "R32"),
        on_arguments=True,
        before=("R33",),
    ),
    Move(
        "change",
        BOOKERS,
        ("scheduled", "prepared"),
        "scheduled",
        ("R4", "booking"),
        on_arguments=True,
        before=("R33",),
    ),
    Move("change", BOOKERS, ("adjourned",), None, ("R4", "booking"), on_arguments=True, before=("R33",)),
    Move(
        "reassign",
        BOOKERS,
        AGAIN,
        None,
        ("somebody_else", "R12", "R13", "registered", "people", "R32"),
        on_arguments=True,
        before=("R33",),
    ),
    Move("accept_conflict", ("oh_admin", "clinician"), AGAIN, None, ("R32",), on_arguments=True),
    Move(
        "add_attendee",
        BOOKERS,
        AGAIN,
        None,
        ("R11", "R12", "R13", "people", "R32"),
        on_arguments=True,
        before=("R33",),
    ),
    Move("remove_attendee", BOOKERS, AGAIN, None, ("R13", "R18"), on_arguments=True, before=("R33",)),
    Move("invite_companion", ("hr", "oh_admin"), ENDING, None, ("R13",), on_arguments=True),
    _employee("confirm_understanding", "R7"),
    _employee("waive_notice", "R3", sources=OPEN, before=("R33",)),
    _employee("keep_notice", sources=OPEN, before=("R33", "R3")),
    _employee("set_companion", "R13", "R32", sources=ENDING),
    _employee("answer_for_companion", "R13", sources=DATED, before=("R33",)),
    _employee("acknowledge_attendees", "R11", sources=OPEN),
    _employee("ask_for_manager", "somebody_else", "R12", "people", "R32", sources=AGAIN, before=("R33",)),
    _employee("set_needs", sources=AGAIN),
    _employee("share_with_companion", sources=ENDING),
    _employee("remove_companion", sources=ENDING),
    _employee("decline", target="cancelled", before=("R33",)),
    Move("record_for_employee", ("clinician",), ENDING),
    Move("record_handover", ("hr", "oh_admin"), DATED, None, ("R3",), on_arguments=True),
    Move("send_again", ("hr", "oh_admin"), DATED, before=("R33",)),
    Move("record_end_letter", ("hr", "oh_admin"), ("cancelled", "not_held"), None, ("end_letter",), on_arguments=True),
    Move("decline_proposals", BOOKERS, DATED, before=("R33",)),
    Move("plan_pre_call", ("clinician", "oh_admin"), DATED),
    Move("record_pre_call", ("clinician",), DATED, None, ("R15",), on_arguments=True),
    Move("confirm_briefed", ("chair",), BOOKED, before=("R15",)),
    Move(
        "take_chair",
        ("clinician",),
        BOOKED,
        None,
        ("R32", "registered", "people"),
        on_arguments=True,
        before=("another_chair", "R18"),
    ),
    Move("prepare", ("clinician",), ("scheduled",), "prepared", ("R15",)),
    Move(
        "start",
        ("chair",),
        ("prepared", "adjourned"),
        "in_session",
        ("R3", "R7", "R9", "R11", "R15", "R32", "registered", "R28", "R18"),
        warns=("R14",),
        asks=("start-ready", "start-time", "start-room", "start-recording"),
    ),
    Move(
        "start",
        ("lead",),
        ("prepared",),
        "in_session",
        ("R3", "R7", "R11", "R15", "R32", "registered", "R28", "R18"),
        before=("forgotten",),
    ),
    Move("pause", ("chair",), ("in_session",), before=("R18",)),
    Move("private_word", ("chair",), ("in_session",), before=("R18",)),
    Move("resume", ("chair",), ("in_session",), None, ("R18",), on_arguments=True, before=("on_hold",)),
    Move(
        "adjourn",
        ("chair", "lead"),
        BEGUN,
        "adjourned",
        ("R18", "R3", "registered"),
        on_arguments=True,
        before=("sitting",),
    ),
    _employee("ask_for_break", sources=("in_session",), before=("R18",)),
    _employee("ask_for_word", sources=("in_session",), before=("R18",)),
    Move("stop_sharing", ("employee", "clinician"), OPEN),
    Move("end", ("chair", "lead"), BEGUN, "held", ("R18",), on_arguments=True),
    Move("close", ("hr",), ("held",), "closed", ("R22",), on_arguments=True),
    Move("next", ("hr",), ("held", "closed", "not_held"), None, ("next",)),
    Move("cancel", BOOKERS, AHEAD, "cancelled", before=("R33",)),
    Move("cancel", ("requester",), ("requested",), "cancelled"),
    Move("not_held", ("clinician",), ("scheduled", "prepared"), "not_held", ("R24",), on_arguments=True),
)
TABLE: tuple[Move, ...] = (*_CONFERENCE, *(move for part in PARTS for move in part.MOVES))
# The verb whose rules make the checklist of a row in a state.
NEXT = {
    CONFERENCE: {"requested": "schedule", **dict.fromkeys(DATED, "start")},
    **{part.MODEL: part.NEXT for part in PARTS},
}


@functools.cache
def rows(model: str = CONFERENCE, verb: str | None = None) -> tuple[Move, ...]:
    """The rows of one model, or of one of its verbs.

    >>> [move.verb for move in rows("casecon.minutes", "finalise")], rows("casecon.minutes", "accept")
    (['finalise'], ())
    """
    return tuple(move for move in TABLE if move.model == model and verb in (None, move.verb))


def verbs(model: str = CONFERENCE) -> tuple[str, ...]:
    """The verbs of one model, each once, as they stand in the table."""
    return tuple(dict.fromkeys(move.verb for move in rows(model)))


VERBS = verbs()


def arcs() -> frozenset[tuple[str, str]]:
    """The moves that the database lets pass: pairs of state before and after.

    >>> ("requested", "scheduled") in arcs(), ("closed", "requested") in arcs()
    (True, False)
    >>> ("cancelled", "scheduled") in arcs()
    False
    """
    return frozenset(
        (source, move.target) for move in rows() if move.target for source in move.sources if source != move.target
    )


@dataclass(frozen=True)
class Answer:
    """What the gate says. `allowed` only when the role fits, the time is right and nothing is missing.

    `says` names the sentence of a row for a role that does not fit or a wrong time; empty: the usual one.
    """

    role_fits: bool
    in_time: bool
    missing: tuple[Missing, ...] = ()
    target: str | None = None
    says: str = ""

    @property
    def allowed(self) -> bool:
        return self.role_fits and self.in_time and not self.missing


def ask(verb: str, facts: Facts | RowFacts, *, arguments_known: bool = True) -> Answer:
    """May this reader do `verb` now? With `arguments_known` False, rules about arguments are left out.

    >>> from datetime import datetime
    >>> facts = Facts(state="requested", hats=frozenset({"employee"}), now=datetime(2026, 11, 2, 9))
    >>> ask("decline", facts).allowed, ask("cancel", facts).role_fits
    (True, False)
    """
    known = rows(facts.model, verb)
    mine = [move for move in known if facts.hats.intersection(move.who)]
    if not mine:
        return Answer(role_fits=False, in_time=False, says=known[0].whose)
    row = next((move for move in mine if facts.state in move.sources or not move.sources), None)
    if row is None:
        return Answer(role_fits=True, in_time=False, says=mine[0].when)
    judged = arguments_known or not row.on_arguments
    asked = (*row.before, *row.rules) if judged else row.before
    return Answer(True, True, missing(asked, verb, facts), row.target)


def missing(rules: tuple[str, ...], verb: str, facts: Facts | RowFacts) -> tuple[Missing, ...]:
    """The rules among `rules` that are not met, in their order, each with what is missing and who has it."""
    answers = (RULES[facts.model][rule](facts, verb) for rule in rules)
    return tuple(answer for answer in answers if answer)


def next_step(state: str, model: str = CONFERENCE) -> str | None:
    """The verb whose rules make the readiness checklist of a row in `state`.

    >>> next_step("requested"), next_step("scheduled"), next_step("closed")
    ('schedule', 'start', None)
    """
    return NEXT[model].get(state)


@functools.cache
def rules_from(state: str) -> frozenset[str]:
    """Every rule that some verb asks of a conference in `state`: facts for other rules need not be gathered.

    >>> "R1" in rules_from("requested"), "R1" in rules_from("scheduled"), "R22" in rules_from("held")
    (True, False, True)
    """
    known = [move for move in rows() if state in move.sources or not move.sources]
    next_move = _next_move(CONFERENCE, state)  # its rules are shown before its time has come
    return frozenset(
        rule for move in (*known, next_move) for rule in (*move.before, *move.rules, *move.warns, *move.asks)
    )


def checklist(facts: Facts | RowFacts) -> tuple[tuple[str, Missing | None], ...]:
    """Every rule of the next step with what is missing for it, None where it is met."""
    move = _next_move(facts.model, facts.state)
    return tuple((rule, RULES[facts.model][rule](facts, move.verb)) for rule in move.rules)


def warnings(facts: Facts | RowFacts) -> tuple[Missing, ...]:
    """What stands in the way of nothing, and is to be seen to before the next step."""
    move = _next_move(facts.model, facts.state)
    return missing(move.warns, move.verb, facts)


def asked(facts: Facts | RowFacts) -> tuple[Missing, ...]:
    """What the next step will ask of whoever presses its button, so that nobody learns of it only then."""
    move = _next_move(facts.model, facts.state)
    return missing(move.asks, move.verb, facts)


def _next_move(model: str, state: str) -> Move:
    return next(iter(rows(model, next_step(state, model) or "")), Move("", (), ()))
