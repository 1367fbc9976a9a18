from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import gate
from ...domain.table.agenda import AgendaFacts
from .. import clock
from .gated import move_row
from .guarded import write_guarded


class CaseconAgendaItem(models.Model):
    """A question or an expectation of either side; one version for all, locked at the cut-off [R9]."""

    _name = "casecon.agenda.item"
    _description = "Agenda item"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "sequence, id"

    _guarded = ("raised_by", "state")
    _guarded_later = ("conference_id",)

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Question or expectation", required=True)
    kind = fields.Selection(
        [("question", "Question"), ("expectation", "Expectation")], required=True, default="question"
    )
    raised_by = fields.Selection(
        [("employer", "Employer"), ("employee", "Employee"), ("oh", "OH")], required=True, readonly=True
    )
    state = fields.Selection(
        [("open", "Open"), ("discussed", "Discussed"), ("parked", "Parked"), ("not_reached", "Not reached")],
        required=True,
        readonly=True,
    )

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_write = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_discuss = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_park = fields.Boolean(compute="_compute_gate", export_string_translation=False)

    @api.depends("conference_id.state", "raised_by")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.depends("conference_id")
    def _compute_display_name(self):
        for item in self:
            # sudo: casecon.conference - its reference is neutral
            item.display_name = self.env._("Agenda of %(ref)s", ref=item.conference_id.sudo().name or "…")

    @api.model
    def _guarded_initial(self):
        return {"state": "open", "raised_by": "employer"}

    @api.model_create_multi
    def create(self, vals_list):
        items = self.browse()
        for vals in vals_list:
            self._refuse_guarded(set(vals) & self._guarded_of_all())
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            # sudo: casecon.agenda.item - how many there are, for whoever may add one
            there = self.sudo().search_count([("conference_id", "=", conference.id)]) if conference else 0
            _answer, facts = self.browse()._ask_agenda("create", conference, items=there)
            item = super().create([vals])
            # sudo: casecon.agenda.item - who raised it
            write_guarded(item.sudo(), {"raised_by": _side(facts.hats)})
            items += item
        return items

    def write(self, vals):
        self.check_access("read")  # before anything of it is looked at
        only_moved = {"own": True} if set(vals) <= {"sequence"} else {}  # the order is nobody's
        for item in self:
            item._ask_agenda("write", item.conference_id, **only_moved)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        # sudo: casecon.agenda.item - how many are left, for whoever may take one off
        left_sudo = self.sudo().conference_id.agenda_item_ids - self.sudo()
        for item in self:
            left = left_sudo.filtered(lambda one, item=item: one.conference_id == item.conference_id)
            item._ask_agenda("unlink", item.conference_id, items=len(left))

    def action_discuss(self):
        """Mark the item as discussed, in the meeting."""
        return self._settle("discuss", "discussed")

    def action_park(self):
        """Park a question that needs a new OH opinion; it becomes a question to OH in writing [R10]."""
        return self._settle("park", "parked")

    def _settle(self, verb, state):
        if len(self) != 1:
            raise UserError(self.env._("Choose one agenda item."))
        self.check_access("read")
        move_row(self, verb, {"state": state})
        return True

    def _ask_agenda(self, verb, conference, **arguments):
        if not conference:
            raise UserError(self.env._("An agenda item must belong to a case conference. [R9]"))
        return self._ask(verb, conference, **arguments)

    def _known(self, conference, **arguments):
        conference_sudo = conference.sudo()  # sudo: casecon.conference - state and lock decide
        hats = conference._hats() | conference._attends_as()
        return AgendaFacts(
            state=conference_sudo.state,
            hats=frozenset(hats),
            now=clock.now(),
            locks_at=conference_sudo["own_agenda_locks_at" if "employee" in hats else "agenda_locks_at"] or None,
            goes_on=conference._goes_on(),
            **{"own": not self or self.sudo().raised_by == _side(hats), **arguments},
        )

    @api.model
    def _may_edit(self, conference):
        """Whether the reader may edit this agenda now; where they are the employee, their own items."""
        return gate.ask("write", self.browse()._known(conference)).allowed


def _side(hats):
    """For whom somebody with these hats speaks on the agenda."""
    return "employee" if "employee" in hats else "oh" if "clinician" in hats else "employer"
