from odoo import models


class CaseconClinicalTab(models.AbstractModel):
    """All notes about a person, read as one record."""

    _inherit = "casecon.clinical.tab"

    def action_read_notes(self):
        """Show all notes about this employee as one record, the newest first."""
        self.ensure_one()
        return read_action(self.env, [("employee_id", "=", self.id)])


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def action_read_notes(self):
        """Show all notes about this conference's employee as one record, the newest first."""
        self.ensure_one()
        return read_action(self.env, [("employee_id", "=", self.employee_id.id)])


def read_action(env, domain):
    """The dialog in which the notes that the user may read stand below each other, each with its addenda."""
    notes = env["casecon.note"].search([*domain, ("has_text", "=", True)])
    added = notes.grouped("amended_note_id")
    texts = [
        row.text_uuid
        for note in notes
        if note.amended_note_id not in notes
        for row in (note, *added.get(note, notes.browse()))
    ]
    return {
        "type": "ir.actions.client",
        "tag": "casecon_sealed_record",
        "name": env._("All notes"),
        "target": "new",
        "context": {"dialog_size": "extra-large", "footer": False},
        "params": {"texts": texts},
    }
