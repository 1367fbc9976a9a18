from odoo import http
from odoo.http import request

from ..models.conference.wording import PRESENT, WORDINGS, wording
from .portal.pages import HEADERS


class WordingController(http.Controller):
    @http.route("/updates/wording", type="http", auth="user", methods=["GET"], readonly=True)
    def wording(self):
        """What employees read and confirm [R7], for those who set the app up; with the versions before it."""
        if not request.env.user._casecon_sets_up():
            raise request.not_found()
        return _shown(PRESENT, [version for version in WORDINGS if version != PRESENT])

    @http.route("/updates/wording/<string:version>", type="http", auth="user", methods=["GET"], readonly=True)
    def wording_of_version(self, version):
        """One version: what somebody read in the past stays readable, in each language. It says nothing of a case."""
        if version not in WORDINGS:
            raise request.not_found()
        return _shown(version)


def _shown(version, earlier=()):
    values = {
        "told": wording(request.env, version),
        "is_present": version == PRESENT,
        "earlier": earlier,
        "language": (request.env.lang or "en_US").replace("_", "-"),
    }
    return request.render("casecon_odoo.wording", values, headers=HEADERS)
