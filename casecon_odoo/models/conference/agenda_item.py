from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import clock
from .guarded import write_guarded

MOST = 100
MAY_EDIT = {"employee", "manager", "requester", "hr", "clinician"}


class CaseconAgendaItem(models.Model):
    """A question or an expectation of either side; one version for all, locked at the cut-off [R9]."""

    _name = "casecon.agenda.item"
    _description = "Agenda item"
    _inherit = ["casecon.guarded"]
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
        [("open", "Open"), ("discussed", "Discussed"), ("parked", "Parked")], required=True, readonly=True
    )

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
            hats = self._check_may_edit(conference)
            # sudo: casecon.agenda.item - how many there are, for whoever may add one
            if self.sudo().search_count([("conference_id", "=", conference.id)]) >= MOST:
                raise UserError(self.env._("An agenda has %(most)s items at most. [R9]", most=MOST))
            item = super().create([vals])
            side = "employee" if "employee" in hats else "oh" if "clinician" in hats else "employer"
            write_guarded(item.sudo(), {"raised_by": side})  # sudo: casecon.agenda.item - who raised it
            items += item
        return items

    def write(self, vals):
        for item in self:
            item._check_may_edit(item.conference_id, own=item)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        for item in self:
            item._check_may_edit(item.conference_id, own=item)

    def action_discuss(self):
        """Mark the item as discussed, in the meeting."""
        return self._settle("discussed")

    def action_park(self):
        """Park a question that needs a new OH opinion; it becomes a question to OH in writing [R10]."""
        return self._settle("parked")

    def _settle(self, state):
        if len(self) != 1:
            raise UserError(self.env._("Choose one agenda item."))
        self.check_access("read")
        conference = self.conference_id
        if "clinician" not in conference._hats():
            raise AccessError(self.env._("The clinician chairs, and takes the agenda through. [R10]"))
        if conference.sudo().state != "in_session":  # sudo: casecon.conference - its state
            raise UserError(self.env._("An agenda item is settled in the meeting. [R10]"))
        write_guarded(self.sudo(), {"state": state})  # sudo: casecon.agenda.item - after the check
        return True

    @api.model
    def _check_may_edit(self, conference, own=None):
        """Refuse unless the reader may edit this agenda now; returns their hats. An employee edits their own items."""
        if not conference:
            raise UserError(self.env._("An agenda item belongs to a case conference. [R9]"))
        hats = conference._hats() | conference._attends_as()
        if not hats & MAY_EDIT:
            raise AccessError(self.env._("You cannot change this agenda."))
        if own and hats & {"employee"} and own.raised_by != "employee":
            raise AccessError(self.env._("You can change the agenda items that you raised."))
        if not self._is_open(conference):
            raise UserError(
                self.env._("The agenda is locked: everybody has read this version. Raise it in the meeting. [R9]")
            )
        return hats

    @api.model
    def _may_edit(self, conference):
        """Whether the reader may edit this agenda now; where they are the employee, their own items."""
        hats = conference._hats() | conference._attends_as()
        return bool(hats & MAY_EDIT) and self._is_open(conference)

    @api.model
    def _is_open(self, conference):
        conference_sudo = conference.sudo()  # sudo: casecon.conference - state and lock decide
        locks_at = conference_sudo.agenda_locks_at
        return conference_sudo.state in ("requested", "scheduled", "prepared") and not (
            locks_at and locks_at <= clock.now()
        )
