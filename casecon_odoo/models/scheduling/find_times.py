import dataclasses
from datetime import timedelta

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ...domain import notice
from ...domain.facts import Limits
from ...domain.gate import BOOKERS
from ...domain.local_days import monday_of
from ...domain.rules import SHORTEST, companion_can_come
from ...domain.rules_notice import earliest_allowed
from ...domain.states import BEGUN, BOOKED, DATED
from ...domain.zones import first_zone
from .. import clock, in_words
from ..conference.arguments import to_choice, to_date, to_minutes
from ..conference.conference import MODES
from ..doors.readable import LARGEST_ID
from .slot_asked import Asked
from .slot_finder import SlotFinder
from .slot_week import Drawn
from .wished_people import EMPLOYEE

WISH = (
    *("employee_id", "conference_id", "duration", "mode", "clinician_id", "manager_id", "hr_user_id", "room_id"),
    *("optional", "weeks", "week", "needs"),
)
DEFAULT_WEEKS, MOST_WEEKS = 6, 26
COMPANY = (
    *(f"casecon_{number.name}" for number in dataclasses.fields(Limits)),
    *("casecon_sync_stale_hours", "resource_calendar_id"),
)


class CaseconConference(models.Model):
    """The public question: when are all of these people free?"""

    _inherit = "casecon.conference"

    @api.model
    @api.readonly
    def find_times(self, wish=None):
        """Suggest times at which all who are needed are free, and draw one week to choose from. It only reads.

        For HR, OH administrators and clinicians. `wish`: `employee_id`, or `conference_id` of one to be booked or
        moved; `duration` (minutes), `mode`, `clinician_id` and `room_id` (False: any), `manager_id` and `hr_user_id`
        (False: nobody; not given: the usual ones), `optional` (keys of people who need not be free), `needs`
        (`step_free`, `hearing_loop`, `quiet`), `weeks` (6, at most 26), `week` (a Monday).

        Returns `zone`, `length`, `grid`, `first_allowed`, `until`; `suggestions`, three at most: `start`, `stop`,
        `clinician_id`, `room_id`, their names, `soft` and `people` (`key`, `name`, `state`: free, soft, outside, away,
        unknown); `week`: `monday`, `previous`, `next`, `days`; `lanes`: for each person and room `key`, `name`, `role`,
        `required`, `can_switch`, `state`, `note`, and `blocks` (`start`, `stop`, `kind`: busy, soft, away, outside,
        buffer, conference); `starts`: those of the drawn days, each a `grid` after the one before: the first `start` of
        some of which the same is said, the `count` of them and `state` (free, soft, refused, past); of one that is
        offered the clinician and room to take and how many are `soft`, else the `reason` in words; `nothing`: False, or
        a `sentence` and `offers` of what would give a time (`kind`, `label`, `start`, `set`: the changed wish), beside
        which the suggestions are the next dates of all 26 weeks where the wish says no `weeks`; `note`: why later dates
        come first, or ""; `told`: who will be told; `employee_zone`. Busy and free only: nothing of anybody's meetings.
        """
        wish = self._read_wish(wish)
        conference = self._wished_conference(wish)
        employee_sudo = self._wished_employee(wish, conference)
        asked = self._asked_times(wish, conference, employee_sudo)
        search = SlotFinder(self.env, asked)
        drawn = Drawn(search).as_dict()
        if not search.best and not wish.get("weeks"):
            later = SlotFinder(self.env, dataclasses.replace(asked, weeks=MOST_WEEKS))
            drawn |= {**Drawn(later).as_dict(), "nothing": drawn["nothing"]} if later.best else {}
        return {
            **drawn,
            "told": self._told_names(search, conference),
            "employee_zone": employee_sudo._casecon_zone(),
        }

    @api.model
    def _read_wish(self, wish):
        """The wish, with known names only; refused before anything is looked up where the role does not fit."""
        if not self.env.user._casecon_roles() & set(BOOKERS):
            raise self._not_a_booker()
        if not isinstance(wish, dict) or set(wish) - set(WISH):
            raise UserError(self.env._("Choose who must attend: %(names)s.", names=in_words.names(self.env, WISH)))
        return wish

    @api.model
    def _not_a_booker(self):
        return AccessError(
            self.env._("Only HR, OH administrators and clinicians can look for a time for a case conference.")
        )

    @api.model
    def _wished_conference(self, wish):
        conference_id = wish.get("conference_id")
        if not conference_id:
            return self.browse()
        if not isinstance(conference_id, int) or conference_id is True:
            raise UserError(self.env._("Open one case conference first."))
        conference = self.browse(conference_id)._one()
        if not conference._plain_hats() & set(BOOKERS):
            raise self._not_a_booker()
        if conference.sudo().state not in ("requested", *BOOKED):
            raise UserError(self.env._("This case conference is over, so it does not need a time."))
        return conference

    @api.model
    def _wished_employee(self, wish, conference):
        """The employee, as superuser, of a company in which the user may book."""
        if conference:
            return conference.sudo().employee_id
        employee_id = wish.get("employee_id")
        if type(employee_id) is not int or not 0 < employee_id <= LARGEST_ID:
            raise UserError(self.env._("Please choose %(what)s.", what=self.env._("the employee")))
        # sudo: hr.employee - OH has no HR rights; who is not there is answered like somebody else's
        everybody_sudo = self.env["hr.employee"].sudo().with_context(active_test=False)
        employee_sudo = everybody_sudo.search_fetch([("id", "=", employee_id)], EMPLOYEE).with_env(self.env).sudo()
        if not employee_sudo or not self.new({"employee_id": employee_id})._plain_hats(employee_sudo) & set(BOOKERS):
            raise self._not_a_booker()
        return employee_sudo

    @api.model
    def _wished_week(self, wish):
        if not wish.get("week"):
            return None
        return monday_of(to_date(self.env, wish["week"], self.env._("the Monday of a week")))

    @api.model
    def _asked_times(self, wish, conference, employee_sudo):
        """The wish, the conference and what is usual, as one thing to look for."""
        c_sudo = conference.sudo()  # sudo: casecon.conference - own columns; the user may book it
        company_sudo = c_sudo.company_id or employee_sudo.company_id
        company_sudo.fetch(COMPANY)  # and not all that there is of a company
        duration = wish.get("duration") or c_sudo.duration or company_sudo.casecon_standard_minutes
        modes = [mode for mode, _label in MODES]
        weeks = wish.get("weeks") or DEFAULT_WEEKS
        if not isinstance(weeks, int) or not 1 <= weeks <= MOST_WEEKS:
            raise UserError(self.env._("You can look for a time 1 to %(most)s weeks ahead.", most=MOST_WEEKS))
        if not SHORTEST <= to_minutes(self.env, duration) <= 90:
            raise UserError(self.env._("A case conference must last 15 to 90 minutes. [R4]"))
        room_sudo = self._wished_room(wish, company_sudo)
        left = c_sudo._facts_with(None)["left"] if c_sudo else ()  # whoever has left is not waited for
        clinician_sudo = self._wished_clinician(wish, c_sudo, left)
        return Asked(
            company_sudo=company_sudo,
            employee_user_ids=frozenset(employee_sudo._casecon_users().ids),
            people=self._wished_people(wish, c_sudo, employee_sudo, left),
            length=duration,
            mode=to_choice(
                self.env, wish.get("mode") or c_sudo.mode or "virtual", modes, self.env._("how people meet")
            ),
            earliest=self._earliest_start(conference, employee_sudo),
            zone=self._reader_zone(employee_sudo),
            window=self._companion_window(conference),
            weeks=weeks,
            week=self._wished_week(wish),
            conference_id=c_sudo.id or 0,
            present=(c_sudo.state in DATED and c_sudo.start) or None,
            event_id=c_sudo.event_id.id or 0,
            clinician_id=clinician_sudo.id or 0,
            usual_clinician_id=c_sudo.clinician_id.id or self._last_clinician(employee_sudo, company_sudo).id or 0,
            room_id=room_sudo.id or 0,
            usual_room_id=c_sudo.room_id.id or 0,
            needs=self._wished_needs(wish, conference),
            optional=frozenset(self._wished_optional(wish)),
        )

    @api.model
    def _reader_zone(self, employee_sudo):
        """The zone in which days are drawn: the reader's, as everywhere in Odoo; else the employee's."""
        return first_zone(self.env.context.get("tz") or self.env.user.tz or employee_sudo._casecon_zone())

    @api.model
    def _earliest_start(self, conference, employee_sudo):
        """The first start that the gate would let pass, on a full quarter [R3]."""
        c_sudo, now = conference.sudo(), clock.now()
        company_sudo = c_sudo.company_id or employee_sudo.company_id
        zone, limits = employee_sudo._casecon_zone(), c_sudo._limits() if c_sudo else company_sudo._casecon_limits()
        full = notice.earliest_start(now + timedelta(hours=limits.margin_hours), zone, limits.notice_days)
        if c_sudo and c_sudo.state in BEGUN:  # the next sitting
            return notice.next_quarter(self._earliest_sitting(conference))
        if c_sudo and c_sudo.state in BOOKED and c_sudo.start:
            full = self._earliest_move(conference, full)
        if c_sudo and c_sudo.notice_waived_at and c_sudo.notice_accepts_from:
            full = min(full, max(c_sudo.notice_accepts_from, now))
        return notice.next_quarter(max(full, now))

    @api.model
    def _earliest_move(self, conference, full):
        """An earlier start needs notice anew; a later one leaves working days after the new invitation."""
        facts = conference._facts()[conference]
        after = facts.booked_start + notice.QUARTER  # the same start is no move
        later = max(earliest_allowed(dataclasses.replace(facts, start=after), "move"), after)
        return full if full < facts.booked_start and later == after else later

    @api.model
    def _earliest_sitting(self, conference):
        """Of a meeting that has begun, the first start of the next sitting."""
        facts = conference._facts()[conference]
        earliest = earliest_allowed(facts, "adjourn")
        waived = conference._waived_for_next() if facts.state == "in_session" else facts.accepts_from
        return max(min(earliest, waived or earliest), facts.now)

    @api.model
    def _companion_window(self, conference):
        """The first and the last of the new dates where the companion cannot make it, else nothing [R14]."""
        rows = conference._live_attendees() if conference else ()
        if not any(row.role == "companion" and row.answer == "declined" for row in rows):
            return ()
        missing = companion_can_come(conference._facts()[conference], "start")
        return (missing.values["first"], missing.values["last"]) if missing else ()

    @api.model
    def _told_names(self, search, conference):
        """Who will be told of the time: all who are asked about but rooms, and the one clinician named."""
        people = {one.key for one in search.people}
        if search.asked.clinician_id:
            people |= {one.key for one in search.pool}
        return [lane.who.name for key, lane in search.lanes.items() if key in people]
