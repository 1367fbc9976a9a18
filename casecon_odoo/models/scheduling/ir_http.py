from odoo import models
from odoo.http import request
from werkzeug.exceptions import NotFound


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_calendar(cls):
        """Stock's links by token answer by GET and show the event: closed for a conference's own events."""
        if request.env["calendar.event"]._casecon_is_token(request.httprequest.args.get("token", "")):
            raise NotFound()
        return super()._auth_method_calendar()
