from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import consent
from ...domain.states import AHEAD
from ...domain.table.consent import ConsentFacts
from .. import clock
from ..clinical.note import CLINICIAN
from ..conference.arguments import to_choice, to_datetime, to_text
from ..conference.evidence import FOR_THEM, happened_at
from ..conference.guarded import create_guarded, write_guarded

KINDS = [
    ("diagnosis", "Diagnosis"),
    ("symptoms", "Symptoms"),
    ("treatment", "Treatment"),
    ("effect_on_work", "Effect on work"),
    ("outlook", "Outlook"),
    ("adjustment", "Adjustment"),
    ("other", "Other"),
]


class CaseconConsentLine(models.Model):
    """One item that might be told. Its exact wording is what the employee answers (R16, R17)."""

    _name = "casecon.consent.line"
    _description = "Item"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _is_clinical = True
    _order = "sequence, id"
    _allow_sudo_commands = False

    _guarded_later = ("conference_id", "company_id")

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True, default="effect_on_work")
    wording = fields.Text(copy=False, prefetch=False, help="The exact words that would be said.")
    answer_ids = fields.One2many("casecon.consent.answer", "line_id", readonly=True, copy=False)
    sayable = fields.Boolean(
        compute="_compute_sayable", help="The employee allowed this for every person in the room who needs consent."
    )

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_write = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_grant = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_refuse = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_withdraw = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_disclose = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    readiness = fields.Json(compute="_compute_gate", export_string_translation=False)

    @api.depends("conference_id.state", "sayable")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.depends("conference_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Item %(id)s", id=line.id or "…")

    @api.depends("answer_ids", "conference_id.attendee_ids.present_from", "conference_id.attendee_ids.present_until")
    def _compute_sayable(self):
        for line in self:
            conference = line.conference_id
            room = {attendee.id: attendee._hears_as() for attendee in conference._room()}
            line.sayable = bool(line.id) and conference._may_be_told() and consent.is_sayable(line._stands(), room)

    def _answers(self, until=None):
        """The answers in the order in which they were given, whenever they were entered."""
        answers_sudo = self.sudo().answer_ids  # sudo: casecon.consent.answer - judged, not shown
        given = answers_sudo.filtered(lambda answer: until is None or answer.answered_at <= until)
        return given.sorted(lambda answer: (answer.answered_at, answer.id))

    def _stands(self, until=None):
        """The answer that stands for each attendee id, or that stood at a moment."""
        return consent.current((answer.attendee_id.id, answer.answer) for answer in self._answers(until))

    @api.model_create_multi
    def create(self, vals_list):
        """A clinician proposes an item; the row is inserted without its wording, which follows by itself."""
        lines = self.browse()
        for vals in vals_list:
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            self.browse()._ask("create", conference)
            wording = to_text(self.env, vals.get("wording"), self.env._("the exact wording"))
            # sudo: casecon.conference - its company
            line = super().create([{**vals, "wording": False, "company_id": conference.sudo().company_id.id}])
            line._put_wording(wording)
            lines += line
        return lines

    def write(self, vals):
        for line in self:
            line._ask("write", **({} if set(vals) & {"wording", "kind"} else {"unanswered": True}))
        if "kind" in vals and not vals["kind"]:
            raise UserError(self.env._("Choose the kind of item. [R16]"))  # PostgreSQL's error would print the row
        wording = vals.get("wording")
        result = super().write({name: value for name, value in vals.items() if name != "wording"})
        if "wording" in vals:
            self._put_wording(to_text(self.env, wording, self.env._("the exact wording")))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unanswered(self):
        for line in self:
            line._ask("unlink")

    def copy(self, default=None):
        if self:
            raise UserError(
                self.env._("Items cannot be copied because consent is asked for again in each case conference. [R16]")
            )
        return super().copy(default)

    def _put_wording(self, wording):
        self.flush_recordset()
        write_guarded(self, {"wording": wording})
        self.flush_recordset(["wording"])

    def _known(self, about, **arguments):
        conference_sudo = about.sudo()  # sudo: casecon.conference - state and pre-call decide
        return ConsentFacts(
            state=conference_sudo.state or "",
            hats=about._hats(),
            now=clock.now(),
            **{
                "unanswered": not self.sudo().answer_ids,
                "called": bool(about) and conference_sudo._counting_pre_call().outcome == "done",
                "sayable": self.sayable,
                "accepted_chair": bool(about) and about._has_accepted_chair(),
                "there": bool(about) and about._both_there(),
                "goes_on": bool(about) and about._goes_on(),
                "started_at": about._began_at(),
                "start_is_late": conference_sudo.is_start_late,
                **arguments,
            },
        )

    def action_grant(self, attendee_ids=None, through=None, words=None, at=None):
        """The employee grants this item for these attendees; without ids for all invited others [R16].

        `at`: when they said so, where OH enters it later (UTC text; now without it).
        """
        return self._answer("grant", "granted", attendee_ids, through, words, at)

    def action_refuse(self, attendee_ids=None, through=None, words=None, at=None):
        """The employee refuses this item for these attendees [R16]; `at` as for `action_grant`."""
        return self._answer("refuse", "refused", attendee_ids, through, words, at)

    def action_withdraw(self, attendee_ids=None, through=None, words=None):
        """The employee withdraws, effective at once; what was said stays shown as said [R17]."""
        return self._answer("withdraw", "withdrawn", attendee_ids, through, words)

    def action_disclose(self, at=None):
        """The clinician records that the item was said, to everybody in the room [R16 R15].

        `at`: when it was said (UTC text), where the start of the meeting was entered late; else it is said now.
        """
        line = self._one_line()
        conference, now = line.conference_id, clock.now()
        moment = now if at is None else to_datetime(self.env, at, self.env._("when it was said"))
        line._ask("disclose", said_later=at is not None, **line._at(moment))
        # the employee's own row too: that it was said is kept, whoever was there to hear it
        hearers = conference._room_at(moment).filtered(lambda a: a.role == "employee" or a._needs_consent(moment))
        line._add_answers("disclosed", hearers, "in_person", moment)
        return True

    def _answer(self, verb, answer, attendee_ids, through, words, at=None):
        line = self._one_line()
        words = words.strip() if isinstance(words, str) else ""
        through, moment = line._give(verb, answer, attendee_ids, through, bool(words), at)
        if words:
            needed = (
                through not in ("login", "in_person") and answer != "withdrawn"
            )  # nothing delays a withdrawal [R17]
            line.conference_id._keep_reason(f"consent_{answer}", words, through, moment, needed)
        return True

    def _give(self, verb, answer, attendee_ids, through, has_words, at):
        """One answer for these attendees; returns how and when it was given. The words are the caller's."""
        line, conference = self, self.conference_id
        own = "employee" in conference._hats()
        line._ask(verb, in_person=not own and through == "in_person", words=own or has_words)
        what = self.env._("how the employee answered")
        through = "login" if own else to_choice(self.env, through, FOR_THEM, what)
        if own and at is not None:
            raise UserError(self.env._("Your own answer is recorded now, so leave the time empty. [R16]"))
        what, first = self.env._("when they answered"), conference._first_word()
        moment = happened_at(self.env, at, what, "R16", first, conference._zone())
        others = conference._live_attendees().filtered(lambda a: a._needs_consent())
        if attendee_ids is not None:
            wanted = set(attendee_ids if isinstance(attendee_ids, (list, tuple)) else [attendee_ids])
            if not wanted or wanted - set(others.ids):
                raise UserError(self.env._("Choose people who attend and who need the employee's consent. [R16]"))
            others = others.filtered(lambda a: a.id in wanted)
        line._add_answers(answer, others, through, moment)
        return through, moment

    def _add_answers(self, answer, attendees, through, moment=None):
        # sudo: casecon.consent.answer - the role was checked; rows are only added
        create_guarded(
            self.env["casecon.consent.answer"].sudo(),
            [
                {
                    "line_id": self.id,
                    "attendee_id": attendee.id,
                    "answer": answer,
                    "through": through,
                    "answered_at": moment or clock.now(),
                    "entered_at": clock.now(),
                    "answered_by": self.env.uid,
                }
                for attendee in attendees
            ],
        )
        self.invalidate_recordset(["answer_ids", "sayable"])

    def _one_line(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one item first."))
        self.check_access("read")
        return self


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _hears_as(self, moment=None):
        """The role in which somebody hears; an interpreter whom the employee has not accepted is somebody else."""
        is_accepted = self._is_accepted(moment or clock.now())
        return "other" if self.role == "interpreter" and not is_accepted else self.role

    def _needs_consent(self, moment=None):
        """Whether something may be said before this person only as far as the employee has granted it."""
        return self._hears_as(moment) not in consent.ALWAYS_MAY_HEAR


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    consent_line_ids = fields.One2many("casecon.consent.line", "conference_id", copy=False, groups=CLINICIAN)

    def _room(self):
        """Who hears what is said: those in the room, or before the meeting all who are invited; as superuser."""
        live = self._live_attendees()
        if self.sudo().state != "in_session":
            return live
        return live._there()

    def _both_there(self):
        """Whether employee and chair are in the room, once the meeting has begun."""
        return self.sudo().state != "in_session" or {"employee", "clinician"} <= set(self._room().mapped("role"))

    def _has_accepted_chair(self):
        """Whether the employee has accepted who took the chair in the meeting."""
        chairs = self._room().filtered(lambda row: row.role == "clinician")
        return self.sudo().state != "in_session" or not chairs.filtered(
            lambda row: row.needs_acknowledgement and not row.acknowledged_at
        )

    def _may_be_told(self):
        """Whether anything may be: only after the pre-call was made [R15]; before it, it is not settled yet."""
        outcome = self._counting_pre_call().outcome
        return outcome == "done" or (not outcome and self.sudo().state in AHEAD)
