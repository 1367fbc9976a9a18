from datetime import timedelta

from odoo import models
from odoo.exceptions import AccessError, UserError

from ...domain import notice
from ...domain.minutes import canonical, digest, paragraph_ids
from .. import clock
from ..conference.arguments import check_within, to_choice, to_datetime, to_text
from ..conference.guarded import create_guarded, write_guarded

LONGEST_FACT_CHECK = timedelta(days=92)


class CaseconMinutes(models.Model):
    """Verbs on the minutes: fact check, comments, flags, final, addenda (R22)."""

    _inherit = "casecon.minutes"

    def action_send_for_fact_check(self):
        """Send the draft to the employee for a check of the facts; the clock runs in working days [R22]."""
        minutes = self._one_minutes()
        minutes._check_may_draft(minutes.conference_id)
        minutes._check_state("draft")
        minutes._check_written()
        now = clock.now()
        write_guarded(
            minutes.sudo(), {"state": "fact_check", "sent_at": now, "fact_check_until": minutes._check_ends(now)}
        )
        minutes._tell_of_check()
        return True

    def action_comment(self, paragraph_id=None, text=None):
        """The employee comments on a paragraph during the fact check [R22]. Returns the comment's id."""
        minutes = self._one_minutes()
        minutes._check_employee()
        minutes._check_state("fact_check")
        return minutes._add("comment", self._words(text), minutes._paragraph(paragraph_id)).id

    def action_answer_fact_check(self, comment=None, through=None):
        """The employee's answer to the fact check, by login, or recorded by HR or the clinician [R22]."""
        minutes = self._one_minutes()
        minutes._check_state("fact_check")
        hats = minutes.conference_id._hats()
        if "employee" in hats:
            through = "login"
        elif hats & {"hr", "clinician"}:
            routes = ("phone", "paper", "in_person")
            through = to_choice(self.env, through, routes, self.env._("how the employee answered"))
        else:
            raise AccessError(self.env._("The employee checks the facts. [R22]"))
        if isinstance(comment, str) and comment.strip():
            minutes._add("answer", comment.strip())
        write_guarded(minutes.sudo(), {"answered_at": clock.now(), "answered_through": through})
        return True

    def action_extend_fact_check(self, until=None):
        """Give the employee more time (UTC text) [R22]."""
        minutes = self._one_minutes()
        minutes._check_may_draft(minutes.conference_id)
        minutes._check_state("fact_check")
        what, now = self.env._("the new end of the fact check"), clock.now()
        until = to_datetime(self.env, until, what)
        if until <= max(minutes.fact_check_until, now):
            raise UserError(self.env._("The fact check is only ever made longer. [R22]"))
        zone = minutes.conference_id.sudo().employee_id._casecon_zone()  # sudo: who is who
        check_within(self.env, until, what, "R22", last=now + LONGEST_FACT_CHECK, zone=zone)
        write_guarded(minutes.sudo(), {"fact_check_until": until})
        minutes._tell_of_check()
        return True

    def action_state_disagreement(self, text=None):
        """The employee attaches a statement of disagreement, also to final minutes [R22]. Returns its id."""
        minutes = self._one_minutes()
        minutes._check_employee()
        minutes._check_state("fact_check", "final")
        return minutes._add("disagreement", self._words(text)).id

    def action_flag(self, paragraph_id=None):
        """The clinician flags a passage as outside consent; it cannot be finalised unresolved [R22]."""
        minutes = self._one_minutes()
        minutes._check_chairs()
        minutes._check_state("draft", "fact_check")
        return minutes._add("flag", False, minutes._paragraph(paragraph_id)).id

    def action_resolve_flag(self, paragraph_id=None):
        """The clinician resolves a flag, once the passage is put right [R22]."""
        minutes = self._one_minutes()
        minutes._check_chairs()
        minutes._check_state("draft", "fact_check")
        flags = minutes._open_flags().filtered(lambda flag: flag.paragraph == paragraph_id)
        if not flags:
            raise UserError(self.env._("There is no open flag on this passage. [R22]"))
        write_guarded(flags, {"resolved_at": clock.now()})
        return True

    def action_finalise(self):
        """Make the minutes final: the fact check is answered or over, and no flag is open [R22]."""
        minutes = self._one_minutes()
        minutes._check_may_draft(minutes.conference_id)
        minutes._check_state("fact_check")
        minutes._check_written()
        if not minutes.answered_at:
            minutes._check_time_is_over()
        if minutes._open_flags():
            raise UserError(
                self.env._("The clinician flagged a passage as outside consent: change it, and ask OH. [R22]")
            )
        now = clock.now()
        vals = {"state": "final", "finalised_at": now, "finalised_by": self.env.uid, "digest": minutes._digest()}
        write_guarded(minutes.sudo(), vals)
        minutes.sudo().flush_recordset()
        minutes.conference_id._tell_readers()
        return True

    def action_add_addendum(self, body=None):
        """Correct final minutes by an addendum [R22]. Returns its id."""
        minutes = self._one_minutes()
        minutes._check_may_draft(minutes.conference_id)
        minutes._check_state("final")
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

    def _check_time_is_over(self):
        if self.fact_check_until > clock.now():
            raise UserError(self.env._("The employee still has time for the fact check. [R22]"))

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

    def _check_written(self):
        """Words: a picture alone can be neither checked paragraph by paragraph nor read aloud."""
        if not canonical(self.body or ""):
            raise UserError(self.env._("Write the minutes first. [R22]"))

    def _check_employee(self):
        if "employee" not in self.conference_id._hats():
            raise AccessError(self.env._("The employee checks the facts. [R22]"))

    def _check_chairs(self):
        if "clinician" not in self.conference_id._hats():
            raise AccessError(self.env._("The clinician decides what is outside consent. [R22]"))

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(self.env._("This cannot be done with the minutes now. [R22]"))

    def _one_minutes(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one record of minutes."))
        self.check_access("read")
        return self
