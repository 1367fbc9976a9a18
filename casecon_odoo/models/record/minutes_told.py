from odoo import api, fields, models

from .. import clock
from ..conference.guarded import write_guarded
from ..messages.each import each

CHECK, FINAL = "fact_check", "final"


class CaseconMessage(models.Model):
    """The email that brings the employee to a version of the minutes, or to an addendum: accepted, it is delivered."""

    _inherit = "casecon.message"

    minutes_version_id = fields.Many2one(
        "casecon.minutes.version", index="btree_not_null", ondelete="restrict", export_string_translation=False
    )

    def _is_wanted(self):
        if not super()._is_wanted():
            return False
        version = self.minutes_version_id
        if not version:
            return True
        minutes = version.minutes_id
        if minutes.state != CHECK or version != minutes._present_version():
            return False
        if self.state == "waiting":  # the end that is told is reckoned when it leaves: the time runs from then
            until = minutes.fact_check_until or minutes._check_ends(clock.now())
            self.moment = until if self._can_log_in() else False
        return True

    def _stamp(self, moment):
        result = super()._stamp(moment)
        attendee = self.attendee_id
        if self.kind == "notice" and attendee.role == "employee" and self._can_log_in():
            if self.minutes_version_id:
                self.minutes_version_id._reached(moment, "email")
            elif self.about == FINAL:
                minutes = attendee.conference_id.minutes_ids
                addenda = minutes._undelivered_addenda().filtered(lambda row: row.written_at <= self.queued_at)
                vals = {"delivered_at": moment, "delivered_entered_at": clock.now(), "delivered_through": "email"}
                write_guarded(addenda, vals)
                addenda.flush_recordset()
        return result

    def _plans_after(self):
        return super()._plans_after() or bool(self.minutes_version_id)

    def _came_back(self):
        sent = {row: row.sent_at for row in self if row.state == "sent" and row.kind == "notice"}
        result = super()._came_back()
        for row, accepted_at in sent.items():
            if row.minutes_version_id.delivered_through == "email":
                others = self.search([("minutes_version_id", "=", row.minutes_version_id.id), ("state", "=", "sent")])
                if not others:
                    row.minutes_version_id._not_reached()
            elif row.about == FINAL and row.attendee_id.role == "employee":
                addenda = row.attendee_id.conference_id.minutes_ids.comment_ids.filtered(
                    lambda one, at=accepted_at: one.delivered_through == "email" and one.delivered_at == at
                )
                none = dict.fromkeys(("delivered_at", "delivered_entered_at", "delivered_through"), False)
                write_guarded(addenda, none)
        return result

    @api.model
    def _queue_reachable(self):
        """Minutes that did not reach the employee, who can be written to by now."""
        result = super()._queue_reachable()
        waiting = self.env["casecon.minutes"].search(
            [("state", "=", CHECK), ("fact_check_until", "=", False), ("answered_at", "=", False)]
        )
        each(waiting, self._queue_minutes)
        return result

    @api.model
    def _queue_minutes(self, minutes):
        employee, version = minutes._employee_row(), minutes._present_version()
        tried = employee.message_row_ids.filtered(
            lambda row: row.minutes_version_id == version and row.state != "void"
        ).mapped("address")
        if employee and any(address not in tried for address in employee._addresses("notice")):
            minutes._write_to_employee()
