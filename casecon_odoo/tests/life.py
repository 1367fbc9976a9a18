"""The second half of a conference's life: ready, prepared, in session, held, minuted; by the real verbs."""

from datetime import timedelta

from ..models import clock
from ..models.conference.understanding import what_is_read
from .common import NOW, SECRET, START, CaseconCase

PRE_CALL = START - timedelta(days=3)
LENGTH = timedelta(minutes=40)
MINUTES = START + LENGTH
ALL = ("employee", "clinician", "manager", "hr")


class LifeCase(CaseconCase):
    def at(self, moment):
        """From here to the end of the test it is `moment`."""
        self.enterContext(clock.at(moment))

    def told(self, employee="employee", **vals):
        """Booked, the invitations sent, understood by the employee."""
        conference = self.scheduled(employee, **vals)
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
            if employee == "no_login":
                self.as_("hr", conference).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
                self.record_for_employee(conference, "confirm_understanding")
            else:
                self.understand(conference, employee)
        return conference

    def ready(self, employee="employee", outcome="done", **vals):
        """Told, and the pre-call recorded."""
        conference = self.told(employee, **vals)
        with clock.at(PRE_CALL):
            self.call_beforehand(conference, outcome)
        return conference

    def prepared(self, employee="employee", outcome="done", **vals):
        conference = self.ready(employee, outcome, **vals)
        with clock.at(PRE_CALL):
            self.as_("clinician", conference).action_prepare()
        return conference

    def in_session(self, employee="employee", outcome="done", absent=(), lines=(), **vals):
        """Started on time with everybody but `absent`; `lines` are proposed before."""
        conference = self.prepared(employee, outcome, **vals)
        with clock.at(PRE_CALL):
            for wording in lines:
                self.propose(conference, wording)
        with clock.at(conference.start):
            self.start(conference, absent)
        return conference

    def held(self, employee="employee", **vals):
        conference = self.in_session(employee, **vals)
        with clock.at(conference.start + LENGTH):
            self.as_("clinician", conference).action_end()
        return conference

    def minuted(self, body="<p>One</p><p>Two</p>", employee="employee", **vals):
        """The minutes, a draft of HR."""
        conference = self.held(employee, **vals)
        with clock.at(conference.start + LENGTH):
            minutes = self.as_("hr", self.env["casecon.minutes"]).create({"conference_id": conference.id, "body": body})
        return minutes.with_env(self.env)

    def sent(self, **vals):
        """The minutes, sent to the employee whom no email has reached yet."""
        minutes = self.minuted(**vals)
        with clock.at(minutes.conference_id.start + LENGTH):
            self.as_("hr", minutes).action_send_for_fact_check()
        return minutes

    def in_fact_check(self, **vals):
        """The minutes, which have reached the employee at the end of the meeting."""
        minutes = self.sent(**vals)
        with clock.at(minutes.conference_id.start + LENGTH):
            self.send_due()
        return minutes

    def final(self, employee="employee", **vals):
        minutes = self.in_fact_check(employee=employee, **vals)
        with clock.at(minutes.conference_id.start + LENGTH):
            self.as_(employee, minutes).action_answer_fact_check(digest=minutes.text_digest)
            self.as_("hr", minutes).action_finalise()
        return minutes

    # one step each

    def record_for_employee(self, conference, verb, **values):
        if verb == "confirm_understanding":
            values = {**what_is_read(self.as_("clinician", conference)), **values}
        self.as_("clinician", conference).action_record_for_employee(
            verb=verb, values=values, words="As they said", through="phone"
        )

    def call_beforehand(self, conference, outcome="done", by="clinician"):
        self.as_(by, conference).action_record_pre_call(outcome=outcome, called_at=str(clock.now()), minutes=5)

    def start(self, conference, absent=(), **arguments):
        """Start with everybody but `absent`; whoever is there has acknowledged that nothing is recorded."""
        rows = [self.row(conference, role) for role in ALL if role not in absent]
        for row in rows:
            self.as_("clinician", row).action_acknowledge_recording()
        if absent:
            arguments.setdefault("reason", "They are late")
        self.as_("clinician", conference).action_start(present_attendee_ids=[row.id for row in rows], **arguments)

    def propose(self, conference, wording="Has good days and bad days", by="clinician"):
        lines = self.as_(by, self.env["casecon.consent.line"])
        return lines.create({"conference_id": conference.id, "wording": wording}).with_env(self.env)

    def draft(self, body=f"{SECRET} body", by="clinician", employee="employee", **vals):
        notes = self.as_(by, self.env["casecon.note"])
        return notes.create({"employee_id": self.people[employee].id, "body": body, **vals}).with_env(self.env)

    def signed(self, body=f"{SECRET} body", by="clinician", **vals):
        note = self.draft(body, by, **vals)
        self.as_(by, note).action_sign()
        return note

    def stored(self, record):
        """The row as PostgreSQL holds it, as text."""
        self.env.flush_all()
        self.env.cr.execute(f"SELECT to_jsonb(r)::text FROM {record._table} r WHERE id = %s", [record.id])
        return self.env.cr.fetchone()
