"""Fifty people open a text at once, round after round, through two worker processes: one chain, and nothing refused."""

import statistics

import pytest

from dev import postgres
from tests.rpc import Rpc
from tests.sealed_proofs.beside import verified
from tests.texts import page, signed
from tests.together import together

WORKERS = 2
CLIENTS, ROUNDS = 50, 6


@pytest.fixture(scope="module")
def sessions(server):
    return [Rpc(server, login, login) for login in ["clinician", "clinician2"] * (CLIENTS // 2)]


@pytest.fixture(scope="module")
def texts(sessions, cases):
    """{uuid: words}"""
    employee = cases.employee("Emily Stone")
    return {signed(sessions[0], employee, f"words-{number}")[1]: f"words-{number}" for number in range(CLIENTS)}


@pytest.fixture(scope="module")
def rounds(sessions, texts, server):
    """Per round: (words, page or error, seconds) of all fifty; all open one text, or each their own, in turn."""
    result, before = [], rows_of(server)
    asked = list(texts)
    for number in range(ROUNDS):
        wanted = asked if number % 2 else asked[:1] * CLIENTS
        calls = [lambda s=session, t=text: page(s, t) for session, text in zip(sessions, wanted, strict=True)]
        answers = together(calls)
        result.append([(texts[text], *answer) for text, answer in zip(wanted, answers, strict=True)])
    return result, rows_of(server) - before


def rows_of(server):
    return int(postgres.query("SELECT count(*) FROM casecon_access WHERE act = 'open'", server.db))


def test_everybody_reads_and_each_time_is_one_row(rounds):
    answers, rows = rounds
    assert [str(page)[-300:] for one in answers for words, page, _s in one if f">{words}</div>" not in page] == []
    assert rows == CLIENTS * ROUNDS


def test_nobody_waits_far_longer_than_the_others(rounds):
    said = []
    for one in rounds[0]:
        waits = [seconds for _words, _page, seconds in one]
        said.append((max(waits) / statistics.median(waits), statistics.median(waits), max(waits)))
    print("slowest / median:", ", ".join(f"{r:.2f} ({m * 1000:.0f} / {s * 1000:.0f} ms)" for r, m, s in said))
    assert statistics.median(ratio for ratio, *_rest in said) <= 3


def test_it_is_one_chain(rounds, server, beside):
    status, said = verified(server.db, beside.public_keys(server.db))
    assert status == 0, said
    assert postgres.query("SELECT max(seq) = count(*) FROM casecon_access", server.db) == "t"
    assert postgres.query(f"SELECT deadlocks FROM pg_stat_database WHERE datname = '{server.db}'") == "0"
