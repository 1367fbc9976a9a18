from odoo import api, fields, models

from ...domain import meeting
from .. import clock
from .conference_gate import move
from .meeting_event import happened

CLINICIAN = "casecon_odoo.casecon_group_clinician"
ALONE = ("employee", "companion", "clinician", "interpreter")  # in a private word


class CaseconConference(models.Model):
    """A pause, a private word, and what the employee asks for without a reason (R17, R18)."""

    _inherit = "casecon.conference"

    is_paused = fields.Boolean(compute="_compute_pause", compute_sudo=True, export_string_translation=False)
    is_private = fields.Boolean(compute="_compute_pause", compute_sudo=True, export_string_translation=False)
    wants_break = fields.Boolean(compute="_compute_wishes", groups=CLINICIAN, export_string_translation=False)
    wants_word = fields.Boolean(compute="_compute_wishes", groups=CLINICIAN, export_string_translation=False)
    asked_note = fields.Char(
        string="What you asked for", compute="_compute_asked_note", help="The employee's own wishes, and nobody else's."
    )

    @api.depends("state", "meeting_event_ids")
    def _compute_pause(self):
        for conference in self:
            stands = conference._stands()
            conference.is_paused, conference.is_private = stands == "paused", stands == "private_word"

    @api.depends("state", "meeting_event_ids")
    def _compute_wishes(self):
        for conference in self:
            asked = meeting.wishes(conference._happened_so_far()) if conference._stands() else ()
            conference.wants_break, conference.wants_word = "break_asked" in asked, "word_asked" in asked

    @api.depends("state", "meeting_event_ids")
    @api.depends_context("uid", "lang")
    def _compute_asked_note(self):
        for conference in self:
            own = "employee" in conference._hats() and conference._stands()
            asked = meeting.wishes(conference._happened_so_far()) if own else ()
            notes = {
                "break_asked": self.env._(
                    "You asked for a break. The clinician can see this. You do not have to give a reason."
                ),
                "word_asked": self.env._(
                    "You asked for a private word with the clinician. The clinician can see this."
                ),
            }
            conference.asked_note = " ".join(note for kind, note in notes.items() if kind in asked)

    def action_pause(self):
        """The chair pauses the meeting: nothing is said, decided or minuted until it goes on [R18]."""
        self._one()
        move(self, "pause")
        self._empty_room(clock.now())
        happened(self, ("paused", clock.now()))
        return True

    def action_private_word(self):
        """The chair speaks with the employee and whom they brought; the others wait outside [R17]."""
        self._one()
        move(self, "private_word")
        self._empty_room(clock.now(), but=ALONE)
        happened(self, ("private_word", clock.now()))
        return True

    def action_resume(self, present_attendee_ids=None):
        """The meeting goes on with those who are in the room now, each named anew [R16 R18]."""
        self._one()
        present = self._those_present(present_attendee_ids)
        move(self, "resume", present=frozenset(present.mapped("role")))
        now = clock.now()
        there = self._live_attendees()._there()
        gone, come = there - present, present - there
        happened(
            self,
            *(("left", now, row) for row in gone),
            ("resumed", now),
            *(("came", now, row) for row in come),
        )
        return True

    def action_ask_for_break(self):
        """The employee asks for a break, without a reason; the clinician sees it, nobody else [R17]."""
        return self._ask_for("ask_for_break", "break_asked")

    def action_ask_for_word(self):
        """The employee asks for a private word with the clinician, without a reason [R17]."""
        return self._ask_for("ask_for_word", "word_asked")

    def _ask_for(self, verb, kind):
        self._one()
        move(self, verb)
        if kind not in meeting.wishes(self._happened_so_far()):
            happened(self, (kind, clock.now()))
        return True
