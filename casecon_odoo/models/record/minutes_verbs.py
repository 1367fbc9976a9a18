from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.minutes import canonical, paragraph_ids
from ...domain.minutes import digest as digest_of
from .. import clock
from ..conference.arguments import to_choice, to_datetime, to_text
from ..conference.evidence import FOR_THEM
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

    @api.depends(
        "state",
        "body",
        "answered_at",
        "fact_check_until",
        "comment_ids.resolved_at",
        "comment_ids.delivered_at",
        "version_ids.delivered_at",
    )
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    def action_send_for_fact_check(self):
        """Send the draft to the employee for a check of the facts; working days count from delivery [R22]."""
        minutes = self._one_minutes()
        move_row(minutes, "send_for_fact_check", {"sent_at": clock.now()})
        minutes._keep_version()
        minutes._tell_of_check()
        return True

    def action_comment(self, paragraph_id=None, text=None, digest=None):
        """The employee comments on a paragraph during the fact check [R22]. Returns the comment's id.

        `digest`: the field `text_digest` of the text that was read; refused where it has changed since.
        """
        minutes = self._one_minutes()
        minutes._ask("comment", read=minutes._is_present(digest))
        return minutes._add("comment", self._words(text), minutes._paragraph(paragraph_id)).id

    def action_answer_fact_check(self, comment=None, through=None, digest=None):
        """The employee's answer to the fact check: by their login; a clinician records it for one who has none [R22].

        `comment`: their words, without a login never empty; `through`: phone, video, paper or in_person; `digest`: as
        for `action_comment`.
        """
        minutes = self._one_minutes()
        through, comment = minutes._ask_employee("answer_fact_check", comment, through, digest)
        minutes._add("answer", comment, through=through)
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
        longer = {"promised_until": until}
        if minutes.fact_check_until:
            longer["fact_check_until"] = until
        write_guarded(minutes.sudo(), longer)
        minutes._tell_of_check()
        return True

    def action_state_disagreement(self, text=None, through=None, digest=None):
        """The employee attaches a statement of disagreement, also to final minutes and addenda [R22]. Returns its id.

        `through`, `digest`: as for `action_answer_fact_check`.
        """
        minutes = self._one_minutes()
        through, _words = minutes._ask_employee("state_disagreement", text, through, digest)
        return minutes._add("disagreement", self._words(text), through=through).id

    def action_flag(self, paragraph_id=None, digest=None):
        """The clinician flags a passage as outside consent; it cannot be finalised unresolved [R22].

        `digest`: as for `action_comment`.
        """
        minutes = self._one_minutes()
        minutes._ask("flag", read=minutes._is_present(digest))
        return minutes._add("flag", False, minutes._paragraph(paragraph_id)).id

    def action_resolve_flag(self, paragraph_id=None, digest=None):
        """The clinician resolves a flag, once the passage is put right; it falls with a change of the passage [R22].

        `digest`: as for `action_comment`.
        """
        minutes = self._one_minutes()
        flags = minutes._open_flags().filtered(lambda flag: flag.paragraph == paragraph_id)
        minutes._ask("resolve_flag", flagged=bool(flags), read=minutes._is_present(digest))
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
        return digest_of(self.conference_id.sudo().name, canonical(self.body or ""))

    def _is_present(self, digest):
        """Whether the text that was shown is the one that stands."""
        return isinstance(digest, str) and digest == self.text_digest

    def _ask_employee(self, verb, words, through, digest):
        """Ask for what the employee says, or OH in their words: how it was said, and the words, or False."""
        words = words.strip() if isinstance(words, str) else ""
        by_login = "employee" in self._writers_hats(self.conference_id)
        self._ask(verb, read=self._is_present(digest), words=by_login or bool(words))
        if by_login:
            return "login", words or False
        routes = FOR_THEM
        return to_choice(self.env, through, routes, self.env._("how the employee answered")), words

    def _open_flags(self):
        return self.sudo().comment_ids.filtered(lambda row: row.kind == "flag" and not row.resolved_at)

    def _add(self, kind, text, paragraph=False, **more):
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
                    "read_digest": self.text_digest,
                    "read_version": self._present_version().number,
                    "read_addendum_id": kind != "addendum" and self._addenda()[-1:].id,
                    **more,
                }
            ],
        )

    def _paragraph(self, paragraph_id):
        return to_choice(self.env, paragraph_id, paragraph_ids(self.body or ""), self.env._("a paragraph"))

    def _words(self, text):
        return to_text(self.env, text, self.env._("the text"))

    def _one_minutes(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one set of minutes."))
        self.check_access("read")
        return self
