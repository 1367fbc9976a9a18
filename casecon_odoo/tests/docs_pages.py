"""The pages of docs/ that are made from the registry, so that they cannot say what is not true."""

import inspect

from ..domain import gate
from ..domain.mails import MAILS
from ..domain.table import PARTS
from ..models.messages import words
from ..models.people.res_users import ROLE_GROUPS

ROLES = {"internal user": "base.group_user", "portal user": "base.group_portal"} | {
    role.replace("_", " "): group for role, group in ROLE_GROUPS.items()
}
NONE = "none"
OPERATIONS = ("read", "write", "create", "unlink")
VERB_MODELS = (gate.CONFERENCE, *(part.MODEL for part in PARTS))
DOORS = ("create", "write", "unlink")  # verbs of every record
QUESTIONS = (("casecon.conference", "find_times"), ("casecon.clinician", "pool_week"))


def our_models(env):
    """The addon's own models that have a table, in order."""
    return [name for name in sorted(env.registry) if name.startswith("casecon.") and not env[name]._abstract]


def access_page(env):
    """Who may do what with which records: from access rights, record rules and field groups."""
    lines = [
        "# Who may read and write what",
        "",
        "Made from the registry by `CASECON_WRITE_DOCS=1 dev/casecon odoo-tests --tags /casecon_odoo:TestDocs`. A test",
        "fails when it is out of date. An internal user is a manager, employee, companion or colleague; the rules",
        "decide which. Only code uses `casecon.message`, `casecon.feed`, `casecon.sealed` and `casecon.sealed.key`.",
        "Verbs go further than these rights, through the gate: see [api.md](api.md).",
    ]
    for name in our_models(env):
        lines += ["", f"## {name}", "", env[name]._description, ""]
        lines += _rights(env, name)
        lines += _floor(env, name)
        lines += _grouped_fields(env, name)
    lines += ["", "## Stock models", ""]
    for name in ("calendar.event", "calendar.attendee"):
        lines += [f"`{name}`, for everyone:", *_floor(env, name, ours=True)]
    return "\n".join(lines) + "\n"


def _rights(env, name):
    access = env["ir.model.access"].search([("model_id.model", "=", name)])
    if not access:
        return ["Nobody: no access right on purpose."]
    rows = ["| role | may | which records |", "|---|---|---|"]
    for role, xmlid in ROLES.items():
        group = env.ref(xmlid)
        mine = access.filtered(lambda line, group=group: line.group_id == group)
        may = [operation for operation in OPERATIONS if any(mine.mapped(f"perm_{operation}"))]
        rules = env["ir.rule"].search([("model_id.model", "=", name), ("groups", "in", group.id)], order="name, id")
        if may or rules:
            which = "<br>".join(f"{rule.name} ({_perms(rule)})" for rule in rules) or "all of the floor"
            rows.append(f"| {role} | {', '.join(may) or 'as an internal user'} | {which} |")
    rules = env["ir.rule"].search([("model_id.model", "=", name), ("groups", "!=", False)], order="name, id")
    return rows + [""] * bool(rules) + [f"- {rule.name}: `{rule.domain_force}`" for rule in rules]


def _perms(rule):
    return "/".join(operation for operation in OPERATIONS if rule[f"perm_{operation}"])


def _floor(env, name, ours=False):
    rules = env["ir.rule"].search([("model_id.model", "=", name), ("groups", "=", False)], order="name, id")
    if ours:
        rules = rules.filtered(lambda rule: rule.get_external_id()[rule.id].startswith("casecon_odoo."))
    return [line for rule in rules for line in ("", f"Floor for everyone: `{rule.domain_force}`")]


def _grouped_fields(env, name):
    grouped = [(field.name, field.groups) for field in env[name]._fields.values() if field.groups]
    if not grouped:
        return []
    return ["", "Fields with groups: " + "; ".join(f"`{field}` ({_group(groups)})" for field, groups in grouped)]


def _group(groups):
    return "nobody" if groups == "." else groups.replace("casecon_odoo.casecon_group_", "")


