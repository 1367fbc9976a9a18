from odoo import http
from odoo.http import request

from ..models.conference.conference_employee import WORDING_VERSION
from .portal.pages import HEADERS


class WordingController(http.Controller):
    @http.route("/updates/wording", type="http", auth="user", methods=["GET"], readonly=True)
    def wording(self):
        """What employees read and confirm [R7], for those who set the app up."""
        if not request.env.user._casecon_sets_up():
            raise request.not_found()
        values = {"version": WORDING_VERSION, "language": (request.env.lang or "en_US").replace("_", "-")}
        return request.render("casecon_odoo.wording", values, headers=HEADERS)
