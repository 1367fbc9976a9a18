"""Eleven leaks, planted and taken back: proof that the walk looks. Each gives the models that it then walks."""

from contextlib import contextmanager

EVERYBODY = "base.group_user"


def _group(world):
    module, name = EVERYBODY.split(".")
    return world.admin.call("ir.model.data", "search_read", [("module", "=", module), ("name", "=", name)], ["res_id"])[
        0
    ]["res_id"]


def _model(world, name):
    return world.admin.call("ir.model", "search", [("model", "=", name)])[0]


@contextmanager
def _made(world, model, vals):
    made = world.admin.call(model, "create", [vals])
    try:
        yield made
    finally:
        world.admin.call(model, "unlink", made)


@contextmanager
def _opened(world, model, rules):
    """The record rules of a model give way."""
    ids = world.admin.call("ir.rule", "search", [("model_id.model", "=", model), ("name", "in", rules)])
    world.admin.call("ir.rule", "write", ids, {"active": False})
    try:
        yield
    finally:
        world.admin.call("ir.rule", "write", ids, {"active": True})


@contextmanager
def _granted(world, model):
    """A right and a rule for everybody."""
    right = {"name": "leak", "model_id": _model(world, model), "group_id": _group(world), "perm_read": True}
    rule = {"name": "leak", "model_id": right["model_id"], "domain_force": "[(1, '=', 1)]"}
    with (
        _made(world, "ir.model.access", right),
        _made(world, "ir.rule", {**rule, "groups": [(4, right["group_id"])]}),
    ):
        yield


@contextmanager
def a_right_too_many(world):
    """Everybody may read the requests."""
    with _granted(world, "casecon.request"):
        yield ["casecon.request"]


@contextmanager
def a_rule_too_wide(world):
    """Everybody reads every attendee of the company."""
    with _granted(world, "casecon.attendee"):
        yield ["casecon.attendee"]


@contextmanager
def an_open_calendar(world):
    """The entries of case conferences are like any other."""
    rules = ["Marked events: participants only", "Rows of marked events: participants only"]
    with _opened(world, "calendar.event", rules), _opened(world, "calendar.attendee", rules):
        yield ["calendar.event", "calendar.attendee"]


@contextmanager
def a_contact_that_stands_in(world):
    """The contact of somebody new who has a case is in everybody's directory."""
    rule = "Contacts that represent an employee in a case: HR and OH of its company, who attends"
    with _opened(world, "res.partner", [rule]):
        yield ["res.partner"]


@contextmanager
def a_field_that_looks_in(world):
    """A field of somebody's making on the public employee shows the reason of a request."""
    related = {
        "name": "x_leak",
        "field_description": "Leak",
        "model_id": _model(world, "casecon.room"),
        "ttype": "char",
        "state": "manual",
    }
    with _made(world, "ir.model.fields", related):
        world.sql("UPDATE casecon_room SET x_leak = (SELECT reason FROM casecon_request WHERE reason <> '' LIMIT 1)")
        yield ["casecon.room"]


@contextmanager
def a_message_on_a_contact(world):
    """Somebody's words in a chatter."""
    with _made(world, "mail.message", {"body": f"<p>{_word(world)}</p>", "model": "res.partner", "res_id": 1}):
        yield ["mail.message"]


@contextmanager
def an_activity_that_says_why(world):
    """A to-do of the colleague with the text."""
    user = world.admin.call("res.users", "search", [("login", "=", "colleague")])[0]
    vals = {"summary": _word(world), "res_model_id": _model(world, "res.partner"), "res_id": 1, "user_id": user}
    with _made(world, "mail.activity", vals):
        yield ["mail.activity"]


@contextmanager
def a_public_file(world):
    """A file that anybody may open, named after the text."""
    with _made(world, "ir.attachment", {"name": _word(world), "raw": "eA==", "public": True}):
        yield ["ir.attachment"]


@contextmanager
def a_shared_search(world):
    """A search kept for all, with the words that were looked for."""
    vals = {"name": "leak", "model_id": "res.partner", "domain": f"[('name', '=', '{_word(world)}')]", "user_ids": []}
    with _made(world, "ir.filters", vals):
        yield ["ir.filters"]


@contextmanager
def an_entry_that_says_who(world):
    """A plain meeting at the same time, with the person's name."""
    start = str(world.start)
    with _made(
        world, "calendar.event", {"name": "About Tom Whitfield", "start": start, "stop": start, "allday": False}
    ):
        yield ["calendar.event"]


@contextmanager
def a_note_on_a_company(world):
    """The text in a field that everybody reads."""
    company = world.admin.call("res.users", "search_read", [("login", "=", "colleague")], ["company_id"])[0][
        "company_id"
    ]
    before = world.admin.call("res.company", "read", company[:1], ["phone"])[0]["phone"]
    world.admin.call("res.company", "write", company[:1], {"phone": _word(world)})
    try:
        yield ["res.company"]
    finally:
        world.admin.call("res.company", "write", company[:1], {"phone": before})


def _word(world):
    return sorted(world.texts)[0]


LEAKS = (
    a_right_too_many,
    a_rule_too_wide,
    a_contact_that_stands_in,
    an_open_calendar,
    a_field_that_looks_in,
    a_message_on_a_contact,
    an_activity_that_says_why,
    a_public_file,
    a_shared_search,
    an_entry_that_says_who,
    a_note_on_a_company,
)
