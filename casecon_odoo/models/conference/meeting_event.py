from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.sql import column_exists

from ...domain.meeting import WISHES, Event
from .. import clock
from ..triggers import kept
from .guarded import create_guarded

KINDS = [
    ("started", "The meeting began"),
    ("came", "Came into the room"),
    ("left", "Left the room"),
    ("break_asked", "Asked for a break"),
    ("word_asked", "Asked for a private word"),
    ("paused", "Paused"),
    ("private_word", "Private word"),
    ("resumed", "Resumed"),
    ("adjourned", "Adjourned to another day"),
    ("missed", "The meeting did not resume"),
    ("ended", "The meeting ended"),
]


class CaseconMeetingEvent(models.Model):
    """Something that happened in the meeting: it began, somebody came or left, it was paused, it ended (R18).

    Rows are only ever added, each with when it happened and when it was entered, by whom. What somebody was present
    at is read from them (`domain/meeting.py`), so that nobody's presence can be rewritten.
    """

    _name = "casecon.meeting.event"
    _description = "What happened in the meeting"
    _inherit = ["casecon.guarded"]
    _log_access = False  # it has its own, which cannot be changed
    _made_by_verbs = True
    _order = "happened_at, id"
    _rec_name = "kind"

    _guarded = ("conference_id", "kind", "attendee_id", "happened_at", "entered_at", "entered_by_id")

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    kind = fields.Selection(KINDS, required=True, readonly=True, string="What happened")
    attendee_id = fields.Many2one("casecon.attendee", readonly=True, index="btree_not_null", ondelete="restrict")
    person = fields.Char(string="Who", compute="_compute_person", compute_sudo=True)
    happened_at = fields.Datetime(required=True, readonly=True, string="When it happened")
    entered_at = fields.Datetime(readonly=True, string="When it was entered")  # empty: of before it was kept
    entered_by_id = fields.Many2one("res.users", readonly=True, index=False, ondelete="restrict", string="Entered by")

    _of_somebody = models.Constraint(
        "CHECK ((attendee_id IS NOT NULL) = (kind IN ('came', 'left')))",
        "This entry needs a person where someone comes or leaves, and no person otherwise.",
    )

    @api.depends("attendee_id")
    def _compute_person(self):
        for event in self:
            event.person = event.attendee_id.name

    @api.depends("kind")
    def _compute_display_name(self):
        for event in self:
            event.display_name = self.env._("Entry %(id)s", id=event.id or "…")

    def init(self):
        self.env.cr.execute(kept(self._table, "an entry is kept as it was made"))
        self.env.cr.execute(TURNS)
        self.env.cr.execute(UNCOUNTED)
        self._take_over()

    @api.model
    def _take_over(self):
        """What an older version kept in two columns of the attendee: the last interval of each."""
        if not column_exists(self.env.cr, "casecon_attendee", "present_from"):
            return
        for kind, column in (("started", "started_at"), ("ended", "ended_at")):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO casecon_meeting_event (conference_id, kind, happened_at)"
                    " SELECT id, %s, %s FROM casecon_conference WHERE %s IS NOT NULL",
                    kind,
                    SQL.identifier(column),
                    SQL.identifier(column),
                )
            )
        for kind, column in (("came", "present_from"), ("left", "present_until")):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO casecon_meeting_event (conference_id, attendee_id, kind, happened_at)"
                    " SELECT conference_id, id, %s, %s FROM casecon_attendee"
                    " WHERE present_from IS NOT NULL AND %s IS NOT NULL",
                    kind,
                    SQL.identifier(column),
                    SQL.identifier(column),
                )
            )
        self.env.cr.execute("ALTER TABLE casecon_attendee DROP COLUMN present_from, DROP COLUMN present_until")

    def _told(self):
        """These rows as the domain reads them; of one conference."""
        # what is asked for comes before what is done about it in the same second, whatever its number
        return [
            Event(row.happened_at, 0 if row.kind in WISHES else row.id, row.kind, row.attendee_id.id or 0)
            for row in self
        ]


def happened(conference, *events):
    """Keep what happened: (kind, moment) or (kind, moment, attendee). Only for code that has asked the gate."""
    # sudo: casecon.meeting.event - rows are only added, and nobody has the right to
    events_sudo = conference.env["casecon.meeting.event"].sudo()
    rows = [
        {
            "conference_id": conference.id,
            "kind": kind,
            "happened_at": at,
            "attendee_id": attendee[0].id if attendee else None,
            "entered_at": clock.now(),
            "entered_by_id": conference.env.uid,
        }
        for kind, at, *attendee in events
    ]
    made = create_guarded(events_sudo, [row for row in rows if row["kind"] not in WISHES])
    made.flush_recordset()
    for row in rows:
        if row["kind"] in WISHES:
            events_sudo.env.cr.execute(WISH, row)
    conference.invalidate_recordset(["meeting_event_ids"])
    conference.sudo().attendee_ids.invalidate_recordset(["present_from", "present_until"])
    return made


# What the employee asks for is read by OH and them alone: it takes no number of the list, whose others would miss one.
UNCOUNTED = """
CREATE SEQUENCE IF NOT EXISTS casecon_meeting_wish_seq START 1000000001 OWNED BY casecon_meeting_event.id;
"""
WISH = """
INSERT INTO casecon_meeting_event (id, conference_id, kind, happened_at, entered_at, entered_by_id)
VALUES (nextval('casecon_meeting_wish_seq'), %(conference_id)s, %(kind)s, %(happened_at)s, %(entered_at)s,
        %(entered_by_id)s)
"""


# Who is not in the room cannot leave it, and who is cannot come again. Nobody leaves
# but after the coming that was entered last, with nothing in between: no part of where somebody was is taken away.
TURNS = """
CREATE OR REPLACE FUNCTION casecon_meeting_event_turns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_in integer;
    came record;
BEGIN
    SELECT count(*) FILTER (WHERE kind = 'came') - count(*) FILTER (WHERE kind = 'left') INTO is_in
      FROM casecon_meeting_event WHERE attendee_id = NEW.attendee_id AND happened_at <= NEW.happened_at;
    SELECT id, kind, happened_at INTO came
      FROM casecon_meeting_event WHERE attendee_id = NEW.attendee_id ORDER BY id DESC LIMIT 1;
    IF is_in <> (NEW.kind = 'left')::integer OR NEW.kind = 'left' AND (
        came.kind <> 'came' OR came.happened_at > NEW.happened_at OR EXISTS (
            SELECT FROM casecon_meeting_event WHERE attendee_id = NEW.attendee_id
               AND happened_at > came.happened_at AND happened_at < NEW.happened_at)) THEN
        RAISE EXCEPTION 'presence is added, never rewritten' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_meeting_event_turns BEFORE INSERT ON casecon_meeting_event
    FOR EACH ROW WHEN (NEW.attendee_id IS NOT NULL) EXECUTE FUNCTION casecon_meeting_event_turns();
"""
