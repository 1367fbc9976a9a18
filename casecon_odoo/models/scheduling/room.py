from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..neutral import check_neutral

# What an employee may need of a room, and where the room says whether it has it.
NEEDS = {"step_free": "is_step_free", "hearing_loop": "has_hearing_loop", "quiet": "is_quiet"}


class CaseconRoom(models.Model):
    """A place where people meet. Everybody who attends reads its name: neutral, please."""

    _name = "casecon.room"
    _description = "Room"
    _inherit = ["casecon.form", "resource.mixin"]
    _order = "name, id"

    name = fields.Char(
        related="resource_id.name",
        store=True,
        readonly=False,
        required=True,
        help="Everyone who attends sees this name. Use a neutral one, such as “Room 2.14”.",
    )
    active = fields.Boolean(default=True)
    address = fields.Char(help="Where visitors should go.")
    is_step_free = fields.Boolean(string="Step-free", help="There are no steps between the street and the room.")
    has_hearing_loop = fields.Boolean(string="Hearing loop")
    is_quiet = fields.Boolean(
        string="Quiet", help="People outside cannot see or hear what happens in the room, and it is quiet inside."
    )

    @api.constrains("name", "address")
    def _check_neutral(self):
        for room in self:
            for text in (room.name, room.address):
                check_neutral(self.env, text, (room.company_id or self.env.company).name)

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        self._refuse_resource(vals_list)
        # sudo: resource.resource - each room has one, and only HR makes resources in stock
        rooms = super(CaseconRoom, self.sudo()).create(vals_list).with_env(self.env)
        rooms.check_access("create")
        return rooms

    def write(self, vals):
        self.check_access("write")
        self._refuse_resource([vals])
        # sudo: resource.resource - opening hours and zone sit on the room's resource
        result = super(CaseconRoom, self.sudo()).write(vals)
        self.check_access("write")
        return result

    def _refuse_resource(self, vals_list):
        """A room has a resource of its own: somebody else's hours are not changed through it."""
        if any("resource_id" in vals for vals in vals_list):
            raise AccessError(
                self.env._("Each room needs its own opening hours. You cannot use another room's or person's.")
            )

    def _prepare_resource_values(self, vals, tz):
        return {**super()._prepare_resource_values(vals, tz), "resource_type": "material"}

    def _said(self):
        """The place as those who attend read it."""
        self.ensure_one()
        return ", ".join(filter(None, (self.name, self.address)))

    def _lacks(self, needs):
        """Those of `needs` (keys of NEEDS) that this room does not have."""
        self.ensure_one()
        return [need for need in needs if not self[NEEDS[need]]]
