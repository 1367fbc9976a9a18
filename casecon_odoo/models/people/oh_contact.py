from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists

from ...domain import contact
from .res_company import SETTINGS

SETTINGS_ACTION = {
    "type": "ir.actions.act_window",
    "res_model": "res.config.settings",
    "views": [(False, "form")],
    "context": {"module": "casecon_odoo"},
}


class ResCompany(models.Model):
    """How occupational health (OH) is reached: on every letter, its answer slip, and every portal page."""

    _inherit = "res.company"

    casecon_oh_name = fields.Char(string="Name of OH", groups=SETTINGS)
    casecon_oh_address = fields.Text(string="Postal address of OH", groups=SETTINGS)
    casecon_oh_phone = fields.Char(string="Phone number of OH", groups=SETTINGS)

    def _auto_init(self):
        """Companies that had set up everything are asked for what is new."""
        is_new = not column_exists(self.env.cr, self._table, "casecon_oh_phone")
        result = super()._auto_init()
        if is_new and column_exists(self.env.cr, self._table, "casecon_setup_done"):
            self.env.cr.execute("UPDATE res_company SET casecon_setup_done = false WHERE casecon_setup_done")
        return result

    @api.constrains("casecon_oh_name", "casecon_oh_address", "casecon_oh_phone")
    def _check_oh_contact(self):
        for company_sudo in self.sudo():  # sudo: res.company - own columns, whoever enters them
            if len(company_sudo.casecon_oh_name or "") > contact.LONGEST_NAME:
                raise ValidationError(
                    self.env._("The name of OH can have %(most)s characters at most.", most=contact.LONGEST_NAME)
                )
            if not contact.is_address(company_sudo.casecon_oh_address or ""):
                raise ValidationError(
                    self.env._(
                        "The postal address of OH can have %(lines)s lines of %(most)s characters at most.",
                        lines=contact.MOST_LINES,
                        most=contact.LONGEST_LINE,
                    )
                )
            if company_sudo.casecon_oh_phone and not contact.is_phone(company_sudo.casecon_oh_phone):
                raise ValidationError(
                    self.env._("Enter the phone number of OH in digits, such as 020 7946 0000 or +44 20 7946 0000.")
                )

    def _casecon_oh_contact(self):
        """How OH is called, as plain values; what is not entered is taken from the company, and may be empty.

        `name`, `phone`, `dial` (the number for a link); `is_set`: these and the address were entered.
        """
        company_sudo = self.sudo()  # sudo: res.company - for those whom OH writes to
        name, phone = company_sudo.casecon_oh_name, company_sudo.casecon_oh_phone
        shown = (phone or company_sudo.phone or "").strip()
        return {
            "name": (name or "").strip() or self.env._("Occupational health (OH)"),
            "phone": shown,
            "dial": contact.to_dial(shown),
            "is_set": bool(name and phone and company_sudo.casecon_oh_address),
        }

    def _casecon_oh_address(self):
        """Where OH gets its post, line by line; without one, the organisation's own."""
        company_sudo = self.sudo()  # sudo: res.company - for those whom OH writes to
        own = contact.lines_of(company_sudo.casecon_oh_address)
        organisation = company_sudo.partner_id._display_address(without_company=True)
        return own or [company_sudo.name, *contact.lines_of(organisation)]

    def _casecon_setup_steps(self, reader):
        return {
            **super()._casecon_setup_steps(reader),
            "oh_contact": {
                "title": self.env._("Say how to reach OH"),
                "text": self.env._(
                    "Name, postal address and phone number of OH, for letters and for employees' own pages. A system"
                    " administrator enters them in the settings."
                ),
                "is_done": self._casecon_oh_contact()["is_set"],
                "action": reader.has_group("base.group_system") and dict(SETTINGS_ACTION, name=self.env._("Settings")),
                "label": self.env._("Settings"),
            },
        }


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    casecon_oh_name = fields.Char(related="company_id.casecon_oh_name", readonly=False)
    casecon_oh_address = fields.Text(related="company_id.casecon_oh_address", readonly=False)
    casecon_oh_phone = fields.Char(related="company_id.casecon_oh_phone", readonly=False)
