from odoo import api, models
from odoo.fields import Domain

from ...domain.states import BEGUN


class CaseconDecision(models.Model):
    """Owners of actions: who may be meant, and that they are told: once the meeting is over, or when it is given later.

    In the meeting nobody is told of each line that is still being written.
    """

    _inherit = "casecon.decision"

    @api.onchange("owner_id")
    def _onchange_owner(self):
        """Somebody from elsewhere is asked about: a name may be that of a stranger."""
        owner, conference = self.owner_id, self.conference_id
        if not owner or not conference or owner.filtered_domain(Domain.OR(conference._owners_in_turn()[:-1])):
            return None
        return {
            "warning": {
                "title": self.env._("Is this the right person?"),
                "message": self.env._(
                    "%(name)s does not attend and does not work here. They will be told that there is something for"
                    " them to do. Choose someone else if you meant another person.",
                    name=owner.display_name,
                ),
            }
        }

    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        decisions._tell_owners()
        return decisions

    def write(self, vals):
        result = super().write(vals)
        if "owner_id" in vals or "kind" in vals:
            self._tell_owners()
        return result

    def _tell_owners(self):
        """Each owner of an open action once, who did not write it down."""
        # sudo: casecon.decision - who is told; nothing of it is shown
        given = self.sudo().filtered(
            lambda one: one.kind != "decision" and one.state == "open" and one.conference_id.state not in BEGUN
        )
        for conference, actions in given.grouped("conference_id").items():
            for owner in actions.owner_id - self.env.user.partner_id:
                # sudo: casecon.message - nobody else can write it; the verb was allowed
                messages = self.env["casecon.message"].sudo()
                messages._queue_person(owner, conference.company_id, "action", conference)


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def _has_ended(self):
        result = super()._has_ended()
        self.sudo().decision_ids.with_env(self.env)._tell_owners()  # sudo: casecon.conference - who is told
        return result

    def _owners_in_turn(self):
        """Whom an action may mean, as domains in their turn: who attends, who works here, everybody else."""
        # sudo: hr.employee - which contacts are the company's own people; the search shows none that is not readable
        people = self.env["hr.employee"].sudo()._search([("company_id", "=", self.company_id.id)])
        attend = self.attendee_ids.filtered(lambda row: not row.removed_at).partner_id
        return [
            Domain("id", "in", attend.ids),
            Domain("partner_share", "=", False) | Domain("id", "in", people.subselect("work_contact_id")),
            Domain.TRUE,
        ]


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Where the owner of an action is chosen, those who attend come first, then the company's people."""
        wanted = self.env.context.get("casecon_owner_of")
        conference = self.env["casecon.conference"].search([("id", "=", wanted)]) if type(wanted) is int else None
        if not conference:
            return super().name_search(name, domain, operator, limit)
        found, plain = [], self.with_context(casecon_owner_of=False)
        for people in conference._owners_in_turn():
            if limit and len(found) >= limit:
                break
            rest = Domain(domain or []) & people & Domain("id", "not in", [one for one, _name in found])
            found += plain.name_search(name, rest, operator, limit and limit - len(found))
        return found
