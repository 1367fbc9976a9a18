from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import clock
from .arguments import to_choice
from .guarded import write_guarded

ROLES = [
    ("employee", "Employee"),
    ("companion", "Companion"),
    ("clinician", "OH clinician"),
    ("manager", "Line manager"),
    ("hr", "HR representative"),
    ("minute_taker", "Minute taker"),
    ("other", "Other"),
]
ANSWERS = [
    ("needs_action", "No answer yet"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("tentative", "Tentative"),
]


def end_attendance(rows):
    """Remove attendees. Flushed, because whoever takes over is inserted at once and a role has one person."""
    write_guarded(rows, {"removed_at": clock.now()})
    rows.flush_recordset(["removed_at"])


class CaseconAttendee(models.Model):
    """One person in one role. Also the window through which a companion sees time and place, and no more."""

    _name = "casecon.attendee"
    _description = "Case conference attendee"
    _inherit = ["casecon.guarded"]
    _made_by_verbs = True
    _order = "id"
    _rec_name = "partner_id"

    _guarded = (
        "conference_id",
        "role",
        "partner_id",
        "answer",
        "invited_at",
        "is_told",
        "needs_acknowledgement",
        "acknowledged_at",
        "removed_at",
        "present_from",
        "present_until",
    )

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    role = fields.Selection(ROLES, required=True, readonly=True)
    partner_id = fields.Many2one("res.partner", required=True, readonly=True, index=True, ondelete="restrict")
    answer = fields.Selection(ANSWERS, required=True, readonly=True)
    invited_at = fields.Datetime(
        string="Told at", readonly=True, help="When the mail server accepted the invitation, or it was handed over."
    )
    is_told = fields.Boolean(
        string="Told", readonly=True, help="The mail server accepted the latest invitation, or it was handed over."
    )
    needs_acknowledgement = fields.Boolean(readonly=True, help="Added after the employee was invited.")
    acknowledged_at = fields.Datetime(readonly=True)
    removed_at = fields.Datetime(readonly=True)
    present_from = fields.Datetime(readonly=True)
    present_until = fields.Datetime(readonly=True)

    start = fields.Datetime(compute="_compute_from_conference", compute_sudo=True)
    stop = fields.Datetime(compute="_compute_from_conference", compute_sudo=True)
    mode = fields.Char(compute="_compute_from_conference", compute_sudo=True)
    place = fields.Char(compute="_compute_from_conference", compute_sudo=True)
    video_url = fields.Char(compute="_compute_from_conference", compute_sudo=True)

    _one_of_a_role = models.UniqueIndex(
        "(conference_id, role) WHERE removed_at IS NULL AND role IN ('employee', 'companion', 'clinician',"
        " 'manager', 'hr')",
        "There is one person in this role. [R13]",
    )

    @api.depends("conference_id.start", "conference_id.stop", "conference_id.place", "conference_id.video_url")
    def _compute_from_conference(self):
        for attendee in self:
            conference = attendee.conference_id
            for name in ("start", "stop", "mode", "place", "video_url"):
                attendee[name] = conference[name]

    @api.depends("partner_id.name")
    def _compute_display_name(self):
        for attendee in self:
            # sudo: res.partner - all who attend know the names; portal users cannot read the partners
            attendee.display_name = attendee.partner_id.sudo().name

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "answer": "needs_action"}

    def action_answer(self, answer=None):
        """Answer one's own invitation: `accepted`, `declined` or `tentative`."""
        if len(self) != 1:
            raise UserError(self.env._("Answer one invitation at a time."))
        self.check_access("read")
        to_choice(self.env, answer, ("accepted", "declined", "tentative"), self.env._("an answer"))
        attendee_sudo = self.sudo()  # sudo: casecon.attendee - one's own answer, after the checks
        if attendee_sudo.partner_id != self.env.user.partner_id or attendee_sudo.removed_at:
            raise AccessError(self.env._("You answer your own invitations only."))
        if attendee_sudo.conference_id.state not in ("scheduled", "prepared"):
            raise UserError(self.env._("This invitation cannot be answered now."))
        write_guarded(attendee_sudo, {"answer": answer})
        attendee_sudo._answered()
        return True

    def _answered(self):
        """Hook: an answer has come in."""
