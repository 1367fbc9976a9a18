from odoo import fields, models

from .. import clock


class CaseconMessage(models.Model):
    """The mail to an employee to whom a report is offered: to them as to an employee, though there is no meeting."""

    _inherit = "casecon.message"

    report_id = fields.Many2one(
        "casecon.report", index="btree_not_null", ondelete="cascade", export_string_translation=False
    )

    def _employee(self):
        return self.report_id.employee_id or super()._employee()

    def _written_to(self):
        return self.report_id._offered_to() if self.report_id else super()._written_to()

    def _is_wanted(self):
        return super()._is_wanted() and (not self.report_id or self.report_id.state == "offered")


class CaseconReport(models.Model):
    """The employee hears that there is a report for them; who has no login gets it on paper."""

    _inherit = "casecon.report"

    def _tell_offered(self):
        result = super()._tell_offered()
        # sudo: casecon.message - nobody else can write it
        messages_sudo, now = self.env["casecon.message"].sudo(), clock.now()
        report_sudo = self.sudo()  # sudo: casecon.report - whom it is about
        vals = {
            "report_id": self.id,
            "partner_id": report_sudo.employee_id._casecon_partner().id,
            "company_id": report_sudo.company_id.id,
            "kind": "notice",
            "about": "offered",
            "state": "waiting",
            "queued_at": now,
            "next_try_at": now,
        }
        messages_sudo.create([{**vals, "address": address} for address in report_sudo._offered_to()])
        messages_sudo._wake()
        return result

    def _offered_to(self):
        """Where the employee is written to: never to a mailbox at work while they are away."""
        employee = self.employee_id
        address = employee._casecon_has_login() and employee._casecon_address()
        if not address or (employee._casecon_is_at_work(address) and employee._casecon_is_away()):
            return []
        return [address]
