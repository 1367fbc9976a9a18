from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate
from odoo.tools.sql import column_exists

from ...domain.account import Line
from .. import clock
from ..conference import turn_words
from ..conference.guarded import write_guarded
from ..conference.handover import evidence_of
from ..messages.not_told import PATIENCE
from .minutes_told import FINAL

_lt = LazyTranslate(__name__)

STEM = "final_reached"
REACHED = ("at", "through", "how", "entered_at", "entered_by_id")
turn_words.WORDS |= {"hand_over_final": _lt("Print the final minutes and hand them over")}
NOT_REACHED = {f"{STEM}_{name}": False for name in REACHED}


class CaseconMinutesVersion(models.Model):
    """When the final minutes reached the employee: an email that brings them there, or the letter (R22).

    It stands with the version that became final: the row of final minutes itself is kept as it is.
    """

    _inherit = "casecon.minutes.version"
    _guarded = tuple(NOT_REACHED)

    final_reached_at = fields.Datetime(readonly=True, string="Final minutes reached the employee")
    final_reached_through = fields.Selection(
        [("email", "By email"), ("letter", "By letter"), ("unknown", "Not kept at that time")],
        readonly=True,
        string="Final minutes: by which route",
    )
    final_reached_how = fields.Char(readonly=True, string="Final minutes: how they were handed over")
    final_reached_entered_at = fields.Datetime(readonly=True, string="Final minutes: when it was entered")
    final_reached_entered_by_id = fields.Many2one(
        "res.users", readonly=True, index=False, ondelete="restrict", string="Final minutes: entered by"
    )

    def _auto_init(self):
        is_new = not column_exists(self.env.cr, self._table, "final_reached_at")
        result = super()._auto_init()
        if is_new:  # after what this update itself queues: versions of minutes that were sent before they were kept
            self.pool.post_init(self.pool.post_init, self._take_over_final)
        return result

    def _take_over_final(self):
        """Minutes that were final before it was kept when they reached the employee."""
        self.env.cr.execute(
            "UPDATE casecon_minutes_version v SET final_reached_at = m.finalised_at, final_reached_through = 'unknown'"
            "  FROM casecon_minutes m WHERE m.id = v.minutes_id AND m.state = 'final'"
            "   AND v.number = (SELECT max(number) FROM casecon_minutes_version WHERE minutes_id = m.id)"
        )
        self.invalidate_model(flush=False)


class CaseconMinutes(models.Model):
    _inherit = "casecon.minutes"

    def _waiting_since(self):
        """Final minutes wait from when they became final."""
        version_sudo = self._present_version()
        if self.state == "final" and version_sudo and not version_sudo.final_reached_at:
            return self.finalised_at
        return super()._waiting_since()

    def _final_reached(self, moment, through, how=False):
        """They have reached the employee; the first time counts."""
        version_sudo = self._present_version()
        if self.state != "final" or version_sudo.final_reached_at or self.finalised_at.replace(second=0) > moment:
            return
        evidence = evidence_of(self.env, STEM, moment, how)
        if through == "email":  # by the sender, in nobody's name
            evidence[f"{STEM}_entered_by_id"] = False
        write_guarded(version_sudo, {**evidence, f"{STEM}_through": through})
        version_sudo.flush_recordset()

    @api.depends("version_ids.final_reached_at")
    @api.depends_context("uid", "lang")
    def _compute_not_delivered_note(self):
        return super()._compute_not_delivered_note()

    @api.depends("version_ids.final_reached_at")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    def _stamp(self, moment):
        result = super()._stamp(moment)
        attendee = self.attendee_id
        if self.kind == "notice" and self.about == FINAL and attendee.role == "employee" and self._can_log_in():
            attendee.conference_id.minutes_ids._final_reached(moment, "email")
        return result

    def _came_back(self):
        sent = {row: row.sent_at for row in self if row.state == "sent" and row.about == FINAL}
        result = super()._came_back()
        for row, accepted_at in sent.items():
            version = row.attendee_id.conference_id.minutes_ids._present_version()
            by_it = version.final_reached_through == "email" and version.final_reached_at == accepted_at
            if row.attendee_id.role == "employee" and by_it:
                write_guarded(version, NOT_REACHED)
        return result


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def _may_wait(self):
        """HR hands over final minutes that no email brings to the employee, also of a case that is closed."""
        waiting = super()._may_wait()
        if "hr" not in self.env.user._casecon_roles():
            return waiting
        not_there = Domain("state", "=", "final") & Domain("version_ids", "not any", [(f"{STEM}_at", "!=", False)])
        return waiting | (Domain("state", "=", "closed") & Domain("minutes_ids", "any", not_there))

    def _turn_facts(self):
        result = super()._turn_facts()
        final = [conference.id for conference in self if result[conference].get("minutes") == "final"]
        # sudo: casecon.minutes.version - whether final minutes reached the employee, for whose turn it is
        versions_sudo = self.env["casecon.minutes.version"].sudo()
        reached_sudo = versions_sudo.search([("minutes_id.conference_id", "in", final), (f"{STEM}_at", "!=", False)])
        reached = {version_sudo.minutes_id.conference_id.id for version_sudo in reached_sudo}
        for conference in self.browse(final).filtered(
            lambda one: one.id not in reached and not one._final_is_on_its_way()
        ):
            result[conference]["final_untold"] = True
        return result

    def _final_is_on_its_way(self):
        """Whether an email is about to bring the employee to their final minutes."""
        rows_sudo = self._live_attendees().filtered(lambda row: row.role == "employee").message_row_ids
        fresh = rows_sudo.filtered(lambda row: row.about == FINAL and row.state in ("waiting", "sending"))
        return any(row.queued_at > clock.now() - PATIENCE and row._can_log_in() for row in fresh)

    def _account_of_versions(self, minutes):
        yield from super()._account_of_versions(minutes)
        versions = self._account_rows("casecon.minutes.version", [("minutes_id", "=", minutes.id)])
        routes = dict(versions._fields[f"{STEM}_through"]._description_selection(self.env))
        for version in versions.filtered(f"{STEM}_at"):
            how = ", ".join(filter(None, (routes.get(version.final_reached_through), version.final_reached_how)))
            text = self.env._("The final minutes reached the employee")
            yield Line(version.final_reached_at, text, version.final_reached_entered_at or None, how)
