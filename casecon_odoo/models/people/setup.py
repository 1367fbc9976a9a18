from odoo import api, fields, models
from odoo.exceptions import AccessError

from .. import clock

ORDER = (
    "mail",
    "address",
    "dates",
    "jobs",
    "roles",
    "key",
    "oh_contact",
    "clinicians",
    "logins",
    "schedule",
    "wording",
    "booking",
)

# of these, a system administrator sees and follows only what is theirs
OF_SYSTEM = {"mail", "address", "dates", "jobs", "roles", "key", "schedule"}


class ResCompany(models.Model):
    """What a company that has just installed this still has to do; each area adds its own steps."""

    _inherit = "res.company"

    casecon_logins_looked_at = fields.Boolean(copy=False, groups=".", string="Logins checked")
    # all steps were done, or nobody wants the list any more
    casecon_setup_done = fields.Boolean(copy=False, groups=".", string="Set-up done")

    @api.model
    def action_casecon_setup(self):
        """The steps of the present company, in order; [] once all are done, for good.

        Each is `{name, title, text, is_done, action, label}`: `action` is what the reader may open for it, or False.
        """
        user = self.env.user
        if user.has_group("base.group_system") and not user._casecon_sets_up():
            # sudo: res.company - whether the steps of whoever runs the system are done, and no more
            steps = self.env.company.sudo()._casecon_setup_steps(user)
            return [{"name": name, "action": False, "label": "", **steps[name]} for name in ORDER if name in OF_SYSTEM]
        company_sudo = self._casecon_sets_up()
        if company_sudo.casecon_setup_done:
            return []
        steps = company_sudo._casecon_setup_steps(user)
        if all(step["is_done"] for step in steps.values()):
            company_sudo.casecon_setup_done = True
            return []
        return [{"name": name, "action": False, "label": "", **steps[name]} for name in ORDER if name in steps]

    @api.model
    def action_casecon_dismiss_setup(self):
        """No list of steps any more, for nobody in the company."""
        self._casecon_sets_up().casecon_setup_done = True
        return True

    @api.model
    def action_casecon_look_at_logins(self):
        """Somebody of OH has looked through the logins that were taken over [R31]."""
        company_sudo = self._casecon_sets_up()
        if not self.env.user._casecon_roles() & {"oh_admin", "lead_clinician"}:
            raise AccessError(self.env._("Only a lead clinician or an OH administrator can check the logins. [R31]"))
        company_sudo.casecon_logins_looked_at = True
        return True

    @api.model
    def _casecon_sets_up(self):
        """The present company as superuser, for whoever sets it up."""
        if not self.env.user._casecon_sets_up():
            raise AccessError(self.env._("Only HR managers, OH administrators and lead clinicians can set this up."))
        # sudo: res.company - whether its steps are done, and no more, for those who are to do them
        return self.env.company.sudo()

    def _casecon_setup_steps(self, reader):
        """The steps by name, as superuser; an area adds its own through super()."""
        clinicians_sudo = self.env["casecon.clinician"].search([("company_id", "=", self.id)])
        by_oh = bool(reader._casecon_roles() & {"oh_admin", "lead_clinician"})
        return {
            "clinicians": {
                "title": self.env._("Enrol the clinicians"),
                "text": self.env._(
                    "Enter their registration. A clinician without a valid registration cannot be booked."
                ),
                "is_done": any(clinician_sudo._is_registered() for clinician_sudo in clinicians_sudo),
                "action": by_oh and "casecon_odoo.casecon_clinician_action",
                "label": self.env._("Clinicians"),
            },
            "logins": {
                "title": self.env._("Check the logins"),
                "text": self.env._(
                    "The app accepted each employee's login as it was when installed. OH checks them once. Later"
                    " changes wait for OH."
                ),
                "is_done": self.casecon_logins_looked_at,
                "action": by_oh and "casecon_odoo.casecon_login_action_taken_over",
                "label": self.env._("Logins"),
                "confirm": by_oh and "action_casecon_look_at_logins",
            },
            "schedule": {
                "title": self.env._("Check the working days"),
                "text": self.env._("Deadlines count your company's working days. Enter its public holidays."),
                "is_done": self._casecon_knows_holidays(),
                "action": reader.has_group("base.group_system") and self._casecon_schedule_action(),
                "label": self.env._("Working schedule"),
            },
        }

    def _casecon_knows_holidays(self):
        """Whether the company's schedule has hours, and a day off for all that is still ahead."""
        calendar_sudo = self.resource_calendar_id
        ahead = calendar_sudo.global_leave_ids.filtered(lambda leave: leave.date_to > clock.now())
        return bool(calendar_sudo.attendance_ids and ahead)

    def _casecon_schedule_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Working schedule"),
            "res_model": "resource.calendar",
            "res_id": self.resource_calendar_id.id,
            "views": [(False, "form")],
        }
