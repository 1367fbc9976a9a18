"""The server, or PostgreSQL, is killed twenty times while eight people write, sign and open notes.

Whoever received a text stands in the log with it; what was confirmed as signed is signed, and opens; the log is whole.
`CASECON_SEED`: the dice.
"""

import os
import random
import secrets
import threading
import time
from collections import Counter
from http.client import HTTPException, IncompleteRead

import pytest

from dev import postgres
from tests.rpc import Rpc, RpcError
from tests.sealed_proofs.beside import verified
from tests.texts import NOTE, page, signed

KILLS, OPENINGS, SIGNINGS, CLIENTS = 20, 1000, 1000, 8
PEOPLE = ("Emily Stone", "Owen Blake", "Kevin Harte", "Sofia Mendes")
# What Odoo says while PostgreSQL is away, and what it says to no one who may do what they ask for.
AWAY = {"OperationalError", "InterfaceError", "AdminShutdown", "CannotConnectNow", "PoolError", "CrashShutdown"}


class Told:
    """What the clients were told, all of them together."""

    def __init__(self):
        self.lock = threading.Lock()
        self.signed = {}  # uuid: (note, words), confirmed
        self.received = Counter()  # uuid: how many pages with its words
        self.failures = Counter()  # class of the error: how often
        self.wrong = []

    def done(self):
        with self.lock:
            return len(self.signed), self.received.total()


class Client(threading.Thread):
    """Signs or opens a note, whichever the dice say, until enough of both was done."""

    def __init__(self, server, told, people, seed):
        super().__init__(daemon=True)
        self.session = Rpc(server, "clinician", "clinician")
        self.told, self.people, self.dice = told, people, random.Random(seed)

    def run(self):
        while True:
            signings, openings = self.told.done()
            if signings >= SIGNINGS and openings >= OPENINGS:
                return
            sign = self.dice.random() < 0.5 if openings < OPENINGS and signings < SIGNINGS else signings < SIGNINGS
            try:
                self._sign() if sign or not signings else self._open()
            except RpcError as error:
                self._failed(error.name, f"{error.message}")
            except (OSError, HTTPException) as error:
                self._failed(f"{type(error).__name__} {getattr(error, 'code', '')}".strip())

    def _sign(self):
        words = f"words-{secrets.token_hex(8)}"
        note, text = signed(self.session, self.dice.choice(self.people), words)
        with self.told.lock:
            self.told.signed[text] = note, words

    def _open(self):
        with self.told.lock:
            text = self.dice.choice(list(self.told.signed))
        words = self.told.signed[text][1]
        try:
            seen, whole = page(self.session, text), True
        except IncompleteRead as error:
            seen, whole = error.partial.decode(errors="replace"), False
        with self.told.lock:
            if words in seen:
                self.told.received[text] += 1
            elif whole:
                self.told.wrong.append(seen[-500:])

    def _failed(self, name, message=""):
        with self.told.lock:
            self.told.failures[name] += 1
            if message and name not in AWAY:
                self.told.wrong.append(f"{name}: {message}")
        time.sleep(0.2)


@pytest.fixture(scope="module")
def told(server, cases):
    """What came of it: everything was done, and everything was killed."""
    seed = os.environ.get("CASECON_SEED") or secrets.token_hex(4)
    print(f"\nCASECON_SEED={seed}")
    dice, told = random.Random(seed), Told()
    people = [cases.employee(name) for name in PEOPLE]
    clients = [Client(server, told, people, f"{seed} {number}") for number in range(CLIENTS)]
    moments = sorted(dice.sample(range(20, SIGNINGS + OPENINGS - 20), KILLS))
    victims = ["Odoo", "PostgreSQL"] * (KILLS // 2)
    dice.shuffle(victims)
    for client in clients:
        client.start()
    for moment, victim in zip(moments, victims, strict=True):
        while sum(told.done()) < moment and any(client.is_alive() for client in clients):
            time.sleep(0.002)
        time.sleep(dice.random() * 0.1)
        if victim == "Odoo":
            server.kill()
            server.start_again()
        else:
            postgres.kill()
        print(f"after {sum(told.done())} {victim} was killed", flush=True)
    for client in clients:
        client.join(600)
    print("signed, received:", told.done(), "interrupted:", dict(told.failures))
    return told


def test_all_of_it_was_done(told):
    assert told.wrong == []
    signings, openings = told.done()
    assert signings >= SIGNINGS
    assert openings >= OPENINGS
    assert told.failures.total() > KILLS // 2, "nobody noticed"


def test_each_text_that_was_received_stands_in_the_log(told, server):
    rows = postgres.query(
        "SELECT split_part(text, '/', 1), count(*) FROM casecon_access,"
        " jsonb_array_elements_text(line::jsonb -> 'texts') text WHERE act = 'open' GROUP BY 1",
        server.db,
    )
    logged = {text: int(number) for text, number in (row.split("|") for row in rows.splitlines())}
    missing = {text: number for text, number in told.received.items() if logged.get(text, 0) < number}
    assert missing == {}


def test_nothing_that_was_confirmed_is_lost(told, server):
    session, texts = Rpc(server, "clinician", "clinician"), list(told.signed)
    for first in range(0, len(texts), 50):
        some = texts[first : first + 50]
        shown = page(session, *some)
        assert [text for text in some if told.signed[text][1] not in shown] == []
    states = session.call(NOTE, "read", [note for note, _words in told.signed.values()], ["state"])
    assert {row["state"] for row in states} == {"signed"}


def test_the_log_is_whole(told, server, beside):
    """For whoever checks it without Odoo, and for Odoo's own command."""
    status, said = verified(server.db, beside.public_keys(server.db))
    print(said.splitlines()[-1])
    assert status == 0, said
    assert "nothing found" in beside.said(server.db, "log", "verify")
