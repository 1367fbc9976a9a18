from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.notice import local_time
from ...domain.table.decision import DecisionFacts
from .. import clock
from ..conference.gated import move_row
from ..entered import check_within

LONGEST_REVIEW = relativedelta(months=6)


class CaseconDecision(models.Model):
    """A key decision, an action with an owner and a due date, or an adjustment with a review [R23]."""

    _name = "casecon.decision"
    _description = "Decision or action"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "due_on, id"
    _time_rule = "R23"

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
    review_on = fields.Date(string="Review", help="No more than six months away.")
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
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            if not conference:
                raise UserError(self.env._("A decision must belong to a case conference. [R19]"))
            self.browse()._ask("create", conference, arguments_known=False)
        decisions = super().create(vals_list)
        for decision in decisions:
            decision._ask("create", again=True)  # now that its values are what they will be
        decisions._check_days({"due_on", "review_on"})
        return decisions

    def write(self, vals):
        for decision in self:
            rewrites = any(decision[name] != vals[name] for name in ("kind", "name") if name in vals)
            decision._ask("write", arguments_known=False, rewrites=rewrites)
        result = super().write(vals)
        for decision in self:
            decision._ask("write", again=True)
        self._check_days(set(vals))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_before_close(self):
        for decision in self:
            decision._ask("unlink")

    def action_done(self):
        """The owner, or HR, marks it as done [R23]."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one action."))
        self.check_access("read")
        move_row(self, "done", {"done_at": clock.now()})
        return True

    def _known(self, about, **arguments):
        own_sudo, conference_sudo = self.sudo(), about.sudo()  # sudo: casecon.decision - the gate judges, shows none
        hats = self.env["casecon.minutes"]._writers_hats(about)
        if own_sudo.owner_id and own_sudo.owner_id == self.env.user.partner_id:
            hats |= {"owner"}
        return DecisionFacts(
            state=own_sudo.state or "open",
            hats=hats,
            now=clock.now(),
            begun=bool(conference_sudo.started_at),
            is_open=conference_sudo.state != "closed",
            is_final=conference_sudo.has_final_minutes,
            goes_on=conference_sudo._goes_on(),
            kind=own_sudo.kind or "action",
            has_owner=bool(own_sudo.owner_id),
            due_on=own_sudo.due_on or None,
            review_on=own_sudo.review_on or None,
            latest_review=local_time(clock.now(), about._zone()).date() + LONGEST_REVIEW,
            says_why=bool((own_sudo.why_open or "").strip()),
            **arguments,
        )

    def _check_days(self, changed):
        """What was agreed in a meeting is due after it, and nothing is given to somebody that is overdue already."""
        for decision in self:
            conference = decision.conference_id
            # sudo: casecon.conference - when it was agreed
            zone = conference._zone()
            agreed_on = local_time(conference.sudo().started_at, zone).date()
            first = {"due_on": max(agreed_on, local_time(clock.now(), zone).date()), "review_on": agreed_on}
            days = {"due_on": self.env._("the due date"), "review_on": self.env._("the review date")}
            for name in days.keys() & changed:
                if decision[name]:
                    check_within(self.env, decision[name], days[name], "R23", first[name])
