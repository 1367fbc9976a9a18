from datetime import datetime, time

from odoo import api, fields, models
from odoo.tools.sql import column_exists

from ...domain import gate
from .. import clock
from .gated import move_row
from .handover import evidence_of, handed_over

THROUGH = [("login", "By login"), ("letter", "By letter"), ("unknown", "Not kept at that time")]
OH = "casecon_odoo.casecon_group_clinician,casecon_odoo.casecon_group_oh_admin"


class CaseconReport(models.Model):
    """A report is read before the employee agrees to its release: by their login, or on paper [R1].

    What it says stays in OH's own file. So the employee says that they have read it, or OH that it was handed over.
    """

    _inherit = "casecon.report"
    _guarded = ("read_at", "read_through", "read_how", "read_entered_at", "read_entered_by_id")

    read_at = fields.Datetime(readonly=True, string="Read by the employee")
    read_through = fields.Selection(THROUGH, readonly=True, string="Read how")
    read_how = fields.Char(readonly=True, string="How it was handed over")
    read_entered_at = fields.Datetime(readonly=True, string="Reading: entered at")
    read_entered_by_id = fields.Many2one(
        "res.users", readonly=True, index=False, ondelete="restrict", string="Reading: entered by"
    )
    can_confirm_read = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_record_handover = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    # whether the reader prints the letter and hands it over, and whether the employee has no other way
    is_handed_over_here = fields.Boolean(compute="_compute_is_handed_over_here", export_string_translation=False)
    is_by_paper = fields.Boolean(compute="_compute_is_by_paper", groups=OH, export_string_translation=False)

    def _auto_init(self):
        is_new = not column_exists(self.env.cr, self._table, "read_at")
        result = super()._auto_init()
        if is_new:
            self._take_over_answers()
        return result

    def _take_over_answers(self):
        """Who agreed before it was kept when they had read it may have the report released."""
        self.env.cr.execute(
            "UPDATE casecon_report SET read_at = offer_answered_at, read_through = 'unknown'"
            " WHERE offer_answer = 'agreed' AND read_at IS NULL"
        )

    @api.depends("read_at")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.depends("state", "origin")
    @api.depends_context("uid")
    def _compute_is_handed_over_here(self):
        for report in self:
            known = report._origin and report._known(report._about())
            answer = known and gate.ask("record_handover", known, arguments_known=False)
            report.is_handed_over_here = bool(answer) and answer.role_fits and answer.in_time

    @api.depends("employee_id")
    def _compute_is_by_paper(self):
        for report in self:
            # sudo: hr.employee - whether they have a login, for OH
            report.is_by_paper = bool(report._origin) and not report.sudo().employee_id._casecon_has_login()

    def _known(self, about, **arguments):
        report_sudo = self.sudo()  # sudo: casecon.report - the gate judges, shows none
        issued_on = report_sudo.issued_on  # a date in UTC
        told = {
            "read": bool(report_sudo.read_at),
            "by_login": about._casecon_has_login(),
            "issued_at": datetime.combine(issued_on, time.min) if issued_on else None,
        }
        return super()._known(about, **told, **arguments)

    def action_confirm_read(self):
        """The employee says, by their login, that they have read the report that is offered to them [R1]."""
        now = clock.now()
        read = {"read_at": now, "read_through": "login", "read_entered_at": now, "read_entered_by_id": self.env.uid}
        move_row(self._one_report(), "confirm_read", read)
        return True

    def action_record_handover(self, handed_over_at=None, how=None):
        """Record that the employee was handed a copy of the report; `handed_over_at` is UTC text [R1]."""
        report = self._one_report()
        moment, how = handed_over(self.env, handed_over_at, how)
        vals = {**evidence_of(self.env, "read", moment, how), "read_through": "letter"}
        move_row(report, "record_handover", vals, handed_over_at=moment)
        return True

    def action_print_letter(self):
        """Open the letter that goes with the printed report."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/updates/letter/report/{self.id}", "target": "new"}
