"""Steps of a case over RPC, each as the role that takes it; for what a test needs but does not look at."""

from datetime import UTC, datetime, timedelta

from tests.rpc import RpcError
from tests.waiting import until

CONFERENCE, ATTENDEE = "casecon.conference", "casecon.attendee"


def text(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def instant(value):
    return datetime.strptime(value, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - the API speaks naive UTC


def weekday(number, hour=10, minute=0):
    """A naive UTC time on the `number`-th weekday from today; from the 6th on the employee has full notice."""
    day = datetime.now(UTC).replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


class Cases:
    """`cases.ask("hr", "Emily Stone")` and what follows; ids in, ids out."""

    def __init__(self, rpc):
        self._rpc = rpc

    def employee(self, name):
        """The id of an employee, as HR finds it."""
        (found,) = self._rpc("hr").call("hr.employee", "search", [("name", "=", name)])
        return found

    def clinician(self, login):
        """The id of the clinician with this login."""
        return self._rpc("ohadmin").call("casecon.clinician", "search", [("user_id.login", "=", login)])[0]

    def ask(self, login, name, reason="What was agreed does not work on late shifts.", **more):
        vals = {"employee_id": self.employee(name), "ground": "clarify_advice", "reason": reason, **more}
        return self._rpc(login).call(CONFERENCE, "create", vals)

    def act(self, login, conference, verb, **arguments):
        return self._rpc(login).call(CONFERENCE, f"action_{verb}", [conference], **arguments)

    def booked(self, name, start, clinician="clinician", **more):
        """Asked for and scheduled by HR, by video."""
        today = datetime.now(UTC).date().isoformat()
        conference = self.ask("hr", name, told_on=today, clinician_id=self.clinician(clinician), **more)
        self.act("hr", conference, "schedule", start=text(start), mode="virtual")
        return conference

    def clear_the_next_hours(self, *logins):
        """Whoever called these people to another meeting in the next two hours calls it off."""
        now = datetime.now(UTC)
        soon = [("start", "<", text(now + timedelta(hours=2))), ("stop", ">", text(now))]
        for login in logins:
            session = self._rpc(login)
            own = session.call(
                "calendar.event", "search", [*soon, ("user_id", "=", session.uid), ("name", "!=", "Meeting")]
            )
            if own:
                session.call("calendar.event", "unlink", own)

    def read(self, login, conference, *names):
        return self._rpc(login).call(CONFERENCE, "read", [conference], list(names))[0]

    def state(self, conference):
        return self.read("hr", conference, "state")["state"]

    def attendees(self, conference, login="hr"):
        """The rows of those who attend, by role."""
        names = ["role", "partner_id", "answer", "invited_at", "is_told"]
        domain = [("conference_id", "=", conference), ("removed_at", "=", False)]
        return {row["role"]: row for row in self._rpc(login).call(ATTENDEE, "search_read", domain, names)}

    def addresses(self, conference):
        """The address at which each role is told, as HR knows it."""
        hr, result = self._rpc("hr"), {}
        employee = self.read("hr", conference, "employee_id")["employee_id"][0]
        chosen = hr.call("hr.employee", "read", [employee], ["casecon_invitation_email"])[0]["casecon_invitation_email"]
        for role, row in self.attendees(conference).items():
            (partner,) = hr.call("res.partner", "read", [row["partner_id"][0]], ["email"])
            result[role] = chosen if role == "employee" and chosen else partner["email"]
        return result

    def wait_until_all_are_told(self, conference):
        """The rows, once each of them has been told."""

        def told():
            rows = self.attendees(conference)
            return rows if all(row["is_told"] for row in rows.values()) else None

        return until(told, "everybody is told")

    def send_what_waits(self):
        """Run the job that sends, now, as a system administrator can; it comes back when nothing more is due."""
        admin = self._rpc("admin")
        (job,) = admin.call("ir.cron", "search", [("cron_name", "=", "Case conferences: send waiting emails")])

        def run():
            try:
                admin.call("ir.cron", "method_direct_trigger", [job])
            except RpcError as error:
                if "executing" in error.message:
                    return False
                raise
            return True

        until(run, "the job that sends is free")
