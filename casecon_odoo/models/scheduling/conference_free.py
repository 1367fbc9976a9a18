from contextlib import contextmanager

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain.gate import BOOKERS
from ...domain.notice import first_instant
from ...domain.states import BOOKED
from .. import in_words
from .busy import BUSY, LONG, LONG_FROM
from .committed import rows_by_now
from .slot_finder import SlotFinder
from .slot_people import look_up
from .slot_sentences import Sentences

LOCK = 0x6361_7365  # of this addon's advisory locks
NEVER_TWICE = ("employee", "clinician")  # in two case conferences at once, in whatever role and of whatever company
FREE_WITH_MAYBE = ("manager", "hr")

# By the time, over Odoo's index of starts: what is not long began shortly before. By an array of ids: left to itself,
# PostgreSQL reads all attendances there are. Cut, because Python has no year 10000, in which 31 December 9999 ends.
TRULY_BUSY = f"""
    SELECT partner_id, greatest(start, %(start)s - interval '3 days'), least(stop, %(stop)s + interval '3 days'),
           whole, soft,
           (SELECT casecon_marked IS TRUE FROM calendar_event WHERE id = busy.event_id) FROM ({BUSY}
       AND a.partner_id = ANY(%(partners)s) AND e.id <> %(but)s
       AND (e.casecon_marked IS NOT TRUE OR (a.partner_id = ANY(%(never_twice)s)
            AND EXISTS (SELECT FROM casecon_conference c WHERE c.event_id = e.id AND c.state IN %(booked)s)))
       AND e.id = ANY(ARRAY(
           SELECT id FROM calendar_event
            WHERE start > %(start)s - {LONG_FROM} AND start < %(stop)s AND stop > %(start)s AND NOT {LONG}
            UNION ALL
           SELECT id FROM calendar_event
            WHERE {LONG} AND stop > %(start)s - interval '2 days' AND start < %(stop)s + interval '2 days'))) busy
"""  # noqa: S608  # constants


class TakenError(Exception):
    """Somebody who is needed is not free; made into a sentence once the booking is undone."""

    def __init__(self, names):
        super().__init__()
        self.names = names


