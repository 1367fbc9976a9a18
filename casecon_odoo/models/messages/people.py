from odoo import api, models

from .. import clock


class CaseconMessage(models.Model):
    """Mails to somebody of whom the contact is known: to their seat, where they attend."""

    _inherit = "casecon.message"

    @api.model
    def _queue_person(self, partner, company, about, conference=None):
        """Tell somebody that there is something for them; one such mail that waits already is replaced."""
        seat = conference and conference._live_attendees().filtered(lambda row: row.partner_id == partner)[:1]
        if seat:
            self._queue(seat, "notice", about=about)
            return
        same = [("partner_id", "=", partner.id), ("kind", "=", "notice"), ("about", "=", about)]
        self.search([*same, ("state", "=", "waiting"), ("company_id", "=", company.id)]).write({"state": "void"})
        now = clock.now()
        vals = {"partner_id": partner.id, "company_id": company.id, "kind": "notice", "about": about}
        vals |= {"state": "waiting", "queued_at": now, "next_try_at": now}
        self.create([{**vals, "address": address} for address in partner._casecon_addresses()])
        self._wake()


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def _tell_requester(self, about):
        result = super()._tell_requester(about)
        requester = self.sudo().requester_id  # sudo: casecon.conference - who asked is told, and shown to nobody
        if requester != self.env.user and not self.sudo().requester_replaced:
            self._tell_user(requester, about)
        return result

    def _tell_user(self, user, about):
        result = super()._tell_user(user, about)
        # sudo: casecon.message, casecon.conference - nobody else can write it; the verb was allowed
        conference_sudo = self.sudo()
        company = conference_sudo.company_id if len(conference_sudo) == 1 else user.company_id
        one = conference_sudo if len(conference_sudo) == 1 else None
        self.env["casecon.message"].sudo()._queue_person(user.partner_id, company, about, one)
        return result

    def _looked_after_by(self):
        return self.clinician_id.user_id | self.hr_user_id

    def write(self, vals):
        """A case that is accepted, and not booked yet, falls to somebody else by its form: they are told."""
        if not {"clinician_id", "hr_user_id"} & set(vals):
            return super().write(vals)
        # sudo: casecon.conference - who looks after it
        asked = self.sudo().exists().filtered(lambda c: c.state == "requested" and c.accepted_at)
        before = {conference: conference._looked_after_by() for conference in asked}
        result = super().write(vals)
        for conference, users in before.items():
            for user in conference._looked_after_by() - users - self.env.user:
                conference._tell_user(user, "assigned")
        return result
