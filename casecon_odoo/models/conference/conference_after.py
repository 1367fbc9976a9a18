from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...domain import gate
from .. import in_words
from .arguments import to_datetime, to_text
from .conference_gate import move
from .guarded import write_guarded

UNDONE = {"refused", "cancelled", "not_held"}


class CaseconConference(models.Model):
    """Afterwards: it did not take place, or a next one is asked for."""

    _inherit = "casecon.conference"
    _guarded = ("previous_id",)

    previous_id = fields.Many2one(
        "casecon.conference",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=".",
        export_string_translation=False,
    )
    following_ids = fields.One2many(
        "casecon.conference", "previous_id", readonly=True, groups=".", export_string_translation=False
    )

    def _gate_facts(self):
        result = super()._gate_facts()
        for conference, facts in result.items():
            if "next" in gate.rules_from(facts["state"]):
                # sudo: casecon.conference - whether one follows, for whoever asks the gate
                states = conference.sudo().following_ids.mapped("state")
                facts["followed"] = not UNDONE.issuperset(states)
        return result

    def _gate_depends(self):
        return [*super()._gate_depends(), "following_ids.state"]

    def action_not_held(self, reason=None, attempts=None, had_said_so=None):
        """Record that the conference did not take place; the reason stays with OH [R24].

        `attempts`: a list of {"at": UTC text, "how": text}, three over fifteen minutes; not needed where the
        person had said so.
        """
        self._one()
        reason = to_text(self.env, reason, self.env._("the reason"))
        tried = attempts or []
        if not isinstance(tried, list) or not all(isinstance(attempt, dict) for attempt in tried):
            raise UserError(self.env._("Enter the time of each attempt and how you made it. [R24]"))
        lines = [
            (
                to_datetime(self.env, attempt.get("at"), self.env._("the time of each attempt")),
                to_text(self.env, attempt.get("how"), self.env._("how each attempt was made")),
            )
            for attempt in tried
        ]
        move(
            self,
            "not_held",
            attempts=tuple(at for at, _how in lines),
            had_said_so=bool(had_said_so),
        )
        zone = self.sudo().employee_id._casecon_zone()
        told = "\n".join(f"{in_words.moment(self.env, at, zone)}: {how}" for at, how in lines)
        self._keep_reason("not_held", f"{reason}\n{told}".strip())
        self._publish_end()
        return True

    def action_next(self):
        """Ask for the next conference with the same person; what was left open on the agenda comes along."""
        self._one()
        move(self, "next")
        # sudo: casecon.agenda.item - as HR, who may read
        left = self.sudo().agenda_item_ids.filtered(lambda item: item.state in ("open", "not_reached"))
        agenda = [Command.create({"name": item.name, "kind": item.kind}) for item in left]
        if not agenda:  # the first question of the ground was answered
            looking_back = self.env._("What has changed since the last meeting, and what is still needed?")
            agenda = [Command.create({"name": looking_back, "kind": "question"})]
        following = self.create(
            [
                {
                    "employee_id": self.employee_id.id,
                    "ground": self.ground,
                    "reason": self.reason,
                    "agenda_item_ids": agenda,
                    **self._people_of_the_next(),
                }
            ]
        )
        following_sudo = following.sudo()  # sudo: casecon.conference - which one it follows, and whose item is whose
        write_guarded(following_sudo, {"previous_id": self.id})
        if left:
            for before, after in zip(left, following_sudo.agenda_item_ids.sorted("id"), strict=True):
                write_guarded(after, {"raised_by": before.raised_by})
        return following.id

    def _people_of_the_next(self):
        """Manager and clinician as before, where they are still there; else those who are usual now."""
        left = self._facts_with(["manager", "clinician"])["left"]
        return {
            name: self[name].id
            for name, role in (("manager_id", "manager"), ("clinician_id", "clinician"))
            if role not in left and self.sudo().company_id == self.sudo().employee_id.company_id  # sudo: own columns
        }
