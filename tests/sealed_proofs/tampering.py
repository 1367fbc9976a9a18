"""What the owner of the tables can do to the log, to texts and to keys: SQL, and what the verifier says of it."""

OFF = "DROP TRIGGER casecon_access_kept ON casecon_access; DROP TRIGGER casecon_sealed_kept ON casecon_sealed; "
# A row about the middle of the log, and the last one.
MIDDLE, LAST = "(SELECT max(seq) / 2 FROM casecon_access)", "(SELECT max(seq) FROM casecon_access)"
HASHED = "encode(sha256(decode(prev, 'hex') || convert_to(line, 'UTF8')), 'hex')"
# Built again from the row in the middle, without the key that signs.
REBUILT = f"""
DO $$ DECLARE r record; last text; BEGIN
    SELECT hash INTO last FROM casecon_access WHERE seq = {MIDDLE} - 1;
    FOR r IN SELECT seq FROM casecon_access WHERE seq >= {MIDDLE} ORDER BY seq LOOP
        UPDATE casecon_access SET prev = last WHERE seq = r.seq;
        UPDATE casecon_access SET hash = {HASHED} WHERE seq = r.seq RETURNING hash INTO last;
    END LOOP;
END $$;
"""
EDIT = (
    """UPDATE casecon_access SET line = replace(line, '"login":"clinician', '"login":"manager')"""
    f" WHERE seq = {MIDDLE};"
)
BYTES = "nonce, ciphertext, content_mac"
IN_THE_LOG = {
    "edited": (EDIT, "was edited"),
    "edited, with its hash": (
        f"{EDIT} UPDATE casecon_access SET hash = {HASHED} WHERE seq = {MIDDLE}",
        "does not follow from the row before it",
    ),
    "a column that is searched": (
        f"ALTER TABLE casecon_access ALTER uid DROP EXPRESSION; UPDATE casecon_access SET uid = 2 WHERE seq = {MIDDLE}",
        "its column uid says something else",
    ),
    "deleted": (f"DELETE FROM casecon_access WHERE seq = {MIDDLE}", "missing"),
    "deleted, the others moved up": (
        f"CREATE TEMP TABLE gone AS SELECT {MIDDLE} AS at;"
        " DELETE FROM casecon_access WHERE seq = (SELECT at FROM gone);"
        " UPDATE casecon_access SET seq = -seq WHERE seq > (SELECT at FROM gone);"
        " UPDATE casecon_access SET seq = -seq - 1 WHERE seq < 0",
        "(reordered)",
    ),
    "inserted": (
        "INSERT INTO casecon_access (seq, line, prev, hash, signature)"
        f" SELECT seq + 1, line, hash, prev, signature FROM casecon_access WHERE seq = {LAST}",
        "says that it is row",
    ),
    "reordered": (
        f"CREATE TEMP TABLE two AS SELECT {MIDDLE} AS at;"
        " UPDATE casecon_access SET seq = -1 WHERE seq = (SELECT at FROM two);"
        " UPDATE casecon_access SET seq = seq - 1 WHERE seq = (SELECT at + 1 FROM two);"
        " UPDATE casecon_access SET seq = (SELECT at + 1 FROM two) WHERE seq = -1",
        "(reordered)",
    ),
    "cut off": (f"DELETE FROM casecon_access WHERE seq >= {LAST} - 1", "(cut off, or taken back to an earlier copy)"),
    "emptied": ("TRUNCATE casecon_access", "(cut off, or taken back to an earlier copy)"),
    "built again": (EDIT + REBUILT, "(built again by someone without the key)"),
    "built again, unsigned": (
        f"{EDIT} {REBUILT} UPDATE casecon_access SET signature = NULL WHERE seq >= {MIDDLE}",
        "is not signed",
    ),
}
NOTES_OFF = "DROP TRIGGER casecon_note_signed ON casecon_note;"
EMPLOYEES = (
    "(SELECT k.employee_id FROM casecon_sealed s JOIN casecon_sealed_key k ON k.id = s.key_id"
    " WHERE s.text = '{}' LIMIT 1)"
)
SWAP = f"UPDATE casecon_sealed SET ({BYTES}) = (SELECT {BYTES} FROM casecon_sealed WHERE {{}}) WHERE {{}}"
KEY_SWAP = (
    "CREATE TEMP TABLE old AS SELECT * FROM casecon_sealed_key;"
    " UPDATE casecon_sealed_key k SET ({0}) = (SELECT {0} FROM old o WHERE o.id != k.id AND o.employee_id IN ({1}))"
    " WHERE k.employee_id IN ({1})"
)


