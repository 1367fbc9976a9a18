from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

from ...domain import gate
from ...domain.facts import Facts
from ...domain.notice import local_time
from ...domain.seats import STAYING
from .. import clock
from .seats import Case, Seat, Seats
from .sentences import said

_lt = LazyTranslate(__name__)

OPEN = gate.ENDING

# Who is there no more, by the seat.
LEFT = {
    "employee": _lt("%(name)s has left, or now belongs to another company."),
    "clinician": _lt(
        "%(name)s, the clinician, no longer works for this OH service, has no active login, or has an expired"
        " registration."
    ),
    "manager": _lt("%(name)s, the line manager, has left, now belongs to another company, or has no active login."),
    "hr": _lt("%(name)s, the HR representative, has left, now works for another company, or has no active login."),
    "minute_taker": _lt("%(name)s, the minute taker, has left, or has no active login."),
    "interpreter": _lt("%(name)s, the interpreter, has left, or has no active login."),
    "other": _lt("%(name)s, who was to attend, has left, or has no active login."),
    "requester": _lt("%(name)s, who asked for the case conference, has no active login."),
}
# To whom it falls, and what they can do: before the start, in the meeting, afterwards.
FALLS_TO = {
    "employee": (
        _lt("HR or OH can cancel the case conference."),
        _lt("The clinician can end the meeting."),
        _lt("HR can still finish the minutes and close the case conference."),
    ),
    "clinician": (
        _lt("HR or OH can choose another clinician."),
        _lt("Another clinician of this OH service can end the meeting."),
        _lt("Another clinician of this OH service can do what remains to be done."),
    ),
    "manager": (
        _lt("HR or OH can choose another manager, and the employee can ask for one."),
        _lt("The meeting can go on without a manager."),
        _lt("HR can give their actions to someone else."),
    ),
    "hr": (
        _lt("HR or OH can choose another HR representative."),
        _lt("The meeting can go on without HR."),
        _lt("Anyone in HR can finish the minutes and close the case conference."),
    ),
    "minute_taker": (
        _lt("HR or OH can remove them, and add another minute taker."),
        _lt("HR can write the minutes."),
        _lt("HR can write the minutes."),
    ),
    "interpreter": (
        _lt("HR or OH can remove them, and add another interpreter."),
        _lt("The clinician can pause the meeting until another interpreter is there."),
        "",
    ),
    "other": (_lt("HR or OH can remove them."), "", ""),
    "requester": (_lt("HR or OH can accept the request as it is, or refuse it."), "", ""),
}
OFF = _lt("%(name)s has no active login. OH can record what they say, in their words.")


class CaseconConference(models.Model):
    """People who leave in mid-case: the case says so and to whom it falls, and nobody who has left is put into one."""

    _inherit = "casecon.conference"
    _guarded = ("has_leavers", "leavers_key", "left_since")

    has_leavers = fields.Boolean(string="Someone has left", readonly=True, copy=False)
    leavers_key = fields.Char(readonly=True, copy=False, groups=".")  # who had left when it was last looked at
    left_since = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    leavers_text = fields.Text(compute="_compute_leavers_text", export_string_translation=False)

    @api.depends("state", "clinician_id", "manager_id", "hr_user_id", "attendee_ids.removed_at", "is_returned")
    @api.depends_context("uid", "lang")
    def _compute_leavers_text(self):
        going_on = self._origin.filtered(lambda conference: conference.state in OPEN)
        left = going_on._leavers()
        for conference in self:
            seats = left.get(conference._origin, ())
            if seats and "employee" in conference._hats():
                seats = [seat for seat in seats if seat.role not in ("employee", "off")]  # they know it of themselves
            conference.leavers_text = "\n".join(map(conference._said_of_leaver, seats))

    def _leavers(self):
        """By conference, the seats whose person is there no more; last an employee who has no active login."""
        seats = Seats(self.env, {conference: conference._case() for conference in self})
        found = {}
        for conference in self:
            found[conference] = list(seats.left(conference, (*STAYING, "requester")))
            for seat in seats.of(conference, "employee"):
                if seat not in found[conference] and seats.is_off(seat):
                    found[conference].append(seat._replace(role="off"))
        return found

    def _said_of_leaver(self, seat):
        """One sentence that somebody is there no more, and one to whom it falls."""
        name = self._name_in(seat)
        if seat.role == "off":
            return self._in_the_language(OFF) % {"name": name}
        when = 0 if self.state in gate.AGAIN else 1 if self.state == "in_session" else 2
        then = FALLS_TO[seat.role][when]
        left = self._in_the_language(LEFT[seat.role]) % {"name": name}
        return f"{left} {self._in_the_language(then)}" if then else left

    def _in_the_language(self, constant):
        return self.env._(constant)  # pylint: disable=gettext-variable  # a lazy constant of this file

    def _name_in(self, seat):
        # sudo: any - the name of somebody who attends, for those who may read the case
        model, record_id = next(
            (model, record_id)
            for model, record_id in (
                ("hr.employee", seat.employee),
                ("res.users", seat.login),
                ("res.partner", seat.contact),
            )
            if record_id
        )
        return self.env[model].sudo().browse(record_id).name

    # One check for one name: that somebody else has left must not stop the change of this one.

    @api.constrains("clinician_id")
    def _check_clinician_is_there(self):
        self._check_is_there("clinician")

    @api.constrains("manager_id")
    def _check_manager_is_there(self):
        self._check_is_there("manager")

    @api.constrains("hr_user_id")
    def _check_hr_is_there(self):
        self._check_is_there("hr")

    def _check_is_there(self, role):
        for conference in self:
            left = conference._facts_with([role])["left"]
            facts = Facts(state=conference.state, hats=frozenset(), now=clock.now(), left=left)
            for item in gate.missing(("people",), "reassign", facts):
                raise ValidationError(said(self.env, item, "UTC"))

    @api.model
    def _still_there(self, employee_sudo, people_sudo, company_sudo):
        """Those of these managers (hr.employee) or clinicians whom a case of this employee and company can name."""
        if not people_sudo:
            return people_sudo
        employee = [Seat("employee", employee=employee_sudo.id)] if employee_sudo else []
        if people_sudo._name == "hr.employee":
            seats = [Seat("manager", employee=one.id, login=one.user_id.id or 0) for one in people_sudo]
        else:
            seats = [Seat("clinician", login=one.user_id.id, enrolled=one.active) for one in people_sudo]
        today = local_time(clock.now(), employee_sudo._casecon_zone() if employee_sudo else "UTC").date()
        left = Seats(self.env, {0: Case(company_sudo.id or 0, today, (*employee, *seats))}).left(0)
        there = [one.id for one, seat in zip(people_sudo, seats, strict=True) if seat not in left]
        return people_sudo.browse(there)
