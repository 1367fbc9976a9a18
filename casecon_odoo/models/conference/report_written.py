from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import clock
from .arguments import to_choice
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

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "origin": "written_here", "state": "draft"}

    @api.model_create_multi
    def create(self, vals_list):
        """A clinician's draft of a report: that it is being written, never what it says."""
        reports = self.browse()
        for vals in vals_list:
            employee_sudo = self._registered_employee(vals.get("employee_id"))
            self._check_may_register(employee_sudo)
            clinician_sudo = self.env.user._casecon_enrolment(employee_sudo.company_id)
            if not clinician_sudo:
                raise AccessError(self.env._("An OH clinician writes the report, with a valid registration. [R1]"))
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
            raise UserError(self.env._("A report is not copied. [R1]"))
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own_draft(self):
        # sudo: casecon.clinician - who wrote the draft
        if any(report.state != "draft" or report.sudo().clinician_id.user_id != self.env.user for report in self):
            raise UserError(self.env._("A report that was issued or registered is kept. [R1]"))

    def action_issue(self):
        """The report is written: issue it [R1]."""
        return self._pass(("draft",), {"state": "issued", "issued_on": clock.now().date()})

    def action_offer(self):
        """Offer the report to the employee, who sees it before anybody at the employer [R1]."""
        return self._pass(("issued",), {"state": "offered", "offered_at": clock.now()})

    def action_answer_offer(self, agrees=None, through=None, words=None):
        """The employee agrees to the release, or not; by login, or a clinician records it [R1]."""
        report = self._one_report()
        own = report.sudo().employee_id._casecon_acting_user() == self.env.user
        if own:
            through = "login"
        else:
            self._check_clinician()
            routes = ("phone", "paper", "in_person")
            through = to_choice(self.env, through, routes, self.env._("how the employee answered"))
        if not isinstance(agrees, bool):
            raise UserError(self.env._("Say whether the employee agrees: yes or no. [R1]"))
        if report.state != "offered":
            raise UserError(self.env._("Only a report that is offered can be answered. [R1]"))
        write_guarded(
            report.sudo(),
            {
                "offer_answer": "agreed" if agrees else "refused",
                "offer_answered_at": clock.now(),
                "offer_through": through,
            },
        )
        if isinstance(words, str) and words.strip():
            report._keep_words(words.strip(), through)
        return True

    def action_release(self):
        """Release the report to the employer: only with the employee's agreement [R1]."""
        report = self._one_report()
        if report.sudo().offer_answer != "agreed":
            self._check_clinician()
            raise UserError(self.env._("The employee has not agreed to the release. [R1]"))
        self._pass(("offered",), {"state": "released", "released_on": clock.now().date()})
        return True

    def action_withhold(self):
        """Withhold the report from the employer; refused once it is released [R1]."""
        return self._pass(("draft", "issued", "offered"), {"state": "withheld"})

    def _pass(self, sources, vals):
        report = self._one_report()
        self._check_clinician()
        if report.state not in sources:
            state = dict(self._fields["state"]._description_selection(self.env))[report.state]
            raise UserError(self.env._("This cannot be done now: the report is “%(state)s”. [R1]", state=state))
        write_guarded(report.sudo(), vals)  # sudo: casecon.report - guarded columns, after the checks
        return True

    def _check_clinician(self):
        user, company_sudo = self.env.user, self.sudo().company_id  # sudo: casecon.report - of whose service it is
        if "clinician" not in user._casecon_roles_in(company_sudo) or self.sudo().employee_id._casecon_may_be(user):
            raise AccessError(self.env._("An OH clinician does that, and never with a report on themselves. [R1]"))

    def _keep_words(self, words, through):
        """Hook: the employee's words, kept where OH alone reads them."""

    def _one_report(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one report first."))
        self.check_access("read")
        return self
