"""What a rule answers where it is not met."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Missing:
    """`what` names the sentence, `who` the role that can supply it, `values` go into the sentence."""

    rule: str
    what: str
    who: str
    values: dict = field(default_factory=dict, hash=False)