def api_page(env):
    """The verbs: signature, what they promise, who, from which state, and the rules they ask."""
    lines = [
        "# The verbs",
        "",
        "This is the public API, over a session (`/web/dataset/call_kw`) or RPC. Use keyword arguments. Datetimes are",
        "UTC texts, dates are ISO. A verb returns `true` or an id. A refusal is a sentence that ends with its rule:",
        "*AccessError* if the role does not fit, *UserError* if it is not the time or something is missing. After a",
        "refusal nothing has changed. Made from the code like [access.md](access.md).",
    ]
    for name in VERB_MODELS:
        lines += ["", f"## {name}"]
        model = type(env[name])
        for verb in sorted(verb for verb in dir(model) if verb.startswith("action_")):
            method = inspect.unwrap(getattr(model, verb))
            if not method.__module__.startswith("odoo.addons.casecon_odoo"):
                continue
            lines += ["", f"### {verb}{_signature(method)}", "", inspect.cleandoc(method.__doc__)]
            lines += _law(name, verb.removeprefix("action_"))
        for verb in DOORS:
            if gate.rows(name, verb):
                asks_for = ["", "Asks for a conference; takes the fields of the request too."]
                lines += ["", f"### {verb}", *(asks_for if name == gate.CONFERENCE else []), *_law(name, verb)]
    for name, question in QUESTIONS:
        asked = inspect.unwrap(getattr(type(env[name]), question))
        lines += ["", f"## {question}{_signature(asked)} of {name}", "", inspect.cleandoc(asked.__doc__)]
    return "\n".join(lines) + "\n"


def _signature(method):
    names = [name for name in inspect.signature(method).parameters if name != "self"]
    return f"({', '.join(names)})"


def _law(model, verb):
    rows = gate.rows(model, verb)
    lines = ["", "| who | from | to | asks |", "|---|---|---|---|"] if rows else []
    for move in rows:
        who, sources = ", ".join(move.who).replace("_", " "), ", ".join(move.sources) or NONE
        rules = [rule.partition("-")[0] for rule in (*move.before, *move.rules) if rule.startswith("R")]
        asks = ", ".join(dict.fromkeys(rules)) or NONE
        lines.append(f"| {who} | {sources} | {move.target or 'same'} | {asks} |")
    return lines


def messages_page(env):
    """Every email: to whom, when, and its words."""
    env = env(context={**env.context, "lang": "en_US"})

    def say(constant):
        return str(env._(constant)).replace("%(event)s", "Meeting").replace("%(when)s", "(date, time, zone)")

    lines = [
        "# The emails",
        "",
        "Every email that the app sends: who gets it, when, and what it says. Made like [access.md](access.md) from",
        "`casecon_odoo/domain/mails.py` and `casecon_odoo/models/messages/words.py`. Each one also gives the",
        "organisation, in the sender and with its logo; any date, time (with the zone) and place; and who to ask. No",
        "email says what a meeting is about, or names anyone but the reader:",
        "[decision 011](decisions/011-no-word-that-tells-leaves.md).",
        "",
        "*Meeting* is the word that the organisation chose for calendars. People without an address, or who are away",
        "and have only a work address, get a letter from HR instead.",
        "",
        "In person, the time is in the zone of the place. By video, it is in the reader's own. If both are possible,",
        "both are shown. Calendar entry, portal, letter and form follow the same rule (`domain/zones.py`).",
    ]
    for mail in MAILS:
        said = words.WORDS[mail.key]
        lines += [
            "",
            f"## {mail.key}",
            "",
            f"- To: {mail.who}",
            f"- When: {mail.when}",
            f"- Subject: {say(said.subject)}",
        ]
        entry = f" {say(said.entry)}" if said.entry else ""
        lines += [f"- Says: **{say(said.heading)}** {say(said.text)}{entry}"]
        lines += [f"- With a login: {say(said.then)} Button: {say(said.button)}"] if said.then else []
        lines += [f"- Without one: {say(said.then_without)}"] if said.then_without else []
    return "\n".join(lines) + "\n"
