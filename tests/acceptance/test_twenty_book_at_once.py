"""Twenty people book the same clinician for the same hour at once: one wins, nineteen read one sentence."""

import threading

import pytest

from tests.cases import CONFERENCE, text, weekday
from tests.rpc import Rpc, RpcError

TWENTY = 20
CANARY = "quokka-7719"
SENTENCE = "The clinician already has a case conference at this time. Choose another time."
PEOPLE = ["Emily Stone", "Owen Blake", "Kevin Harte", "Sofia Mendes", "Gareth Lloyd"]


@pytest.fixture(scope="module")
def race(server, cases):
    """The answers of all who booked: True, or the error. All wait at a barrier with a session of their own."""
    clinician = cases.clinician("clinician2")
    requested = [
        cases.ask(
            "hr",
            PEOPLE[number % len(PEOPLE)],
            reason=f"{CANARY} {number}",
            tried_before=CANARY,
            told_on=weekday(0).date().isoformat(),
        )
        for number in range(TWENTY)
    ]
    sessions = [Rpc(server, login, login) for login in ["hr", "ohadmin"] * (TWENTY // 2)]
    barrier, answers = threading.Barrier(TWENTY), [None] * TWENTY
    start = text(weekday(15, 9))

    def book(number):
        barrier.wait(60)
        try:
            answers[number] = sessions[number].call(
                CONFERENCE,
                "action_schedule",
                [requested[number]],
                start=start,
                mode="virtual",
                clinician_id=clinician,
                reason=CANARY,
            )
        except RpcError as error:
            answers[number] = error

    threads = [threading.Thread(target=book, args=[number]) for number in range(TWENTY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return requested, answers


def test_exactly_one_wins(race, cases):
    requested, answers = race
    assert answers.count(True) == 1, answers
    states = [cases.state(conference) for conference in requested]
    assert sorted(states) == ["requested"] * (TWENTY - 1) + ["scheduled"]
    assert states.index("scheduled") == answers.index(True)


def test_the_others_read_one_sentence_and_no_traceback(race):
    _requested, answers = race
    errors = [answer for answer in answers if answer is not True]
    assert len(errors) == TWENTY - 1
    assert {error.name for error in errors} == {"UserError"}
    assert all(error.message.startswith(f"{SENTENCE} The next free times: ") for error in errors)
    said = "".join(str(error.error) for error in errors)
    assert "psycopg2" not in said
    assert "exclusion" not in said.lower()
    assert CANARY not in said


def test_the_log_holds_no_text_of_a_request_and_no_failed_query(race, server):
    log = server.log_path.read_text()
    assert log.count("/web/dataset/call_kw/casecon.conference/action_schedule") >= TWENTY
    assert CANARY not in log
    assert "bad query" not in log
    assert "Traceback" not in log


def test_the_losers_left_nothing_behind(race, cases, rpc):
    requested, answers = race
    lost = [conference for conference, answer in zip(requested, answers, strict=True) if answer is not True]
    for conference in lost:
        assert not cases.read("hr", conference, "start")["start"]
    assert not rpc("hr").call("casecon.change", "search", [("conference_id", "in", lost)])
    events = rpc("clinician2").call("calendar.event", "search", [("start", "=", text(weekday(15, 9)))])
    assert len(events) == 1
