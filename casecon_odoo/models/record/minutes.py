from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain.minutes import canonical, with_paragraph_ids

FINAL_TRIGGER = """
CREATE OR REPLACE FUNCTION casecon_minutes_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'final minutes are kept as they are' USING ERRCODE = 'check_violation';
END $$;
DROP TRIGGER IF EXISTS casecon_minutes_final ON casecon_minutes;
CREATE TRIGGER casecon_minutes_final BEFORE UPDATE OR DELETE ON casecon_minutes
    FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION casecon_minutes_final();
"""


class CaseconMinutes(models.Model):
    """The employer's record of key decisions: drafted, checked for facts by the employee, final (R22)."""

    _name = "casecon.minutes"
    _description = "Minutes"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "id desc"

    _guarded = (
        "state",
        "fact_check_until",
        "sent_at",
        "answered_at",
        "answered_through",
        "finalised_at",
        "finalised_by",
        "digest",
    )
    _guarded_later = ("conference_id",)

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    body = fields.Html(sanitize_attributes=True, sanitize_style=True, strip_classes=True)
    state = fields.Selection(
        [("draft", "Draft"), ("fact_check", "Fact check"), ("final", "Final")],
        required=True,
        default="draft",
        readonly=True,
    )
    sent_at = fields.Datetime(string="Sent for the fact check", readonly=True)
    fact_check_until = fields.Datetime(readonly=True)
    answered_at = fields.Datetime(readonly=True)
    answered_through = fields.Selection(
        [("login", "By login"), ("phone", "By phone"), ("paper", "On paper"), ("in_person", "In person")],
        readonly=True,
    )
    finalised_at = fields.Datetime(readonly=True)
    finalised_by = fields.Many2one("res.users", readonly=True, index=False, ondelete="restrict")
    digest = fields.Char(
        readonly=True, copy=False, help="Over reference and text: shows whether they were altered since."
    )
    comment_ids = fields.One2many("casecon.minutes.comment", "minutes_id", readonly=True)
    answer_text = fields.Char(string="Answer of the employee", compute="_compute_answer_text")

    _one_each = models.UniqueIndex("(conference_id)", "A case conference has one record of minutes. [R22]")

    @api.depends("conference_id")
    def _compute_display_name(self):
        for minutes in self:
            # sudo: casecon.conference - its reference is neutral
            minutes.display_name = self.env._("Minutes of %(ref)s", ref=minutes.conference_id.sudo().name or "…")

    @api.depends("state", "answered_at")
    def _compute_answer_text(self):
        for minutes in self:
            if minutes.answered_at:
                minutes.answer_text = self.env._("Answered")
            else:
                minutes.answer_text = self.env._("No answer") if minutes.state == "final" else False

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "state": "draft"}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            self._check_may_draft(conference)
            # sudo: casecon.conference - minutes exist from the recorded start on
            if not conference.sudo().started_at:
                raise UserError(self.env._("There are no minutes before the meeting has started. [R19]"))
            if conference.sudo().state == "closed":
                raise UserError(self.env._("The case conference is closed without minutes. [R22]"))
        vals_list = [{**vals, "body": with_paragraph_ids(vals.get("body") or "")} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        for minutes in self:
            minutes._check_may_draft(minutes.conference_id)
            if minutes.state == "final":
                raise UserError(self.env._("Final minutes are kept as they are: add an addendum. [R22]"))
            if "body" in vals:
                # sudo: casecon.minutes.comment - which paragraphs they stand on
                taken = minutes.sudo().comment_ids.mapped("paragraph")
                body = with_paragraph_ids(vals["body"] or "", minutes.body or "", taken=filter(None, taken))
                changes = canonical(body) != canonical(minutes.body or "")
                super(CaseconMinutes, minutes).write({**vals, "body": body})
                if changes and minutes.answered_at:
                    minutes._check_again()
        return True if "body" in vals else super().write(vals)

    def copy(self, default=None):
        if self:
            raise UserError(self.env._("Minutes are not copied. [R22]"))
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_blank(self):
        if not all(minutes._is_blank() for minutes in self):
            raise UserError(self.env._("Minutes are kept. [R22]"))

    def _is_blank(self):
        """A draft in which nothing is written, and that nobody remarked on, is as good as none."""
        # sudo: casecon.minutes.comment - whether there are any
        return self.state == "draft" and not canonical(self.body or "") and not self.sudo().comment_ids

    @api.model
    def _check_may_draft(self, conference):
        """HR or the named minute taker writes the minutes."""
        if not conference:
            raise UserError(self.env._("Minutes belong to a case conference. [R22]"))
        if not self._may_draft(conference):
            raise AccessError(self.env._("HR or the named minute taker writes the minutes. [R22]"))

    @api.model
    def _may_draft(self, conference):
        return "hr" in conference._hats() or "minute_taker" in conference._attends_as()

    def init(self):
        self.env.cr.execute(FINAL_TRIGGER)
