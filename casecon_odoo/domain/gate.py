"""The one gate: who may do what, from which state, and what must be true first.

`TABLE` is the law of `docs/api.md`; every door asks it (see `models/conference/conference_gate.py`).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from .facts import Facts
from .rules import PREDICATES, Missing

STATES = (
    "requested",
    "scheduled",
    "prepared",
    "in_session",
    "held",
    "closed",
    "refused",
    "cancelled",
    "not_held",
)
AHEAD = ("requested", "scheduled", "prepared")
BOOKED = ("scheduled", "prepared", "in_session")

BOOKERS = ("hr", "oh_admin", "clinician")
TRIAGE = ("hr_triages", "oh_admin", "clinician")


@dataclass(frozen=True)
class Move:
    """One row of the table.

    `target` None means that the state stays. `rules` are asked in this order; with `on_arguments`
    they judge what the caller names, so a button cannot know the answer beforehand. `warns` are rules that
    never refuse: what they miss is said beforehand. `before` are rules that need no argument: a button knows them.
    """

    verb: str
    who: tuple[str, ...]
    sources: tuple[str, ...]
    target: str | None = None
    rules: tuple[str, ...] = ()
    on_arguments: bool = False
    warns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def _employee(verb: str, *rules: str, sources=AHEAD, target=None, before=()) -> Move:
    return Move(verb, ("employee",), sources, target, rules, on_arguments=True, before=before)


TABLE: tuple[Move, ...] = (
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
    ),
    Move(
        "schedule",
        BOOKERS,
        ("requested",),
        "scheduled",
        ("R6", "R1", "R2", "R7", "R9", "booking", "people", "R32", "R4", "R3"),
    ),
    Move(
        "move",
        BOOKERS,
        ("scheduled", "prepared"),
        "scheduled",
        ("R4", "R3", "people", "R32"),
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
    Move("reassign", BOOKERS, AHEAD, None, ("R12", "R13", "people", "R32"), on_arguments=True),
    Move("accept_conflict", ("oh_admin", "clinician"), AHEAD, None, ("R32",), on_arguments=True),
    Move("add_attendee", BOOKERS, AHEAD, None, ("R11", "R13", "people", "R32"), on_arguments=True),
    Move("remove_attendee", BOOKERS, AHEAD, None, ("R13", "R18"), on_arguments=True),
    Move("invite_companion", ("hr", "oh_admin"), AHEAD, None, ("R13",), on_arguments=True),
    _employee("confirm_understanding", "R7"),
    _employee("waive_notice", "R3"),
    _employee("keep_notice"),
    _employee("set_companion", "R13", "R32"),
    _employee("answer_for_companion", "R13", sources=("scheduled", "prepared")),
    _employee("acknowledge_attendees"),
    _employee("ask_for_manager", "R12", "people", "R32"),
    _employee("set_needs"),
    _employee("share_with_companion"),
    _employee("remove_companion", sources=(*AHEAD, "in_session")),
    _employee("decline", target="cancelled", before=("R33",)),
    Move("record_for_employee", ("clinician",), (*AHEAD, "in_session")),
    Move("record_handover", ("hr", "oh_admin"), ("scheduled", "prepared"), None, ("R3",), on_arguments=True),
    Move("send_again", ("hr", "oh_admin"), ("scheduled", "prepared")),
    Move("record_end_letter", ("hr", "oh_admin"), ("cancelled", "not_held")),
    Move("decline_proposals", BOOKERS, ("scheduled", "prepared")),
    Move("plan_pre_call", ("clinician", "oh_admin"), ("scheduled", "prepared")),
    Move("record_pre_call", ("clinician",), ("scheduled", "prepared")),
    Move("prepare", ("clinician",), ("scheduled",), "prepared", ("R15",)),
    Move(
        "start",
        ("clinician",),
        ("prepared",),
        "in_session",
        ("R3", "R7", "R11", "R15", "R32", "R28", "R18"),
        warns=("R14",),
    ),
    Move("end", ("clinician",), ("in_session",), "held", ("R18",), on_arguments=True),
    Move("close", ("hr",), ("held",), "closed", ("R22",), on_arguments=True),
    Move("next", ("hr",), ("held", "closed", "not_held")),
    Move("cancel", BOOKERS, AHEAD, "cancelled", before=("R33",)),
    Move("cancel", ("requester",), ("requested",), "cancelled"),
    Move("not_held", ("clinician",), ("scheduled", "prepared"), "not_held", ("R24",), on_arguments=True),
)
VERBS = tuple(dict.fromkeys(move.verb for move in TABLE))


def arcs() -> frozenset[tuple[str, str]]:
    """The moves that the database lets pass: pairs of state before and after.

    >>> ("requested", "scheduled") in arcs(), ("closed", "requested") in arcs()
    (True, False)
    >>> ("cancelled", "scheduled") in arcs()
    False
    """
    return frozenset(
        (source, move.target) for move in TABLE if move.target for source in move.sources if source != move.target
    )


@dataclass(frozen=True)
class Answer:
    """What the gate says. `allowed` only when the role fits, the time is right and nothing is missing."""

    role_fits: bool
    in_time: bool
    missing: tuple[Missing, ...] = ()
    target: str | None = None

    @property
    def allowed(self) -> bool:
        return self.role_fits and self.in_time and not self.missing


def ask(verb: str, facts: Facts, *, arguments_known: bool = True) -> Answer:
    """May this reader do `verb` now? With `arguments_known` False, rules about arguments are left out.

    >>> from datetime import datetime
    >>> facts = Facts(state="requested", hats=frozenset({"employee"}), now=datetime(2026, 11, 2, 9))
    >>> ask("decline", facts).allowed, ask("cancel", facts).role_fits
    (True, False)
    """
    rows = [move for move in TABLE if move.verb == verb and facts.hats.intersection(move.who)]
    if not rows:
        return Answer(role_fits=False, in_time=False)
    row = next((move for move in rows if facts.state in move.sources or not move.sources), None)
    if row is None:
        return Answer(role_fits=True, in_time=False)
    judged = arguments_known or not row.on_arguments
    asked = (*row.before, *row.rules) if judged else row.before
    return Answer(True, True, missing(asked, verb, facts), row.target)


def missing(rules: tuple[str, ...], verb: str, facts: Facts) -> tuple[Missing, ...]:
    """The rules among `rules` that are not met, in their order, each with what is missing and who has it."""
    answers = (PREDICATES[rule](facts, verb) for rule in rules)
    return tuple(answer for answer in answers if answer)


def next_step(state: str) -> str | None:
    """The verb whose rules make the readiness checklist of a conference in `state`.

    >>> next_step("requested"), next_step("scheduled"), next_step("closed")
    ('schedule', 'start', None)
    """
    return {"requested": "schedule", "scheduled": "start", "prepared": "start"}.get(state)


@functools.cache
def rules_from(state: str) -> frozenset[str]:
    """Every rule that some verb asks of a conference in `state`: facts for other rules need not be gathered.

    >>> "R1" in rules_from("requested"), "R1" in rules_from("scheduled"), "R22" in rules_from("held")
    (True, False, True)
    """
    rows = [move for move in TABLE if state in move.sources or not move.sources]
    return frozenset(rule for move in rows for rule in (*move.before, *move.rules, *move.warns)) | _next_rules(state)


def _next_rules(state: str) -> frozenset[str]:
    """The rules of the next step are shown before its time has come."""
    move = _next_move(next_step(state))
    return frozenset((*move.rules, *move.warns))


def checklist(facts: Facts) -> tuple[tuple[str, Missing | None], ...]:
    """Every rule of the next step with what is missing for it, None where it is met."""
    verb = next_step(facts.state)
    return tuple((rule, PREDICATES[rule](facts, verb)) for rule in _next_move(verb).rules)


def warnings(facts: Facts) -> tuple[Missing, ...]:
    """What stands in the way of nothing, and is to be seen to before the next step."""
    verb = next_step(facts.state)
    return missing(_next_move(verb).warns, verb, facts)


def _next_move(verb: str | None) -> Move:
    return next((move for move in TABLE if move.verb == verb), Move("", (), ()))
