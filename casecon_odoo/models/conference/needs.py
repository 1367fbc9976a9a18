import uuid

from odoo import api, fields, models

from ..sealed.held import hold_text
from ..sealed.moved import NEEDS, put_aside
from ..sealed.sealed import erase_text
from .guarded import create_guarded, write_guarded

OH = "casecon_odoo.casecon_group_clinician,casecon_odoo.casecon_group_oh_admin"


class CaseconNeeds(models.Model):
    """What the employee needs to take part, in their words, sealed. They and OH read it; others see `on_the_day`."""

    _name = "casecon.needs"
    _description = "Accessibility needs"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _rec_name = "conference_id"

    _guarded = ("conference_id", "text_uuid", "text_revision", "has_text")

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    text_uuid = fields.Char(string="What the employee needs", readonly=True)
    text_revision = fields.Integer(readonly=True, export_string_translation=False)
    has_text = fields.Boolean(readonly=True, export_string_translation=False)

    _one_each = models.UniqueIndex("(conference_id)", "A case conference can have only one record of needs.")
    _text_once = models.UniqueIndex("(text_uuid)", "Each record of needs has a text of its own.")

    @api.depends("conference_id")
    def _compute_display_name(self):
        for needs in self:
            # sudo: casecon.conference - its reference is neutral
            needs.display_name = needs.conference_id.sudo().name

    def init(self):
        put_aside(self.env.cr, NEEDS)
        return super().init()


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    needs_ids = fields.One2many("casecon.needs", "conference_id", readonly=True, copy=False, groups=OH)
    needs_text = fields.Char(
        string="What the employee needs", compute="_compute_needs_text", groups=OH, export_string_translation=False
    )

    @api.depends("needs_ids.text_revision")
    def _compute_needs_text(self):
        """The address and the revision of what stands, for the frame that shows it; nothing where nothing does."""
        for conference in self:
            needs = conference.needs_ids.filtered("has_text")
            conference.needs_text = f"{needs.text_uuid}/{needs.text_revision}" if needs else False

    def _keep_needs(self, text, forget):
        """Seal what the employee needs in the place of what stands; empty leaves that as it is, `forget` erases it."""
        # sudo: casecon.needs, casecon.conference - the employee's own, by the verb
        needs_sudo = self.env["casecon.needs"].sudo()
        row_sudo = needs_sudo.search([("conference_id", "=", self.id)])
        if text:
            new = {"conference_id": self.id, "text_uuid": str(uuid.uuid4())}
            row_sudo = row_sudo or create_guarded(needs_sudo, [new])
            hold_text(row_sudo, "needs", {"text": text}, self.sudo().employee_id, self.sudo().company_id)
        elif forget and row_sudo:
            erase_text(self.env, row_sudo.text_uuid)
            write_guarded(row_sudo, {"text_revision": 0, "has_text": False})
