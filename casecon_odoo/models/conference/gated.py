from odoo import models

from ...domain import gate
from ..doors.not_there import not_there
from .guarded import write_guarded
from .said import checklist_of, refuse_unless_allowed
from .turn import take_turn


class CaseconGated(models.AbstractModel):
    """What hangs on a case conference behind the gate: its facts, what the gate says to the reader, the way to move.

    A model names the fields `can_<verb>` and `readiness` itself, computed by `_compute_gate`.
    """

    _name = "casecon.gated"
    _inherit = ["casecon.guarded"]
    _description = "Protected record"

    def _compute_gate(self):
        """All that the gate says of each row, from one gathering of facts; of one that is not saved, nothing."""
        verbs = [verb for verb in gate.verbs(self._name) if f"can_{verb}" in self._fields]
        for row in self:
            known = row._origin and row._known(row._about())
            for verb in verbs:
                row[f"can_{verb}"] = bool(known) and gate.ask(verb, known, arguments_known=False).allowed
            if "readiness" in self._fields:
                row.readiness = checklist_of(self.env, known) if known else []

    def _about(self):
        """What this row belongs to: its conference."""
        # sudo: any - which conference it is; the gate judges on all facts, shows none
        return self.env["casecon.conference"].browse(self.sudo().conference_id.ids)

    def _known(self, about, **arguments):
        """The facts of this row, or of one that is to be made for `about`; `arguments` are what is asked for."""
        raise NotImplementedError

    def _aggregate(self, about):
        """Whose turn is taken: that of the conference, so that no two verbs on what hangs on it are judged at once."""
        return about

    def _ask(self, verb, about=None, *, arguments_known=True, again=False, **arguments):
        """Take the turn, ask the gate; raise its refusal, or return (answer, facts).

        An empty record asks for one to be made. `again`: the turn was taken, and now the values are known, too.
        """
        if verb in ("write", "unlink"):
            self.check_access("read")  # Odoo would ask it only after the gate
        about = self._about() if about is None else about
        if not self and about._name == "casecon.conference" and about and not about._is_seen():
            raise not_there(self.env)  # a number that is named answers like one that nobody has
        if not again:
            take_turn(self._aggregate(about))
        facts = self._known(about, **arguments)
        answer = gate.ask(verb, facts, arguments_known=arguments_known)
        refuse_unless_allowed(self, answer, facts)
        return answer, facts


def move_row(row, verb, vals=None, **arguments):
    """The one transition of a row: ask the gate, then write guarded columns. Returns the facts it judged on.

    A module function, as `conference_gate.move` is.
    """
    answer, facts = row._ask(verb, **arguments)
    vals = dict(vals or {})
    if answer.target and answer.target != facts.state:
        vals["state"] = answer.target
    if vals:
        write_guarded(row.sudo(), vals)  # sudo: any - the gate said yes; participants have no write access
    return facts
