from odoo import http
from odoo.http import request


class UpdatesController(http.Controller):
    @http.route("/updates", type="http", auth="user", methods=["GET"])
    def updates(self):
        """Where the link in a mail leads: to the list, or to the portal. Opening it changes nothing."""
        return request.redirect("/odoo/updates" if request.env.user._is_internal() else "/my")
