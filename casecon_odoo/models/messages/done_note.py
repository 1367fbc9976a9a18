from odoo import api, fields, models

from ...domain.states import DATED
from .. import in_words


class CaseconConference(models.Model):
    """What came of the last verb, on the form for as long as it is so: what, when, who is told how, and what is next.

    It is made of how things stand, and not of who did what: the strip of a cancelled case says the same however it was
    cancelled [R8].
    """

    _inherit = "casecon.conference"

    done_title = fields.Char(compute="_compute_done", export_string_translation=False)
    done_note = fields.Char(compute="_compute_done", export_string_translation=False)

    @api.depends(lambda self: [*self._gate_depends(), "attendee_ids.is_told"])
    @api.depends_context("uid", "lang", "tz")
    def _compute_done(self):
        for conference in self:
            title, said = conference._done() if conference._origin else ("", ())
            conference.done_title = title or False
            conference.done_note = " ".join(filter(None, said)) or False

    def _done(self):
        """A title, and sentences."""
        if self.reader not in ("booker", "requester"):
            return "", ()
        if self.state in DATED:
            return self._booked_title(), (*self._who_is_told(), self._what_is_next())
        if self.state == "cancelled":
            return self.env._("Cancelled."), self._end_told()
        return self._of_request() if self.state == "requested" else ("", ())

    def _booked_title(self):
        c_sudo = self.sudo()  # sudo: casecon.change - whether it was moved; by whom and why is not said
        kinds = c_sudo.change_ids.filtered(lambda change: change.kind in ("schedule", "move", "adjourn")).mapped("kind")
        when = in_words.moment_for_reader(self.env, c_sudo.start, c_sudo._zone())
        if kinds[:1] == ["move"]:
            return self.env._("Moved to %(when)s.", when=when)
        if kinds[:1] == ["adjourn"]:
            return self.env._("Adjourned to %(when)s.", when=when)
        return self.env._("Booked for %(when)s.", when=when)

    def _who_is_told(self):
        """By whom an email is read, who gets a letter, and whom somebody has to tell."""
        rows = self.sudo()._live_attendees()  # sudo: casecon.attendee - names that the reader sees below
        by_mail = rows.filtered(lambda row: row._addresses("request"))
        others = rows - by_mail
        employee = others.filtered(lambda row: row.role == "employee")
        told = by_mail.filtered("is_told")
        said = []
        for some, sentence in (
            (told, self.env._("Told by email: %(names)s.", names=self._listed(told))),
            (
                by_mail - told,
                self.env._("An email goes out within minutes to: %(names)s.", names=self._listed(by_mail - told)),
            ),
            (
                employee.filtered(lambda row: not row.is_told),
                self.env._("No email can reach the employee, so print the letter and hand it over."),
            ),
            (employee.filtered("is_told"), self.env._("The employee was told by letter.")),
            (
                others - employee,
                self.env._("No email reaches: %(names)s. Please tell them.", names=self._listed(others - employee)),
            ),
        ):
            said += [sentence] if some else []
        return said

    def _listed(self, rows):
        return in_words.people(self.env, rows.mapped("name"))

    def _what_is_next(self):
        """The first thing that is missing, and who has it."""
        missing = next((item for item in self.readiness or () if not item["met"]), None)
        if missing is None:
            return self.env._("Everything is ready for the start.")
        return self.env._("Next: %(who)s. %(what)s", who=missing["who"], what=missing["text"])

    def _of_request(self):
        c_sudo = self.sudo()  # sudo: res.users - the name of who asked, beside the case that they asked for
        other = c_sudo.requester_id != self.env.user and not c_sudo.requester_replaced and c_sudo.requester_id.name
        told = self.env._("%(name)s is told by email.", name=other) if other else ""
        if self.is_returned:
            asks = self.env._("The answer comes back to HR and OH, under Waiting for me.")
            return (self.env._("Returned with a question."), (told, asks)) if self.reader == "booker" else ("", ())
        if c_sudo.accepted_at:
            ready = self.env._("Next: choose a date and book.")
            lacks = any(not item["met"] for item in self.readiness or ())
            return self.env._("Accepted. Nothing is booked yet."), (told, self._what_is_next() if lacks else ready)
        if self.reader == "requester":
            next_one = self.env._("They accept the request, or return it with a question.")
            return self.env._("You have asked for a case conference."), (
                self.env._("HR and OH are told by email."),
                next_one,
            )
        return "", ()

    def _end_told(self):
        if not self.sudo().booked_at:  # sudo: own column
            return (self.env._("Nobody was invited, so nobody gets a message."),)
        letter = self.needs_end_letter and self.env._("Print the letter about the end, and hand it over.")
        return (
            self.env._("Everyone who was told of the date gets one email, and calendars remove it."),
            letter or self.env._("You have nothing more to do."),
        )
