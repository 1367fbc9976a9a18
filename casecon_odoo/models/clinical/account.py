from odoo import models

from ...domain.account import Line


class CaseconConference(models.Model):
    """The pre-call in the record of the case: that it was made and how it ended, for whom that is (R15)."""

    _inherit = "casecon.conference"

    def _account_lines(self):
        return [*super()._account_lines(), *self._account_of_pre_calls()]

    def _account_of_pre_calls(self):
        calls = self._account_rows("casecon.pre.call")
        outcomes = dict(calls._fields["outcome"]._description_selection(self.env))
        for call in calls.filtered("outcome"):
            text = self.env._("Pre-call: %(outcome)s", outcome=outcomes[call.outcome])
            yield Line(call.called_at, text, call.entered_at or None)
            # sudo: casecon.pre.call, casecon.clinician - a name, for who reads the call
            for chair_sudo, briefed_at, entered_at in call.sudo()._briefings():
                text = self.env._("%(name)s was briefed on the pre-call", name=self._account_name(chair_sudo.user_id))
                yield Line(briefed_at, text, entered_at)
