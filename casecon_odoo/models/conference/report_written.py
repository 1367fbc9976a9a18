from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import clock, in_words
from .evidence import ROUTES, by_login, entered_field, recorded
from .gated import move_row
from .guarded import write_guarded


class CaseconReport(models.Model):
    """Reports written here: draft, issued, offered to the employee first, then released or withheld [R1]."""

    _inherit = "casecon.report"

    offered_at = fields.Datetime(readonly=True)
    offer_answer = fields.Selection([("agreed", "Agreed"), ("refused", "Not agreed")], readonly=True)
    offer_answered_at = fields.Datetime(readonly=True)
    offer_through = fields.Selection(
        ROUTES,
        readonly=True,
    )

    offer_entered_at = entered_field()

    _offer_answered_entered = models.Constraint(
        "CHECK (offer_answered_at <= offer_entered_at)", "You can only record something after it has happened. [R1]"
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
        self._pass("offer", {"offered_at": clock.now()})
        self._tell_offered()
        return True

    def action_answer_offer(self, agrees=None, through=None, words=None, at=None):
        """The employee agrees to the release, or not; by login, or a clinician records it [R1].

        What is recorded has `through` (phone, paper or in_person), the employee's words, and `at`, when they said so
        (UTC text; now without it). What the employee answered by their login, only they answer otherwise.
        """
        report = self._one_report()
        own = report.sudo().employee_id._casecon_acting_user() == self.env.user
        if not isinstance(agrees, bool):
            raise UserError(self.env._("Choose whether the employee agrees: yes or no. [R1]"))
        words = words.strip() if isinstance(words, str) else ""
        report._ask("answer_offer", agrees=agrees, words=own or bool(words))
        if own and at is not None:
            raise UserError(self.env._("Your own answer is recorded now, so leave the time empty. [R1]"))
        zone = report.sudo().employee_id._casecon_zone()  # sudo: hr.employee - in which zone the time is meant
        # not before it was offered, and to agree not before it was read
        first = max(filter(None, (report.offered_at, agrees and report.read_at)), default=clock.now())
        said = by_login() if own else recorded(report, at, through, "R1", first, zone)
        answer = {"offer_answer": "agreed" if agrees else "refused", **said.as_evidence("offer_answered")}
        names = {"offer_answered_entered_at": "offer_entered_at", "offer_answered_through": "offer_through"}
        write_guarded(report.sudo(), {names.get(name, name): value for name, value in answer.items()})
        if words:
            report._keep_words(words, said.through, needed=not own)
        return True

    def action_release(self):
        """Release the report to the employer: only with the employee's agreement [R1]."""
        return self._pass("release", {"released_on": clock.now().date()})

    def action_withhold(self):
        """Withhold the report from the employer; refused once it is released [R1]."""
        return self._pass("withhold")

    @api.model
    @api.readonly
    def find_offered_to_me(self):
        """Find the reports about the reader that wait for their answer: [{"text", "url"}]. Above the list."""
        reports = self._offered_about(self.env["hr.employee"]._casecon_mine().ids)
        return [
            {
                "text": self.env._(
                    "Decide whether your report of %(date)s may go to your employer",
                    date=in_words.short_day(self.env, report.issued_on),
                ),
                "url": f"/my/conferences/reports/{report.id}",
            }
            for report in reports
        ]

    @api.model
    def _offered_about(self, employee_ids):
        """Those about these employees that wait for their answer, as the reader may see them."""
        mine = [("employee_id", "in", employee_ids), ("state", "=", "offered"), ("offer_answer", "=", False)]
        return self.search(mine) if employee_ids else self.browse()

    def _pass(self, verb, vals=None):
        move_row(self._one_report(), verb, vals)
        return True

    def _tell_offered(self):
        """Hook: the employee hears that there is a report for them."""

    def _keep_words(self, words, through, needed):
        """Hook: the employee's words, kept where OH alone reads them; `needed` as for `_keep_reason`."""

    def _one_report(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one report first."))
        self.check_access("read")
        return self
