from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import in_words
from ..conference.arguments import to_record
from ..conference.conference_employee import ROOM_NEEDS


class CaseconConference(models.Model):
    """Where people meet: a room of the company, or a place in words."""

    _inherit = "casecon.conference"

    room_id = fields.Many2one(
        "casecon.room", copy=False, index="btree_not_null", ondelete="restrict", help="The room sets the place."
    )
    room_lacks = fields.Char(compute="_compute_room_lacks")

    @api.depends("room_id", "needs_step_free", "needs_hearing_loop", "needs_quiet")
    @api.depends_context("lang")
    def _compute_room_lacks(self):
        for conference in self:
            missing = conference.room_id.sudo()._lacks(conference._room_needs()) if conference.room_id else []
            names = [conference._fields[f"needs_{need}"]._description_string(self.env) for need in missing]
            conference.room_lacks = in_words.names(self.env, names)

    @api.onchange("room_id")
    def _onchange_room_id(self):
        if self.room_id:
            self.place = self.room_id._said()

    @api.constrains("room_id", "company_id")
    def _check_room(self):
        for c_sudo in self.sudo().filtered("room_id"):  # sudo: casecon.conference - whoever chooses the room
            if c_sudo.room_id.company_id not in (c_sudo.company_id, self.env["res.company"]):
                raise ValidationError(self.env._("The room belongs to another company."))

    def _guarded_now(self):
        names = super()._guarded_now()
        # sudo: casecon.conference - own column
        return names | {"room_id"} if any(c_sudo.state != "requested" for c_sudo in self.sudo()) else names

    def _room_needs(self):
        """What the room must have, as keys of ROOM_NEEDS."""
        self.ensure_one()
        c_sudo = self.sudo()  # sudo: casecon.conference - what is needed on the day; every booker may know
        return [need for need in ROOM_NEEDS if c_sudo[f"needs_{need}"]]

    def _room_vals(self, room_id, mode, place=None):
        """Room and place: a room gives the place; a place in words, or a meeting by video, leaves the room."""
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns
        if mode == "virtual" or room_id is False or (room_id is None and place is not None):
            return {"room_id": False} if c_sudo.room_id or room_id is not None else {}
        room_sudo = (
            c_sudo.room_id if room_id is None else to_record(self.env, "casecon.room", room_id, self.env._("a room"))
        )
        if not room_sudo:
            return {}
        if not room_sudo.active:
            raise UserError(self.env._("This room is no longer used. Choose another one."))
        return {"room_id": room_sudo.id, "place": place or room_sudo._said()}
