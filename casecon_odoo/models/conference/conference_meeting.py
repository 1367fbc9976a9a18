from odoo import fields, models
from odoo.exceptions import UserError

from ...domain import meeting
from ...domain.states import BEGUN
from .. import clock
from .arguments import to_datetime
from .conference_gate import move
from .evidence import Said
from .guarded import write_guarded
from .meeting_event import happened


class CaseconConference(models.Model):
    """The meeting: it starts with who is there, and ends; what happened in between is only ever added to."""

    _inherit = "casecon.conference"

    meeting_event_ids = fields.One2many("casecon.meeting.event", "conference_id", readonly=True, copy=False)

    def action_start(self, present_attendee_ids=None, started_at=None, reason=None, said_aloud=None):
        """Start the meeting, or its next sitting, with those present [R3 R7 R9 R11 R15 R18 R28].

        `started_at`: UTC text, now without it. `said_aloud`: the clinician said in the room that nothing is recorded,
        and everybody there knows it; it is kept for those of whom it was not known.

        The reason is needed where HR or the manager is missing, the start is entered late, or somebody has not
        acknowledged that nothing is recorded.
        """
        self._one()
        started_at = clock.now() if started_at is None else to_datetime(self.env, started_at, self.env._("the start"))
        present = self._those_present(present_attendee_ids)
        reason = reason.strip() if isinstance(reason, str) else ""
        unaware = present.filtered(lambda row: not row._knew_of_recording(started_at))
        move(
            self,
            "start",
            {} if self.sudo().started_at else {"started_at": started_at},  # sudo: casecon.conference - own column
            present=frozenset(present.mapped("role")),
            starts_at=started_at,
            reason_given=bool(reason),
            recording_unacknowledged=0 if said_aloud is True else len(unaware),
        )
        if said_aloud is True:
            write_guarded(unaware, Said(started_at, "aloud").as_evidence("recording_acknowledged"))
        happened(self, ("started", started_at), *(("came", started_at, row) for row in present))
        if reason:
            self._keep_reason("start", reason)
        return True

    def action_end(self, ended_at=None):
        """End the meeting (UTC text, now without it); whoever was still in the room leaves [R18].

        One that was adjourned, and does not go on, ended when it was adjourned. What was left on the agenda was not
        reached [R10].
        """
        self._one()
        was_adjourned = self.sudo().state == "adjourned"  # sudo: casecon.conference - own columns
        usual = self._sittings()[-1:] if was_adjourned else ()
        if ended_at is None:
            ended_at = usual[0].stop if usual else clock.now()
        else:
            ended_at = to_datetime(self.env, ended_at, self.env._("the end"))
        move(self, "end", {"ended_at": ended_at}, ends_at=ended_at)
        self._empty_room(ended_at)
        happened(self, ("ended", ended_at))
        left = self.sudo().agenda_item_ids.filtered(lambda item: item.state == "open")
        write_guarded(left, {"state": "not_reached"})
        if was_adjourned:
            self._let_go_of_next(ended_at)
        self._has_ended()
        return True

    def _has_ended(self):
        """Hook: the meeting is over."""

    def _let_go_of_next(self, ended_at):
        """The next sitting does not take place: whoever was told of it is told; the last one is the meeting's time."""
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns, the gate said yes
        if c_sudo.start > clock.now():
            self._publish_end()
        write_guarded(c_sudo, {"start": self._sittings()[-1].start, "stop": ended_at})

    def _those_present(self, ids):
        """The attendees with these ids, of those who attend; as superuser."""
        ids = ids if isinstance(ids, (list, tuple)) else []
        present = self._live_attendees().filtered(lambda attendee: attendee.id in ids)
        if len(present) != len(set(ids)):
            raise UserError(self.env._("Choose who is present from the people who attend. [R18]"))
        return present

    def _empty_room(self, at, but=()):
        """Whoever is in the room leaves it, but those in these roles."""
        # sudo: casecon.attendee - who is there; the gate said yes
        there = self.sudo().attendee_ids._there()
        happened(self, *(("left", at, row) for row in there if row.role not in but))

    def _happened_so_far(self):
        """What happened in this meeting, as the domain reads it."""
        # sudo: casecon.meeting.event - the gate judges on all of it, shows none
        return self.sudo().meeting_event_ids._told()

    def _stands(self):
        """How the meeting stands: "open", "paused", "private_word", "adjourned"; "" where there is none."""
        return meeting.standing(self._happened_so_far()) if self.sudo().state in BEGUN else ""

    def _sittings(self):
        """Its sittings, in order."""
        return meeting.sittings(self._happened_so_far())

    def _began_at(self):
        """When the present sitting began, or the last one; None where there is none."""
        sittings = self._sittings()
        return sittings[-1].start if sittings else None

    def _is_forgotten(self):
        """Whether its sitting must have ended long ago: who is there leaves with its true end, not today."""
        sittings = self._sittings()[-1:]
        return any(one.stop is None and clock.now() > meeting.last_moment(one) for one in sittings)

    def _goes_on(self):
        """Whether it is neither paused nor adjourned nor in a private word; also before the start and after the end."""
        return self._stands() in ("", "open")

    def _was_there(self, attendees, start, stop):
        """Hook: these people are entered as having been in the room from `start` to `stop` (None: still)."""

    def _was_gone(self, attendee, since):
        """Hook: this person is entered as having left the room already then."""

    def _gate_depends(self):
        return [*super()._gate_depends(), "meeting_event_ids"]

    def _gate_facts(self):
        result = super()._gate_facts()
        for conference, facts in result.items():
            events = conference._happened_so_far() if facts["state"] in BEGUN else ()
            facts["stands"] = meeting.standing(events)
            facts["last_event_at"] = max((event.at for event in events), default=None)
            for sitting in meeting.sittings(events)[-1:]:
                facts |= {"sitting_from": sitting.start, "sitting_until": sitting.stop}
        return result
