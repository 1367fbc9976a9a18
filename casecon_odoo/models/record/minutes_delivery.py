from odoo import api, fields, models

from ...domain.fact_check import check_ends
from .. import clock
from ..conference.gated import move_row
from ..conference.guarded import write_guarded
from ..conference.handover import handed_over


class CaseconMinutesVersion(models.Model):
    """When a version reached the employee: the mail server took the email, or the letter was handed over (R22)."""

    _inherit = "casecon.minutes.version"

    def _reached(self, moment, through, **more):
        """It has reached the employee: from the first time on, their time to check it runs."""
        version_sudo = self.sudo()  # sudo: casecon.minutes.version - how it was delivered, by sender or verb
        if version_sudo.delivered_at and version_sudo.delivered_at <= moment:
            return
        minutes_sudo = version_sudo.minutes_id
        vals = {"delivered_at": moment, "delivered_through": through, "entered_at": clock.now(), **more}
        if minutes_sudo.state == "fact_check" and version_sudo == minutes_sudo._present_version():
            write_guarded(minutes_sudo, {"fact_check_until": minutes_sudo._check_ends(moment)})
            minutes_sudo.flush_recordset()  # in the order in which verbs lock
        write_guarded(version_sudo, vals)

    def _not_reached(self):
        """It came back: their time to check it has not begun. Final minutes stay as they are."""
        none = dict.fromkeys(("delivered_at", "delivered_through", "delivered_how", "entered_at"), False)
        for version in self:
            minutes = version.minutes_id
            if minutes.state != "fact_check":
                continue
            if version == minutes._present_version():
                write_guarded(minutes, {"fact_check_until": False})
                minutes.flush_recordset()
            write_guarded(version, none)
            minutes.conference_id._plan_reminders()


class CaseconMinutesComment(models.Model):
    """Addenda reach the employee, too."""

    _inherit = "casecon.minutes.comment"
    _guarded = ("delivered_at", "delivered_entered_at", "delivered_through", "delivered_how")

    delivered_at = fields.Datetime(readonly=True, string="Reached the employee")
    delivered_entered_at = fields.Datetime(readonly=True, string="Delivery: entered at")
    delivered_through = fields.Selection(
        [("email", "By email"), ("letter", "By letter"), ("unknown", "Not kept at that time")],
        readonly=True,
        string="Delivered by",
    )
    delivered_how = fields.Char(readonly=True, string="How it was handed over")


