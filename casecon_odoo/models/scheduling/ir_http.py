from odoo import models
from odoo.http import request
from werkzeug.exceptions import NotFound

from .. import in_words


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_calendar(cls):
        """Stock's links by token answer by GET and show the event: closed for a conference's own events."""
        if request.env["calendar.event"]._casecon_is_token(request.httprequest.args.get("token", "")):
            raise NotFound()
        return super()._auth_method_calendar()

    def session_info(self):
        """The names of the zones in which people work here: a browser knows them in English alone."""
        result = super().session_info()
        if self.env.user._is_internal():
            # sudo: resource.resource - zones alone, and not whose
            rows = self.env["resource.resource"].sudo()._read_group([("tz", "!=", False)], ["tz"])
            zones = {tz for (tz,) in rows} | {self.env.user.tz or "UTC"}
            result["casecon_zones"] = {zone: in_words.zone_name(self.env, zone) for zone in sorted(zones)}
        return result
