from odoo import fields, models

from .. import clock
from .guarded import write_guarded

# Who is needed: that one of them cannot come is seen to.
AWAITED = ("employee", "companion", "clinician", "manager", "hr")


class CaseconAttendee(models.Model):
    """Since when an answer stands."""

    _inherit = "casecon.attendee"
    _guarded = ("answered_at",)

    answered_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)

    def _answered(self):
        result = super()._answered()
        write_guarded(self.sudo(), {"answered_at": clock.now()})  # sudo: casecon.attendee - as the answer itself
        return result
