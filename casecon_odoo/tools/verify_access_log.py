#!/usr/bin/env python3
"""Check the access log of casecon_odoo from outside: with psycopg2 and hashlib alone, without Odoo and without a key.

    verify_access_log.py --dsn "dbname=…" [--anchors DIR] [--public-key NAME=HEX …]

Names what was done to the log (edited, deleted, inserted, reordered, cut off, built again, taken back to an earlier
copy) and to the texts and keys that it tells of (changed, deleted, swapped). Exit status 0: nothing was found.

Without the public keys, given here as they were written down when the keys were made, a log that somebody built again
from the first row cannot be told from the true one, except by its anchors: the output says so.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FIRST = "0" * 64
ROW = b"casecon access log row "
WRITES = ("write", "sign")
SEARCHED = ("act", "uid", "person", "conference", "at")  # columns that PostgreSQL takes from the line
STANDING = """
SELECT t.text, t.revision, (s.owner_model, s.owner_id) = (t.model, t.id)
  FROM (SELECT 'casecon.note' AS model, id, text_uuid AS text, text_revision AS revision FROM casecon_note
        UNION ALL SELECT 'casecon.consent.line', id, text_uuid, text_revision FROM casecon_consent_line
        UNION ALL SELECT 'casecon.needs', id, text_uuid, text_revision FROM casecon_needs) t
  JOIN casecon_sealed s USING (text, revision) ORDER BY 1
