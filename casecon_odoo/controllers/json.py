from odoo.addons.web.controllers.json import WebJsonController

from ..models.doors.export import LEAVES


class CaseconJsonController(WebJsonController):
    def _get_action(self, subpath):
        """What `/json` hands out is an export: it is read without anything clinical [R21]."""
        action, context, eval_context, record_id = super()._get_action(subpath)
        return action, {**context, LEAVES: True}, eval_context, record_id
