from odoo import models

from ...domain.account import Line


class CaseconConference(models.Model):
    """Answers in the record of the case, for employee and clinicians: by number, never an item's words (R21)."""

    _inherit = "casecon.conference"

    def _account_lines(self):
        return [*super()._account_lines(), *self._account_of_answers(), *self._account_of_disclosures()]

    def _account_of_answers(self):
        answers = self._account_rows("casecon.consent.answer", [("line_id.conference_id", "=", self.id)])
        labels = dict(answers._fields["answer"]._description_selection(self.env))
        routes = dict(answers._fields["through"]._description_selection(self.env))
        numbers = self._account_numbers()
        for answer in answers:
            about = {"number": numbers[answer.line_id.id], "name": answer.attendee_id.name or ""}
            if answer.answer == "disclosed":
                text = self.env._("Item %(number)s was said. %(name)s was in the room.", **about)
                route = ""  # the clinician said it: nobody's answer came by a route
            else:
                text = self.env._("Item %(number)s, %(name)s: %(answer)s", answer=labels[answer.answer], **about)
                route = routes.get(answer.through, "")
            yield Line(answer.answered_at, text, answer.entered_at or None, route)

    def _account_of_disclosures(self):
        numbers = self._account_numbers()
        for row in self._account_rows("casecon.disclosure"):
            said = {"number": numbers[row.line_id.id], "name": row.person or ""}
            text = self.env._("Item %(number)s was heard by %(name)s without consent", **said)
            yield Line(row.said_at, text, row.found_at)

    def _account_numbers(self):
        """Which item of the list each is, by its id; the list itself has the words."""
        return {line.id: line.number for line in self._account_rows("casecon.consent.line")}
