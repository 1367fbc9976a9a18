from odoo import api, fields, models
from odoo.fields import Domain

from .stands_out import STANDS_OUT, standing_out

ACTS = [
    ("open", "Opened"),
    ("refused", "Refused"),
    ("write", "Wrote"),
    ("sign", "Signed"),
    ("erase", "Erased"),
    ("key", "Made or changed a key"),
    ("verify", "Checked the log"),
    ("config", "Changed a setting"),
]
ROLES = [
    ("clinician", "Clinician"),
    ("employee", "Employee"),
    ("oh_admin", "OH administrator"),
]
# What a person may look at in the log: never a text, never which text.
VIEW = """
CREATE OR REPLACE VIEW casecon_access_entry AS
SELECT seq AS id, (at::timestamptz AT TIME ZONE 'UTC')::timestamp(0) AS at, act, uid AS user_id,
    line::jsonb ->> 'login' AS login, line::jsonb ->> 'role' AS role, person AS employee_id,
    conference AS conference_id, (line::jsonb ->> 'company')::integer AS company_id,
    (line::jsonb ->> 'number')::integer AS number, line::jsonb ->> 'purpose' AS purpose, line::jsonb ->> 'ip' AS ip
FROM casecon_access
"""


class CaseconAccessEntry(models.Model):
    """The access log as people look at it: who opened what is written about whom, and when (R30).

    A view of the log's table: a row of the log is one entry, and nothing here can be changed. No link has a key in
    PostgreSQL: what the log names stays named when it is gone.
    """

    _name = "casecon.access.entry"
    _description = "Entry of the access log"
    _inherit = ["casecon.form"]
    _auto = False
    _log_access = False
    _order = "id desc"
    _rec_name = "at"

    at = fields.Datetime(string="When", readonly=True)
    act = fields.Selection(ACTS, string="What", readonly=True)
    user_id = fields.Many2one("res.users", string="Who", readonly=True, index=False, ondelete="set null")
    login = fields.Char(readonly=True, help="The login at that time.")
    role = fields.Selection(ROLES, string="As", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="About", readonly=True, index=False, ondelete="set null")
    conference_id = fields.Many2one(
        "casecon.conference", string="Case conference", readonly=True, index=False, ondelete="set null"
    )
    company_id = fields.Many2one("res.company", readonly=True, index=False, ondelete="set null")
    number = fields.Integer(string="Texts", readonly=True, help="How many texts were on the page.")
    ip = fields.Char(string="From", readonly=True, help="The network address.")
    stands_out = fields.Selection(
        STANDS_OUT, compute="_compute_stands_out", search="_search_stands_out", string="Look at this"
    )

    def init(self):
        self.env.cr.execute(VIEW)

    @api.depends("user_id", "employee_id", "conference_id")
    def _compute_stands_out(self):
        found = standing_out(self.env.cr, self.ids)
        for entry in self:
            entry.stands_out = found.get(entry.id)

    @api.model
    def _search_stands_out(self, operator, value):
        """Those of a kind; of the last 90 days, which is what is looked through."""
        if operator != "in":
            return NotImplemented  # Odoo negates what is asked of it
        found = standing_out(self.env.cr)
        wanted = Domain("id", "in", [entry for entry, kind in found.items() if kind in value])
        return wanted | Domain("id", "not in", list(found)) if False in value else wanted
