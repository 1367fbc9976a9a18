"""A reason that this server cannot seal: what was done stands all the same, and whoever gave the reason is told."""

from odoo.exceptions import UserError
from odoo.http import request

from ..sealed.sealed import key_to_seal

NOT_KEPT = "casecon_not_kept"


def can_keep(employee):
    """Whether a reason about this employee can be sealed now; if not, the present user is told, here and on a page."""
    env = employee.env
    try:
        key_to_seal(env, employee.id)
    except UserError as closed:
        title = env._("Your reason was not kept")
        message = {"type": "warning", "sticky": True, "title": title, "message": str(closed)}
        env.user._bus_send("simple_notification", message)
        if request:
            request.session[NOT_KEPT] = f"{title}. {closed}"
        return False
    return True