class CaseconMinutes(models.Model):
    """Whether what is to be checked has reached the employee; until then no time runs, and the form says why."""

    _inherit = "casecon.minutes"

    can_record_handover = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    not_delivered_note = fields.Char(
        string="Why not delivered",
        compute="_compute_not_delivered_note",
        help="This also says what you can do about it.",
    )

    def action_record_handover(self, handed_over_at=None, how=None):
        """Record that the employee was handed the letter of the minutes [R22]; `handed_over_at` is UTC text.

        It holds the text to be checked; of final minutes, the addenda. The time to check runs from then.
        """
        minutes = self._one_minutes()
        moment, how = handed_over(self.env, handed_over_at, how)
        state = move_row(minutes, "record_handover", handed_over_at=moment).state
        if state == "fact_check":
            minutes._present_version()._reached(moment, "letter", delivered_how=how, entered_by_id=self.env.uid)
            minutes.conference_id._plan_reminders()
        else:
            minutes._final_reached(moment, "letter", how)
            addenda = minutes._undelivered_addenda().filtered(lambda row: row.written_at.replace(second=0) <= moment)
            vals = {"delivered_at": moment, "delivered_through": "letter", "delivered_how": how}
            write_guarded(addenda, {**vals, "delivered_entered_at": clock.now()})
        return True

    def action_print_letter(self):
        """Open the letter of the minutes, to print it and hand it over."""
        self.ensure_one()
        url = f"/updates/letter/{self.conference_id.id}/minutes"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _waiting_since(self):
        """When the oldest text was written that is to reach the employee and has not; None where there is none."""
        if self.state == "final":
            return min(self._undelivered_addenda().mapped("written_at"), default=None)
        present = self._present_version() if self.state == "fact_check" else None
        return present.made_at if present and not present.delivered_at else None

    def _undelivered_addenda(self):
        # sudo: casecon.minutes.comment - which have reached the employee
        return self.sudo().comment_ids.filtered(lambda row: row.kind == "addendum" and not row.delivered_at)

    def _check_ends(self, delivered_at):
        """When the check ends of a text that reached the employee then."""
        minutes_sudo = self.sudo()  # sudo: casecon.conference - a time for the gate
        c_sudo = minutes_sudo.conference_id
        earlier = minutes_sudo.version_ids - self._present_version()
        return check_ends(
            delivered_at,
            c_sudo.employee_id._casecon_zone(),
            c_sudo._working_days(c_sudo.company_id),
            c_sudo._limits().fact_check_days,
            is_change=any(earlier.mapped("delivered_at")),
            promised=minutes_sudo.promised_until or None,
        )

    def _tell_of_check(self):
        """The employee is written to; from when that reaches them, their time runs."""
        self._write_to_employee()
        self.conference_id._plan_reminders()

    def _write_to_employee(self):
        """An email that brings them to the text; it says whether the text has changed since it was sent."""
        version = self._present_version()
        about = "check_changed" if version.number > 1 else "fact_check"
        # sudo: casecon.message - nobody else can write it
        messages_sudo = self.env["casecon.message"].sudo()
        messages_sudo._queue(self._employee_row(), "notice", about=about, minutes_version_id=version.id)

    def _employee_row(self):
        """The seat of the employee, as superuser."""
        return self.conference_id._live_attendees().filtered(lambda row: row.role == "employee")

    @api.depends("state", "fact_check_until", "answered_at", "comment_ids.delivered_at")
    @api.depends_context("uid", "lang")
    def _compute_not_delivered_note(self):
        for minutes in self:
            hands_over = minutes._origin and minutes.reads_as in ("writer", "clinician")
            is_asked = minutes.state == "final" or (minutes.state == "fact_check" and not minutes.answered_at)
            waits = hands_over and is_asked and minutes._waiting_since()
            minutes.not_delivered_note = minutes._why_not_delivered() if waits else False

    def _why_not_delivered(self):
        """Why, and what to do."""
        employee_sudo = self._employee_row()  # whether a mail reaches them, never where
        message = self._told_by(employee_sudo)
        letter = self.env._("Print the letter and record that it was handed over.")
        if not self._reads_by_login():
            none = self.env._("The employee has no login with which to read it.")  # in an f-string it is not exported
            return f"{none} {letter}"
        if not message or message.state in ("failed", "void"):
            reason = message.reason or ("away" if employee_sudo._is_away() else "no_address")
            return f"{employee_sudo._what_failed(reason)} {letter}"
        if message.state == "waiting" and message._waits_too_long():
            too_long = self.env._("The mail server has not accepted the email for over an hour.")
            return f"{too_long} {letter}"
        return self.env._("The email is about to be sent.")

    def _told_by(self, employee_sudo):
        """The latest mail that was to tell the employee of it."""
        rows, version = employee_sudo.message_row_ids.sorted("id"), self._present_version()
        if self.state == "final":
            return rows.filtered(lambda row: row.kind == "notice" and row.about == "final")[-1:]
        return rows.filtered(lambda row: row.minutes_version_id == version)[-1:]

    def _reads_by_login(self):
        """Whether the employee has a login, which OH knows, that works: an email then brings them to the text."""
        login_sudo = self.sudo().conference_id.employee_id._casecon_login().user_id  # sudo: casecon.login - whether
        return bool(login_sudo) and login_sudo.active