class CaseconConference(models.Model):
    """Whoever is needed is free in the hour that is booked: asked of the calendar itself, when it is booked.

    Employee, clinician, manager and HR must be: a meeting that they accepted or have not answered refuses, with
    whose it is and the next times at which all are free. Not a refusal: a "perhaps" of the manager or HR, leave,
    another case conference of the manager or HR, the diary of whoever books (they see it), and a meeting that
    the caller names in `despite`, because its owner agreed to leave it: an "all day" that somebody forgot must
    not keep a case conference from being booked for ever. Whom that overrides is noted, and no word puts employee or
    clinician into two case conferences at once.
    """

    _inherit = "casecon.conference"

    @contextmanager
    def _claim_hour(self, vals, despite=()):
        """Beside clinician and room: the people, in the order of their ids, and that they are free."""
        people = self._hard_people(vals)
        self.env.execute_query(
            SQL(
                "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) id",
                LOCK,
                sorted({partner for who in people.values() for partner in who.partner_ids}),
            )
        )
        claimed_until = self.sudo().stop  # sudo: casecon.conference - own column
        taken = None
        try:
            with super()._claim_hour(vals, despite):
                yield
                self.flush_recordset()  # clinician and room first: the database refuses those
                self._check_free(people, vals, claimed_until, despite)
        except TakenError as error:
            taken = error.names
        if taken:  # raised here, once the booking is undone
            self.invalidate_recordset()
            raise UserError(self._with_next_times(self._taken_sentence(taken), vals)) from None

    def _check_free(self, people, vals, claimed_until, despite):
        """TakenError where somebody is busy in what is newly claimed: all of it, or by how much a booking grew."""
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns, as they are about to be
        start, stop = c_sudo.start, c_sudo.stop
        if claimed_until and not {"start", "clinician_id", "manager_id", "hr_user_id"} & set(vals):
            start = max(start, claimed_until)
        if start and stop and start < stop:
            refusing, overridden = self._not_free(people, start, stop, despite)
            if refusing:
                raise TakenError(refusing)
            if overridden:
                self._note_change("despite", in_words.names(self.env, overridden))

    def _hard_people(self, vals):
        """By key, as `find_times` has it: those who must be free, as the booking is about to be.

        Of a person who is replaced the new one only; the others' hour stays as it is.
        """
        c_sudo = self.sudo()  # sudo: casecon.conference - who attends
        ids = {
            "employee": c_sudo.employee_id.id,
            "clinician": vals.get("clinician_id") or c_sudo.clinician_id.id,
            "manager": vals.get("manager_id", c_sudo.manager_id.id),
            "hr": vals.get("hr_user_id", c_sudo.hr_user_id.id),
        }
        columns = {"clinician": "clinician_id", "manager": "manager_id", "hr": "hr_user_id"}
        if c_sudo.state in BOOKED and "start" not in vals and "duration" not in vals:
            ids = {role: person_id for role, person_id in ids.items() if columns.get(role) in vals}
        left = self._facts_with(None)["left"]  # whoever has left need not be free; whom `vals` names, the gate judges
        ids = {role: person_id for role, person_id in ids.items() if role not in left or columns.get(role) in vals}
        found = look_up(
            self.env,
            c_sudo.company_id,
            c_sudo.employee_id._casecon_zone(),
            employees={ids.get("employee"), ids.get("manager")} - {None, False},
            clinicians={ids.get("clinician")} - {None, False},
            users={ids.get("hr")} - {None, False},
        )
        kinds = {"employee": "employee", "manager": "employee", "clinician": "clinician", "hr": "user"}
        return {
            f"{role}:{person_id}": found[kinds[role], person_id]
            for role, person_id in ids.items()
            if person_id and (kinds[role], person_id) in found
        }

    def _not_free(self, people, start, stop, despite):
        """The names of those who are busy in these hours: (who refuse, who do not for they are in `despite`)."""
        uid = self.env.uid
        asked = {key: who for key, who in people.items() if who.user_id != uid or _role(key) in NEVER_TWICE}
        rows = self._truly_busy(asked, start, stop)
        refusing, overridden = {}, {}
        for key, who in asked.items():
            role = _role(key)
            for partner, begin, end, whole, soft, is_conference in rows:
                if partner not in who.partner_ids or (soft and role in FREE_WITH_MAYBE):
                    continue
                if who.user_id == uid and not is_conference:
                    continue
                if whole:
                    begin, end = (first_instant(edge, who.zone) for edge in (begin, end))
                if begin < stop and end > start:
                    (overridden if key in despite and not is_conference else refusing)[who.name] = True
        return list(refusing), list(overridden)

    def _truly_busy(self, people, start, stop):
        """Rows of the calendar: as this transaction sees it, and what came since, under the lock."""
        partners = sorted({partner for who in people.values() for partner in who.partner_ids})
        if not partners:
            return []
        values = {
            "partners": partners,
            "never_twice": [p for key, who in people.items() if _role(key) in NEVER_TWICE for p in who.partner_ids],
            "booked": BOOKED,  # what is left of an hour that ended early is free
            "but": self.sudo().event_id.id or 0,  # sudo: casecon.conference - its own event
            "start": start,
            "stop": stop,
        }
        self.env.flush_all()
        return rows_by_now(self.env, SQL(TRULY_BUSY, **values))

    def _taken_sentence(self, names):
        return self.env._(
            "Not free at this time: %(people)s. Choose another time, or ask them to change their plans.",
            people=in_words.people(self.env, names),
        )

    def _with_next_times(self, sentence, vals):
        """The sentence, and the next times at which all are free, as far as the caller may look for one."""
        if self.env.context.get("casecon_shows_times") or not self._hats() & set(BOOKERS):
            return sentence  # a screen asks for them itself, and draws them
        times = self._next_times(vals)
        if not times:
            return sentence
        return self.env._("%(sentence)s The next free times: %(times)s.", sentence=sentence, times="; ".join(times))

    def _next_times(self, vals):
        wish = {name: vals[name] for name in ("duration", "mode", "clinician_id", "room_id") if vals.get(name)}
        asked = self._asked_times(wish, self, self.sudo().employee_id)
        search = SlotFinder(self.env, asked)
        said = Sentences(search)
        return [said.moment(search.moment(slot.start)) for slot in search.best]


def _role(key):
    return key.partition(":")[0]
