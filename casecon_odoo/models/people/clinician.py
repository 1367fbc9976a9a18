from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...domain.availability import parse
from .. import clock
from ..entered import FARTHEST, check_times
from ..labels import readable_by_caller

# An OH administrator keeps the availability; who a clinician is, is the lead clinician's.
AVAILABILITY = {
    "resource_calendar_id",
    "tz",
    "offers_in_person",
    "offers_virtual",
    "availability",
    "buffer_before",
    "buffer_after",
    "day_limit",
}


# Who a clinician is may be known to all; number and hours to those who book and to OH. Whoever takes part in a case
# reads the registration there.
HOURS = (
    "casecon_odoo.casecon_group_oh_admin,casecon_odoo.casecon_group_lead_clinician,casecon_odoo.casecon_group_clinician"
)
REGISTER = f"casecon_odoo.casecon_group_hr,{HOURS}"


KEPT_BY_THE_APP = {"name", "partner_id", "acting_user_id", "role_ended"}


class CaseconClinician(models.Model):
    _name = "casecon.clinician"
    _description = "OH clinician"
    _inherit = ["casecon.form", "resource.mixin"]
    _time_rule = "R18"
    _order = "name, id"

    user_id = fields.Many2one(
        "res.users",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("share", "=", False)],
        help="The clinician's login. It must not have HR rights.",
    )
    name = fields.Char(related="user_id.name", store=True, readonly=True)
    partner_id = fields.Many2one(related="user_id.partner_id")
    active = fields.Boolean(default=True)
    kind = fields.Selection([("oha", "OH adviser"), ("ohp", "OH physician")], required=True, default="oha")
    registration_body = fields.Selection(
        [("nmc", "NMC"), ("gmc", "GMC"), ("hcpc", "HCPC")], required=True, default="nmc", groups=REGISTER
    )
    registration_number = fields.Char(required=True, groups=REGISTER)
    registration_valid_until = fields.Date(
        groups=REGISTER,
        help="After this date nobody can be booked with this clinician until it is renewed.",
    )
    offers_in_person = fields.Boolean(default=True, groups=HOURS)
    offers_virtual = fields.Boolean(default=True, groups=HOURS)
    availability = fields.Json(
        copy=False,
        groups=HOURS,
        help="When the clinician meets people, and how. If nothing is marked, all working hours count.",
    )
    buffer_before = fields.Integer(
        string="Minutes before",
        default=5,
        groups=HOURS,
        help="Time kept free before each case conference, in case the pre-call overruns.",
    )
    buffer_after = fields.Integer(
        string="Minutes after", default=10, groups=HOURS, help="Time kept free after each case conference."
    )
    day_limit = fields.Integer(
        string="Case conferences a day",
        default=4,
        groups=HOURS,
        help="Maximum per day. 0 means no limit.",
    )

    _numbers = models.Constraint(
        "CHECK (buffer_before BETWEEN 0 AND 120 AND buffer_after BETWEEN 0 AND 120 AND day_limit BETWEEN 0 AND 20)",
        "The minutes before and after must be between 0 and 120. The case conferences a day must be between 0 and 20.",
    )
    _user_company = models.UniqueIndex(
        "(user_id, company_id)", "This person is already enrolled as a clinician in this company."
    )

    @api.depends("name")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """The name for who may know the clinician, or meets them in a conference; else Odoo would tell it in errors."""
        known = readable_by_caller(self)
        hidden = self - known
        if hidden:
            met = self.env["casecon.conference"].sudo(False).search([("clinician_id", "in", hidden.ids)])
            known |= hidden & met.sudo().clinician_id.with_env(self.env)  # sudo: casecon.clinician - their ids
        for clinician in self:
            clinician.display_name = (
                clinician.name if clinician in known else self.env._("Clinician %(id)s", id=clinician.id)
            )

    @api.constrains("user_id")
    def _check_user(self):
        for clinician in self:
            user = clinician.user_id
            if user.share or user.has_group("casecon_odoo.casecon_group_hr"):
                raise ValidationError(
                    self.env._("A clinician must be an internal user without HR rights. Choose another login.")
                )

    @api.constrains("availability")
    def _check_availability(self):
        for clinician in self:
            try:
                parse(clinician.availability)
            except ValueError:
                raise ValidationError(
                    self.env._("The marked hours cannot be read. Mark them again in half hours.")
                ) from None

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        self._check_may_enrol()
        self._refuse_resource(vals_list)
        for vals in vals_list:
            check_times(self, vals)
            # sudo: res.users - the resource takes the login's name
            vals["name"] = self.env["res.users"].sudo().browse(vals.get("user_id")).name
        # sudo: resource.resource - each clinician has one, and only HR makes resources in stock
        clinicians = super(CaseconClinician, self.sudo()).create(vals_list).with_env(self.env)
        clinicians.check_access("read")
        clinicians._settle_role()
        return clinicians

    def write(self, vals):
        if not self._is_lead() and set(vals) - AVAILABILITY:
            raise AccessError(self.env._("Only a lead clinician can change a clinician's details."))
        self.check_access("write")
        check_times(self, vals)
        self._refuse_resource([vals])
        if KEPT_BY_THE_APP & vals.keys():
            raise AccessError(self.env._("The app sets this from the clinician's login. You cannot change it here."))
        # sudo: resource.resource - working hours and zone sit on the clinician's resource
        before_sudo = self.user_id.sudo()
        result = super(CaseconClinician, self.sudo()).write(vals)
        if {"user_id", "active", "company_id"} & vals.keys():
            self._settle_role()
            (before_sudo - self.user_id.sudo())._casecon_drop_clinician_group()
            (before_sudo | self.user_id.sudo())._casecon_let_go()
        return result

    @api.model
    def _time_bounds(self):
        return {"registration_valid_until": (clock.now() - FARTHEST, clock.now() + FARTHEST)}

    @api.ondelete(at_uninstall=False)
    def _unlink_end_role(self):
        self.user_id.sudo()._casecon_drop_clinician_group(but=self)

    def _refuse_resource(self, vals_list):
        """A clinician has a resource of their own: somebody else's hours are not changed through it."""
        if any("resource_id" in vals for vals in vals_list):
            raise AccessError(
                self.env._("Each clinician needs their own working hours. You cannot use another person's.")
            )

    def _is_lead(self):
        return self.env.su or self.env.user.has_group("casecon_odoo.casecon_group_lead_clinician")

    def _may_enrol(self):
        """A lead clinician enrols; the OH administrator the first ones, at set-up."""
        # sudo: casecon.clinician - whether anybody is enrolled decides who may enrol
        return self._is_lead() or not self.sudo().with_context(active_test=False).search_count([], limit=1)

    def _check_may_enrol(self):
        if not self._may_enrol():
            raise AccessError(self.env._("Only a lead clinician can enrol clinicians."))

    def _is_registered(self, day=None):
        """Whether the clinician is enrolled, and the registration valid on this date; today without one."""
        self.ensure_one()
        c_sudo = self.sudo()  # sudo: casecon.clinician - whether, not until when
        until = c_sudo.registration_valid_until
        return c_sudo.active and not c_sudo.role_ended and (not until or until >= (day or clock.now().date()))

    def _signature(self):
        """Name, role and registration, in one line, as a signed note keeps them."""
        self.ensure_one()
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        return f"{self.name}, {kind}, {self._registration()}"

    def _registration(self):
        """Body and number, for those who take part in a case of theirs."""
        clinician_sudo = self.sudo()  # sudo: casecon.clinician - who chairs shows it to all who meet them
        bodies = dict(self._fields["registration_body"]._description_selection(self.env))
        return f"{bodies[clinician_sudo.registration_body]} {clinician_sudo.registration_number}"
