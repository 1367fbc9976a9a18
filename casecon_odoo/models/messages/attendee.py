from odoo import fields, models

AWAITED = ("employee", "companion", "clinician", "manager", "hr")


class CaseconAttendee(models.Model):
    """Whom we can reach, who has been told, and the booker who hears of a decline at once."""

    _inherit = "casecon.attendee"

    message_row_ids = fields.One2many("casecon.message", "attendee_id", readonly=True, groups=".")

    def _address(self):
        """The address for invitations, or False: then a letter, or OH tells them."""
        self.ensure_one()
        if self.role == "employee":
            return self.conference_id.employee_id._casecon_address()
        if self.role == "companion":
            return self.given_address  # as the employee named it, whatever the contact holds now
        # sudo: res.partner - our own mails alone use the address
        return self.partner_id.sudo().email_normalized

    def _was_told(self):
        """Whether an invitation for this row ever left."""
        self.ensure_one()
        return bool(self.sudo().message_row_ids.filtered(lambda row: row.kind == "request" and row.state == "sent"))

    def _answered(self):
        result = super()._answered()
        for attendee in self.filtered(lambda a: a.answer == "declined" and a.role in AWAITED):
            conference_sudo = attendee.conference_id
            booker = conference_sudo.hr_user_id or conference_sudo.requester_id
            env = self.with_context(lang=booker.lang).env
            booker._bus_send(
                "simple_notification",
                {
                    "title": env._("You have an update"),
                    "message": env._("%(ref)s: somebody cannot come.", ref=conference_sudo.name),
                    "type": "warning",
                },
            )
        return result
