"""What a form offers to a role, over RPC: its buttons and widgets, with the record as that role reads it."""

import re

from lxml import etree

VERB = re.compile(r"'casecon_verb': '(\w+)'")
MORE = "casecon_more_verbs"  # the menu of all other verbs


def offered(session, model, record_id):
    """The names of verbs, buttons, widgets and fields to type into."""
    answer = session.call(model, "get_views", [[False, "form"]])
    arch = etree.fromstring(answer["views"]["form"]["arch"])
    names = {name: {} for name in answer["models"][model]["fields"]}
    values = session.call(model, "web_read", [record_id], names)[0]
    values |= {"id": record_id, "uid": session.uid, "context": {}, "True": True, "False": False}
    found = set()
    for node in arch.iter("button", "widget", "field"):
        above = list(node.iterancestors())
        if any(one.tag == "field" for one in above) or any(_is(one, "invisible", values) for one in (node, *above)):
            continue
        name = node.get("name")
        if node.tag == "button":
            verb = VERB.search(node.get("context") or "") if name.isdigit() else None
            found.add(verb[1] if verb else name)
        elif node.tag == "widget" or not _is(node, "readonly", values):
            found.add(name)
        if name == MORE:
            found |= {key.removeprefix("can_") for key, value in values.items() if key.startswith("can_") and value}
    return found


def _is(node, name, values):
    expression = node.get(name)
    return bool(expression) and bool(eval(expression, {"__builtins__": {}}, dict(values)))  # of our own view
