"""What an Odoo log says about tests; Odoo's exit status says less."""

import re
from dataclasses import dataclass

_RESULT = re.compile(r"odoo\.tests\.result: (\d+) failed, (\d+) error\(s\) of (\d+) tests")
_LINE = re.compile(r"^\S+ \S+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>\S+): (?P<text>.*)$")


@dataclass
class TestLog:
    """Counts and the lines that a reader wants to see."""

    ran: int
    failed: int
    browsers: int
    skipped: list[str]
    failures: list[str]
    errors_before_tests: list[str]


def read(path):
    """Read a test run's log; no result line means that nothing was run to its end."""
    text = path.read_text(errors="replace")
    results = _RESULT.findall(text)
    skipped, failures, errors, browsers, testing = [], [], [], 0, False
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        said = found["text"]
        testing = testing or said.startswith("Starting ")
        if said.startswith("skipped "):
            skipped.append(said)
        elif said.startswith(("FAIL: ", "ERROR: ")):
            failures.append(said)
        elif found["level"] in ("ERROR", "CRITICAL") and not testing:
            errors.append(line)
        browsers += said.startswith("Chrome pid: ")
    ran = sum(int(count) for *_, count in results)
    failed = sum(int(failed) + int(errors) for failed, errors, _ in results)
    return TestLog(ran, failed, browsers, skipped, failures, errors)
