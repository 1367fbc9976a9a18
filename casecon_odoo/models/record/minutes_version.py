from odoo import api, fields, models
from odoo.tools import SQL

from .. import clock
from ..conference.guarded import create_guarded

# What was sent is kept as it was; when it reached the employee is entered later, and can be taken back (a bounce).
KEPT = """
CREATE OR REPLACE FUNCTION casecon_minutes_version_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version is kept as it was sent' USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER casecon_minutes_version_kept BEFORE UPDATE ON casecon_minutes_version FOR EACH ROW
    WHEN ((OLD.minutes_id, OLD.number, OLD.body, OLD.decisions, OLD.digest, OLD.made_at)
          IS DISTINCT FROM (NEW.minutes_id, NEW.number, NEW.body, NEW.decisions, NEW.digest, NEW.made_at))
    EXECUTE FUNCTION casecon_minutes_version_kept();
CREATE OR REPLACE TRIGGER casecon_minutes_version_stays BEFORE DELETE ON casecon_minutes_version FOR EACH ROW
    EXECUTE FUNCTION casecon_minutes_version_kept();
"""
REMOVE = "DROP FUNCTION IF EXISTS casecon_minutes_version_kept() CASCADE;"


class CaseconMinutesVersion(models.Model):
    """The text of minutes as it was sent to the employee, and each change of it since (R22).

    Rows are only added. An answer, a comment and a flag name the digest of the one that was read.
    """

    _name = "casecon.minutes.version"
    _description = "Minutes as sent"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _order = "number desc"
    _rec_name = "number"

    _guarded = (
        "minutes_id",
        "number",
        "body",
        "decisions",
        "digest",
        "made_at",
        "delivered_at",
        "delivered_through",
        "delivered_how",
        "entered_at",
        "entered_by_id",
    )

    minutes_id = fields.Many2one("casecon.minutes", required=True, readonly=True, index=True, ondelete="restrict")
    number = fields.Integer(required=True, readonly=True, string="Version")
    body = fields.Html(
        readonly=True,
        sanitize_attributes=True,
        sanitize_style=True,
        strip_classes=True,
        help="Empty if the text was not kept at that time.",
    )
    # {"rows": [...]}, see `decisions_read.py`; empty: not kept at that time
    decisions = fields.Json(readonly=True, groups=".", export_string_translation=False)
    digest = fields.Char(readonly=True)
    made_at = fields.Datetime(readonly=True, string="Sent")
    delivered_at = fields.Datetime(readonly=True, string="Reached the employee")
    delivered_through = fields.Selection(
        [("email", "By email"), ("letter", "By letter"), ("unknown", "Not kept at that time")],
        readonly=True,
        string="By which route",
    )
    delivered_how = fields.Char(readonly=True, string="How it was handed over")
    entered_at = fields.Datetime(readonly=True, string="When it was entered")
    entered_by_id = fields.Many2one("res.users", readonly=True, index=False, ondelete="restrict", string="Entered by")

    _one_each = models.UniqueIndex("(minutes_id, number)", "Each version of the minutes needs its own number. [R22]")

    @api.depends("number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._("Version %(number)s", number=version.number or "…")

    def init(self):
        self.env.cr.execute(KEPT)
        self.pool.post_init(self._take_over)

    def _take_over(self):
        """Minutes that an older version of the addon has sent: what was sent was not kept at that time.

        Of a check that goes on, the text as it stands is kept as the second version; its end stays.
        """
        self.env.cr.execute(
            SQL(
                "INSERT INTO casecon_minutes_version (minutes_id, number, made_at, delivered_at, delivered_through)"
                " SELECT m.id, 1, m.sent_at, m.sent_at, 'unknown' FROM casecon_minutes m WHERE m.state <> 'draft'"
                " AND NOT EXISTS (SELECT FROM casecon_minutes_version v WHERE v.minutes_id = m.id)"
                " RETURNING minutes_id"
            )
        )
        taken = self.env["casecon.minutes"].browse([minutes_id for (minutes_id,) in self.env.cr.fetchall()])
        self.env.cr.execute(
            "UPDATE casecon_minutes_comment SET delivered_at = written_at, delivered_through = 'unknown'"
            " WHERE kind = 'addendum' AND minutes_id = ANY(%s)",
            [taken.ids],
        )
        self.invalidate_model(flush=False)
        for minutes in taken.filtered(lambda row: row.state == "fact_check"):
            create_guarded(
                self.sudo(),  # sudo: casecon.minutes.version - while the addon is updated
                [
                    {
                        "minutes_id": minutes.id,
                        "number": 2,
                        "body": minutes.body,
                        "digest": minutes.text_digest,
                        "made_at": clock.now(),
                        "delivered_at": minutes.sent_at,
                        "delivered_through": "unknown",
                    }
                ],
            )
