"""What was run and how it ended, in one table and one last line."""

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """The result of one suite or linter; each problem counts as a failure."""

    name: str
    passed: int = 0
    failed: int = 0
    seconds: float = 0
    problems: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    browsers: int = 0

    @property
    def is_good(self):
        return not self.failed and not self.problems


def show(outcomes):
    """Print the summary, its count alone on the last line; return the exit status."""
    print("\nSummary")
    for outcome in outcomes:
        verdict = "ok  " if outcome.is_good else "FAIL"
        counts = f"{outcome.passed} passed, {outcome.failed} failed"
        print(f"  {verdict} {outcome.name:<40} {outcome.seconds:4.0f} s  {counts}")
        for line in [*outcome.details, *outcome.problems]:
            print(f"         {line}")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed + len(outcome.problems) for outcome in outcomes)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0
