"""What a mutation is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """What is changed: `old` becomes `new` in `path`; with `updates` the database must read it again.

    `by`: the test classes that are to catch it, where the rule has so many tests that to run all of them takes long.
    """

    what: str
    path: str
    old: str
    new: str
    updates: bool = False
    by: str = ""

    def apply(self, addon):
        target = addon / self.path
        text = target.read_text()
        if text.count(self.old) < 1:
            raise SystemExit(f"{self.path} does not hold {self.old!r} any more: mend tests/mutations.")
        target.write_text(text.replace(self.old, self.new, 1))


def says_met(rule, model="casecon.conference"):
    """The gate says that the rule of this model is met."""
    return Mutation(
        f"{rule} of {model} says met",
        "domain/gate.py",
        "ENDING = (",
        f'RULES["{model}"]["{rule}"] = lambda facts, verb: None\n\nENDING = (',
    )
