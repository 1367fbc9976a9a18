import dataclasses
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.gate import BOOKERS
from ...domain.local_days import monday_of
from ...domain.notice import local_time
from ...domain.states import DATED
from .. import clock
from ..conference.arguments import to_datetime
from ..conference.conference_gate import move
from ..conference.declined import AWAITED
from ..conference.guarded import write_guarded
from ..scheduling.find_times import MOST_WEEKS
from ..scheduling.slot_finder import SlotFinder
from ..scheduling.slot_sentences import Sentences
from .not_told import OH_AND_HR

FARTHEST = timedelta(days=3653)  # ten years


class CaseconAttendee(models.Model):
    """Another time that somebody asks for: it moves nothing, and is kept until it is answered or they are."""

    _inherit = "casecon.attendee"
    _guarded = ("proposed_start",)

    proposed_start = fields.Datetime(
        string="Asks for",
        readonly=True,
        copy=False,
        groups=OH_AND_HR,
        help="Another time that this person has asked for.",
    )

    def action_propose(self, start=None):
        """Ask for another time (UTC text) instead of the booked one, which does not suit; nothing is moved by it."""
        if len(self) != 1:
            raise UserError(self.env._("Answer one invitation at a time."))
        self.check_access("read")
        moment = to_datetime(self.env, start, self.env._("the time that you ask for"))
        self._ask("propose", proposed=moment)
        if not self._can_ask_for(moment):
            raise UserError(self.env._("This time is too far ahead."))
        attendee_sudo = self.sudo()  # sudo: casecon.attendee - one's own answer, as the gate said
        if attendee_sudo.answer != "declined":
            write_guarded(attendee_sudo, {"answer": "declined"})
            attendee_sudo._answered()
        attendee_sudo._propose(moment)
        return True

    @api.model
    def _can_ask_for(self, start):
        """Whether a time is one that somebody can mean: neither past, nor so far away that no calendar shows it."""
        now = clock.now()
        return bool(start) and now < start < now + FARTHEST

    def _propose(self, start):
        """Keep the time that they ask for, and tell whoever booked."""
        write_guarded(self, {"proposed_start": start})
        if self.answer != "declined" or self.role not in AWAITED:  # else a decline has told them
            self.conference_id._tell_booker(self)

    def _answered(self):
        """A new answer takes the place of a time that was asked for."""
        asking = self.filtered("proposed_start")
        if asking:
            write_guarded(asking, {"proposed_start": False})
        return super()._answered()


class CaseconConference(models.Model):
    """What whoever booked reads of it: whether the time fits, else why not, and the next three that do."""

    _inherit = "casecon.conference"

    has_proposals = fields.Boolean(compute="_compute_proposals", compute_sudo=True, groups=OH_AND_HR)
    proposals_note = fields.Text(compute="_compute_proposals_note", groups=OH_AND_HR)
    next_times_note = fields.Char(compute="_compute_proposals_note", groups=OH_AND_HR)

    def action_decline_proposals(self):
        """Tell whoever asked for another time that the booked one stays."""
        self._one()
        move(self, "decline_proposals")
        asking_sudo = (
            self._live_attendees().sudo().filtered("proposed_start")
        )  # sudo: casecon.attendee - as the gate said
        if not asking_sudo:
            raise UserError(self.env._("No one has asked for another time."))
        write_guarded(asking_sudo, {"proposed_start": False})
        self.env["casecon.message"].sudo()._queue(asking_sudo, "declinecounter")  # sudo: casecon.message - code's alone
        return True

    def _publish(self, attendees):
        """What was asked for is answered by a new invitation."""
        result = super()._publish(attendees)
        moved = attendees.sudo().filtered(lambda row: row.proposed_start and row.answer == "needs_action")
        if moved:
            write_guarded(moved, {"proposed_start": False})
        return result

    def _publish_end(self):
        asking_sudo = self._live_attendees().sudo().filtered("proposed_start")
        if asking_sudo:
            write_guarded(asking_sudo, {"proposed_start": False})
        return super()._publish_end()

    @api.depends("state", "attendee_ids.proposed_start", "attendee_ids.removed_at")
    def _compute_proposals(self):
        for conference in self:
            conference.has_proposals = conference.state in DATED and bool(conference._asking())

    @api.depends_context("uid", "lang", "tz")
    @api.depends("state", "start", "attendee_ids.proposed_start", "attendee_ids.answer", "attendee_ids.removed_at")
    def _compute_proposals_note(self):
        for conference in self:
            conference.proposals_note = conference.next_times_note = False
            rows_sudo = conference.sudo()._live_attendees()
            stuck = conference._asking() or rows_sudo.filtered(lambda a: a.answer == "declined" and a.role in AWAITED)
            if conference.state in DATED and conference.id and stuck and conference._hats() & set(BOOKERS):
                lines = [conference._judged(row_sudo) for row_sudo in conference._asking()]
                conference.proposals_note = "\n".join(lines) or False
                conference.next_times_note = "; ".join(conference._free_times()) or False

    def _asking(self):
        return self.sudo()._live_attendees().filtered("proposed_start")  # sudo: casecon.attendee - for bookers

    def _free_times(self):
        """The next times at which all are free, in words; none where nobody can say."""
        try:
            return self._next_times({})
        except UserError:
            return []

    def _times_to_ask_for(self):
        """The next times at which all are free (naive UTC), for the employee to choose one; none if nobody can say."""
        c_sudo = self.sudo()  # sudo: casecon.conference - when all are free at once, and never who is not
        try:
            search = SlotFinder(c_sudo.env, c_sudo._asked_times({}, c_sudo, c_sudo.employee_id))
        except UserError:
            return []
        return [search.moment(slot.start) for slot in search.best]

    def _judged(self, row_sudo):
        """One person's wish, and whether it fits."""
        roles = dict(self.env["casecon.attendee"]._fields["role"]._description_selection(self.env))
        try:
            moment, said = self._judge(row_sudo.proposed_start)
        except UserError as error:
            moment, said = fields.Datetime.to_string(row_sudo.proposed_start), str(error)
        return self.env._(
            "%(name)s (%(role)s) asks for %(moment)s. %(said)s",
            name=row_sudo.name,
            role=roles[row_sudo.role],
            moment=moment,
            said=said,
        )

    def _judge(self, start):
        """`(the time in words, whether all are free then, else why not)`, of the search for a time."""
        asked = self._asked_times({}, self, self.sudo().employee_id)
        ahead = max(timedelta(), start - asked.earliest)
        weeks = min(max(asked.weeks, ahead.days // 7 + 2), MOST_WEEKS)
        week = monday_of(local_time(start, asked.zone).date())
        search = SlotFinder(self.env, dataclasses.replace(asked, weeks=weeks, week=week))
        said = Sentences(search)
        slot = search.answer.at(search.minutes(start)) if start.second == 0 else None
        if slot is None:
            reason = self.env._("A case conference must begin on a quarter of an hour, within the next six months.")
        elif slot.is_offered:
            reason = self.env._("Everyone who is needed is free then.")
        else:
            reason = said.of_start(slot)
        return said.moment(start), reason
