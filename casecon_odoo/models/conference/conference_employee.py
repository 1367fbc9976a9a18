from inspect import signature

from odoo import models
from odoo.exceptions import UserError

from .arguments import to_address, to_choice, to_datetime, to_record, to_text
from .attendee import end_attendance
from .conference_gate import RECORDED, move
from .evidence import FOR_THEM, by_login, recorded
from .guarded import write_guarded
from .wording import PRESENT

ROOM_NEEDS = ("step_free", "hearing_loop", "quiet")

# What the employee does in person, or a clinician records in their words.
EMPLOYEE_VERBS = {
    "confirm_understanding": "_employee_confirms",
    "waive_notice": "_employee_waives",
    "keep_notice": "_employee_keeps_notice",
    "decline": "_employee_declines",
    "acknowledge_attendees": "_employee_acknowledges",
    "ask_for_manager": "_employee_asks_for_manager",
    "set_needs": "_employee_sets_needs",
    "set_companion": "_employee_sets_companion",
    "answer_for_companion": "_employee_answers_for_companion",
    "remove_companion": "_employee_removes_companion",
    "share_with_companion": "_employee_shares",
}


class CaseconConference(models.Model):
    """The employee's verbs: by their own login, or recorded by a clinician with the route and the words."""

    _inherit = "casecon.conference"

    def action_confirm_understanding(self, wording=None, request_version=None):
        """The employee confirms that they understand why and what will happen [R7].

        `wording`, `request_version`: what was read, as `version` and `request` of the field `understanding` name it.
        Refused where either is not the present one.
        """
        return self._one()._employee_confirms(by_login(), wording, request_version)

    def action_waive_notice(self, earliest_start=None, reason=None):
        """The employee accepts a shorter notice, naming the earliest start (UTC text) [R3]."""
        return self._one()._employee_waives(by_login(), earliest_start, reason)

    def action_keep_notice(self):
        """The employee keeps the notice, or takes back that they accepted a shorter one [R3]."""
        return self._one()._employee_keeps_notice(by_login())

    def action_decline(self, reason=None):
        """The employee declines, and nobody but OH reads why [R8]."""
        return self._one()._employee_declines(by_login(), reason)

    def action_acknowledge_attendees(self, attendee_ids=None):
        """The employee has seen the list of attendees, later ones included [R11].

        `attendee_ids`: who was on the list that they read; refused where there is none, or somebody has been added
        since.
        """
        return self._one()._employee_acknowledges(by_login(), False if attendee_ids is None else attendee_ids)

    def action_ask_for_manager(self, manager_id=None, reason=None):
        """The employee asks for another manager (id of hr.employee); the one replaced loses access [R12].

        Who was replaced in this way comes back only by this verb.
        """
        return self._one()._employee_asks_for_manager(by_login(), manager_id, reason)

    def action_set_needs(self, text=None, on_the_day=None, room=None, forget=False):
        """The employee says what they need to take part; `on_the_day` is what manager and HR are told.

        `text`, for OH, takes the place of what stands; without it that stays, and `forget` takes it away. `room`:
        those of step_free, hearing_loop, quiet that the room must have; rooms are filtered by it. What is not given
        stays as it is.
        """
        return self._one()._employee_sets_needs(by_login(), text, on_the_day, room, forget)

    def action_set_companion(self, name=None, email=None):
        """The employee names one companion, or another instead [R13]."""
        return self._one()._employee_sets_companion(by_login(), name, email)

    def action_answer_for_companion(self, answer=None):
        """The employee says whether the companion can come: `accepted`, `declined` or `tentative` [R13 R14]."""
        return self._one()._employee_answers_for_companion(by_login(), answer)

    def action_remove_companion(self):
        """The employee removes the companion, whose access ends at once [R13]."""
        return self._one()._employee_removes_companion(by_login())

    def action_share_with_companion(self, agenda=None, minutes=None):
        """The employee decides whether the companion sees the agenda, and later the minutes [R13]."""
        return self._one()._employee_shares(by_login(), agenda, minutes)

    def action_record_for_employee(self, verb=None, values=None, words=None, through=None, at=None):
        """Record what the employee said: one of their verbs, its arguments, their words, and the route.

        `through`: phone, video, paper or in_person; `at`: when they said it (UTC text; now without it), which is what
        counts [R18]. Clinicians only; the words become a note.
        """
        self._one()
        to_choice(self.env, verb, tuple(EMPLOYEE_VERBS), self.env._("what the employee said"))
        to_choice(self.env, through, FOR_THEM, self.env._("how they said it"))
        words = to_text(self.env, words, self.env._("the employee's words"))
        said = self._record_said(verb, values, through, at)
        self._keep_reason(verb, words, through, said.at)
        return True

    def _record_said(self, verb, values, through, at):
        """One of the employee's verbs as a clinician records it; returns what was said. The words are the caller's."""
        to_choice(self.env, verb, tuple(EMPLOYEE_VERBS), self.env._("what the employee said"))
        values = values or {}
        asked_for = list(signature(getattr(self, EMPLOYEE_VERBS[verb])).parameters)[1:]  # after what was said
        if not isinstance(values, dict) or set(values) - set(asked_for):
            raise UserError(self.env._("These values do not fit what the employee said."))
        self._ask("record_for_employee")
        said = recorded(self, at, through, "R18", self._first_word(), self._zone(), RECORDED)
        getattr(self, EMPLOYEE_VERBS[verb])(said, **values)
        return said

    def _employee_confirms(self, said, wording=None, request_version=None):
        wording = to_text(self.env, wording, self.env._("the version of the text that was read"))
        conference_sudo = self.sudo()  # sudo: casecon.conference - own columns
        present = conference_sudo.request_version
        said.check_not_before(self, conference_sudo.request_changed_at, "R7")
        first = not conference_sudo.is_understood or said.at < conference_sudo.understood_at
        read = {**said.as_evidence("understood"), "understood_wording": PRESENT, "understood_request": present}
        move(
            self,
            "confirm_understanding",
            read if first else {},  # to confirm the same again changes nothing
            hats=said.hats,
            read_wording=wording == PRESENT,
            read_request=type(request_version) is int and request_version == present,
        )
        return True

    def _employee_waives(self, said, earliest_start=None, reason=None):
        earliest = to_datetime(self.env, earliest_start, self.env._("the earliest start that you accept"))
        said.check_not_before(self, self._last_word_on_notice(), "R3")
        vals = {**said.as_evidence("notice_waived"), "notice_accepts_from": earliest}
        move(self, "waive_notice", vals, hats=said.hats, accepts_from=earliest, said_at=said.at)
        self._keep_given(reason, "waive_notice")
        return True

    def _employee_keeps_notice(self, said):
        said.check_not_before(self, self._last_word_on_notice(), "R3")
        none = {"notice_waived_at": False, "notice_accepts_from": False}
        vals = {**none, **said.as_evidence("notice_kept")}
        move(self, "keep_notice", vals, hats=said.hats, said_at=said.at)
        return True

    def _employee_declines(self, said, reason=None):
        move(self, "decline", hats=said.hats)
        self._keep_given(reason, "decline")
        self._publish_end()
        return True

    def _employee_acknowledges(self, said, attendee_ids=None):
        later = self._live_attendees().filtered(lambda a: a.needs_acknowledgement and not a.acknowledged_at)
        known = later.filtered(lambda row: not row.added_at or row.added_at <= said.at)  # on the list that they saw
        read = known.ids if attendee_ids is None else attendee_ids
        is_read = isinstance(read, (list, tuple)) and all(number in read for number in known.ids)
        move(self, "acknowledge_attendees", hats=said.hats, read_list=None if attendee_ids is False else is_read)
        if not known:
            said.check_not_before(self, min(later.mapped("added_at"), default=None), "R11")
        write_guarded(known, said.as_evidence("acknowledged"))
        return True

    def _employee_asks_for_manager(self, said, manager_id=None, reason=None):
        what, takes = self.env._("the manager you ask for"), self._takes_as_manager
        manager_sudo = to_record(self.env, "hr.employee", manager_id, what, fits=takes)
        same = manager_sudo == self.sudo().employee_id
        new = self._facts_with(["manager"], manager_id=manager_sudo.id)
        vals = self._instead_of_manager(manager_sudo)
        there = self._sits_there(vals)
        move(self, "ask_for_manager", vals, hats=said.hats, names_the_employee=same, sits_there=there, **new)
        self._keep_given(reason, "ask_for_manager")
        touched = self._sync_attendees()
        # the employee chose this person: nothing is left to acknowledge
        write_guarded(touched.filtered(lambda a: not a.removed_at), said.as_evidence("acknowledged"))
        self._publish(touched)
        return True

    def _employee_sets_needs(self, said, text=None, on_the_day=None, room=None, forget=False):
        text = text.strip() if isinstance(text, str) else ""
        vals = {}
        if on_the_day is not None:
            vals["on_the_day"] = on_the_day.strip() if isinstance(on_the_day, str) else False
        if room is not None:
            if not isinstance(room, (list, tuple)) or not all(need in ROOM_NEEDS for need in room):
                raise UserError(self.env._("Use only these values for a room: step_free, hearing_loop, quiet."))
            vals |= {f"needs_{need}": need in room for need in ROOM_NEEDS}
        move(self, "set_needs", vals, hats=said.hats)
        self._keep_needs(text, forget is True)
        return True

    def _employee_sets_companion(self, said, name=None, email=None):
        name = to_text(self.env, name, self.env._("the companion's name"))
        address = to_address(self.env, email, rule="R13")
        move(self, "set_companion", hats=said.hats, **self._facts_with(["companion"], companion=address))
        gone = self._drop_companion()
        partner_sudo = self._new_contact(name, address)
        self._publish(gone | self._add_row("companion", partner_sudo, given_name=name, given_address=address))
        return True

    def _employee_answers_for_companion(self, said, answer=None):
        choices = ("accepted", "declined", "tentative")
        to_choice(self.env, answer, choices, self.env._("whether the companion can come"))
        companion = self._live_attendees().filtered(lambda attendee: attendee.role == "companion")
        move(self, "answer_for_companion", hats=said.hats, person_named=bool(companion), said_at=said.at)
        write_guarded(companion, {"answer": answer})
        companion._answered()
        return True

    def _employee_removes_companion(self, said):
        companion = self._live_attendees().filtered(lambda a: a.role == "companion")
        move(self, "remove_companion", hats=said.hats)
        if not companion:
            raise UserError(self.env._("There is no companion to remove. [R13]"))
        self._publish(self._drop_companion())
        return True

    def _employee_shares(self, said, agenda=None, minutes=None):
        move(
            self,
            "share_with_companion",
            {"shares_agenda": bool(agenda), "shares_minutes": bool(minutes)},
            hats=said.hats,
        )
        return True

    def _drop_companion(self):
        companion = self._live_attendees().filtered(lambda attendee: attendee.role == "companion")
        end_attendance(companion)
        if companion:
            write_guarded(self.sudo(), {"shares_agenda": False, "shares_minutes": False})
        return companion

    def _keep_given(self, reason, verb):
        if isinstance(reason, str) and reason.strip():
            self._keep_reason(verb, reason.strip(), needed=False)
