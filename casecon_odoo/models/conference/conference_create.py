from dataclasses import replace

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools.misc import clean_context

from ...domain import gate
from ...domain.facts import Facts
from .. import clock
from .guarded import create_guarded, write_guarded
from .request import GROUNDS
from .sentences import said

REQUEST = ("ground", "reason", "tried_before", "author_asked", "longer_because", "report_age_reason")


class CaseconConference(models.Model):
    """Asking for a conference: the fields of the request stand on the form of the conference itself."""

    _inherit = "casecon.conference"

    ground = fields.Selection(
        GROUNDS, string="Main reason", compute="_compute_request", inverse="_inverse_request", compute_sudo=False
    )
    reason = fields.Text(
        compute="_compute_request",
        inverse="_inverse_request",
        compute_sudo=False,
        help="Why a case conference is needed now. The employee reads this.",
    )
    tried_before = fields.Text(
        string="What has been tried", compute="_compute_request", inverse="_inverse_request", compute_sudo=False
    )
    author_asked = fields.Boolean(
        string="I asked the report's author first",
        compute="_compute_request",
        inverse="_inverse_request",
        compute_sudo=False,
        help="An email to the author of the report often answers the question.",
    )
    longer_because = fields.Text(
        string="Why longer", compute="_compute_request", inverse="_inverse_request", compute_sudo=False
    )
    report_age_reason = fields.Text(
        string="Why the older report is still valid",
        compute="_compute_request",
        inverse="_inverse_request",
        compute_sudo=False,
    )
    return_reason = fields.Text(compute="_compute_request", compute_sudo=False)
    return_answer = fields.Text(compute="_compute_request", compute_sudo=False)
    refuse_reason = fields.Text(compute="_compute_request", compute_sudo=False)
    told_on = fields.Date(
        string="Explained to the employee on",
        compute="_compute_told_on",
        inverse="_inverse_told_on",
        help="By entering the date, you confirm that you explained to the employee why the meeting is planned and what"
        " will happen.",
    )

    @api.depends("request_ids")
    @api.depends_context("uid")
    def _compute_request(self):
        names = (*REQUEST, "return_reason", "return_answer", "refuse_reason")
        found = self.env["casecon.request"].search_fetch([("conference_id", "in", self.ids)])
        by_conference = {request.conference_id.id: request for request in found}
        for conference in self:
            request = by_conference.get(conference._origin.id)
            for name in names:
                conference[name] = request[name] if request else False

    def _inverse_request(self):
        for conference in self.filtered("id"):
            request = self.env["casecon.request"].search([("conference_id", "=", conference.id)])
            changed = {name: conference[name] for name in REQUEST if conference[name] != request[name]}
            if changed:
                request.write(changed)

    @api.depends("briefed_on")
    def _compute_told_on(self):
        for conference in self:
            conference.told_on = conference.briefed_on

    def _inverse_told_on(self):
        for conference in self.filtered("told_on"):
            if conference.told_on != conference.briefed_on:
                conference.action_attest_briefing(told_on=conference.told_on)

    @api.model_create_multi
    def create(self, vals_list):
        """Ask for conferences. HR, or a manager for their own hierarchy; nobody for themselves."""
        self.check_access("create")
        conferences = self.browse()
        # defaults of the context would be taken with raised rights: a context without them
        asking = self.with_context(clean_context(self.env.context))  # pylint: disable=context-overridden
        for given in vals_list:
            vals, about, later = asking._prepare_asked(dict(given))
            # sudo: casecon.conference - a manager asks without write access; the gate has said yes
            conference_sudo = super(CaseconConference, asking.sudo()).create([vals])
            conferences += conference_sudo.with_env(self.env)._complete_asked(about, **later)
        return conferences

    def write(self, vals):
        if not set(REQUEST).isdisjoint(vals):
            # read beforehand: within the inverse those that are not written are empty, and would be emptied
            self.mapped("reason")
        return super().write(vals)

    def _prepare_asked(self, vals):
        """Ask the gate, and part what was given: the conference's own, the request's, and what comes later."""
        employee_sudo = self._asked_for(vals)
        hats = self._check_may_ask(employee_sudo, vals)
        about = {name: vals.pop(name) for name in REQUEST if name in vals}
        later = {
            "told_on": vals.pop("told_on", None),
            "agenda": vals.pop("agenda_item_ids", None),
            "is_accepted": "hr_triages" in hats,
        }
        if "hr" in hats:
            vals.setdefault("hr_user_id", self.env.uid)
        else:
            self._check_own_request(vals, employee_sudo)
        self._check_named(vals)
        return {**vals, "company_id": employee_sudo.company_id.id}, about, later

    def _complete_asked(self, about, told_on, agenda, is_accepted):
        """Reference, request, attendees, agenda and briefing of a conference that was just asked for."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - as above
        # sudo: ir.sequence - the reference is counted for everybody who may ask
        sequence_sudo = self.env["ir.sequence"].sudo().with_company(conference_sudo.company_id)
        first = {"name": sequence_sudo.next_by_code("casecon.conference")}
        if is_accepted:
            first |= {"accepted_at": clock.now(), "accepted_by": self.env.uid}
        write_guarded(conference_sudo, first)
        # sudo: casecon.request - it is made with its conference, by whoever asks
        create_guarded(self.env["casecon.request"].sudo(), [{**about, "conference_id": self.id}])
        conference_sudo._sync_attendees()
        self._put_on_agenda(agenda, about.get("ground"))
        if told_on:
            self.action_attest_briefing(told_on=told_on)
        return self

    def _asked_for(self, vals):
        """The employee, as superuser, after what names them was found well formed."""
        employee_id = vals.get("employee_id")
        # sudo: hr.employee - managers and OH have no HR rights
        employee_sudo = self.env["hr.employee"].sudo().browse(employee_id if type(employee_id) is int else ())
        if not employee_sudo:
            raise UserError(self.env._("Choose the employee that the case conference is for. [R1]"))
        if not employee_sudo.exists():
            raise self._not_for_them()
        if vals.get("company_id", employee_sudo.company_id.id) != employee_sudo.company_id.id:
            raise UserError(self.env._("The case conference must belong to the employee's company. [R1]"))
        # lines: with raised rights a command could reach into another conference
        lines = {name for name, field in self._fields.items() if field.type in ("one2many", "many2many")}
        self._refuse_guarded(set(vals) & {*self._guarded_of_all(), *lines - {"agenda_item_ids"}})
        self._check_length(vals)
        return employee_sudo

    def _check_may_ask(self, employee_sudo, vals):
        """Ask the gate for `create`; returns the hats of whoever asks."""
        hats = self._hats_for(employee_sudo)
        duration = vals.get("duration") or self._usual_minutes()
        facts = Facts(
            state="",
            hats=hats,
            now=clock.now(),
            limits=employee_sudo.company_id._casecon_limits(),
            duration=duration,
            reason_for_length=_says_something(vals.get("longer_because")),
            left=self.new({"employee_id": employee_sudo.id})._facts_with(["employee"])["left"],
        )
        answer = gate.ask("create", facts)
        if not answer.role_fits:
            raise self._not_for_them()
        if answer.missing:
            raise UserError("\n".join(said(self.env, item, "UTC", with_rule=True) for item in answer.missing))
        return hats

    def _check_reason_for_length(self):
        """More than the standard length is asked for with a reason, also where it is changed afterwards [R4]."""
        for conference in self.filtered(lambda conference: conference.sudo().state == "requested"):  # sudo: own column
            because = conference._request_sudo().longer_because
            facts = replace(conference._facts()[conference], reason_for_length=_says_something(because))
            for item in gate.missing(("R4",), "create", facts):
                raise UserError(said(self.env, item, facts.zone, with_rule=True))

    def _not_for_them(self):
        """The same for an employee who is not there and for one who is not the caller's to ask for."""
        return AccessError(
            self.env._("Only HR, or a line manager for someone in their own team, can ask for a case conference.")
        )

    def _hats_for(self, employee_sudo):
        """The roles in which the present user may ask for a conference for this employee."""
        hats = self._asks_as(employee_sudo)
        if "hr" in hats:
            hats |= self.new({"employee_id": employee_sudo.id})._settled_hats()
        return hats

    def _asks_as(self, employee_sudo):
        """Whether the present user is HR, somebody above, or none of them."""
        user = self.env.user
        if user.id == SUPERUSER_ID:
            return frozenset()
        hats = self.new({"employee_id": employee_sudo.id})._plain_hats(employee_sudo)
        # the hierarchy is walked only for those to whom it opens the door
        if not hats & {"employee", "hr"} and employee_sudo._casecon_is_below(user):
            hats |= {"manager_above"}
        return hats

    def _put_on_agenda(self, commands, ground):
        """What the caller put on the agenda, else one open question that fits the ground."""
        vals_list = [command[2] for command in commands or () if command[0] == Command.CREATE]
        if not vals_list:
            vals_list = [{"kind": "question", "name": self._first_question(ground)}]
        self.env["casecon.agenda.item"].create([{**vals, "conference_id": self.id} for vals in vals_list])

    @api.model
    def _first_question(self, ground):
        questions = {
            "long_absence": self.env._("What would help with a return to work, and when could it start?"),
            "return_to_work": self.env._("How can we make the return to work last?"),
            "complex_condition": self.env._("What does the work involve, and what could be adjusted?"),
        }
        return questions.get(ground) or self.env._("Which parts of the OH advice need clarifying?")


def _says_something(text):
    return isinstance(text, str) and bool(text.strip())
