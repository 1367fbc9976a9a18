"""A row of the gate's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One row of the table: a verb of `model`, by whom, from which states.

    `target` None means that the state stays. `rules` are asked in this order; with `on_arguments`
    they judge what the caller names, so a button cannot know the answer beforehand. `warns` are rules that
    never refuse: what they miss is said beforehand. `before` are rules that need no argument: a button knows them.
    `asks` are what the verb will ask of whoever presses it, said beforehand.
    `whose` and `when` name the sentence for a role that does not fit and for a wrong time; empty: the usual one.
    The verbs `create`, `write` and `unlink` are those of every record.
    """

    verb: str
    who: tuple[str, ...]
    sources: tuple[str, ...]
    target: str | None = None
    rules: tuple[str, ...] = ()
    on_arguments: bool = False
    warns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    model: str = "casecon.conference"
    whose: str = ""
    when: str = ""
