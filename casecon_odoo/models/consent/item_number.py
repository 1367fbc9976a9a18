from odoo import api, fields, models

from ..conference.guarded import write_guarded

# Items of before they had a number of their own: as the record of the case counted them until then.
TAKE_OVER = """
UPDATE casecon_consent_line l SET number = n.number
  FROM (SELECT id, row_number() OVER (PARTITION BY conference_id ORDER BY id) AS number FROM casecon_consent_line) n
 WHERE n.id = l.id AND coalesce(l.number, 0) = 0;
UPDATE casecon_conference c SET items_numbered = n.last
  FROM (SELECT conference_id, max(number) AS last FROM casecon_consent_line GROUP BY conference_id) n
 WHERE n.conference_id = c.id AND coalesce(c.items_numbered, 0) < n.last;
"""


class CaseconConsentLine(models.Model):
    """An item keeps the number by which it was read and recorded; that of one that was deleted is not given again."""

    _inherit = "casecon.consent.line"
    _guarded = ("number",)

    number = fields.Integer(string="Item", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        for line in lines:
            conference_sudo = line.conference_id.sudo()  # sudo: casecon.conference - a counter, the verb was allowed
            number = conference_sudo.items_numbered + 1
            write_guarded(conference_sudo, {"items_numbered": number})
            write_guarded(line.sudo(), {"number": number})
        return lines

    def init(self):
        self.pool.post_init(self.env.cr.execute, TAKE_OVER)
        return super().init()


class CaseconConference(models.Model):
    _inherit = "casecon.conference"
    _guarded = ("items_numbered",)

    items_numbered = fields.Integer(readonly=True, copy=False, groups=".", export_string_translation=False)
