from odoo import models
from odoo.tools import LazyTranslate

from ...domain.states import OPEN
from ..conference import turn_words

_lt = LazyTranslate(__name__)

turn_words.WORDS |= {"consent": _lt("Decide what the clinician may say about your health")}


class CaseconConference(models.Model):
    """The items of consent that wait for the employee; counted for nobody else [R16]."""

    _inherit = "casecon.conference"

    def _turn_facts(self):
        result = super()._turn_facts()
        own = [one.id for one in self if "employee" in result[one]["hats"] and result[one]["state"] in OPEN]
        # as the reader, whose rules decide
        lines = self.env["casecon.consent.line"].search([("conference_id", "in", own)]) if own else ()
        for line in lines:
            facts = result[line.conference_id]
            rows_sudo = line.conference_id.sudo().attendee_ids  # sudo: casecon.attendee - of all conferences at once
            asked = {row.id for row in rows_sudo if not row.removed_at and row._needs_consent()}
            facts["mine_open_items"] = facts.get("mine_open_items", 0) + bool(asked - set(line._stands()))
        return result
