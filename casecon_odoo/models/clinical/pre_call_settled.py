from odoo import models
from odoo.exceptions import UserError

from ..conference.arguments import to_text


class CaseconConference(models.Model):
    """What is settled in the pre-call is recorded with it: each by its own verb, all in one transaction [R15].

    A refusal of one of them refuses the whole, and nothing has changed.
    """

    _inherit = "casecon.conference"

    def _settle_in_call(self, called_at, through, said, consent, words):
        """What the employee said in this call, and one note of their words."""
        if not said and not consent:
            return
        words = to_text(self.env, words, self.env._("the employee's words"))
        if not isinstance(said or {}, dict):
            raise UserError(self.env._("These values do not belong to what the employee said."))
        for verb, values in (said or {}).items():
            self._record_said(verb, values, through, called_at)
        self._answers_in_call(consent or [], called_at, through)
        self._keep_reason("record_pre_call", words, through, called_at)

    def _answers_in_call(self, answers, called_at, through):
        """Hook: the employee's answers to what might be said; an area adds its own."""
