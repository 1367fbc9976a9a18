from odoo import models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import MissingError


class CaseconConference(models.Model):
    """Who the reader is to a conference: the roles in which they may act on it."""

    _inherit = "casecon.conference"

    def _hats(self, employee_sudo=None):
        """The roles in which the present user may act on this conference.

        Nobody acts for the organisation on their own case, and the superuser has no role.
        """
        if not self:
            return frozenset()  # a form that names no conference yet
        self.ensure_one()
        try:
            hats = self._plain_hats(employee_sudo)
        except MissingError:
            return frozenset()  # one that is not there answers like somebody else's
        return hats | self._settled_hats() if "hr" in hats else hats

    def _plain_hats(self, employee_sudo=None):
        """The roles without those that the company's settings give to HR, which take another look at the company."""
        user, conference_sudo = self.env.user, self.sudo()  # sudo: casecon.conference - who is who, no content
        given, employee_sudo = employee_sudo, employee_sudo or conference_sudo.employee_id
        if user.id == SUPERUSER_ID:
            return frozenset()
        if employee_sudo._casecon_may_be(user):
            return frozenset({"employee"}) if employee_sudo._casecon_acting_user() == user else frozenset()
        roles = user._casecon_roles()
        company = given.company_id if given else conference_sudo.company_id or employee_sudo.company_id
        hats = set()
        if company.id in user._get_company_ids():
            hats |= roles & {"hr", "oh_admin"}
            enrolled = "clinician" in roles and user._casecon_enrolment(company)
            # the chair is asked last: on a record that is being made, the clinician would be looked up for it
            if enrolled and not (company.casecon_own_cases_only and conference_sudo.clinician_id.user_id != user):
                hats.add("clinician")
                hats |= {"lead"} if "lead_clinician" in roles else set()
                # a record that is being made has no chair yet: who it would be is looked up by who asks
                chairs = conference_sudo._origin and conference_sudo.clinician_id.user_id == user
                hats |= {"chair"} if chairs else set()
        if hats & {"hr", "oh_admin"} and conference_sudo._is_companion(user):
            hats -= {"hr", "oh_admin"}
        if conference_sudo.requester_id == user and not conference_sudo.requester_replaced:
            hats |= {"requester", "requester_returned"} if conference_sudo.is_returned else {"requester"}
        return frozenset(hats)

    def _is_companion(self, user):
        """Whether they sit beside the employee, so that they do not act for the employer as well [R32]; or may."""
        seat = self.attendee_ids.filtered(lambda row: row.role == "companion" and row.user_id == user)
        return bool(seat) and not any(key.startswith("companion_is_hr") for key in self._accepted_conflicts() if key)

    def _settled_hats(self):
        """What the company lets HR do itself."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - who asked, and the company's settings
        company = conference_sudo.company_id or conference_sudo.employee_id.company_id
        requester = conference_sudo.requester_id
        asked_by_hr = not requester or "hr" in requester._casecon_roles()
        hats = set()
        if not (company.casecon_hr_needs_triage and asked_by_hr):
            hats.add("hr_triages")
        if conference_sudo.requester_replaced or (requester and not requester.active):
            hats.add("hr_for_requester")  # nobody is there who could attest what they explained
        if company.casecon_hr_confirms_complex:
            hats.add("hr_confirms")
        return frozenset(hats)

    def _books_directly(self):
        """Whether a conference that this user is about to ask for needs no triage."""
        return "hr_triages" in self._hats()
