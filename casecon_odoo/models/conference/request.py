from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.gate import TRIAGE
from .. import clock
from .guarded import write_guarded
from .turn import take_turn
from .understanding import READ

GROUNDS = [
    ("long_absence", "Long absence"),
    ("return_to_work", "Return to work"),
    ("complex_condition", "Complex condition"),
    ("clarify_advice", "Advice needs clarifying"),
]
ASKED = {"ground", "reason", "tried_before", "author_asked", "longer_because"}


class CaseconRequest(models.Model):
    """Why a conference was asked for. Read by employee, requester, HR and OH."""

    _name = "casecon.request"
    _description = "Case conference request"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _rec_name = "conference_id"

    _guarded = ("return_reason", "return_answer", "refuse_reason", "earlier_texts")
    _guarded_later = ("conference_id",)

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    ground = fields.Selection(GROUNDS, copy=False)
    reason = fields.Text(copy=False)
    tried_before = fields.Text(copy=False)
    author_asked = fields.Boolean(copy=False)
    longer_because = fields.Text(copy=False)
    report_age_reason = fields.Text(copy=False)
    return_reason = fields.Text(readonly=True, copy=False)
    return_answer = fields.Text(readonly=True, copy=False)
    refuse_reason = fields.Text(readonly=True, copy=False)
    # [{"version", "changed_at", "texts"}]: what the employee read before it was rewritten
    earlier_texts = fields.Json(readonly=True, copy=False, groups=".", export_string_translation=False)

    _one_each = models.UniqueIndex("(conference_id)", "A case conference can have only one request.")

    @api.depends("conference_id")
    def _compute_display_name(self):
        for request in self:
            # sudo: casecon.conference - its reference is neutral
            request.display_name = request.conference_id.sudo().name

    def write(self, vals):
        self.check_access("write")
        take_turn(self.sudo().conference_id)
        # sudo: casecon.conference - its state decides whether the request may still change
        if any(request.conference_id.sudo().state != "requested" for request in self):
            raise UserError(self.env._("You cannot change the request once the case conference is booked."))
        if ASKED.intersection(vals) and not all(request._may_change_what_was_asked() for request in self):
            raise UserError(
                self.env._(
                    "The request has already been accepted. To change it, ask HR or OH to return it to you first. [R6]"
                )
            )
        before = [request._texts() for request in self]
        result = super().write(vals)
        for request, texts in zip(self, before, strict=True):
            if request._texts() != texts:
                request._keep_texts(texts)
                request.conference_id._request_rewritten()
        if "longer_because" in vals:
            self.conference_id._check_reason_for_length()
        return result

    def _texts(self):
        """What the employee reads of it."""
        return {name: self[name] or "" for name in READ}

    def _keep_texts(self, texts):
        """What was read before stays on record, by the version that a confirmation names [R7]."""
        request_sudo = self.sudo()  # sudo: casecon.request - a guarded column, by a write that was allowed
        version = request_sudo.conference_id.request_version
        kept = {"version": version, "changed_at": str(clock.now()), "texts": texts}
        write_guarded(request_sudo, {"earlier_texts": [*(request_sudo.earlier_texts or ()), kept]})

    def _may_change_what_was_asked(self):
        """What was accepted is what is booked: afterwards only those change it who could accept it."""
        conference = self.conference_id
        # sudo: casecon.conference - whether it is accepted
        return not conference.sudo().accepted_at or not conference._hats().isdisjoint(TRIAGE)
