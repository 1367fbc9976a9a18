"""Answers as mail programs write them, filled in for one invitation."""

import base64
import itertools
from datetime import datetime, timedelta
from pathlib import Path
from string import Template

REPLIES = Path(__file__).parent / "replies"
CANARY = "zebra-health-text"  # in every text of theirs that a person could write
NAMES = sorted(path.stem for path in REPLIES.glob("*.eml"))
_numbers = itertools.count(1)


def golden(name, *, sender, to, uid="", sequence=1, start=datetime(2026, 6, 15, 9), proposed=None, number=None, **more):
    """The bytes of an answer. `start`, `proposed`: naive UTC; `number`: of its Message-ID, a new one without it."""
    proposed = proposed or start
    values = {
        "sender": sender,
        "domain": sender.rpartition("@")[2],
        "to": to,
        "organizer": to,
        "other": "assistant@example.com",
        "uid": uid,
        "sequence": sequence,
        "start": _stamp(start),
        "stop": _stamp(start + timedelta(minutes=45)),
        "proposed": _stamp(proposed),
        "proposed_stop": _stamp(proposed + timedelta(minutes=45)),
        "number": number or next(_numbers),
        **more,
    }
    inner = REPLIES / f"{name}.ics"
    if inner.exists():
        values["base64"] = base64.encodebytes(_filled(inner, values)).decode()
    return _filled(REPLIES / f"{name}.eml", values)


def _filled(path, values):
    return Template(path.read_text()).substitute(values).replace("\n", "\r\n").encode()


def _stamp(moment):
    return f"{moment:%Y%m%dT%H%M%SZ}"
