"""A conference that is about to begin: time cannot be carried into a browser, so the employee accepts less notice."""

from datetime import UTC, datetime, timedelta

from tests.cases import CONFERENCE, text


def now(**after):
    return text(datetime.now(UTC) + timedelta(**after))


class Soon:
    """Booked for ten minutes from now and told; each step as the role that takes it."""

    def __init__(self, cases, rpc, name, employee, chair):
        self.cases, self.rpc, self.name = cases, rpc, name
        self.employee, self.chair = employee, chair
        self.id = None

    def book(self, *colleagues):
        """`colleagues`: logins whose next hours are cleared."""
        self.cases.clear_the_next_hours("hr", self.chair, *colleagues)
        clinician = self.cases.clinician(self.chair)
        made = self.cases.ask("hr", self.name, told_on=now()[:10], clinician_id=clinician, mode="virtual")
        self.id = made[0] if isinstance(made, list) else made
        self.act(self.employee, "waive_notice", earliest_start=now(minutes=1))
        self.act("hr", "schedule", start=now(minutes=10), mode="virtual", despite=[])
        self.cases.send_what_waits()
        self.cases.wait_until_all_are_told(self.id)
        return self

    def act(self, login, verb, **arguments):
        return self.cases.act(login, self.id, verb, **arguments)

    def understand(self):
        read = self.cases.read(self.employee, self.id, "understanding")["understanding"]
        self.act(self.employee, "confirm_understanding", wording=read["version"], request_version=read["request"])
        return self

    def call(self):
        self.act(self.chair, "record_pre_call", outcome="done", called_at=now(), minutes=1)
        return self

    def prepare(self):
        self.act(self.chair, "prepare")
        return self

    def rows(self):
        """The ids of those who attend, by role."""
        return {role: row["id"] for role, row in self.cases.attendees(self.id).items()}

    def start(self):
        self.act(self.chair, "start", present_attendee_ids=list(self.rows().values()), said_aloud=True)
        return self

    def read(self, *names, login="hr"):
        return self.rpc(login).call(CONFERENCE, "read", [self.id], list(names))[0]
