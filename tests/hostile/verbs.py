"""Every public method of ours, with arguments that it takes: read from the source, so that each call reaches the code.

`arguments(parameters, hidden)` are right by kind, and name hidden records where a record is asked for.
"""

import ast
from functools import cache

from dev.places import ADDON, ROOT

# What Odoo itself offers under these names is asked for by other channels.
STOCK = frozenset(
    {"create", "write", "unlink", "copy", "copy_data", "read", "init", "default_get", "onchange", "export_data"}
    | {"name_search", "web_search_read"}  # Odoo's own, with Odoo's parameters
    | {"get_metadata", "message_post", "message_notify", "message_process", "signup", "button_uninstall"}
)
DAY, MOMENT = "2030-01-07", "2030-01-07 10:00:00"
# A parameter that is not named here takes a text.
VALUES = {
    **dict.fromkeys(("start", "earliest_start", "at", "started_at", "ended_at", "handed_over_at", "called_at"), MOMENT),
    **dict.fromkeys(("told_on", "issued_on", "received_on", "until", "week"), DAY),
    **dict.fromkeys(("agenda", "minutes", "agrees", "had_said_so", "appeared"), True),
    "despite": [],
    "attempts": [MOMENT],
    "duration": 45,
    "mode": "virtual",
    "video_url": "https://video.example.com/x",
    "role": "manager",
    "value": 1,
    "answer": "accepted",
    "through": "phone",
    "verb": "decline",
    "values": {},
    "outcome": "done",
    "channel": "phone",
    "author_role": "ohp",
    "email": "x@example.com",
    "address": "x@example.com",
    "paragraph_id": "p-1",
    "mail_entries": False,
}
RECORDS = {
    "attendee_id": "casecon.attendee",
    "attendee_ids": "casecon.attendee",
    "present_attendee_ids": "casecon.attendee",
    "clinician_id": "casecon.clinician",
    "room_id": "casecon.room",
}


def arguments(parameters, hidden):
    """{parameter: value}; records are hidden ones, where the model has some."""

    def value(name):
        if name == "wish":
            return {"conference_id": hidden.get("casecon.conference", [1])[0]}
        ids = hidden.get(RECORDS.get(name), [1])
        if name.endswith("_ids"):
            return ids[:1]
        return ids[0] if name.endswith("_id") and name not in VALUES else VALUES.get(name, "x")

    return {name: value(name) for name in parameters}


@cache
def _classes():
    """[(model, the mixins that it takes in, its methods)] of every class in the folder of the models."""
    found = []
    for path in sorted((ROOT / ADDON / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            name, mixins = _models(node) if isinstance(node, ast.ClassDef) else ("", ())
            if name:
                found.append((name, mixins, _methods(node)))
    return found


def verbs_of(model):
    """{method: (its parameters, whether it takes no record)} of this model and the mixins of ours."""
    found = {}
    for name, mixins, methods in _classes():
        if name == model:
            for mixin in mixins:
                found |= verbs_of(mixin)
            found |= methods
    return found


def _models(node):
    """Which model a class makes or extends, and what it takes in beside it."""
    said = {
        line.targets[0].id: line.value
        for line in node.body
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
    }
    named, inherits = (said.get(key) and ast.literal_eval(said[key]) for key in ("_name", "_inherit"))
    inherits = [inherits] if isinstance(inherits, str) else inherits or []
    name = named or next(iter(inherits), "")
    return name, [mixin for mixin in inherits if mixin != name]


def _methods(node):
    return {
        method.name: (
            [argument.arg for argument in method.args.args[1:]],
            any(ast.unparse(decorator) == "api.model" for decorator in method.decorator_list),
        )
        for method in node.body
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_") and method.name not in STOCK
    }
