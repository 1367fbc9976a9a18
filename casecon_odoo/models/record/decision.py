from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import clock, in_words
from ..conference.arguments import check_within
from ..conference.guarded import write_guarded

LONGEST_REVIEW = relativedelta(months=6)


class CaseconDecision(models.Model):
    """A key decision, an action with an owner and a due date, or an adjustment with a review [R23]."""

    _name = "casecon.decision"
    _description = "Decision or action"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "due_on, id"

    _guarded = ("state", "done_at")
    _guarded_later = ("conference_id",)

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [("decision", "Decision"), ("action", "Action"), ("adjustment", "Adjustment")],
        required=True,
        default="action",
    )
    name = fields.Char(string="What", required=True)
    owner_id = fields.Many2one("res.partner", index="btree_not_null", ondelete="restrict")
    due_on = fields.Date(string="Due")
    review_on = fields.Date(string="Review", help="At most six months away.")
    why_open = fields.Char(string="Reason if one is missing", help="Why there is no owner, due date or review.")
    state = fields.Selection([("open", "Open"), ("done", "Done")], required=True, default="open", readonly=True)
    done_at = fields.Datetime(readonly=True)

    @api.depends("conference_id")
    def _compute_display_name(self):
        for decision in self:
            # sudo: casecon.conference - its reference is neutral
            decision.display_name = self.env._("Action of %(ref)s", ref=decision.conference_id.sudo().name or "…")

    @api.model
    def _guarded_initial(self):
        return {"state": "open", "done_at": False}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_may_record(self.env["casecon.conference"].browse(vals.get("conference_id")))
        decisions = super().create(vals_list)
        decisions._check_complete()
        decisions._check_days({"due_on", "review_on"})
        return decisions

    def write(self, vals):
        for decision in self:
            self._check_may_record(decision.conference_id)
        result = super().write(vals)
        self._check_complete()
        self._check_days(set(vals))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_before_close(self):
        for decision in self:
            self._check_may_record(decision.conference_id)

    def action_done(self):
        """The owner, or HR, marks it as done [R23]."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one action."))
        self.check_access("read")
        decision_sudo = self.sudo()  # sudo: casecon.decision - guarded column, after the check
        own = decision_sudo.owner_id == self.env.user.partner_id
        if not own and "hr" not in self.env["casecon.conference"].browse(self.conference_id.id)._hats():
            raise AccessError(self.env._("The owner or HR marks an action as done. [R23]"))
        if decision_sudo.kind == "decision":
            raise UserError(self.env._("A decision stands as it is: only an action or an adjustment is done. [R23]"))
        if decision_sudo.state == "done":
            raise UserError(self.env._("This is done already."))
        write_guarded(decision_sudo, {"state": "done", "done_at": clock.now()})
        return True

    @api.model
    def _check_may_record(self, conference):
        """HR and the minute taker record decisions, from the start on [R19]."""
        if not conference:
            raise UserError(self.env._("A decision belongs to a case conference. [R19]"))
        if "hr" not in conference._hats() and "minute_taker" not in conference._attends_as():
            raise AccessError(self.env._("HR or the minute taker records decisions. [R23]"))
        if not conference.sudo().started_at:
            raise UserError(self.env._("Nothing is decided before the meeting has started. [R19]"))
        if conference.sudo().state == "closed":
            raise UserError(self.env._("The case conference is closed: its decisions stand. [R22]"))

    def _check_days(self, changed):
        """What was agreed in a meeting is due after it."""
        for decision in self:
            # sudo: casecon.conference - when it was agreed
            agreed_on = decision.conference_id.sudo().started_at.date()
            days = {"due_on": self.env._("the due date"), "review_on": self.env._("the review date")}
            for name in days.keys() & changed:
                if decision[name]:
                    check_within(self.env, decision[name], days[name], "R23", agreed_on)

    def _check_complete(self):
        for decision in self:
            complete = decision.kind == "decision" or (decision.owner_id and decision.due_on)
            if decision.kind == "adjustment":
                complete = complete and decision.review_on
            if not complete and not (decision.why_open or "").strip():
                raise UserError(
                    self.env._("An action has an owner and a due date, an adjustment a review; or say why not. [R23]")
                )
            latest = clock.now().date() + LONGEST_REVIEW
            if decision.review_on and decision.review_on > latest:
                raise UserError(
                    self.env._(
                        "A review is at most six months away: %(latest)s at the latest. [R23]",
                        latest=in_words.short_day(self.env, latest),
                    )
                )
