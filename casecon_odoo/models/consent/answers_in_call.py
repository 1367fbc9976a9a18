from odoo import models
from odoo.exceptions import UserError

VERBS = {"granted": "grant", "refused": "refuse"}
TAKES = {"line_id", "wording", "answer", "attendee_ids", "revision"}


class CaseconConference(models.Model):
    """Consent is settled item by item in the pre-call (R16): each answer asks the gate, as one given alone does."""

    _inherit = "casecon.conference"

    def _answers_in_call(self, answers, called_at, through):
        result = super()._answers_in_call(answers, called_at, through)
        wrong = UserError(self.env._("Say for each item of this case conference what the employee answered. [R16]"))
        if not isinstance(answers, (list, tuple)):
            raise wrong
        proposed = {}  # what is new is proposed once, whoever may hear it
        for row in answers:
            if not isinstance(row, dict) or set(row) - TAKES or row.get("answer") not in VERBS:
                raise wrong
            line = self._item_in_call(row, proposed)
            if not line:
                raise wrong
            verb, ids = VERBS[row["answer"]], row.get("attendee_ids")
            line._give(verb, row["answer"], ids, through, True, called_at, row.get("revision"))
        return result

    def _item_in_call(self, row, proposed):
        """The item that is answered: one of this conference, or a new one."""
        lines = self.env["casecon.consent.line"]
        if "line_id" in row:
            line_id = row["line_id"] if type(row["line_id"]) is int else 0
            return lines.search([("conference_id", "=", self.id), ("id", "=", line_id)])
        wording = row.get("wording")
        if not isinstance(wording, str):
            return lines
        if wording not in proposed:
            proposed[wording] = lines.create({"conference_id": self.id, "wording": wording})
        return proposed[wording]
