from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.table.report import ReportFacts
from .. import clock, in_words
from ..entered import check_within
from ..labels import readable_by_caller
from .arguments import to_date, to_text
from .guarded import create_guarded

OLDEST = relativedelta(years=10)


class CaseconReport(models.Model):
    """That a written OH report exists; never what it says."""

    _name = "casecon.report"
    _description = "OH report"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "issued_on desc, id desc"

    _guarded = (
        "origin",
        "clinician_id",
        "author_name",
        "author_role",
        "registration_number",
        "issued_on",
        "received_on",
        "released_on",
        "state",
        "offered_at",
        "offer_answer",
        "offer_answered_at",
        "offer_through",
        "offer_entered_at",
    )
    _guarded_later = ("employee_id", "company_id")

    employee_id = fields.Many2one("hr.employee", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    origin = fields.Selection(
        [("written_here", "Written here"), ("received", "Received from outside")], required=True, readonly=True
    )
    clinician_id = fields.Many2one("casecon.clinician", readonly=True, ondelete="restrict", index="btree_not_null")
    author_name = fields.Char(readonly=True)
    author_role = fields.Selection([("oha", "OH adviser"), ("ohp", "OH physician")], readonly=True)
    registration_number = fields.Char(readonly=True)
    issued_on = fields.Date(readonly=True)
    received_on = fields.Date(readonly=True)
    released_on = fields.Date(readonly=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("issued", "Issued"),
            ("offered", "Offered"),
            ("released", "Released"),
            ("withheld", "Withheld"),
        ],
        required=True,
        readonly=True,
    )
    conference_ids = fields.One2many("casecon.conference", "report_id", readonly=True)

    @api.depends("issued_on")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_display_name(self):
        """The date for who may read the report, else no fact: Odoo prints it to whoever is refused, too."""
        readable = readable_by_caller(self)
        for report in self - readable:
            report.display_name = self.env._("Report %(id)s", id=report.id)
        for report in readable:
            day = in_words.short_day(self.env, report.issued_on)
            report.display_name = (
                self.env._("Report of %(date)s", date=day) if day else self.env._("Report that is not issued yet")
            )

    @api.model
    def action_register(
        self,
        employee_id=None,
        author_name=None,
        author_role=None,
        registration_number=None,
        issued_on=None,
        received_on=None,
    ):
        """Register a report that came from an outside provider; it counts as released at once [R1].

        Dates are ISO. Returns the id of the report. HR, OH administrator and clinician may do it, nobody for
        themselves.
        """
        employee = self._registered_employee(employee_id)
        self.browse()._ask("register", employee)
        vals = {
            "author_name": to_text(self.env, author_name, self.env._("the author's name")),
            "author_role": author_role,
            "registration_number": to_text(
                self.env, registration_number, self.env._("the author's registration number")
            ),
            "issued_on": to_date(self.env, issued_on, self.env._("the date of the report")),
            "received_on": to_date(self.env, received_on, self.env._("the date it was received")),
        }
        self._check_registered(vals)
        # sudo: casecon.report - guarded columns, after the caller's role was checked
        report_sudo = create_guarded(
            self.sudo(),
            [
                {
                    **vals,
                    "employee_id": employee.id,
                    "company_id": employee.company_id.id,
                    "origin": "received",
                    "state": "released",
                    "released_on": vals["received_on"],
                }
            ],
        )
        return report_sudo.id

    def _registered_employee(self, employee_id):
        # sudo: hr.employee - clinicians and OH administrators have no HR rights
        employee_sudo = self.env["hr.employee"].sudo().browse(employee_id if type(employee_id) is int else ())
        if not employee_sudo:
            raise UserError(self.env._("Choose the employee that the report is about. [R1]"))
        return employee_sudo.exists()  # none: refused like somebody of another company

    def _about(self):
        return self.sudo().employee_id  # sudo: casecon.report - whom it is about

    def _aggregate(self, about):
        return self

    def _known(self, about, **arguments):
        user, report_sudo = self.env.user, self.sudo()  # sudo: casecon.report - the gate judges, shows none
        company_sudo = report_sudo.company_id or about.company_id
        hats = set()
        if (self or company_sudo in self.env.companies) and not about._casecon_may_be(user):
            hats |= user._casecon_roles_in(company_sudo) & {"hr", "oh_admin", "clinician"}
        if self and about._casecon_acting_user() == user:
            hats.add("employee")
        return ReportFacts(
            state=report_sudo.state or "",
            hats=frozenset(hats),
            now=clock.now(),
            agreed=report_sudo.offer_answer == "agreed",
            own_word="employee" in hats or report_sudo.offer_through != "login" or not about._casecon_acting_user(),
            **arguments,
        )

    def _check_registered(self, vals):
        oldest = clock.now().date() - OLDEST
        check_within(self.env, vals["issued_on"], self.env._("the date of the report"), "R1", oldest)
        if vals["author_role"] not in ("oha", "ohp"):
            raise UserError(self.env._("Choose whether an OH adviser or an OH physician wrote the report. [R1]"))
        if not vals["issued_on"] <= vals["received_on"] <= clock.now().date():
            raise UserError(
                self.env._(
                    "The report is dated %(issued)s and was received on %(received)s. It must be received on or after"
                    " its date, and not in the future. [R1]",
                    issued=in_words.short_day(self.env, vals["issued_on"]),
                    received=in_words.short_day(self.env, vals["received_on"]),
                )
            )

    @api.model
    def _latest_released(self, employee, company=None):
        """The latest report about the employee that is released to their employer, or to `company`; else none."""
        # sudo: casecon.report - that one exists decides the booking; readers are checked where it is shown
        return self.sudo().search(
            [
                ("employee_id", "=", employee.id),
                ("company_id", "=", (company or employee.sudo().company_id).id),
                ("state", "=", "released"),
            ],
            limit=1,
        )
