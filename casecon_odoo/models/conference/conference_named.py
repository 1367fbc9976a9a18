import secrets

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ...domain import gate
from ...domain.facts import Facts
from ...domain.states import BOOKED
from ...domain.video_link import link_of
from .. import clock
from .sentences import said

ASKERS = frozenset({"hr", "manager_above"})
USUAL_MINUTES = 45

# Which clinician last saw the employee, offered to whoever may book.
LAST_CLINICIAN = """
    SELECT c.id FROM casecon_conference f JOIN casecon_clinician c ON c.id = f.clinician_id
      JOIN hr_employee e ON e.id = f.employee_id
      JOIN casecon_login l ON l.employee_id = e.id
     WHERE e.id = %(employee)s AND c.active AND c.company_id = %(company)s
       AND c.user_id IS DISTINCT FROM l.linked_user_id AND c.user_id IS DISTINCT FROM l.user_id
     ORDER BY f.id DESC LIMIT 1
"""


class CaseconConference(models.Model):
    """Who and what a conference names: filled in for those who may ask for it, checked whoever names it.

    Everybody may open an empty form and put any employee's id into it (`onchange`). What is computed from the
    employee therefore asks who asks: for everybody else the form is that of somebody of whom nothing is known.
    """

    _inherit = "casecon.conference"

    @api.depends("employee_id")
    def _compute_company_id(self):
        for conference in self:
            conference.company_id = conference._asked_about().company_id or self.env.company

    @api.depends("employee_id")
    def _compute_from_employee(self):
        for conference in self:
            employee_sudo = conference._asked_about()
            company_sudo = conference.company_id.sudo() or employee_sudo.company_id
            manager_sudo = self._still_there(employee_sudo, employee_sudo.parent_id, company_sudo)
            conference.manager_id = manager_sudo.sudo(False)
            conference.report_id = self.env["casecon.report"]._latest_released(employee_sudo)
            conference.clinician_id = conference._usual_clinician(employee_sudo) if employee_sudo else False

    def _asked_about(self):
        """The employee, as superuser, as far as the reader may know of them; none for a form that is not theirs.

        A conference that is stored was read by its rules; raised rights of whoever computes say nothing.
        """
        self.ensure_one()
        # sudo: hr.employee - what follows from them is filled in for those whom the gate lets ask
        employee_sudo = self.sudo().employee_id._origin
        if self._origin.id and self._origin.sudo().employee_id == employee_sudo:
            return employee_sudo
        employee_sudo = employee_sudo.exists()
        return employee_sudo if employee_sudo and self._asks_as(employee_sudo) & ASKERS else employee_sudo.browse()

    def _usual_clinician(self, employee_sudo):
        """Who knows the employee, else who has the fewest conferences ahead; never the first by name."""
        knows_sudo, there_sudo = self._who_knows(employee_sudo)
        if knows_sudo or len(there_sudo) < 2:
            return (knows_sudo or there_sudo).sudo(False)
        ahead = [("clinician_id", "in", there_sudo.ids), ("state", "in", BOOKED), ("start", ">", clock.now())]
        # sudo: casecon.conference - how many, by clinician
        load = dict(self.sudo()._read_group(ahead, ["clinician_id"], ["__count"]))
        return min(there_sudo, key=lambda one: (load.get(one, 0), one.id)).sudo(False)

    def _who_knows(self, employee_sudo):
        """The author of the latest report, else who had the last conference; and all who could chair, as superuser."""
        company_sudo = employee_sudo.company_id
        own = employee_sudo._casecon_users().ids
        author_sudo = self.env["casecon.report"]._latest_released(employee_sudo).sudo().clinician_id
        known_sudo = author_sudo | self._last_clinician(employee_sudo, company_sudo).sudo()
        all_sudo = known_sudo.search([("company_id", "=", company_sudo.id), ("user_id", "not in", own)])
        there_sudo = self._still_there(employee_sudo, all_sudo, company_sudo)
        return (known_sudo & there_sudo)[:1], there_sudo

    def _last_clinician(self, employee_sudo, company_sudo):
        """The clinician of this company who had the employee's last conference, while they are enrolled."""
        clinicians = self.env["casecon.clinician"]
        self.flush_model(["employee_id", "clinician_id"])
        clinicians.flush_model(["active", "company_id", "user_id"])
        rows = self.env.execute_query(SQL(LAST_CLINICIAN, employee=employee_sudo.id or 0, company=company_sudo.id or 0))
        return clinicians.browse(clinician_id for (clinician_id,) in rows)

    def _takes_as_manager(self, manager_sudo):
        """Whether this manager can attend: of the company of the case, or above the employee in the hierarchy."""
        c_sudo = self.sudo()  # sudo: casecon.conference, hr.employee - portal users read neither company nor hierarchy
        return c_sudo.employee_id._casecon_takes_as_manager(manager_sudo, c_sudo.company_id)

    @api.model
    def _usual_minutes(self):
        """The standard length, for those who book."""
        # sudo: res.company - settings are read by code
        return self.env.company.sudo().casecon_standard_minutes if self._may_book_at_all() else USUAL_MINUTES

    @api.model
    def _usual_link(self):
        """The company's own link, or one of its pattern: strangers could walk in, so it is for those who book."""
        # sudo: res.company - settings are read by code
        link = self.env.company.sudo().casecon_video_url if self._may_book_at_all() else False
        return link_of(link, secrets.token_urlsafe(12))

    @api.model
    def _may_book_at_all(self):
        """Whether the user books for anybody: HR, OH, or somebody with a team."""
        if self.env.user._casecon_roles() & {"hr", "oh_admin", "clinician"}:
            return True
        # sudo: hr.employee - whether there is a team, not whose
        employees_sudo = self.env["hr.employee"].sudo()
        return bool(employees_sudo.search_count([("parent_id.user_id", "=", self.env.uid)], limit=1))

    # One check for one name: somebody who left must not stop the change of somebody else.

    @api.constrains("clinician_id")
    def _check_clinician(self):
        for c_sudo in self.sudo().filtered("clinician_id"):  # sudo: casecon.conference - whoever names them
            c_sudo._refuse_asked_away(c_sudo.clinician_id.user_id)
            if c_sudo.clinician_id.company_id != c_sudo.company_id:
                raise self._wrong("clinician_id")
            if c_sudo.employee_id._casecon_may_be(c_sudo.clinician_id.user_id):
                raise ValidationError(self.env._("A clinician cannot chair their own case conference. [R18]"))

    @api.constrains("manager_id")
    def _check_manager(self):
        for c_sudo in self.sudo():  # sudo: casecon.conference - whoever names them
            same = c_sudo.manager_id == c_sudo.employee_id
            away = c_sudo.manager_id in c_sudo.asked_away_ids
            facts = Facts(
                state=c_sudo.state, hats=frozenset(), now=clock.now(), names_the_employee=same, asked_away=away
            )
            for item in gate.missing(("R12",), "reassign", facts):
                raise ValidationError(said(self.env, item, "UTC", with_rule=True))
            if c_sudo.manager_id and not c_sudo._takes_as_manager(c_sudo.manager_id):
                raise self._wrong("manager_id")

    def _refuse_asked_away(self, user):
        """A manager instead of whom the employee asked for another does not come back in another seat [R12]."""
        away = self._is_asked_away(user.partner_id)
        facts = Facts(state=self.state, hats=frozenset(), now=clock.now(), person_named=True, asked_away=away)
        for item in gate.missing(("R12",), "reassign", facts):
            raise ValidationError(said(self.env, item, "UTC", with_rule=True))

    @api.constrains("hr_user_id")
    def _check_hr_user(self):
        for c_sudo in self.sudo().filtered("hr_user_id"):  # sudo: casecon.conference - whoever names them
            hr_user = c_sudo.hr_user_id
            c_sudo._refuse_asked_away(hr_user)
            if c_sudo.employee_id._casecon_may_be(hr_user):
                raise ValidationError(self.env._("You cannot act for HR in your own case conference."))
            if "hr" not in hr_user._casecon_roles() or c_sudo.company_id not in hr_user.company_ids:
                raise self._wrong("hr_user_id")

    @api.constrains("report_id")
    def _check_report(self):
        """A draft would show that one is being written, so it is refused like one that is not there."""
        for c_sudo in self.sudo().filtered("report_id"):  # sudo: casecon.conference - whoever names it
            report_sudo = c_sudo.report_id
            if report_sudo.employee_id != c_sudo.employee_id or report_sudo.state != "released":
                raise self._wrong("report_id")

    @api.model
    def _check_named(self, vals):
        """Refuse what does not exist with the very sentence for what is somebody else's."""
        for name in ("clinician_id", "manager_id", "hr_user_id", "report_id"):
            if vals.get(name):
                # sudo: any - whether it exists; the checks above say whether it may be named
                record_id = vals[name] if type(vals[name]) is int else 0
                if not self.env[self._fields[name].comodel_name].sudo().browse(record_id).exists():
                    raise self._wrong(name)

    def _is_known(self, name, record_id, values):
        """What was filled in for those who may ask comes back with their form, though no rule shows it to them yet."""
        if super()._is_known(name, record_id, values):
            return True
        if name == "employee_id":
            return bool(self.new({"employee_id": record_id})._asked_about())
        if name not in ("report_id", "clinician_id", "manager_id") or type(record_id) is not int:
            return False
        employee_sudo = self.new({"employee_id": values.get("employee_id")})._asked_about()
        if not employee_sudo:
            return False
        # sudo: any - whether it is what the form would fill in
        record_sudo = self.env[self._fields[name].comodel_name].sudo().browse(record_id).exists()
        if not record_sudo:
            return False
        if name == "manager_id":
            return record_sudo in employee_sudo._casecon_above()
        if name == "report_id":
            return record_sudo == self.env["casecon.report"]._latest_released(employee_sudo)
        return record_sudo.company_id == employee_sudo.company_id

    @api.model
    def _check_own_request(self, vals, employee_sudo):
        """A manager's own request names themselves, or a manager between them and the employee.

        Whoever is named learns that there is a case. Those above the requester have no part in it unless HR or the
        employee brings them in.
        """
        between = employee_sudo.browse()
        for above_sudo in employee_sudo._casecon_above():
            between += above_sudo
            if above_sudo.user_id == self.env.user:
                break
        if vals.get("manager_id") and vals["manager_id"] not in between.ids:
            raise UserError(
                self.env._(
                    "In your own request, the line manager must be you, or a manager between you and the employee. HR"
                    " can choose someone else. [R12]"
                )
            )

    @api.model
    def _wrong(self, name):
        return ValidationError(
            {
                "clinician_id": self.env._("The clinician must belong to this company's OH service. [R18]"),
                "manager_id": self.env._(
                    "The line manager must work for the employee's company, or be above the employee in the hierarchy."
                ),
                "hr_user_id": self.env._("The HR representative must have HR rights in this company."),
                "report_id": self.env._("Choose a report about this employee that was released to the employer. [R1]"),
            }[name]
        )
