from odoo import api, models

from ...domain.states import DATED
from ..conference.arguments import to_address


class HrEmployee(models.Model):
    """The address for invitations is one address, clean, by whichever door it comes."""

    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_cleaned(self.env, "casecon_invitation_email", vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(_cleaned(self.env, "casecon_invitation_email", vals))
        if {"casecon_invitation_email", "user_id"} & set(vals):
            _try_again(self.env, [("role", "=", "employee"), ("conference_id.employee_id", "in", self.ids)])
        return result


class CaseconLogin(models.Model):
    """An address that the employee has confirmed: whoever was not told is invited there."""

    _inherit = "casecon.login"

    def _address_known(self):
        result = super()._address_known()
        untold_sudo = self.env["casecon.attendee"].sudo()  # sudo: casecon.attendee - whoever may confirm the address
        untold_sudo = untold_sudo.search(
            [
                ("role", "=", "employee"),
                ("removed_at", "=", False),
                ("is_told", "=", False),
                ("conference_id.employee_id", "in", self.employee_id.ids),
                ("conference_id.state", "in", DATED),
            ]
        )
        self.env["casecon.message"].sudo()._queue(untold_sudo, "request")
        return result


class ResCompany(models.Model):
    """So is the address of the company from which mails come."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_cleaned(self.env, "casecon_no_reply_email", vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_cleaned(self.env, "casecon_no_reply_email", vals))


class ResPartner(models.Model):
    """An address entered for somebody who could not be reached sends what waits for it."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if "email" in vals:
            by_login = [
                ("role", "=", "employee"),
                ("conference_id.employee_id.casecon_login_ids.acting_user_id.partner_id", "in", self.ids),
            ]
            _try_again(self.env, ["|", ("partner_id", "in", self.ids), "&", *by_login])
        return result


def _cleaned(env, name, vals):
    return {**vals, name: to_address(env, vals[name])} if name in vals else vals


def _try_again(env, whose):
    # sudo: casecon.attendee, casecon.message - whoever may enter the address; nothing of a case is shown to them
    untold_sudo = env["casecon.attendee"].sudo()
    untold_sudo = untold_sudo.search([("removed_at", "=", False), ("is_told", "=", False), *whose])
    env["casecon.message"].sudo()._address_entered(untold_sudo)
