from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.table.attendee import AttendeeFacts
from .. import clock
from .arguments import to_choice
from .evidence import FOR_THEM
from .gated import move_row
from .guarded import write_guarded
from .meeting_event import happened

ROLES = [
    ("employee", "Employee"),
    ("companion", "Companion"),
    ("clinician", "OH clinician"),
    ("manager", "Line manager"),
    ("hr", "HR representative"),
    ("minute_taker", "Minute taker"),
    ("interpreter", "Interpreter"),
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
    for row in rows._there().filtered(lambda row: not row.conference_id._is_forgotten()):
        happened(row.conference_id, ("left", clock.now(), row))
    write_guarded(rows, {"removed_at": clock.now()})
    rows.flush_recordset(["removed_at"])
    rows.invalidate_recordset(["user_id"], flush=False)  # PostgreSQL has taken the seat


class CaseconAttendee(models.Model):
    """One person in one role. Also the window through which a companion sees time and place, and no more."""

    _name = "casecon.attendee"
    _description = "Case conference attendee"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _order = "id"
    _rec_name = "role"

    _guarded = (
        "conference_id",
        "role",
        "partner_id",
        "answer",
        "invited_at",
        "first_invited_at",
        "is_told",
        "needs_acknowledgement",
        "acknowledged_at",
        "removed_at",
        "recording_acknowledged_at",
        "user_id",
        "known_user_id",
        "left_user_id",
        "left_start",
        "left_stop",
        "given_name",
        "given_address",
    )

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    role = fields.Selection(ROLES, required=True, readonly=True)
    partner_id = fields.Many2one("res.partner", required=True, readonly=True, index=True, ondelete="restrict")
    answer = fields.Selection(ANSWERS, required=True, readonly=True)
    invited_at = fields.Datetime(
        string="Told at",
        readonly=True,
        help="When the mail server accepted the invitation, or when someone handed it over.",
    )
    # the notice counts from here, over moves to a later start [R3]
    first_invited_at = fields.Datetime(readonly=True, groups=".", export_string_translation=False)
    is_told = fields.Boolean(
        string="Told", readonly=True, help="The mail server accepted the latest invitation, or someone handed it over."
    )
    needs_acknowledgement = fields.Boolean(readonly=True, help="This person was added after the employee was invited.")
    acknowledged_at = fields.Datetime(readonly=True, string="Acknowledged at")
    removed_at = fields.Datetime(readonly=True, string="Removed at")
    recording_acknowledged_at = fields.Datetime(
        readonly=True,
        help="When the person acknowledged that nothing is recorded.",
        string="Knows since that nothing is recorded",
    )

    start = fields.Datetime(string="Date and time", compute="_compute_from_conference", compute_sudo=True)
    stop = fields.Datetime(compute="_compute_from_conference", compute_sudo=True)
    mode = fields.Char(compute="_compute_from_conference", compute_sudo=True)
    place = fields.Char(compute="_compute_from_conference", compute_sudo=True)
    video_url = fields.Char(compute="_compute_from_conference", compute_sudo=True)
    name = fields.Char(compute="_compute_name", compute_sudo=True)

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_answer = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_propose = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_enter = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_leave = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_acknowledge_recording = fields.Boolean(compute="_compute_gate", export_string_translation=False)

    _one_of_a_role = models.UniqueIndex(
        "(conference_id, role) WHERE removed_at IS NULL AND role IN ('employee', 'companion', 'clinician',"
        " 'manager', 'hr')",
        "Only one person can have this role. [R13]",
    )

    @api.depends("conference_id.start", "conference_id.stop", "conference_id.place", "conference_id.video_url")
    def _compute_from_conference(self):
        for attendee in self:
            conference = attendee.conference_id
            for name in ("start", "stop", "mode", "place", "video_url"):
                attendee[name] = conference[name]

    @api.depends("role", "given_name", "partner_id.name", "conference_id.employee_id.name")
    def _compute_name(self):
        """The person's name; of the contact only where there is nothing else, since contacts can be merged."""
        for attendee in self:
            own = {"employee": attendee.conference_id.employee_id.name, "companion": attendee.given_name}
            attendee.name = own.get(attendee.role) or attendee.partner_id.name

    @api.depends("role")
    def _compute_display_name(self):
        """No name: Odoo prints it to whoever is refused the row [R25]."""
        for attendee in self:
            attendee.display_name = self.env._("Attendee %(id)s", id=attendee.id or "…")

    @api.depends("conference_id.state", "answer", "removed_at", "present_from", "present_until")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "answer": "needs_action"}

    def action_answer(self, answer=None):
        """Answer one's own invitation: `accepted`, `declined` or `tentative`."""
        if len(self) != 1:
            raise UserError(self.env._("Answer one invitation at a time."))
        self.check_access("read")
        to_choice(self.env, answer, ("accepted", "declined", "tentative"), self.env._("an answer"))
        move_row(self, "answer", {"answer": answer})
        self.sudo()._answered()  # sudo: casecon.attendee - one's own answer, as the gate said
        return True

    def action_acknowledge_recording(self, at=None, through=None, words=None):
        """Acknowledge that nothing is recorded: for oneself, or the clinician for a person in the room [R28].

        What the clinician enters later has `at`, when it was said (UTC text), `through` (phone, video, paper or
        in_person) and the words.
        """
        row = self._one_attendee()
        said = row._said_of_recording(at, through, words)
        first = row.recording_acknowledged_at
        kept = bool(first) and first <= said.at  # to acknowledge it again changes nothing
        move_row(row, "acknowledge_recording", {} if kept else said.as_evidence("recording_acknowledged"))
        if words:
            needed = said.through in FOR_THEM
            row.conference_id._keep_reason("acknowledge_recording", words, said.through, said.at, needed)
        return True

    def _one_attendee(self):
        """Exactly one row, which the caller may read."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one person."))
        self.check_access("read")
        return self

    def _known(self, conference, **arguments):
        row_sudo, conference_sudo = self.sudo(), conference.sudo()  # sudo: casecon.attendee - the gate judges
        return AttendeeFacts(
            state=conference_sudo.state,
            hats=conference._hats() | ({"self"} if row_sudo._holds() else set()),
            now=clock.now(),
            attends=not row_sudo.removed_at,
            booked_start=conference_sudo.start or None,
            **row_sudo._presence_facts(),
            **arguments,
        )

    def _told(self, moment, through):
        """The columns of somebody who was told at this moment, by "email" or "letter".

        The first time counts, a copy changes nothing [R3].
        """
        vals = {"first_invited_at": self.first_invited_at or self.invited_at}
        for stem, before in (("invited", self.invited_at), ("first_invited", vals["first_invited_at"])):
            if not before or moment < before:
                vals |= {f"{stem}_at": moment, f"{stem}_entered_at": clock.now(), f"{stem}_through": through}
        return vals

    def _answered(self):
        """Hook: an answer has come in."""
