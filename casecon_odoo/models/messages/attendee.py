from odoo import api, fields, models

from ...domain.mail_address import NotOneAddress, plain_address


class CaseconAttendee(models.Model):
    """Whom we can reach, and who has been told."""

    _inherit = "casecon.attendee"
    _guarded = ("latest_request_id",)

    message_row_ids = fields.One2many("casecon.message", "attendee_id", readonly=True, groups=".")
    # the invitation of the latest booking; a verb that makes one writes it here, so that the sender, who stamps the
    # same row, cannot overlook it
    latest_request_id = fields.Many2one(
        "casecon.message",
        compute="_compute_latest_request_id",
        store=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=".",
        export_string_translation=False,
    )

    @api.depends("message_row_ids.kind")
    def _compute_latest_request_id(self):
        rows = self.env["casecon.message"].search_fetch(
            [("attendee_id", "in", self.ids), ("kind", "=", "request")], ["attendee_id"], order="id"
        )
        latest = {row.attendee_id.id: row for row in rows}
        for attendee in self:
            attendee.latest_request_id = latest.get(attendee._origin.id)

    def _address(self):
        """The address for invitations, or False: then a letter, or OH tells them."""
        self.ensure_one()
        if self.role == "employee":
            return self.conference_id._employee_address()
        if self.role == "companion":
            return self.given_address  # as the employee named it, whatever the contact holds now
        if self.role == "clinician":  # as the owner of the login left it, whoever wrote into the contact since
            known = self.env["casecon.login"]._of_user(self.conference_id.sudo().clinician_id.user_id).address
            if known and self.conference_id.sudo().clinician_id.user_id.partner_id == self.partner_id:
                return known
        # sudo: res.partner - our own mails alone use the address
        return self.partner_id.sudo().email

    def _addresses(self, kind="request"):
        """The addresses for invitations, cleaned where they can be; none where there is none."""
        # the address that counts comes last: its row is the latest, and says whether they are told
        beside = self._unconfirmed_address() if kind in ("request", "cancel") else ""  # nothing else is for it
        found = filter(None, (beside, (self._address() or "").strip()))
        return list(dict.fromkeys(_cleaned(text) for text in found))

    def _unconfirmed_address(self):
        """An address for the employee that somebody else entered: written to, and counting for nothing (R31)."""
        return self.role == "employee" and self.conference_id.employee_id._casecon_unconfirmed_address()

    def _counts(self, address):
        """Whether a mail that this address took tells the person [R3]."""
        return self.role != "employee" or address == _cleaned((self._address() or "").strip())

    def _told_at(self, but=()):
        """The addresses at which an entry of the booking stands, or may, as far as they are not among `but`."""
        self.ensure_one()
        found = {}
        for row_sudo in self.sudo().message_row_ids.sorted("id"):  # sudo: casecon.message - code alone reads it
            address = row_sudo.address or next(iter(self._addresses()), False)  # rows of before it was kept
            if row_sudo.kind == "request" and (row_sudo.state == "sent" or row_sudo.is_in_doubt):
                found[address] = True
            elif row_sudo.kind == "cancel" and row_sudo.state == "sent":
                found.pop(address, None)
        return [address for address in found if address and address not in but]


def _cleaned(text):
    try:
        return plain_address(text)
    except NotOneAddress:
        return text  # the row that is to go there says so
