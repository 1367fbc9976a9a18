"""Each role's *Waiting for me* through a whole life, with a login and without: what is next, since when, and where.

Over RPC, as the web client asks: each row says what is next and since when; pressing it opens a page or a form, and
that form offers the reader something that does it. So nobody is stuck, on the real doors.
"""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cases import ATTENDEE, CONFERENCE
from tests.pages.offers import offered
from tests.rpc import RpcError
from tests.soon import now
from tests.waiting import until

MINUTES = "casecon.minutes"
ROW = {"next_action": {}, "waiting_since": {}}
# What is next: what does it on the form that one press opens; pages of their own have none.
DOES = {
    "Accept the request, or return it": {"action_accept"},
    "Answer the question about your request": {"answer_return"},
    "Choose a date and book": {"action_schedule", "start"},
    "Someone has not been told. See why, and tell them": {"print_letter", "record_handover", "send_again"},
    "Confirm that you understand": {"confirm_understanding"},
    "Ask whether the employee understands, and record it": {"record_for_employee"},
    "Say whether you can come": {"answer"},
    "Read that nothing is recorded": set(),
    "Keep your full notice, or accept this date": set(),
    "Call the employee before the meeting": {"plan_pre_call", "record_pre_call"},
    "Mark the meeting as prepared": {"action_prepare"},
    "Start the meeting": {"start"},
    "End the meeting when it is over": {"end"},
    "Write the minutes, or close without": {"body", "action_open_minutes"},
    "Finish the minutes and send them for the fact check": {"action_send_for_fact_check"},
    "Change the passage that OH flagged": {"body"},
    "Read the changed minutes and resolve the flag": {"resolve_flag"},
    "Print the draft minutes and hand them over": {"record_handover", "action_print_letter"},
    "Check the facts in the minutes": {"answer_fact_check"},
    "Read what the employee says, then make the minutes final": {"action_finalise"},
    "Make the minutes final": {"action_finalise"},
    "Print the final minutes and hand them over": {"record_handover", "action_print_letter"},
    "Close the case conference": {"close"},
    "Do your action, and mark it as done": set(),
}


class Lists:
    """The lists of all who take part, about one conference."""

    def __init__(self, rpc, cases, login, chair):
        self.rpc, self.cases, self.login, self.chair = rpc, cases, login, chair
        self.logins = ("hr", "manager", "ohadmin", chair, *([login] if login else []))
        self.id = None

    def act(self, login, verb, record_id=None, model=CONFERENCE, /, **values):
        return self.rpc(login).call(model, f"action_{verb}", [record_id or self.id], **values)

    def says(self, verb, **values):
        """The employee does it, or OH records it in their words."""
        if self.login:
            return self.act(self.login, verb, **values)
        return self.act(
            self.chair, "record_for_employee", verb=verb, values=values, words="As they said", through="phone"
        )

    def read(self, login, *names):
        return self.rpc(login).call(CONFERENCE, "read", [self.id], list(names))[0]

    def rows(self):
        domain = [("conference_id", "=", self.id), ("removed_at", "=", False)]
        found = self.rpc("hr").call(ATTENDEE, "search_read", domain, ["role", "is_told"])
        return {row["role"]: row for row in found}

    def row_of(self, login):
        """The row of one reader in their list, or nothing."""
        mine = [("id", "=", self.id), ("is_waiting_for_me", "=", True)]
        found = self.rpc(login).call(CONFERENCE, "web_search_read", mine, ROW)["records"]
        return found[0] if found else None

    def look(self, **wanted):
        """Who is asked what, by login; each can do it where one press leads."""
        seen = {login: row for login in self.logins if (row := self.row_of(login))}
        said = {"chair" if login == self.chair else login: row["next_action"] for login, row in seen.items()}
        assert {who: said.get(who) for who in wanted} == wanted
        assert seen, "nobody is asked anything"
        for login, row in seen.items():
            assert row["waiting_since"], (login, row)
            self.press(login, row["next_action"])

    def press(self, login, text):
        session = self.rpc(login)
        place = session.call(CONFERENCE, "action_open_turn", [self.id])
        if place["type"] == "ir.actions.act_url":
            with session.open(session.url + place["url"]) as page:
                assert page.status == 200
            return
        if place["views"][0][1] != "form":
            assert text in DOES
            return
        model, record_id = place["res_model"], place.get("res_id")
        if not record_id:  # new minutes
            assert model == MINUTES and text.startswith("Write the minutes")
            return
        does, offers = DOES[text], offered(session, model, record_id)
        assert does & offers, f"{login} is asked “{text}” and is offered {sorted(offers)}"


def ask_and_book(life, name):
    """A line manager asks, HR returns it and books it for ten minutes from now."""
    cases, today = life.cases, now()[:10]
    cases.clear_the_next_hours("hr", "manager", "ohadmin", life.chair)
    life.rpc("hr").call(
        "casecon.report", "action_register", employee_id=cases.employee(name), author_name="Eleanor Voss",
        author_role="oha", registration_number="99V0789E", issued_on=today, received_on=today,
    )  # fmt: skip
    made = cases.ask("manager", name, told_on=today, mode="virtual", video_url="https://video.example.com/room")
    life.id = made[0] if isinstance(made, list) else made
    accept = "Accept the request, or return it"
    life.look(hr=accept, ohadmin=accept, chair=accept, manager=None)
    life.act("hr", "return", reason="Please ask the author first.")
    life.look(hr=None, manager="Answer the question about your request")
    life.act("manager", "answer_return", answer="I did.")
    life.look(hr=accept, manager=None)
    life.act("hr", "accept")
    life.look(hr="Choose a date and book", ohadmin="Choose a date and book")
    life.says("waive_notice", earliest_start=now(minutes=1))
    life.act("hr", "schedule", start=now(minutes=10), clinician_id=cases.clinician(life.chair), despite=[])


