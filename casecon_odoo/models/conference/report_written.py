from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import clock
from .arguments import to_choice
from .gated import move_row
from .guarded import write_guarded


class CaseconReport(models.Model):
    """Reports written here: draft, issued, offered to the employee first, then released or withheld [R1]."""

    _inherit = "casecon.report"

    offered_at = fields.Datetime(readonly=True)
    offer_answer = fields.Selection([("agreed", "Agreed"), ("refused", "Not agreed")], readonly=True)
    offer_answered_at = fields.Datetime(readonly=True)
    offer_through = fields.Selection(
        [("login", "By login"), ("phone", "By phone"), ("paper", "On paper"), ("in_person", "In person")],
        readonly=True,
    )

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_issue = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_offer = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_answer_offer = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_release = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_withhold = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    readiness = fields.Json(compute="_compute_gate", export_string_translation=False)

    @api.depends("state", "offer_answer")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "origin": "written_here", "state": "draft"}

    @api.model_create_multi
    def create(self, vals_list):
        """A clinician's draft of a report: that it is being written, never what it says."""
        reports = self.browse()
        for vals in vals_list:
            employee_sudo = self._registered_employee(vals.get("employee_id"))
            self.browse()._ask("create", employee_sudo)
            clinician_sudo = self.env.user._casecon_enrolment(employee_sudo.company_id)
            report = super().create([{**vals, "company_id": employee_sudo.company_id.id}])
            write_guarded(
                report.sudo(),
                {
                    "clinician_id": clinician_sudo.id,
                    "author_name": clinician_sudo.name,
                    "author_role": clinician_sudo.kind,
                    "registration_number": clinician_sudo.registration_number,
                },
            )
            reports += report
        return reports

    def copy(self, default=None):
        if self:
            raise UserError(self.env._("You cannot copy a report. [R1]"))
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own_draft(self):
        # sudo: casecon.clinician - who wrote the draft
        if any(report.state != "draft" or report.sudo().clinician_id.user_id != self.env.user for report in self):
            raise UserError(self.env._("You cannot delete a report that has been issued or registered. [R1]"))

    def action_issue(self):
        """The report is written: issue it [R1]."""
        return self._pass("issue", {"issued_on": clock.now().date()})

    def action_offer(self):
        """Offer the report to the employee, who sees it before anybody at the employer [R1]."""
        return self._pass("offer", {"offered_at": clock.now()})

    def action_answer_offer(self, agrees=None, through=None, words=None):
        """The employee agrees to the release, or not; by login, or a clinician records it [R1]."""
        report = self._one_report()
        own = report.sudo().employee_id._casecon_acting_user() == self.env.user
        if not isinstance(agrees, bool):
            raise UserError(self.env._("Choose whether the employee agrees: yes or no. [R1]"))
        routes = ("phone", "paper", "in_person")
        through = "login" if own else to_choice(self.env, through, routes, self.env._("how the employee answered"))
        answer = {"offer_answer": "agreed" if agrees else "refused", "offer_through": through}
        move_row(report, "answer_offer", {**answer, "offer_answered_at": clock.now()})
        if isinstance(words, str) and words.strip():
            report._keep_words(words.strip(), through)
        return True

    def action_release(self):
        """Release the report to the employer: only with the employee's agreement [R1]."""
        return self._pass("release", {"released_on": clock.now().date()})

    def action_withhold(self):
        """Withhold the report from the employer; refused once it is released [R1]."""
        return self._pass("withhold")

    def _pass(self, verb, vals=None):
        move_row(self._one_report(), verb, vals)
        return True

    def _keep_words(self, words, through):
        """Hook: the employee's words, kept where OH alone reads them."""

    def _one_report(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one report first."))
        self.check_access("read")
        return self
