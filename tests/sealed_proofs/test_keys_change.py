"""Keys change while people work, and nobody notices; and what is said where a key is missing, wrong or destroyed."""

import random
import re
import threading
import time
from collections import Counter
from http.client import HTTPException

import pytest

from dev import database, odoo, postgres
from dev.places import LOGS
from dev.server import serving
from tests.rpc import Rpc, RpcError
from tests.sealed_proofs.beside import copied, verified
from tests.texts import NOTE, page, signed

CLIENTS, EMPLOYEES, BETWEEN = 10, 60, 1  # seconds of work between two commands
CLOSED = "Sealed text is closed, because this server has no key."
WRONG = "This server has the wrong key for sealed text."


class Worker(threading.Thread):
    """Writes and opens until told to stop; each failure is kept."""

    def __init__(self, server, people, number, stop):
        super().__init__(daemon=True)
        self.session = Rpc(server, ("clinician", "clinician2")[number % 2], ("clinician", "clinician2")[number % 2])
        self.people, self.dice, self.stop = people, random.Random(number), stop
        self.texts, self.failures, self.opened = {}, [], 0

    def run(self):
        while not self.stop.wait(0.5):  # a row of the log is 10 ms to verify by openssl
            words = f"words-{self.dice.getrandbits(64):x}"
            try:
                _note, text = signed(self.session, self.dice.choice(self.people), words)
                self.texts[text] = words
                text = self.dice.choice(list(self.texts))
                if self.texts[text] not in page(self.session, text):
                    self.failures.append(f"{text} does not open")
                self.opened += 1
            except (RpcError, OSError, HTTPException) as error:
                self.failures.append(f"{type(error).__name__}: {error}")


@pytest.fixture(scope="module")
def people(server, rpc):
    """Employees of whom nobody has written: the first note makes each of them a data key."""
    (company,) = rpc("hr").call("res.users", "read", [rpc("hr").uid], ["company_id"])
    vals = [{"name": f"Person {number:02}", "company_id": company["company_id"][0]} for number in range(EMPLOYEES)]
    return rpc("hr").call("hr.employee", "create", vals)


@pytest.fixture(scope="module")
def worked(server, beside, people):
    """All that was written while keys came and went: {uuid: words}; and the failures."""
    stop = threading.Event()
    workers = [Worker(server, people, number, stop) for number in range(CLIENTS)]
    for worker in workers:
        worker.start()
    for words in (
        ("key", "new", "second"),
        ("key", "new", "log-second"),
        ("key", "rotate", "second"),
        ("key", "rewrap"),
        ("key", "rotate", "log-second"),
        ("key", "new", "third"),
        ("key", "rotate", "third"),
        ("key", "rewrap"),
        ("key", "rewrap"),  # what was wrapped while the one before ran
    ):
        time.sleep(BETWEEN)
        print(" ".join(words), "|", beside.said(server.db, *words).strip().splitlines()[-1], flush=True)
    time.sleep(BETWEEN)
    stop.set()
    for worker in workers:
        worker.join(60)
    texts = {text: words for worker in workers for text, words in worker.texts.items()}
    print(f"{len(texts)} written and signed, {sum(worker.opened for worker in workers)} opened, by {CLIENTS} clients")
    return texts, [failure for worker in workers for failure in worker.failures]


def all_open(session, texts):
    """Whether each of these opens with its words: those that do not."""
    uuids = list(texts)
    shown = "".join(page(session, *uuids[first : first + 50]) for first in range(0, len(uuids), 50))
    return [text for text in uuids if texts[text] not in shown]


def test_nobody_noticed(worked):
    texts, failures = worked
    assert Counter(failures) == Counter()
    assert len(texts) > CLIENTS * 5


def test_the_old_keys_may_go_and_everything_still_opens(worked, server, beside, rpc):
    said = beside.said(server.db, "key", "doctor")
    assert re.search(r"^third: \d+ data keys, writes$", said, re.MULTILINE), said
    for old in ("dev", "second"):
        assert f"{old}: 0 data keys, may go" in said
    public = beside.public_keys(server.db)
    kept = [line for line in beside.key_file.read_text().splitlines() if line.split()[0] not in ("dev", "second")]
    beside.key_file.write_text("\n".join(kept) + "\n")
    assert all_open(rpc("clinician"), worked[0]) == []
    status, said = verified(server.db, public)
    assert status == 0, said
    assert len(public) == 2, "rows before the rotation and after it are signed by two keys"


@pytest.fixture
def keys_put_back(beside):
    content = beside.key_file.read_text()
    yield content
    beside.key_file.write_text(content)


def refused_to_write(rpc, people):
    with pytest.raises(RpcError) as refused:
        rpc("clinician").call(NOTE, "create", [{"employee_id": people[0], "body": "words"}])
    return refused.value.message


def test_without_a_key(worked, server, beside, rpc, people, keys_put_back):
    text = next(iter(worked[0]))
    beside.key_file.unlink()
    assert CLOSED in page(rpc("clinician"), text)
    assert refused_to_write(rpc, people).startswith(CLOSED)
    beside.key_file.write_text(keys_put_back)
    assert worked[0][text] in page(rpc("clinician"), text)


def test_with_a_wrong_key(worked, server, beside, rpc, people, keys_put_back):
    text = next(iter(worked[0]))
    beside.key_file.unlink()
    beside.said(server.db, "key", "new", "third")  # as another server has it
    assert WRONG in page(rpc("clinician"), text)
    assert refused_to_write(rpc, people).startswith(WRONG)
    status, said = odoo.casecon(server.db, "key", "doctor", config=beside.config)
    assert status != 0
    assert "do not open (third: wrong)" in said


def test_a_second_key_behind_the_first_only_opens(worked, server, beside, rpc, people, keys_put_back):
    beside.said(server.db, "key", "new", "fourth")
    (made,) = rpc("hr").call("hr.employee", "create", [{"name": "Person of the fourth key"}])
    signed(rpc("clinician"), made, "words")
    master = f"SELECT master FROM casecon_sealed_key WHERE employee_id = {made}"
    assert postgres.query(master, server.db) == "third"


def test_a_copy_of_the_database_opens(worked, server, beside):
    """Odoo gives a copy another `database.uuid`; the store's own id stays."""
    copy = f"{server.db}_copy"
    copied(server, copy)
    uuid = "SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'"
    odoo.shell(copy, "env['ir.config_parameter'].init(force=True)\nenv.cr.commit()\n", LOGS / "proof_copy.log")
    assert postgres.query(uuid, copy) != postgres.query(uuid, server.db)
    with serving(copy, options=beside.options) as served:
        assert all_open(Rpc(served, "clinician", "clinician"), worked[0]) == []
    database.drop(copy)


def test_a_data_key_that_was_destroyed(worked, server, beside, rpc, people):
    """Its texts are gone for good; those of others open, and whoever checks from outside reads which key it was."""
    gone, kept = (signed(rpc("clinician"), person, f"words of {person}")[1] for person in people[:2])
    key = postgres.query(
        "UPDATE casecon_sealed_key SET destroyed_at = now(), wrapped = NULL"
        f" WHERE employee_id = {people[0]} RETURNING key",
        server.db,
    )
    shown = page(rpc("clinician"), gone, kept)
    assert f"words of {people[1]}" in shown
    assert f"words of {people[0]}" not in shown
    assert "cannot be shown" in shown
    status, said = verified(server.db, beside.public_keys(server.db))
    assert (status, f"data key {key}" in said) == (1, True), said
