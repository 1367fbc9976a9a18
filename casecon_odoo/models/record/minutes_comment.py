from odoo import api, fields, models

KEPT_COLUMNS = (
    *("minutes_id", "kind", "paragraph", "text", "author_id", "written_at"),
    *("through", "read_digest", "read_version", "read_addendum_id", "fallen_flag_id"),
)
# What was said stands; a flag can be resolved, and delivery is entered later.
KEPT = f"""
CREATE OR REPLACE FUNCTION casecon_minutes_comment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said about minutes is kept as it is' USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER casecon_minutes_comment_kept BEFORE UPDATE ON casecon_minutes_comment FOR EACH ROW
    WHEN (({", ".join(f"OLD.{name}" for name in KEPT_COLUMNS)}) IS DISTINCT FROM
          ({", ".join(f"NEW.{name}" for name in KEPT_COLUMNS)})) EXECUTE FUNCTION casecon_minutes_comment_kept();
CREATE OR REPLACE TRIGGER casecon_minutes_comment_stays BEFORE DELETE ON casecon_minutes_comment
    FOR EACH ROW EXECUTE FUNCTION casecon_minutes_comment_kept();
"""
REMOVE = "DROP FUNCTION IF EXISTS casecon_minutes_comment_kept() CASCADE;"


class CaseconMinutesComment(models.Model):
    """What is said about minutes: on a paragraph, or as a whole. Rows are only added; a flag can be resolved."""

    _name = "casecon.minutes.comment"
    _description = "Comment on minutes"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "id"
    _made_by_verbs = True

    _guarded = ("minutes_id", "kind", "paragraph", "text", "author_id", "written_at", "resolved_at")

    minutes_id = fields.Many2one("casecon.minutes", required=True, readonly=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [
            ("comment", "Comment"),
            ("answer", "Answer"),
            ("disagreement", "Statement of disagreement"),
            ("flag", "Outside consent"),
            ("addendum", "Addendum"),
        ],
        required=True,
        readonly=True,
    )
    paragraph = fields.Char(readonly=True)
    text = fields.Text(readonly=True)
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    written_at = fields.Datetime(required=True, readonly=True, string="Written at")
    resolved_at = fields.Datetime(readonly=True)

    @api.depends("minutes_id")
    def _compute_display_name(self):
        for comment in self:
            comment.display_name = self.env._("Comment %(id)s", id=comment.id or "…")

    def init(self):
        self.env.cr.execute(KEPT)
