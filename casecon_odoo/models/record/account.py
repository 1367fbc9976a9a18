from odoo import models

from ...domain.account import Line
from .. import in_words


class CaseconConference(models.Model):
    """Minutes and decisions in the record of the case, as far as the reader may read them."""

    _inherit = "casecon.conference"

    def _account_lines(self):
        return [*super()._account_lines(), *self._account_of_minutes(), *self._account_of_decisions()]

    def _account_of_minutes(self):
        for minutes in self._account_rows("casecon.minutes"):
            if minutes.sent_at:
                yield Line(minutes.sent_at, self.env._("The minutes were sent for the fact check"), minutes.sent_at)
            yield from self._account_of_versions(minutes)
            if minutes.answered_at:
                routes = dict(minutes._fields["answered_through"]._description_selection(self.env))
                text = self.env._("The employee answered the fact check")
                yield Line(minutes.answered_at, text, minutes.answered_at, routes.get(minutes.answered_through, ""))
            if minutes.finalised_at:
                text = self.env._("%(name)s made the minutes final", name=self._account_name(minutes.finalised_by))
                yield Line(minutes.finalised_at, text, minutes.finalised_at)
            yield from self._account_of_remarks(minutes)
        if self.no_minutes_reason:
            yield Line(None, self.env._("No minutes were taken"), None, self.no_minutes_reason)

    def _account_of_versions(self, minutes):
        versions = self._account_rows("casecon.minutes.version", [("minutes_id", "=", minutes.id)])
        routes = dict(versions._fields["delivered_through"]._description_selection(self.env))
        for version in versions:
            number = {"number": version.number}
            if version.number > 1:
                text = self.env._("The text of the minutes was changed: version %(number)s", **number)
                yield Line(version.made_at or None, text, version.made_at or None)
            if version.delivered_at:
                text = self.env._("Version %(number)s of the minutes reached the employee", **number)
                how = ", ".join(filter(None, (routes.get(version.delivered_through), version.delivered_how)))
                yield Line(version.delivered_at, text, version.entered_at or None, how)

    def _account_of_remarks(self, minutes):
        rows = self._account_rows("casecon.minutes.comment", [("minutes_id", "=", minutes.id)])
        kinds = dict(rows._fields["kind"]._description_selection(self.env))
        routes = dict(rows._fields["delivered_through"]._description_selection(self.env))
        for row in rows:
            text = self.env._("The minutes: %(kind)s", kind=kinds[row.kind])
            yield Line(row.written_at, text, row.written_at, self._account_of_reading(row))
            if row.delivered_at:
                how = ", ".join(filter(None, (routes.get(row.delivered_through), row.delivered_how)))
                text = self.env._("The addendum reached the employee")
                yield Line(row.delivered_at, text, row.delivered_entered_at or None, how)
            if row.resolved_at:
                yield Line(row.resolved_at, self.env._("The minutes: a flag was resolved"), row.resolved_at)

    def _account_of_reading(self, row):
        """Which text it was said of: the version, and the addendum that had come last."""
        read, addendum = row.read_version, row.read_addendum_id
        if addendum and row.kind == "disagreement":
            said_in = self._zone()
            on = in_words.moment(self.env, addendum.written_at, said_in)
            return self.env._("On version %(number)s with the addendum of %(moment)s", number=read, moment=on)
        return self.env._("On version %(number)s", number=read) if read else ""

    def _account_of_decisions(self):
        for decision in self._account_rows("casecon.decision").filtered("done_at"):
            text = self.env._("Done: %(what)s", what=decision.name)
            yield Line(decision.done_at, text, decision.done_at)

    def action_open_account(self):
        """Open the record of the case, a page that prints."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/my/conferences/{self.id}/record", "target": "new"}
