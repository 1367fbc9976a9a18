"""The whole life of a case conference by the verbs alone, over RPC, as everybody who takes part and who does not.

Time cannot be carried over RPC, so the employee waives the notice: it is booked for ten minutes from now, and it
starts now, which is within the quarter of an hour that the rule allows. Each step prints what each role sees.
"""

from datetime import UTC, datetime, timedelta
from time import sleep

import pytest

from tests.rpc import RpcError
from tests.waiting import until

WITNESSES = ("hr", "manager", "employee", "clinician", "ohadmin", "colleague", "other.hr", "privacy", "admin")
CLINICIANS = ("clinician", "clinician2", "ohp")
MEETS_EMPLOYER = {"hr", "manager", "ohadmin"}


def utc(**after):
    """That much from now, as RPC takes it."""
    return f"{datetime.now(UTC) + timedelta(**after):%Y-%m-%d %H:%M:%S}"


class Life:
    """One conference, and what was seen of it."""

    def __init__(self, rpc, name, login=None):
        self.rpc, self.name, self.login = rpc, name, login
        self.clinician, self.rows = None, []
        self.employee_id = self.find("hr", "hr.employee", [("name", "=", name)])
        self.manager_id = self.find("hr", "hr.employee", [("name", "=", "Martin Doyle")])

    def find(self, login, model, domain):
        ids = self.rpc(login).call(model, "search", domain)
        assert ids, f"{login} finds no {model} {domain}"
        return ids[0]

    def act(self, login, verb, record_id=None, model="casecon.conference", /, **values):
        """Press a button: the id of the conference, or of the named record, comes first."""
        return self.rpc(login).call(model, f"action_{verb}", [record_id or self.id], **values)

    def refused(self, rule, login, verb, record_id=None, model="casecon.conference", /, **values):
        with pytest.raises(RpcError) as refusal:
            self.act(login, verb, record_id, model, **values)
        assert rule in refusal.value.message, refusal.value.message
        assert "zebra" not in str(refusal.value.error)

    def make(self, login, model, **values):
        (made,) = self.rpc(login).call(model, "create", [values])
        return made

    def says(self, verb, **values):
        """The employee does it, or the clinician records it in their words."""
        if self.login:
            self.act(self.login, verb, **values)
        else:
            told = {"verb": verb, "values": values, "words": "As they said it", "through": "phone"}
            self.act(self.clinician, "record_for_employee", **told)

    def answers(self, verb, record_id, model, **values):
        through = {} if self.login else {"through": "phone"}
        if not self.login and verb in ("grant", "refuse"):
            through["words"] = "My manager may know that."
        self.act(self.login or self.clinician, verb, record_id, model, **values, **through)

    def row(self, role):
        return self.find(
            "hr", "casecon.attendee", [("conference_id", "=", self.id), ("role", "=", role), ("removed_at", "=", False)]
        )

    def look(self, login):
        """What this login sees: state of the conference, counts of notes, items and decisions, state of the minutes."""
        session, about = self.rpc(login), [("conference_id", "=", self.id)]

        def count(model):
            try:
                return session.call(model, "search_count", about)
            except RpcError as refusal:
                assert refusal.name == "AccessError"
                return None

        def state(model, domain):
            found = session.call(model, "search_read", domain, ["state"])
            return found[0]["state"] if found else None

        return {
            "conference": state("casecon.conference", [("id", "=", self.id)]),
            "notes": count("casecon.note"),
            "items": count("casecon.consent.line"),
            "minutes": state("casecon.minutes", about),
            "decisions": count("casecon.decision"),
        }

    def see(self, step, state, notes=0, items=0, minutes=None, decisions=0):
        """Note down what all see after a step, and hold it against who may see what."""
        seen = {login: self.look(login) for login in WITNESSES}
        self.rows.append((step, seen))
        clinician, employee = seen["clinician"], seen["employee"]
        assert clinician["notes"] == notes
        assert [login for login in WITNESSES if seen[login]["notes"] is not None] == ["clinician"]
        concerned = {*MEETS_EMPLOYER, "clinician", *([self.login] if self.login else [])}
        for login, what in seen.items():
            assert what["conference"] == (state if login in concerned else None), (step, login)
            wanted = items if login in ("clinician", self.login) else 0
            assert (what["items"] or 0) == wanted, (step, login)
            wanted = minutes if login in self.readers_of(minutes) else None
            assert what["minutes"] == wanted, (step, login)
            wanted = decisions if login in concerned - {"ohadmin"} else 0
            assert (what["decisions"] or 0) == wanted, (step, login)
        assert self.login or not any(employee.values()), "somebody else's case"

    def readers_of(self, minutes):
        readers = {"hr", "clinician"}
        if minutes in ("fact_check", "final"):
            readers.add(self.login)
        return readers | {"manager"} if minutes == "final" else readers

    def table(self):
        """step x role x seen"""
        short = {"conference": "", "notes": " n", "items": " c", "minutes": " m:", "decisions": " d"}
        lines = [f"{self.name}", f"{'step':<22}" + "".join(f"{login:<32}" for login in WITNESSES[:5]) + "others"]
        for step, seen in self.rows:
            cells = [
                "".join(f"{sign}{seen[login][key]}" for key, sign in short.items() if seen[login][key]) or "-"
                for login in WITNESSES
            ]
            lines.append(f"{step:<22}" + "".join(f"{cell:<32}" for cell in cells[:5]) + " ".join(cells[5:]))
        return "\n".join(lines)

    # the steps

    def book(self):
        today = utc()[:10]
        self.rpc("hr").call(
            "casecon.report",
            "action_register",
            employee_id=self.employee_id,
            author_name="Eleanor Voss",
            author_role="oha",
            registration_number="99V0789E",
            issued_on=today,
            received_on=today,
        )
        self.id = self.make(
            "hr",
            "casecon.conference",
            employee_id=self.employee_id,
            manager_id=self.manager_id,
            ground="return_to_work",
            reason="We would like to plan the first weeks together.",
            mode="virtual",
            video_url="https://video.example.com/room",
            told_on=today,
        )
        self.see("asked for", "requested")
        self.refused("[R3]", "hr", "schedule", start=utc(minutes=10))
        self.clinician = "clinician"
        self.says("waive_notice", earliest_start=utc(minutes=1))
        self.see("notice waived", "requested", notes=self.recorded(1))
        self.schedule()
        self.see("booked", "scheduled", notes=self.recorded(1))

    def schedule(self):
        """With the first clinician who is free: the demo's own conferences stand in the calendar too."""
        for login in CLINICIANS:
            clinician_id = self.find("hr", "casecon.clinician", [("user_id", "=", self.rpc(login).uid)])
            try:
                self.act("hr", "schedule", start=utc(minutes=10), clinician_id=clinician_id)
            except RpcError as refusal:
                if "already has a case conference" not in refusal.message:
                    raise
                continue
            self.clinician = login
            return
        pytest.fail("no clinician is free in ten minutes")

    def recorded(self, words):
        """How many notes hold words of an employee without a login."""
        return 0 if self.login else words

    def is_told(self):
        told = [("conference_id", "=", self.id), ("role", "=", "employee"), ("invited_at", "!=", False)]
        return self.rpc("hr").call("casecon.attendee", "search_count", told)

    def get_ready(self):
        if self.login:  # a waiver does not replace being told [R3]
            until(self.is_told, "the invitation has left")
        self.refused("[R15]", self.clinician, "prepare")
        (shown,) = self.rpc(self.login or self.clinician).call(
            "casecon.conference", "read", [self.id], ["understanding"]
        )
        read = shown["understanding"]
        self.says("confirm_understanding", wording=read["version"], request_version=read["request"])
        self.act("ohadmin", "plan_pre_call", start=utc(minutes=1), channel="phone", where="01632 960001")
        assert self.prepared_as_seen_by("hr") is False
        self.act(self.clinician, "record_pre_call", outcome="done", called_at=utc(), minutes=1)
        assert self.prepared_as_seen_by("hr") is self.prepared_as_seen_by("manager") is True
        self.act(self.clinician, "prepare")
        self.see("prepared", "prepared", notes=self.recorded(2))
        note = self.make(
            self.clinician,
            "casecon.note",
            employee_id=self.employee_id,
            conference_id=self.id,
            kind="pre_call",
            body="zebra note",
        )
        self.act(self.clinician, "sign", note, "casecon.note")
        self.line = self.make(
            self.clinician, "casecon.consent.line", conference_id=self.id, kind="symptoms", wording="zebra wording"
        )
        self.see("note and item", "prepared", notes=self.recorded(2) + 1, items=1)
        for login in ("hr", "manager", "ohadmin"):
            with pytest.raises(RpcError):
                self.act(login, "grant", self.line, "casecon.consent.line")
        self.answers("grant", self.line, "casecon.consent.line", attendee_ids=[self.row("manager")])

    def prepared_as_seen_by(self, login):
        return self.rpc(login).call("casecon.conference", "read", [self.id], ["is_oh_prepared"])[0]["is_oh_prepared"]

    def meet(self):
        there = [self.row(role) for role in ("employee", "clinician", "manager")]
        for row in there:
            self.act(self.clinician, "acknowledge_recording", row, "casecon.attendee")
        self.refused("[R18]", self.clinician, "start", present_attendee_ids=there[1:], reason="x")
        self.refused("[R18]", self.clinician, "start", present_attendee_ids=there)
        with pytest.raises(RpcError, match=r"\[R19\]"):
            self.make("hr", "casecon.minutes", conference_id=self.id, body="<p>Too early</p>")
        self.act(self.clinician, "start", present_attendee_ids=there, reason="HR joins later")
        self.see("started", "in_session", notes=self.recorded(3) + 2, items=1)
        self.say("disclose")
        self.act(self.clinician, "enter", self.row("hr"), "casecon.attendee")
        self.refused("[R16]", self.clinician, "disclose", self.line, "casecon.consent.line")
        self.act(self.clinician, "leave", self.row("hr"), "casecon.attendee")
        self.say("disclose")
        self.answers("withdraw", self.line, "casecon.consent.line")
        self.refused("[R16]", self.clinician, "disclose", self.line, "casecon.consent.line")
        sleep(1)  # a meeting has a length, and its clock counts seconds
        self.act(self.clinician, "end")
        self.see("ended", "held", notes=self.recorded(3) + 2, items=1)

    def say(self, verb):
        self.act(self.clinician, verb, self.line, "casecon.consent.line")

    def settle(self):
        after = {"notes": self.recorded(3) + 2, "items": 1}
        minutes = self.make("hr", "casecon.minutes", conference_id=self.id, body="<p>Mornings first</p><p>Review</p>")
        owner = self.rpc("manager").partner_id
        decision = self.make(
            "hr",
            "casecon.decision",
            conference_id=self.id,
            name="Mornings only for four weeks",
            kind="action",
            owner_id=owner,
            due_on=utc(days=7)[:10],
        )
        self.see("minutes drafted", "held", minutes="draft", decisions=1, **after)
        self.act("hr", "send_for_fact_check", minutes, "casecon.minutes")
        self.see("fact check", "held", minutes="fact_check", decisions=1, **after)
        self.refused("[R22]", "hr", "finalise", minutes, "casecon.minutes")
        self.act(self.clinician, "flag", minutes, "casecon.minutes", paragraph_id="p-1", **self.read(minutes))
        self.answer_fact_check(minutes)
        self.refused("[R22]", "hr", "finalise", minutes, "casecon.minutes")
        self.act(self.clinician, "resolve_flag", minutes, "casecon.minutes", paragraph_id="p-1", **self.read(minutes))
        self.act("hr", "finalise", minutes, "casecon.minutes")
        self.see("minutes final", "held", minutes="final", decisions=1, **after)
        with pytest.raises(RpcError, match=r"\[R22\]"):
            self.rpc("hr").call("casecon.minutes", "write", [minutes], {"body": "<p>Other</p>"})
        self.act("manager", "done", decision, "casecon.decision")
        self.act("hr", "close")
        self.see("closed", "closed", minutes="final", decisions=1, **after)
        assert self.act("hr", "next")

    def answer_fact_check(self, minutes):
        read = self.read(minutes)
        if self.login:
            words = {"paragraph_id": "p-2", "text": "In four weeks"}
            self.act(self.login, "comment", minutes, "casecon.minutes", **words, **read)
        else:
            with pytest.raises(RpcError):
                self.act("hr", "answer_fact_check", minutes, "casecon.minutes", comment="Yes", through="phone", **read)
            self.act("hr", "record_handover", minutes, "casecon.minutes", handed_over_at=utc(), how="By hand")
        self.answers("answer_fact_check", minutes, "casecon.minutes", comment="In four weeks", **read)

    def read(self, minutes):
        """What was read, as the verbs take it."""
        (row,) = self.rpc(self.clinician).call("casecon.minutes", "read", [minutes], ["text_digest"])
        return {"digest": row["text_digest"]}


@pytest.mark.parametrize(("name", "login"), [("Tom Whitfield", "employee"), ("Emily Stone", None)])
def test_the_whole_life_by_the_verbs_alone(rpc, cases, capsys, name, login):
    cases.clear_the_next_hours("hr", "manager", "ohadmin")
    life = Life(rpc, name, login)
    try:
        life.book()
        life.get_ready()
        life.meet()
        life.settle()
    finally:
        with capsys.disabled():
            print(f"\n{life.table()}")
