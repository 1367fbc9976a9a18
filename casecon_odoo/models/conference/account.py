from datetime import datetime

from odoo import models

from ...domain.account import Line, in_order
from .understanding import READ

RETURNS = ("return", "return_answer")
DATES = ("schedule", "move", "change", "adjourn")


class CaseconConference(models.Model):
    """The record of the case: a dated account of one conference, as far as the reader may know it.

    Each area adds its lines. They are read as the reader, so that record rules and field groups decide; nothing
    clinical is in it (R21), and of an end only that it came (R8).
    """

    _inherit = "casecon.conference"

    def _account(self):
        """What happened, as `Line`s in order."""
        self.ensure_one()
        return in_order(self._account_lines())

    def _account_lines(self):
        """Hook: the lines that the reader may know; an area adds its own."""
        return [
            *self._account_of_request(),
            *self._account_of_rewriting(),
            *self._account_of_booking(),
            *self._account_of_employee(),
            *self._account_of_people(),
            *self._account_of_meeting(),
            *self._account_of_questions(),
        ]

    def _account_of_request(self):
        who = self._account_name
        # sudo: casecon.conference - when it was asked for; whoever reads the conference knows that it was
        asked_at = self.sudo().asked_at or None
        yield Line(asked_at, self.env._("%(name)s asked for a case conference", name=who(self.requester_id)), asked_at)
        briefed = [(self.briefed_on, self.briefing_attested_at, self.briefed_by)] if self.briefed_on else []
        # sudo: casecon.conference - what was attested before, beside what stands
        for told_on, attested_at, by in [*self.sudo()._briefings_before(), *briefed]:
            text = self.env._(
                "%(name)s explained to the employee why the meeting is planned and what will happen", name=who(by)
            )
            yield Line(told_on, text, attested_at or None)
        accepted = [(self.accepted_at, self.accepted_by)] if self.accepted_at else []
        for moment, by in [*self.sudo()._acceptances_before(), *accepted]:
            yield Line(moment, self.env._("%(name)s accepted the request", name=who(by)), moment)

    def _account_of_rewriting(self):
        """The request was rewritten: what it said before, which an earlier confirmation is of [R7]."""
        request = self.env["casecon.request"].search([("conference_id", "=", self.id)])
        grounds = dict(self._fields["ground"]._description_selection(self.env))
        for kept in request.sudo().earlier_texts or ():  # sudo: casecon.request - of one that the reader may read
            said = {**kept["texts"], "ground": grounds.get(kept["texts"]["ground"], "")}
            # lazy constants of understanding.py
            headings = {name: self.env._(text) for name, text in READ.items()}  # pylint: disable=gettext-variable
            before = "; ".join(f"{headings[name]}: {text}" for name, text in said.items() if text)
            changed_at = datetime.fromisoformat(kept["changed_at"])
            text = self.env._("The request was changed. What it said before is kept here.")
            yield Line(changed_at, text, changed_at, before)

    def _account_of_booking(self):
        changes = self._account_rows("casecon.change")
        kinds = dict(changes._fields["kind"]._description_selection(self.env))
        for change in changes:
            by = self._account_name(change.changed_by)
            text = self.env._("%(what)s, by %(name)s", what=kinds[change.kind], name=by)
            yield Line(change.happened_at or change.changed_at, text, change.changed_at, change.reason or "")
        # sudo: casecon.change - what they were told of each time
        changes_sudo = self.env["casecon.change"].sudo().search([("conference_id", "=", self.id)], order="id")
        reads_changes = changes.has_access("read")
        if not reads_changes:
            yield from self._account_of_dates(kinds, changes_sudo)
        if reads_changes or "requester" in self._hats():
            yield from self._account_of_returns(kinds, changes_sudo, reads_changes)

    def _account_of_returns(self, kinds, changes_sudo, reads_changes):
        """For who asked, too: what was missing, and what they answered. An older version kept no time of it."""
        rows_sudo = changes_sudo.filtered(lambda row: row.kind in RETURNS)
        for row in rows_sudo if not reads_changes else ():
            text = self.env._("%(what)s, by %(name)s", what=kinds[row.kind], name=self._account_name(row.changed_by))
            yield Line(row.changed_at, text, row.changed_at, row.reason or "")
        if not rows_sudo:
            request = self.env["casecon.request"].search([("conference_id", "=", self.id)])
            for kind, said in zip(RETURNS, (request.return_reason, request.return_answer), strict=True):
                if said:
                    yield Line(None, kinds[kind], None, said)

    def _account_of_dates(self, kinds, changes_sudo):
        """For who reads neither reasons nor who did it: that the meeting was booked, moved, changed or adjourned."""
        for change in changes_sudo.filtered(lambda row: row.kind in DATES):
            text = self.env._("The meeting: %(what)s", what=kinds[change.kind])
            yield Line(change.changed_at, text, change.changed_at)

    def _account_of_employee(self):
        texts = {
            "understood": self.env._(
                "The employee confirmed that they understand what the meeting is for, and what it is not"
            ),
            "notice_waived": self.env._("The employee accepted less notice"),
            "notice_kept": self.env._("The employee keeps the full notice"),
        }
        routes = dict(self._fields["understood_through"]._description_selection(self.env))
        c_sudo = self.sudo()  # sudo: casecon.conference - what the employee had said before, beside what stands
        for stem, text in texts.items():
            for at, entered_at, through in c_sudo._words_before(stem):
                yield Line(at, text, entered_at or None, routes.get(through, ""))
            if c_sudo[f"{stem}_at"]:
                yield c_sudo._account_said(c_sudo, stem, text)

    def _account_of_people(self):
        for row in self._account_rows("casecon.attendee"):
            roles = dict(row._fields["role"]._description_selection(self.env))
            who = {"name": row.name or "", "role": roles[row.role]}
            added_at = row.sudo().added_at  # sudo: casecon.attendee - since when, for whoever may see that they attend
            if row.role == "companion":
                text = self.env._("The employee named %(name)s as their companion", **who)
                yield Line(added_at or None, text, added_at or None)
            elif row.needs_acknowledgement:
                text = self.env._("%(name)s (%(role)s) was put on the list of attendees", **who)
                yield Line(added_at or None, text, added_at or None)
            if row.invited_at:
                # sudo: casecon.attendee - the first time, beside the last, which the reader may see
                row_sudo = row.sudo()
                first = row_sudo.first_invited_at and row_sudo.first_invited_at != row.invited_at
                text = self.env._("%(name)s (%(role)s) was told of the meeting", **who)
                yield self._account_told(row_sudo, "first_invited" if first else "invited", text)
                if first:
                    text = self.env._("%(name)s (%(role)s) was told of a change", **who)
                    yield self._account_told(row_sudo, "invited", text)
            if row.needs_acknowledgement and row.acknowledged_at:
                text = self.env._("The employee acknowledged that %(name)s (%(role)s) attends", **who)
                yield self._account_said(row, "acknowledged", text)
            if row.recording_acknowledged_at:
                text = self.env._("%(name)s (%(role)s) acknowledged that nothing is recorded", **who)
                yield self._account_said(row, "recording_acknowledged", text)
            if row.removed_at:
                text = self.env._("%(name)s (%(role)s) no longer attends", **who)
                yield Line(row.removed_at, text, row.removed_at)

    def _account_of_meeting(self):
        events = self._account_rows("casecon.meeting.event")
        kinds = dict(events._fields["kind"]._description_selection(self.env))
        for event in events:
            came_or_left = {
                "came": self.env._("%(name)s came into the room", name=event.person),
                "left": self.env._("%(name)s left the room", name=event.person),
            }
            yield Line(event.happened_at, came_or_left.get(event.kind, kinds[event.kind]), event.entered_at or None)

    def _account_of_questions(self):
        for question in self._account_rows("casecon.question", [("conference_id", "=", self.id)]):
            yield Line(
                question.asked_at, self.env._("A question was put to OH in writing"), question.asked_at, question.name
            )
            if question.answered_at:
                text = self.env._("A written report answered the question")
                yield Line(question.answered_at, text, question.answered_at, question.name)

    # what an area needs to tell its lines

    def _account_rows(self, model, domain=None, order="id"):
        """The rows of this conference that the reader may read; none where they may read none."""
        rows = self.env[model]
        domain = domain or [("conference_id", "=", self.id)]
        return rows.search(domain, order=order) if rows.has_access("read") else rows

    def _account_said(self, record, stem, text):
        """What somebody said, with both times and the route (`evidence.py`)."""
        routes = dict(record._fields[f"{stem}_through"]._description_selection(self.env))
        route = routes.get(record[f"{stem}_through"], "")
        return Line(record[f"{stem}_at"], text, record[f"{stem}_entered_at"] or None, route)

    def _account_told(self, row_sudo, stem, text):
        """That somebody was told, with both times and by which route."""
        routes = {"email": self.env._("By email"), "letter": self.env._("By letter")}
        route = routes.get(row_sudo[f"{stem}_through"], "")
        return Line(row_sudo[f"{stem}_at"], text, row_sudo[f"{stem}_entered_at"] or None, route)

    def _account_name(self, user):
        """The name of somebody who acted."""
        return user.sudo().name or self.env._("Someone")  # sudo: res.users - the name alone, of this very case
