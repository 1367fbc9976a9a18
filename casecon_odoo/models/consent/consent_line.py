import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import consent
from ...domain.table.consent import ConsentFacts
from .. import clock
from ..conference.arguments import to_choice, to_datetime, to_text
from ..conference.evidence import FOR_THEM, happened_at
from ..conference.guarded import create_guarded
from ..sealed.held import erase_with, hold_text
from ..sealed.moved import ITEMS, put_aside
from ..sealed.sealed import key_to_seal, sign_text

KINDS = [
    ("diagnosis", "Diagnosis"),
    ("symptoms", "Symptoms"),
    ("treatment", "Treatment"),
    ("effect_on_work", "Effect on work"),
    ("outlook", "Outlook"),
    ("adjustment", "Adjustment"),
    ("other", "Other"),
]
USUAL = "effect_on_work"
# Which words were answered is kept below the ORM too (R16): no earlier or later ones take their place.
ANSWERED_TRIGGER = """
CREATE OR REPLACE FUNCTION casecon_consent_line_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM casecon_consent_answer WHERE line_id = OLD.id) THEN
        RAISE EXCEPTION 'words that were answered are kept as they are' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_consent_line_answered BEFORE UPDATE ON casecon_consent_line FOR EACH ROW
    WHEN (OLD.text_revision > 0 AND (OLD.text_uuid, OLD.text_revision) IS DISTINCT FROM
          (NEW.text_uuid, NEW.text_revision))
    EXECUTE FUNCTION casecon_consent_line_answered();
"""


class CaseconConsentLine(models.Model):
    """One item that might be told. Its exact wording is what the employee answers (R16, R17).

    Wording and kind are sealed together, under the item's address: no field holds them, one page shows them.
    """

    _name = "casecon.consent.line"
    _description = "Item"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _is_clinical = True
    _order = "sequence, id"
    _allow_sudo_commands = False

    _guarded = ("text_uuid", "text_revision", "has_text")
    _guarded_later = ("conference_id", "company_id")

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    # They go in and never come out.
    kind = fields.Selection(KINDS, store=False, copy=False)
    wording = fields.Text(store=False, copy=False, help="The exact words that would be said.")
    text_uuid = fields.Char(string="Words", readonly=True, copy=False)
    text_revision = fields.Integer(readonly=True, copy=False, export_string_translation=False)
    has_text = fields.Boolean(readonly=True, copy=False, export_string_translation=False)
    answer_ids = fields.One2many("casecon.consent.answer", "line_id", readonly=True, copy=False)
    sayable = fields.Boolean(
        compute="_compute_sayable", help="The employee allowed this for every person in the room who needs consent."
    )

    _text_once = models.UniqueIndex("(text_uuid)", "Each item has words of its own.")

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

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "text_uuid": str(uuid.uuid4())}

    @api.model_create_multi
    def create(self, vals_list):
        """A clinician proposes an item; its words are sealed. Refused where this server has no key."""
        lines = self.browse()
        for vals in vals_list:
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            self.browse()._ask("create", conference)
            words = self._words({"kind": USUAL, **vals})
            conference_sudo = conference.sudo()  # sudo: casecon.conference - its company, and whose key seals
            key_to_seal(self.env, conference_sudo.employee_id.id)
            rest = {name: value for name, value in vals.items() if name not in words}
            line = super().create([{**rest, "company_id": conference_sudo.company_id.id}])
            line._hold(words)
            lines += line
        return lines

    def write(self, vals):
        words = set(vals) & {"wording", "kind"}
        for line in self:
            line._ask("write", **({} if words else {"unanswered": True}))
        if words and len(words) < 2:
            raise UserError(self.env._("Give the kind of item and its exact wording together. [R16]"))
        held = self._words(vals) if words else {}
        rest = {name: value for name, value in vals.items() if name not in words}
        result = super().write(rest) if rest else True
        for line in self if words else ():
            line._hold(held)
        return result

    def unlink(self):
        """An item that was not answered; its words are destroyed."""
        return erase_with(self, super().unlink)

    def _words(self, vals):
        """What is sealed, of what was given. The errors name no word of it."""
        wording = to_text(self.env, vals.get("wording"), self.env._("the exact wording"))
        if vals["kind"] not in [kind for kind, _label in KINDS]:
            raise UserError(self.env._("Choose the kind of item. [R16]"))
        return {"wording": wording, "kind": vals["kind"]}

    def _hold(self, words):
        employee_sudo = self.conference_id.sudo().employee_id  # sudo: casecon.conference - whose key seals
        hold_text(self, "item", words, employee_sudo, self.company_id)

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

    def _known(self, about, **arguments):
        conference_sudo = about.sudo()  # sudo: casecon.conference - state and pre-call decide
        return ConsentFacts(
            state=conference_sudo.state or "",
            hats=about._hats(),
            now=clock.now(),
            **{
                "unanswered": not self.sudo().answer_ids,
                "written": self.sudo().has_text,
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

    def action_grant(self, attendee_ids=None, through=None, words=None, at=None, revision=None):
        """The employee grants this item for these attendees; without ids for all invited others [R16].

        `at`: when they said so, where OH enters it later (UTC text; now without it). `revision`: `text_revision` of
        the words that were shown; refused where others stand now.
        """
        return self._answer("grant", "granted", attendee_ids, through, words, at, revision)

    def action_refuse(self, attendee_ids=None, through=None, words=None, at=None, revision=None):
        """The employee refuses this item for these attendees [R16]; `at` and `revision` as for `action_grant`."""
        return self._answer("refuse", "refused", attendee_ids, through, words, at, revision)

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

    def _answer(self, verb, answer, attendee_ids, through, words, at=None, revision=None):
        line = self._one_line()
        words = words.strip() if isinstance(words, str) else ""
        through, moment = line._give(verb, answer, attendee_ids, through, bool(words), at, revision)
        if words:
            needed = (
                through not in ("login", "in_person") and answer != "withdrawn"
            )  # nothing delays a withdrawal [R17]
            line.conference_id._keep_reason(f"consent_{answer}", words, through, moment, needed)
        return True

    def _give(self, verb, answer, attendee_ids, through, has_words, at, revision=None):
        """One answer for these attendees; returns how and when it was given. The words are the caller's."""
        line, conference = self, self.conference_id
        own = "employee" in conference._hats()
        line._ask(
            verb,
            in_person=not own and through == "in_person",
            words=own or has_words,
            as_shown=revision is None or revision == line.text_revision,
        )
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
        if attendees and self.text_revision and not self._answers():
            # what was answered is kept as it is; what an update left in clear is signed when it is sealed
            sign_text(self.env, self.text_uuid, self.text_revision)
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

    def init(self):
        put_aside(self.env.cr, ITEMS)
        self.env.cr.execute(ANSWERED_TRIGGER)
        return super().init()

    def _one_line(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one item first."))
        self.check_access("read")
        return self
