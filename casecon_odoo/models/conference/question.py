from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.notice import local_time
from ...domain.states import OPEN
from ...domain.table.question import ANSWERS, QuestionFacts
from .. import clock
from .arguments import to_record
from .gated import move_row
from .guarded import create_guarded, write_guarded

REL = "casecon_question_conference_rel"


class CaseconQuestion(models.Model):
    """A question to OH in writing: an agenda item that was parked, open until a report answers it (R10).

    It has no words but those of the item. It stands beside the agenda of that conference and of every next one of the
    same employee while it is open.
    """

    _name = "casecon.question"
    _description = "Question to OH"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _order = "asked_at desc, id desc"
    _rec_name = "state"  # what a search by name asks: its words are those of the item

    _guarded = (
        "item_id",
        "conference_id",
        "conference_ids",
        "employee_id",
        "company_id",
        "owner_id",
        "asked_at",
        "state",
        "report_id",
        "answered_at",
    )

    item_id = fields.Many2one("casecon.agenda.item", required=True, readonly=True, index=True, ondelete="restrict")
    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    conference_ids = fields.Many2many(
        "casecon.conference", REL, "question_id", "conference_id", string="Shown with the agenda of", readonly=True
    )
    employee_id = fields.Many2one("hr.employee", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    owner_id = fields.Many2one(
        "casecon.clinician",
        string="Who answers",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The clinician who deals with the answer. At first, this is the clinician who chaired the meeting.",
    )
    asked_at = fields.Datetime(required=True, readonly=True, string="Asked on")
    state = fields.Selection(
        [("open", "Open"), ("answered", "Answered"), ("settled", "Settled in the meeting")],
        required=True,
        readonly=True,
    )
    report_id = fields.Many2one(
        "casecon.report", string="Answered by", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    answered_at = fields.Datetime(readonly=True)
    name = fields.Char(string="Question", compute="_compute_name", compute_sudo=True)

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_answer = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_take = fields.Boolean(compute="_compute_gate", export_string_translation=False)

    _one_open = models.UniqueIndex("(item_id) WHERE state = 'open'", "This question is already open. [R10]")

    @api.depends("item_id")
    def _compute_name(self):
        for question in self:
            question.name = question.item_id.name

    @api.depends("item_id")
    def _compute_display_name(self):
        """No words: Odoo prints it to whoever is refused the row."""
        for question in self:
            question.display_name = self.env._("Question %(id)s", id=question.id or "…")

    @api.depends("state", "owner_id")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "state": "open"}

    def action_answer(self, report_id=None):
        """A clinician names the written report about the same employee that answers the question [R10]."""
        question = self._one_question()
        question._ask("answer", arguments_known=False)  # whose it is not, learns nothing of reports
        report_sudo = to_record(self.env, "casecon.report", report_id, self.env._("the report"))
        question_sudo = question.sudo()  # sudo: casecon.question - own columns, for the gate
        zone = question_sudo.employee_id._casecon_zone()
        fits = (
            report_sudo.employee_id == question_sudo.employee_id
            and report_sudo.company_id == question_sudo.company_id
            and report_sudo.state in ANSWERS
            and report_sudo.issued_on >= local_time(question_sudo.asked_at, zone).date()
        )
        vals = {"report_id": report_sudo.id, "answered_at": clock.now()}
        move_row(question, "answer", vals, answers_it=bool(fits))
        return True

    def action_take(self):
        """A clinician of the service sees to the answer from now on [R10]."""
        question = self._one_question()
        own_sudo = self.env.user._casecon_enrolment(question.sudo().company_id)  # sudo: own column
        move_row(question, "take", {"owner_id": own_sudo.id})
        return True

    def _one_question(self):
        if len(self) != 1:
            raise UserError(self.env._("Choose one question."))
        self.check_access("read")
        return self

    def _known(self, conference, **arguments):
        question_sudo = self.sudo()  # sudo: casecon.question - the gate judges
        return QuestionFacts(
            state=question_sudo.state or "open",
            hats=conference._hats(),
            now=clock.now(),
            is_owner=question_sudo.owner_id.user_id == self.env.user,
            **arguments,
        )


class CaseconAgendaItem(models.Model):
    _inherit = "casecon.agenda.item"

    question_ids = fields.One2many("casecon.question", "item_id", readonly=True)

    def action_park(self):
        """Park a question that needs a new OH opinion; it becomes a question to OH in writing [R10]."""
        result = super().action_park()
        # sudo: casecon.question, casecon.conference - the chair parked the item, as the gate said
        item_sudo = self.sudo()
        if not item_sudo.question_ids.filtered(lambda question: question.state == "open"):
            conference_sudo = item_sudo.conference_id
            # one that was closed leaves first: an INSERT goes out before waiting UPDATEs, into the unique index
            item_sudo.question_ids.flush_recordset(["state"])
            create_guarded(
                item_sudo.env["casecon.question"],
                [
                    {
                        "item_id": self.id,
                        "conference_id": conference_sudo.id,
                        "conference_ids": [(6, 0, conference_sudo._with_later_ones().ids)],
                        "employee_id": conference_sudo.employee_id.id,
                        "company_id": conference_sudo.company_id.id,
                        "owner_id": conference_sudo.clinician_id.id,
                        "asked_at": clock.now(),
                        "state": "open",
                    }
                ],
            )
        return result

    def action_discuss(self):
        """Mark the item as discussed, in the meeting; a question that was parked before is settled by it."""
        result = super().action_discuss()
        # sudo: casecon.question - the chair took the item up again, as the gate said
        write_guarded(self.sudo().question_ids.filtered(lambda one: one.state == "open"), {"state": "settled"})
        return result


class CaseconConference(models.Model):
    """Questions to OH are carried to the employee's next conference."""

    _inherit = "casecon.conference"
    _guarded = ("question_ids",)

    question_ids = fields.Many2many(
        "casecon.question", REL, "conference_id", "question_id", string="Questions to OH", readonly=True, copy=False
    )

    def _with_later_ones(self):
        """This one and what else is ahead for the same employee, as superuser."""
        same = [("employee_id", "=", self.employee_id.id), ("company_id", "=", self.company_id.id)]
        return self | self.search([*same, ("state", "in", OPEN)])

    def _complete_asked(self, *about, **later):
        conference = super()._complete_asked(*about, **later)
        c_sudo = conference.sudo()  # sudo: casecon.question - what is open comes along, whoever asks
        same = [("employee_id", "=", c_sudo.employee_id.id), ("company_id", "=", c_sudo.company_id.id)]
        waiting = c_sudo.env["casecon.question"].search([*same, ("state", "=", "open")])
        write_guarded(waiting, {"conference_ids": [(4, c_sudo.id)]})
        return conference