"""  # which revision of a text each record shows, and whether the text is its own
PREFIX = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 public key as DER, before its 32 bytes


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--dsn", default="", help="libpq's words for the database; default: PGHOST, PGDATABASE …")
    parser.add_argument("--anchors", type=Path, help="the folder of the anchors (casecon_anchor_dir)")
    parser.add_argument("--public-key", action="append", default=[], metavar="NAME=HEX", help="a key that signs")
    given = parser.parse_args(arguments)
    import psycopg2

    keys = dict(pair.split("=", 1) for pair in given.public_key)
    with psycopg2.connect(given.dsn) as connection, connection.cursor() as cursor:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        found, rows = verify(cursor, anchors(given.anchors), keys)
    for line in found:
        print(line)
    if not keys:
        print("no public key was given: signatures were not checked", file=sys.stderr)
    if not given.anchors:
        print("no anchors were given: a log that was cut off or taken back may look whole", file=sys.stderr)
    print(f"{rows} rows, {len(found)} findings")
    return 1 if found else 0


def verify(cursor, anchored=(), keys=None):
    """What was found, one sentence each, and how many rows the log has. The cursor reads one snapshot."""
    cursor.execute("SELECT seq, line, prev, hash, signature FROM casecon_access ORDER BY seq")
    rows = cursor.fetchall()
    found = [*chain(rows), *signatures(rows, keys or {}), *anchor_findings(rows, anchored)]
    told = [json.loads(line) for _seq, line, *_rest in rows]
    found += [*searched(cursor), *texts(cursor, told), *standing(cursor, told), *data_keys(cursor, told)]
    return found, len(rows)


def chain(rows):
    expected, before = 1, FIRST
    for seq, line, prev, row_hash, _signature in rows:
        said = json.loads(line)
        if seq != expected:
            yield f"row {expected}: missing, the next one is {seq}"
        elif prev != before:
            yield f"row {seq}: does not follow from the row before it (inserted, exchanged or built again)"
        if said.get("seq") != seq:
            yield f"row {seq}: says that it is row {said.get('seq')} (reordered)"
        if hashlib.sha256(bytes.fromhex(prev) + line.encode()).hexdigest() != row_hash:
            yield f"row {seq}: was edited"
        expected, before = seq + 1, row_hash


def searched(cursor):
    """What people look at is what the line says: the owner of the table can part the two."""
    cursor.execute("SELECT seq, line, act, uid, person, conference, at FROM casecon_access ORDER BY seq")
    for seq, line, *columns in cursor.fetchall():
        said = json.loads(line)
        for name, value in zip(SEARCHED, columns, strict=True):
            if said[name] != value:
                yield f"row {seq}: its column {name} says something else (edited)"


def signatures(rows, keys):
    for seq, line, _prev, row_hash, signature in rows:
        name = json.loads(line).get("key")
        if signature is None:
            yield f"row {seq}: is not signed"
        elif keys and name not in keys:
            yield f"row {seq}: is signed by a key that was not given ({name})"
        elif keys and not verified(bytes.fromhex(keys[name]), bytes(signature), ROW + bytes.fromhex(row_hash)):
            yield f"row {seq}: its signature is wrong (built again by someone without the key)"


def anchors(folder):
    """What anchors say: (file, rows, hash)."""
    for path in sorted(folder.glob("*.checkpoint")) if folder else ():
        lines = path.read_text().splitlines()
        yield path.name, int(lines[1]), lines[2]


def anchor_findings(rows, anchored):
    hashes = {seq: row_hash for seq, _line, _prev, row_hash, _signature in rows}
    last = max(hashes, default=0)
    for name, seq, row_hash in anchored:
        if seq > last:
            yield f"anchor {name}: the log had {seq} rows, and has {last} (cut off, or taken back to an earlier copy)"
        elif hashes.get(seq) != row_hash:
            yield f"anchor {name}: row {seq} is not the one that was anchored (built again)"


def texts(cursor, told):
    """Each text against the last row that wrote it."""
    last, person, signed, erased = {}, {}, set(), set()
    for row in told:
        if row["act"] in WRITES:
            last.update(zip(row["texts"], row["digests"], strict=True))
            person.update(dict.fromkeys(row["texts"], row["person"]))
        if row["act"] == "sign":
            signed.update(row["texts"])
        if row["act"] == "erase":
            erased.update(row["texts"] or ())
    cursor.execute(
        "SELECT s.text, s.revision, s.suite, t.store, s.company_id, s.kind, k.key, s.nonce, s.ciphertext,"
        " s.content_mac, s.erased_at IS NOT NULL, s.signed, k.employee_id"
        " FROM casecon_sealed s JOIN casecon_sealed_key k ON k.id = s.key_id"
        " CROSS JOIN casecon_sealed_store t"
    )
    seen = set()
    for text, revision, suite, store, company, kind, key, *stored, gone, is_signed, whose in cursor.fetchall():
        name = f"{text}/{revision}"
        seen.add(name)
        if name not in last:
            yield f"text {name}: the log does not know it"
        elif gone != (name in erased):
            yield f"text {name}: erased without a row of the log" if gone else f"text {name}: was erased, and is back"
        elif not gone and last[name] != digest(suite, store, company, kind, key, text, revision, stored):
            yield f"text {name}: is not as it was written (changed, or swapped with another)"
        elif person[name] != whose:
            yield f"text {name}: is of another person than when it was written"
        elif name in signed and not is_signed:
            yield f"text {name}: was signed, and is not any more"
    for name in sorted(set(last) - seen - erased):
        yield f"text {name}: was written, and is not there"


def standing(cursor, told):
    """Each record that has a text shows its own, and what was written last."""
    last = {}
    for row in told:
        for text, _, revision in (name.partition("/") for name in row["texts"] or () if row["act"] in WRITES):
            last[text] = max(last.get(text, 0), int(revision))
    cursor.execute(STANDING)
    for text, revision, is_own in cursor.fetchall():
        if not is_own:
            yield f"text {text}/{revision}: is shown by another record"
        elif revision != last.get(text, revision):
            yield f"text {text}: revision {revision} stands, and {last[text]} was written last"


def digest(suite, store, company, kind, key, text, revision, stored):
    bound = ["casecon sealed text", suite, store, company, kind, key, text, revision]
    parts = [json.dumps(bound, separators=(",", ":")).encode(), *map(bytes, stored)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def data_keys(cursor, told):
    """Each wrapped data key against the last row that wrapped it."""
    last = {}
    for row in told:
        if row["act"] == "key":
            last.update(item.split(":", 1) for item in row["digests"] or ())
    cursor.execute("SELECT key, master, check_value, nonce, wrapped FROM casecon_sealed_key WHERE destroyed_at IS NULL")
    seen = set()
    for key, master, *stored in cursor.fetchall():
        seen.add(key)
        parts = [(master or "").encode(), *(bytes(part or b"") for part in stored)]
        found = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
        if last.get(key) != found:
            yield f"data key {key}: is not as it was wrapped (changed, or swapped with another)"
    for key in sorted(set(last) - seen):
        yield f"data key {key}: was made, and is not there (deleted, or destroyed)"


def verified(public, signature, message):
    """Whether an Ed25519 signature is right: by `cryptography` where it is there, else by openssl."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return _by_openssl(public, signature, message)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _by_openssl(public, signature, message):
    with tempfile.TemporaryDirectory() as folder:
        names = {"key": PREFIX + public, "signature": signature, "message": message}
        for name, content in names.items():
            Path(folder, name).write_bytes(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin"]
        done = subprocess.run([*command, "-sigfile", "signature", "-in", "message"], cwd=folder, capture_output=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