def in_the_store(one, other, of_colleague):
    """{what: (statements, what is said)}; `one` has two revisions and `other` is of the same person."""
    last, first = f"text = '{one}' AND revision = 2", f"text = '{one}' AND revision = 1"
    both = f"{EMPLOYEES.format(one)}, {EMPLOYEES.format(of_colleague)}"
    changed = "is not as it was written (changed, or swapped with another)"
    return {
        "swapped with another row": (SWAP.format(f"text = '{other}'", last), changed),
        "swapped with another employee's": (SWAP.format(f"text = '{of_colleague}'", last), changed),
        "swapped with another revision": (SWAP.format(first, last), changed),
        "one byte": (
            f"UPDATE casecon_sealed SET ciphertext = set_byte(ciphertext, 9, 255 - get_byte(ciphertext, 9))"
            f" WHERE {last}",
            changed,
        ),
        "another company": (
            f"UPDATE casecon_sealed SET company_id = (SELECT max(id) FROM res_company WHERE id != company_id)"
            f" WHERE {last}",
            changed,
        ),
        "another employee's key": (
            f"UPDATE casecon_sealed SET key_id = (SELECT key_id FROM casecon_sealed WHERE text = '{of_colleague}')"
            f" WHERE {last}",
            changed,
        ),
        "another kind": (f"UPDATE casecon_sealed SET kind = 'item' WHERE {last}", changed),
        "revisions exchanged": (
            f"UPDATE casecon_sealed SET revision = 0 WHERE {first};"
            f" UPDATE casecon_sealed SET revision = 1 WHERE {last};"
            f" UPDATE casecon_sealed SET revision = 2 WHERE text = '{one}' AND revision = 0",
            changed,
        ),
        "another store": ("UPDATE casecon_sealed_store SET store = 'another'", changed),
        "deleted": (f"DELETE FROM casecon_sealed WHERE {last}", "was written, and is not there"),
        "erased": (
            f"UPDATE casecon_sealed SET nonce = NULL, ciphertext = NULL, content_mac = NULL, erased_at = now()"
            f" WHERE {last}",
            "erased without a row of the log",
        ),
        "added": (
            "INSERT INTO casecon_sealed (text, revision, kind, owner_model, owner_id, key_id, company_id, suite,"
            f" written_at, {BYTES}) SELECT text, 3, kind, owner_model, owner_id, key_id, company_id, suite, written_at,"
            f" {BYTES} FROM casecon_sealed WHERE {first}",
            "the log does not know it",
        ),
        "not signed any more": (
            f"UPDATE casecon_sealed SET signed = false WHERE {last}",
            "was signed, and is not any more",
        ),
        "another record's": (
            f"{NOTES_OFF} UPDATE casecon_note SET (text_uuid, text_revision) = (NULL, 1) WHERE text_uuid = '{other}';"
            f" UPDATE casecon_note SET text_uuid = '{other}', text_revision = 1 WHERE text_uuid = '{one}'",
            "is shown by another record",
        ),
        "an earlier revision stands": (
            f"{NOTES_OFF} UPDATE casecon_note SET text_revision = 1 WHERE text_uuid = '{one}'",
            "revision 1 stands, and 2 was written last",
        ),
        "wrapped keys": (KEY_SWAP.format("master, check_value, nonce, wrapped", both), "is not as it was wrapped"),
        "owners of keys": (
            "DROP INDEX casecon_sealed_key_one_per_employee;" + KEY_SWAP.format("employee_id", both),
            "is of another person",
        ),
        "a data key destroyed": (
            f"UPDATE casecon_sealed_key SET destroyed_at = now(), wrapped = NULL"
            f" WHERE employee_id = {EMPLOYEES.format(one)}",
            "was made, and is not there",
        ),
    }
