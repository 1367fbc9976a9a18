from odoo import http
from odoo.http import request

from .portal.pages import ROOT
from .portal.reading import my_employee_ids


class UpdatesController(http.Controller):
    @http.route("/updates", type="http", auth="user", methods=["GET"])
    def updates(self):
        """Where the link in a mail leads: to the list, or to the portal. Opening it changes nothing."""
        return request.redirect(ROOT if _belongs_to_portal() else "/odoo/updates")


def _belongs_to_portal():
    """Portal users, and colleagues for whom nothing is theirs but their own conferences."""
    user = request.env.user
    if not user._is_internal():
        return True
    if user._casecon_roles():
        return False
    others = [("employee_id", "not in", my_employee_ids())]
    return not request.env["casecon.conference"].search_count(others, limit=1)