def prepare(life):
    if life.login:
        life.cases.send_what_waits()
        until(lambda: all(row["is_told"] for row in life.rows().values()), "they are told")
        life.look(employee="Confirm that you understand", manager="Say whether you can come")
    else:
        life.cases.send_what_waits()
        life.look(hr="Someone has not been told. See why, and tell them")
        life.act("hr", "record_handover", handed_over_at=now(), how="By hand")
        until(lambda: all(row["is_told"] for row in life.rows().values()), "they are told")
        life.look(hr="Say whether you can come")
    reader = life.login or life.chair
    read = life.read(reader, "understanding")["understanding"]
    life.says("confirm_understanding", wording=read["version"], request_version=read["request"])
    life.act(life.chair, "answer", life.rows()["clinician"]["id"], ATTENDEE, answer="accepted")
    life.look(chair="Call the employee before the meeting")
    life.act(life.chair, "record_pre_call", outcome="done", called_at=now(), minutes=1)
    life.look(chair="Mark the meeting as prepared")
    life.act(life.chair, "prepare")
    life.look(chair="Start the meeting")


def meet(life):
    rows = {role: row["id"] for role, row in life.rows().items()}
    life.act(life.chair, "start", present_attendee_ids=list(rows.values()), said_aloud=True)
    life.look(chair="End the meeting when it is over")
    began = datetime.now(UTC)
    until(lambda: datetime.now(UTC) - began > timedelta(seconds=2), "a meeting has a length")
    life.act(life.chair, "end")
    life.look(hr="Write the minutes, or close without", chair=None)


def minute(life):
    hr = life.rpc("hr")
    (minutes,) = hr.call(MINUTES, "create", [{"conference_id": life.id, "body": "<p>Mornings first</p>"}])
    action = {"conference_id": life.id, "name": "Ask for a desk", "kind": "action", "due_on": now(days=7)[:10]}
    (action_id,) = hr.call("casecon.decision", "create", [{**action, "owner_id": life.rpc("manager").partner_id}])
    life.look(hr="Finish the minutes and send them for the fact check", manager="Do your action, and mark it as done")

    def digest():
        return hr.call(MINUTES, "read", [minutes], ["text_digest"])[0]["text_digest"]

    life.act(life.chair, "flag", minutes, MINUTES, paragraph_id="p-1", digest=digest())
    life.look(hr="Change the passage that OH flagged")
    hr.call(MINUTES, "write", [minutes], {"body": "<p>Mornings to begin with</p>"})
    life.look(chair="Read the changed minutes and resolve the flag")
    (flag,) = hr.call(
        "casecon.minutes.comment", "search_read", [("minutes_id", "=", minutes), ("kind", "=", "flag")], ["paragraph"]
    )
    life.act(life.chair, "resolve_flag", minutes, MINUTES, paragraph_id=flag["paragraph"], digest=digest())
    life.act("hr", "send_for_fact_check", minutes, MINUTES)
    if life.login:
        life.cases.send_what_waits()
        life.look(employee="Check the facts in the minutes", hr=None)
        life.act(life.login, "answer_fact_check", minutes, MINUTES, comment="So it was.", digest=digest())
    else:
        life.look(hr="Print the draft minutes and hand them over")
        life.act("hr", "record_handover", minutes, MINUTES, handed_over_at=now(), how="By hand")
        answer = {"comment": "So it was.", "digest": digest(), "through": "phone"}
        life.act(life.chair, "answer_fact_check", minutes, MINUTES, **answer)
    life.look(hr="Read what the employee says, then make the minutes final")
    life.act("hr", "finalise", minutes, MINUTES)
    if not life.login:
        life.look(hr="Print the final minutes and hand them over")
        life.act("hr", "record_handover", minutes, MINUTES, handed_over_at=now(), how="By hand")
    life.look(hr="Close the case conference")
    life.act("manager", "done", action_id, "casecon.decision")
    life.act("hr", "close")
    assert {login: life.row_of(login) for login in life.logins} == dict.fromkeys(life.logins)


@pytest.mark.parametrize(
    ("name", "login", "chair"), [("Tom Whitfield", "employee", "clinician2"), ("Aisha Khan", None, "ohp")]
)
def test_each_is_told_what_is_next_and_can_do_it(rpc, cases, name, login, chair):
    life = Lists(rpc, cases, login, chair)
    ask_and_book(life, name)
    prepare(life)
    meet(life)
    minute(life)


def test_a_companion_finds_it_in_the_portal(page_as):
    page = page_as("companion")
    page.goto("/my/conferences")
    page.get_by_role("link", name="Say whether you can come").first.click()
    page.get_by_role("heading", name="Can you come?").wait_for()


def test_nobody_else_is_asked(rpc):
    for login in ("colleague", "other.hr"):
        waiting = [("is_waiting_for_me", "=", True)]
        try:
            found = rpc(login).call(CONFERENCE, "search_count", waiting)
        except RpcError as refusal:
            assert refusal.name == "AccessError"
            continue
        assert not found, login
