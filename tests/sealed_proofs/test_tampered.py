"""Whoever owns the tables changes the log, the texts or the keys by SQL: the verifier names it, without Odoo.

Each tampering has a copy of one database that has lived. Triggers are dropped; what they refuse is the first test.
"""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dev import database, postgres
from dev.say import Failure
from tests.sealed_proofs.beside import copied, verified
from tests.sealed_proofs.tampering import IN_THE_LOG, MIDDLE, OFF, in_the_store
from tests.texts import NOTE, drafted, page, signed


@pytest.fixture(scope="module")
def lived(server, beside, cases, rpc):
    """The texts that were written, the public keys, and a copy of yesterday; anchored yesterday and today."""
    clinician, (emily, owen) = rpc("clinician"), (cases.employee(name) for name in ("Emily Stone", "Owen Blake"))
    note, one = drafted(clinician, emily, "first words")
    clinician.call(NOTE, "write", [note], {"body": "second words"})
    clinician.call(NOTE, "action_sign", [note])
    _note, other = signed(clinician, emily, "other words")
    _note, of_colleague = signed(clinician, owen, "words of a colleague")
    anchored(rpc)
    copied(server, f"{server.db}_yesterday")
    for _time in range(8):
        assert "second words" in page(clinician, one)
    anchored(rpc)
    public = beside.public_keys(server.db)
    status, said = verified(server.db, public, beside.anchors)
    assert status == 0, said
    assert len(list(beside.anchors.iterdir())) >= 2
    server.kill()
    yield (one, other, of_colleague), public
    database.drop(f"{server.db}_yesterday")


def anchored(rpc):
    (job,) = rpc("admin").call("ir.cron", "search", [("code", "=", "model._cron_anchor()")])
    rpc("admin").call("ir.cron", "method_direct_trigger", [job])


@pytest.fixture
def tampered(server, lived, beside):
    """`tampered(SQL)`: a copy to which this was done; `tampered(SQL)()`: what the verifier says of it."""
    copy = f"{server.db}_tampered"

    def done(statements, origin=server.db):
        database.drop(copy)
        postgres.query(f'CREATE DATABASE "{copy}" TEMPLATE "{origin}"')
        postgres.query(statements, copy)
        return lambda anchors=beside.anchors, public=lived[1]: verified(copy, public, anchors)

    yield done
    database.drop(copy)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casecon_access SET line = line",
        "DELETE FROM casecon_access",
        "TRUNCATE casecon_access",
        "UPDATE casecon_access SET uid = 2",
        "UPDATE casecon_sealed SET content_mac = nonce WHERE signed",
        "UPDATE casecon_sealed SET signed = false WHERE signed",
        "DELETE FROM casecon_sealed WHERE signed",
    ],
)
def test_postgresql_refuses_it_first(tampered, statement):
    with pytest.raises(Failure, match=r"only ever added to|is kept as it is|can only be updated to DEFAULT"):
        tampered(statement)


def test_nothing_is_found_where_nothing_was_done(tampered):
    status, said = tampered(OFF)()
    assert status == 0, said


@pytest.mark.parametrize("name", IN_THE_LOG)
def test_what_is_done_to_the_log_is_named(tampered, name):
    statements, words = IN_THE_LOG[name]
    status, said = tampered(OFF + statements)()
    assert (status, words in said) == (1, True), said


@pytest.mark.parametrize("name", in_the_store("", "", ""))
def test_what_is_done_to_texts_and_keys_is_named(lived, tampered, name):
    statements, words = in_the_store(*lived[0])[name]
    status, said = tampered(OFF + statements)(anchors=None)
    assert (status, words in said) == (1, True), said


def test_yesterdays_copy_is_named_by_todays_anchor(server, tampered):
    """By itself it is whole, as it was yesterday."""
    check = tampered(OFF, origin=f"{server.db}_yesterday")
    assert check(anchors=None)[0] == 0
    status, said = check()
    assert (status, "(cut off, or taken back to an earlier copy)" in said) == (1, True), said


def test_a_log_built_again_with_the_stolen_key_is_named_by_an_anchor(server, lived, tampered, beside):
    """Signatures are right then: only what lies outside of the machine tells."""
    rows = postgres.query(f"SELECT seq, line FROM casecon_access WHERE seq >= {MIDDLE} ORDER BY seq", server.db)
    last = postgres.query(f"SELECT hash FROM casecon_access WHERE seq = {MIDDLE} - 1", server.db)
    encoded = next(line.split()[1] for line in beside.key_file.read_text().splitlines() if line.startswith("log-"))
    stolen, statements = Ed25519PrivateKey.from_private_bytes(base64.b64decode(encoded)), [OFF]
    for seq, line in (row.split("|", 1) for row in rows.splitlines()):
        forged = line.replace('"number":1', '"number":7')
        before, last = last, hashlib.sha256(bytes.fromhex(last) + forged.encode()).hexdigest()
        signature = stolen.sign(b"casecon access log row " + bytes.fromhex(last)).hex()
        statements.append(
            f"UPDATE casecon_access SET line = '{forged}', prev = '{before}', hash = '{last}',"
            f" signature = '\\x{signature}' WHERE seq = {seq};"
        )
    check = tampered("".join(statements))
    assert check(anchors=None)[0] == 0
    status, said = check()
    assert (status, "is not the one that was anchored (built again)" in said) == (1, True), said


def test_another_key_is_not_taken_for_ours(lived, tampered):
    """A verifier that is given no key of that name says so."""
    status, said = tampered(OFF)(public={"log-other": "00" * 32})
    assert (status, "is signed by a key that was not given (log-" in said) == (1, True), said
