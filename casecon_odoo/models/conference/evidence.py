"""What has to be there before the start, with when it happened, when it was entered, and how it was said (R18)."""

from datetime import datetime
from typing import NamedTuple

from odoo import fields, models

from .. import clock
from ..entered import check_within
from .arguments import to_choice, to_datetime

ROUTES = [
    ("login", "By login"),
    ("phone", "By phone"),
    ("video", "By video"),
    ("paper", "On paper"),
    ("in_person", "In person"),
]
FOR_THEM = [route for route, _label in ROUTES if route != "login"]  # entered by another person


class Said(NamedTuple):
    """What somebody said: when, how, and as whom the gate is asked (None: as the present user)."""

    at: datetime
    through: str
    hats: frozenset[str] | None = None

    def check_not_before(self, conference, first, rule):
        """Refuse what is entered as said before `first` (None: no bound), with a sentence that ends with `rule`."""
        env = conference.env
        first = first.replace(second=0) if first else None  # nobody enters seconds
        check_within(env, self.at, env._("when they said it"), rule, first, zone=conference._zone())

    def as_evidence(self, stem):
        """The columns that keep it: `…_at`, when it happened; `…_entered_at`, now; `…_through`, how."""
        return {f"{stem}_at": self.at, f"{stem}_entered_at": clock.now(), f"{stem}_through": self.through}


def by_login():
    """What somebody does by their own login happens now."""
    return Said(clock.now(), "login")


def recorded(record, at, through, rule, first, zone, hats=None):
    """What somebody said, as another person enters it: `at` (UTC text; now without it) by `through`.

    It was not said before `first`, and not in the future. The refusal ends with `rule`.
    """
    env = record.env
    through = to_choice(env, through, FOR_THEM, env._("how they said it"))
    return Said(happened_at(env, at, env._("when they said it"), rule, first, zone), through, hats)


def happened_at(env, at, what, rule, first, zone):
    """The moment `at` (UTC text; now without it) of something that is entered later: from `first` until now."""
    now = clock.now()
    moment = now if at is None else to_datetime(env, at, what)
    check_within(env, moment, what, rule, first.replace(second=0), now, zone)  # nobody enters seconds
    return moment


def entered_field():
    """When it was entered; empty where it is of before that was kept."""
    return fields.Datetime(string="Entered at", readonly=True, copy=False)


def through_field(routes=ROUTES):
    """How it was said; empty where it is of before that was kept."""
    return fields.Selection(routes, string="How they told us", readonly=True, copy=False)


def not_before_it_happened(stem):
    """Nothing is entered before it happened."""
    return models.Constraint(
        f"CHECK ({stem}_at <= {stem}_entered_at)", "You can only record something after it has happened. [R18]"
    )
