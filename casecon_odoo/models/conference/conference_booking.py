from contextlib import nullcontext
from dataclasses import asdict
from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError

from ...domain import notice
from ...domain.rules_notice import kind_of_notice
from .. import clock
from .arguments import to_choice, to_datetime, to_keys, to_minutes, to_record
from .conference import MODES
from .conference_gate import move
from .guarded import create_guarded, write_guarded
from .handover import handed_over


class CaseconConference(models.Model):
    """Verbs on the booking: schedule, move, change, and the letter that was handed over."""

    _inherit = "casecon.conference"

    def action_schedule(
        self,
        start=None,
        duration=None,
        mode=None,
        clinician_id=None,
        place=None,
        video_url=None,
        reason=None,
        room_id=None,
        despite=None,
    ):
        """Book the conference [R1 R2 R3 R4 R6 R7 R9]. What is not given is taken from the proposal on the record.

        `start`: UTC text; `duration`: minutes; `mode`: in_person, virtual, hybrid; `reason`: why an older
        report serves [R2]; `room_id`: a room, which gives the place, or False for none; `despite`: the keys of
        people, as `find_times` gives them, whose other meetings do not stand in the way; whom it overrides is noted.
        """
        self._one()
        vals = self._booking_vals(start, duration, mode, clinician_id, place, video_url, room_id)
        if not self.sudo().report_id:
            c_sudo = self.sudo()  # sudo: casecon.conference - own columns
            reports = self.env["casecon.report"]
            vals["report_id"] = reports._latest_released(c_sudo.employee_id, c_sudo.company_id).id
        facts = self._facts()[self]
        vals |= self._times(vals, facts)
        vals |= {"booked_at": facts.now, "notice_kind": "full", "booked_limits": asdict(facts.limits)}
        arguments = self._booking_facts(vals)
        if "clinician_id" in vals:
            arguments |= self._facts_with(None, clinician_id=vals["clinician_id"])
        if isinstance(reason, str) and reason.strip():
            arguments["reason_for_old_report"] = True
        with self._claim_hour(vals, to_keys(self.env, despite)):
            move(self, "schedule", vals, **arguments)
        if arguments.get("reason_for_old_report"):
            write_guarded(self._request_sudo(), {"report_age_reason": reason.strip()})
        # whoever the booking itself names is on the list that the employee is sent: nobody was added later [R11]
        write_guarded(self._sync_attendees(), {"needs_acknowledgement": False})
        self._note_change("schedule", reason)
        self._publish(self._live_attendees())
        return True

    def action_move(self, start=None, reason=None, room_id=None, despite=None, clinician_id=None):
        """Move to another start, and to a room or clinician if one is given [R3 R4]. Answers go back to none; all are
        told once; a clinician who is replaced loses access at once.

        `despite`: as for `action_schedule`.
        """
        self._one()
        start = to_datetime(self.env, start, self.env._("the new date and time"))
        facts = self._facts()[self]
        vals = {"start": start} | self._times({"start": start}, facts)
        vals |= self._room_vals(room_id, self.sudo().mode)
        if clinician_id and clinician_id != self.sudo().clinician_id.id:
            vals |= self._taking_over("clinician", clinician_id)
        vals["booked_at"] = facts.now
        # that somebody has left does not keep a booking where it is: only whom a verb names must be there
        clinician_sudo = (
            self.env["casecon.clinician"].sudo().browse(vals.get("clinician_id", self.sudo().clinician_id.id))
        )
        moved = {"start": start, "booked_start": self.sudo().start, "left": ()}
        moved |= self._clinician_facts(clinician_sudo, *self._start_of(vals))
        if "clinician_id" in vals:
            new = self._facts_with(["clinician"], clinician_id=vals["clinician_id"])
            moved |= {**self._facts_with(None, clinician_id=vals["clinician_id"]), "left": new["left"]}
        with self._claim_hour(vals, to_keys(self.env, despite)):
            judged = move(self, "move", vals, **moved)
            if "clinician_id" in vals:
                move(self, "reassign", **new, has_clinician=False)  # judged with the move
            kind = kind_of_notice(judged, "move")
            waived = judged.accepts_from and judged.accepts_from <= start
            again = {"notice_kind": kind}
            if kind == "full":
                write_guarded(self._live_attendees(), {"first_invited_at": False})
            if judged.accepts_from and not waived:
                again |= {"notice_waived_at": False, "notice_accepts_from": False}
            write_guarded(self.sudo(), again)
        replaced = self._sync_attendees()
        # sudo: casecon.attendee - the gate said yes: answers and notice begin anew
        write_guarded(self._live_attendees(), {"answer": "needs_action", "invited_at": False, "is_told": False})
        for kind in ("move", "reassign") if "clinician_id" in vals else ("move",):
            self._note_change(kind, reason)
        self._publish(replaced | self._live_attendees())
        return True

    def action_change(self, duration=None, mode=None, place=None, video_url=None, room_id=None, despite=None):
        """Change length, mode, place, room or link of a booking [R4]; all are told, notice stands.

        `despite`: as for `action_schedule`.
        """
        self._one()
        vals = self._booking_vals(None, duration, mode, None, place, video_url, room_id)
        conference_sudo = self.sudo()  # sudo: casecon.conference - own columns
        if not any(
            vals[name] != conference_sudo._fields[name].convert_to_write(conference_sudo[name], conference_sudo)
            for name in vals
        ):
            raise UserError(self.env._("Choose what to change: length, mode, place or link."))
        vals |= {"stop": self.sudo().start + timedelta(minutes=vals["duration"])} if self.sudo().start else {}
        arguments = self._booking_facts(vals)
        with self._claim_hour(vals, to_keys(self.env, despite)):
            move(self, "change", vals, **arguments)
        self._note_change("change", None)
        self._publish(self._live_attendees())
        return True

    def action_record_handover(self, handed_over_at=None, how=None):
        """Record that the employee was handed the letter [R3]; notice counts from `handed_over_at` (UTC text)."""
        self._one()
        moment, how = handed_over(self.env, handed_over_at, how)
        move(self, "record_handover", handed_over_at=moment)
        employee_sudo = self._live_attendees().filtered(lambda attendee: attendee.role == "employee")
        write_guarded(employee_sudo, {**employee_sudo._told(moment, "letter"), "is_told": True})
        self._note_change("handover", how)
        return True

    def _booking_vals(self, start, duration, mode, clinician_id, place, video_url, room_id=None):
        """What was given, as values; what was not, from the record."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - own columns
        env = self.env
        vals = {
            "duration": conference_sudo.duration if duration is None else to_minutes(env, duration),
            "mode": conference_sudo.mode
            if mode is None
            else to_choice(env, mode, [key for key, _label in MODES], env._("how people meet")),
            "place": conference_sudo.place if place is None else str(place or "").strip(),
            "video_url": conference_sudo.video_url if video_url is None else str(video_url or "").strip(),
        }
        if start is not None or conference_sudo.state == "requested":
            vals["start"] = (
                conference_sudo.start if start is None else to_datetime(env, start, env._("the date and time"))
            )
        if clinician_id is not None:
            clinician_sudo = to_record(env, "casecon.clinician", clinician_id, env._("a clinician"))
            vals["clinician_id"] = clinician_sudo.id
        return vals | self._room_vals(room_id, vals["mode"], place)

    def _start_of(self, vals):
        """The start that holds with `vals`, and the zone in which its day is meant."""
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns
        return vals.get("start", c_sudo.start), c_sudo.employee_id._casecon_zone()

    def _booking_facts(self, vals):
        """The same values as facts, for the gate to judge before anything is written."""
        clinician_id = vals.get("clinician_id") or self.sudo().clinician_id.id
        clinician_sudo = self.env["casecon.clinician"].sudo().browse(clinician_id or ())
        facts = {
            "duration": vals["duration"],
            "mode": vals["mode"] or "",
            "place": bool(vals["place"]),
            "video_url": bool(vals["video_url"]),
            **self._clinician_facts(clinician_sudo, *self._start_of(vals)),
        }
        if "start" in vals:
            facts["start"] = vals["start"] or None
        if vals.get("report_id"):
            report_sudo = self.env["casecon.report"].sudo().browse(vals["report_id"])
            age = (self.sudo().employee_id._casecon_today() - report_sudo.issued_on).days
            facts |= {"report_released": True, "report_age_days": age}
        return facts

    def _times(self, vals, facts):
        """Stop and agenda lock that follow from a start."""
        start = vals.get("start")
        if not start:
            return {}
        duration = vals.get("duration") or self.sudo().duration
        days = facts.limits.cutoff_working_days
        return {
            "stop": start + timedelta(minutes=duration),
            "agenda_locks_at": notice.agenda_locks_at(start, facts.now, facts.zone, facts.working_days, days),
        }

    def _live_attendees(self):
        """Those who attend, as superuser, in the order in which they were added."""
        # sudo: casecon.attendee - who is told of a change
        return (
            self.env["casecon.attendee"]
            .sudo()
            .search([("conference_id", "=", self.id), ("removed_at", "=", False)], order="id")
        )

    def _first_booked_at(self):
        """When it was booked for the first time: nothing that was said about the booking is older."""
        changes_sudo = self.env["casecon.change"].sudo()  # sudo: casecon.change - a time for the gate
        booked = changes_sudo.search([("conference_id", "=", self.id), ("kind", "=", "schedule")], limit=1, order="id")
        return booked.changed_at or self.sudo().booked_at

    def _note_change(self, kind, reason, **more):
        # sudo: casecon.change - the gate said yes; the row is kept for HR and OH
        create_guarded(
            self.env["casecon.change"].sudo(),
            [
                {
                    "conference_id": self.id,
                    "kind": kind,
                    "reason": reason.strip() if isinstance(reason, str) else False,
                    "changed_at": clock.now(),
                    "changed_by": self.env.uid,
                    **more,
                }
            ],
        )

    def _room_vals(self, room_id, mode, place=None):
        """What follows from a room; the area `scheduling` knows rooms."""
        return {}

    def _claim_hour(self, vals, despite=()):
        """A block in which clinician, room, people and time are claimed; the area `scheduling` refuses what is taken.

        `despite`: keys of people whose other meetings do not stand in the way.
        """
        return nullcontext()
