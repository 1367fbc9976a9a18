from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import notice
from ...domain.minutes import canonical, digest, paragraph_ids
from .. import clock
from ..conference.arguments import to_choice, to_datetime, to_text
from ..conference.gated import move_row
from ..conference.guarded import create_guarded, write_guarded
from ..entered import check_within

LONGEST_FACT_CHECK = timedelta(days=92)


class CaseconMinutes(models.Model):
    """Verbs on the minutes: fact check, comments, flags, final, addenda (R22)."""

    _inherit = "casecon.minutes"

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_write = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_send_for_fact_check = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_comment = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_answer_fact_check = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_extend_fact_check = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_state_disagreement = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_flag = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_resolve_flag = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_finalise = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_add_addendum = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    readiness = fields.Json(compute="_compute_gate", export_string_translation=False)

    @api.depends("state", "body", "answered_at", "fact_check_until", "comment_ids.resolved_at")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    def action_send_for_fact_check(self):
        """Send the draft to the employee for a check of the facts; the clock runs in working days [R22]."""
        minutes, now = self._one_minutes(), clock.now()
        move_row(minutes, "send_for_fact_check", {"sent_at": now, "fact_check_until": minutes._check_ends(now)})
        minutes._tell_of_check()
        return True

    def action_comment(self, paragraph_id=None, text=None):
        """The employee comments on a paragraph during the fact check [R22]. Returns the comment's id."""
        minutes = self._one_minutes()
        minutes._ask("comment")
        return minutes._add("comment", self._words(text), minutes._paragraph(paragraph_id)).id

    def action_answer_fact_check(self, comment=None, through=None):
        """The employee's answer to the fact check, by login, or recorded by HR or the clinician [R22]."""
        minutes = self._one_minutes()
        _answer, facts = minutes._ask("answer_fact_check")
        routes = ("phone", "paper", "in_person")
        if "employee" in facts.hats:
            through = "login"
        else:
            through = to_choice(self.env, through, routes, self.env._("how the employee answered"))
        if isinstance(comment, str) and comment.strip():
            minutes._add("answer", comment.strip())
        write_guarded(minutes.sudo(), {"answered_at": clock.now(), "answered_through": through})
        return True

    def action_extend_fact_check(self, until=None):
        """Give the employee more time (UTC text) [R22]."""
        minutes = self._one_minutes()
        what = self.env._("the new end of the fact check")
        until = to_datetime(self.env, until, what)
        minutes._ask("extend_fact_check", new_until=until)
        zone = minutes.conference_id.sudo().employee_id._casecon_zone()  # sudo: who is who
        check_within(self.env, until, what, "R22", last=clock.now() + LONGEST_FACT_CHECK, zone=zone)
        write_guarded(minutes.sudo(), {"fact_check_until": until})
        minutes._tell_of_check()
        return True

    def action_state_disagreement(self, text=None):
        """The employee attaches a statement of disagreement, also to final minutes [R22]. Returns its id."""
        minutes = self._one_minutes()
        minutes._ask("state_disagreement")
        return minutes._add("disagreement", self._words(text)).id

    def action_flag(self, paragraph_id=None):
        """The clinician flags a passage as outside consent; it cannot be finalised unresolved [R22]."""
        minutes = self._one_minutes()
        minutes._ask("flag")
        return minutes._add("flag", False, minutes._paragraph(paragraph_id)).id

    def action_resolve_flag(self, paragraph_id=None):
        """The clinician resolves a flag, once the passage is put right [R22]."""
        minutes = self._one_minutes()
        flags = minutes._open_flags().filtered(lambda flag: flag.paragraph == paragraph_id)
        minutes._ask("resolve_flag", flagged=bool(flags))
        write_guarded(flags, {"resolved_at": clock.now()})
        return True

    def action_finalise(self):
        """Make the minutes final: the fact check is answered or over, and no flag is open [R22]."""
        minutes = self._one_minutes()
        final = {"finalised_at": clock.now(), "finalised_by": self.env.uid, "digest": minutes._digest()}
        move_row(minutes, "finalise", final)
        minutes.sudo().flush_recordset()
        minutes.conference_id._tell_readers()
        return True

    def action_add_addendum(self, body=None):
        """Correct final minutes by an addendum [R22]. Returns its id."""
        minutes = self._one_minutes()
        minutes._ask("add_addendum")
        addendum = minutes._add("addendum", self._words(body))
        minutes.conference_id._tell_readers()
        return addendum.id

    def _is_as_finalised(self):
        """Whether the text still has the digest that it had when it was made final."""
        return all(minutes.digest == minutes._digest() for minutes in self if minutes.state == "final")

    def _digest(self):
        self.ensure_one()
        return digest(self.conference_id.sudo().name, canonical(self.body or ""))

    def _check_again(self):
        """What the employee answered was another text: they are told, and the clock runs anew [R22]."""
        again = {"answered_at": False, "answered_through": False, "fact_check_until": self._check_ends(clock.now())}
        write_guarded(self.sudo(), again)
        self._tell_of_check()

    def _tell_of_check(self):
        """The employee hears until when they can answer, and is reminded of it."""
        self.conference_id._tell_employee("fact_check", self.sudo().fact_check_until)
        self.conference_id._plan_reminders()

    def _check_ends(self, now):
        facts = self.conference_id._facts()[self.conference_id]
        return notice.earliest_after_move(now, facts.zone, facts.working_days, facts.limits.fact_check_days)

    def _open_flags(self):
        return self.sudo().comment_ids.filtered(lambda row: row.kind == "flag" and not row.resolved_at)

    def _add(self, kind, text, paragraph=False):
        # sudo: casecon.minutes.comment - the verb was allowed
        return create_guarded(
            self.env["casecon.minutes.comment"].sudo(),
            [
                {
                    "minutes_id": self.id,
                    "kind": kind,
                    "text": text,
                    "paragraph": paragraph,
                    "author_id": self.env.uid,
                    "written_at": clock.now(),
                }
            ],
        )

    def _paragraph(self, paragraph_id):
        return to_choice(self.env, paragraph_id, paragraph_ids(self.body or ""), self.env._("a paragraph"))

    def _words(self, text):
        return to_text(self.env, text, self.env._("the text"))

    def _one_minutes(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one record of minutes."))
        self.check_access("read")
        return self
