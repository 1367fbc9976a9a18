"""Five cases, one record of every model in each, and everybody who might look: for the access tests."""

import uuid

from ..models.conference.guarded import create_guarded
from ..models.sealed import access_log
from ..models.sealed.held import hold_text
from .common import NOW, SECRET

# Nobody but code reads these: no access right at all.
CODE_ALONE = {"casecon.message", "casecon.feed", "casecon.sealed", "casecon.sealed.key"}


class Cases:
    """Mixed into a test case before CaseconCase."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_elsewhere()
        self = cls.made()
        cases = {
            "A": self.scheduled("employee", "manager"),
            "B": self.scheduled("colleague", "other_manager", clinician_id=cls.chair2.id),
            "C": cls._case_elsewhere(self),
            "D": self.scheduled("two_hats", "hr", start="2026-06-16 09:00:00"),
            "P": self.scheduled("portal_employee", "manager", start="2026-06-17 09:00:00"),
        }
        for case, name in zip(
            "ABCDP", ("employee", "colleague", "elsewhere", "two_hats", "portal_employee"), strict=True
        ):
            mine = self.as_(name, cases[case])
            mine.action_set_needs(text=f"{SECRET} needs", on_the_day="A quiet room")
            mine.action_waive_notice(earliest_start="2026-06-10 09:00:00", reason=f"{SECRET} waiver")
        cls.companion_row, cls.users["companion"] = self.with_companion(cases["A"])
        for conference in cases.values():
            cls._make_later(conference.sudo())
            cls._change_login(conference.employee_id)
        cls.cases = cases
        cls.records = {
            model: {case: cls._record_of(model, conference.sudo()) for case, conference in cases.items()}
            for model in cls._models()
        }
        cls.readers = {role: user for role, user in cls.users.items() if role != "elsewhere"}

    @classmethod
    def _change_login(cls, employee):
        """Somebody takes the login off and puts it back: what is known stays, and the trace is kept."""
        user = employee.user_id
        for value in (False, user.id):
            employee.sudo().user_id = value
            cls.env.flush_all()

    @classmethod
    def _models(cls):
        return [
            name
            for name, model in cls.registry.items()
            if name.startswith("casecon.") and not model._abstract and name not in CODE_ALONE
        ]

    @classmethod
    def _record_of(cls, model, conference):
        if model == "casecon.access.entry":
            return cls._opened(conference)
        direct = {
            "casecon.conference": conference,
            "casecon.clinician": conference.clinician_id,
            "casecon.report": conference.report_id,
            "casecon.login": conference.employee_id.casecon_login_ids,
            "casecon.login.change": conference.employee_id.casecon_login_ids.change_ids[:1],
        }
        if model in direct:
            return direct[model]
        if model == "casecon.room":
            return conference.env[model].search([("company_id", "=", conference.company_id.id)], limit=1)
        path = {
            "casecon.consent.answer": "line_id.conference_id",
            "casecon.minutes.comment": "minutes_id.conference_id",
            "casecon.minutes.version": "minutes_id.conference_id",
        }
        domain = [(path.get(model, "conference_id"), "=", conference.id)]
        record = conference.env[model].search(domain, limit=1)
        if not record:
            raise ValueError(f"There is no {model} in the test data.")
        return record

    @classmethod
    def _opened(cls, conference):
        """A row of the log that tells of an opening in this case, put in by the test's own cursor."""
        env = conference.env
        told = {"person": conference.employee_id.id, "company": conference.company_id.id, "conference": conference.id}
        access_log._append(env, env.cr, access_log._last(env.cr), [access_log._row(env, "open", told)])
        return env["casecon.access.entry"].search([("conference_id", "=", conference.id)], limit=1)

    @classmethod
    def _make_later(cls, conference):
        """What a conference holds at its end. Rules read no state but that of minutes, so the verbs are spared."""

        def make(model, **vals):
            return create_guarded(conference.env[model], [vals])

        about = {"conference_id": conference.id}
        by = {"author_id": conference.env.uid, "written_at": NOW}
        attendee = conference.attendee_ids[:1]
        make("casecon.pre.call", **about, where=f"{SECRET} where", outcome="missed")
        whose = (conference.employee_id, conference.company_id)
        line = make("casecon.consent.line", **about, company_id=whose[1].id, text_uuid=str(uuid.uuid4()))
        hold_text(line, "item", {"wording": f"{SECRET} wording", "kind": "diagnosis"}, *whose)
        make(
            "casecon.consent.answer",
            line_id=line.id,
            attendee_id=attendee.id,
            answer="granted",
            through="phone",
            answered_at=NOW,
            answered_by=conference.env.uid,
        )
        minutes = make("casecon.minutes", **about, body="<p>One</p>", state="final")
        make("casecon.minutes.version", minutes_id=minutes.id, number=1, body="<p>One</p>", made_at=NOW)
        make("casecon.minutes.comment", minutes_id=minutes.id, kind="addendum", text="On Tuesday", **by)
        make(
            "casecon.question",
            **about,
            conference_ids=[(6, 0, conference.ids)],
            item_id=conference.agenda_item_ids[:1].id,
            employee_id=conference.employee_id.id,
            company_id=conference.company_id.id,
            owner_id=conference.clinician_id.id,
            asked_at=NOW,
            state="open",
        )
        make("casecon.decision", **about, name="Lighter boxes", state="open")
        make("casecon.meeting.event", **about, kind="came", attendee_id=attendee.id, happened_at=NOW, entered_at=NOW)
        make("casecon.disclosure", **about, line_id=line.id, attendee_id=attendee.id, said_at=NOW, found_at=NOW)
        conference.env["casecon.room"].create({"name": "Room 1", "company_id": conference.company_id.id})

    @classmethod
    def _make_elsewhere(cls):
        """Staff of the other company: an employee with a login and a clinician."""
        own = {"company_id": cls.elsewhere.id, "company_ids": [(6, 0, cls.elsewhere.ids)]}
        cls.users["elsewhere"] = cls.make_user("elsewhere", "base.group_user", **own)
        cls.people["elsewhere"] = cls.make_employee(
            "elsewhere", user=cls.users["elsewhere"], company_id=cls.elsewhere.id
        )
        chair_user = cls.make_user("chair_elsewhere", "base.group_user", **own)
        cls.chair_elsewhere = cls.env["casecon.clinician"].create(
            {"user_id": chair_user.id, "company_id": cls.elsewhere.id, "registration_number": "NMC-9"}
        )

    @classmethod
    def _case_elsewhere(cls, self):
        self.register_report("elsewhere", by="hr_elsewhere")
        conference = self.ask_for("elsewhere", by="hr_elsewhere", clinician_id=cls.chair_elsewhere.id)
        self.as_("hr_elsewhere", conference).action_schedule(start="2026-06-15 09:00:00")
        return conference
