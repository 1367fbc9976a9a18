"""The access log (R30): one chain of rows for the database, written by SQL only.

A row of the log is a line of JSON; what can be searched is taken from that line by PostgreSQL itself, so that the two
cannot differ. Who opens waits until the row is on disk; what is written stands in the log with the same commit.
"""

import hashlib

from odoo.http import request
from odoo.tools.sql import table_exists

from ...domain.sealed.chain import FIRST, canonical, chained, sign
from .. import clock
from . import key_file
from .write_token import session_of

TABLE = """
CREATE TABLE IF NOT EXISTS casecon_access (
    seq bigint PRIMARY KEY,
    line text NOT NULL,
    prev text NOT NULL,
    hash text NOT NULL,
    signature bytea,
    act text GENERATED ALWAYS AS (line::jsonb ->> 'act') STORED,
    uid integer GENERATED ALWAYS AS ((line::jsonb ->> 'uid')::integer) STORED,
    person integer GENERATED ALWAYS AS ((line::jsonb ->> 'person')::integer) STORED,
    conference integer GENERATED ALWAYS AS ((line::jsonb ->> 'conference')::integer) STORED,
    at text GENERATED ALWAYS AS (line::jsonb ->> 'at') STORED
);
CREATE INDEX IF NOT EXISTS casecon_access_at ON casecon_access (at);
CREATE INDEX IF NOT EXISTS casecon_access_person ON casecon_access (person) WHERE person IS NOT NULL;
CREATE OR REPLACE FUNCTION casecon_access_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log is only ever added to' USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER casecon_access_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON casecon_access
    FOR EACH STATEMENT EXECUTE FUNCTION casecon_access_kept();
"""
REMOVE = "DROP TABLE IF EXISTS casecon_access CASCADE; DROP FUNCTION IF EXISTS casecon_access_kept CASCADE;"
LOCK = "LOCK TABLE casecon_access IN SHARE ROW EXCLUSIVE MODE"
WAITING = "casecon_access"
ANCHORED_EVERY = 1000


def log_now(env, act, **said):
    """Append a row and wait until it is on disk; only then may a text be shown. Raises where it cannot be written."""
    row = _row(env, act, said)
    with env.registry.cursor() as cr:
        # the lock is given back without waiting for the disk, and all who wait share the one flush after it
        cr.execute("SET LOCAL lock_timeout = '10s'; SET LOCAL synchronous_commit = off")
        cr.execute(LOCK)
        _append(env, cr, _last(cr), [row])
    with env.registry.cursor() as cr:
        cr.execute("SELECT pg_logical_emit_message(true, 'casecon', '')")


def log_later(env, act, **said):
    """Append a row with this transaction: it stands in the log if, and only if, what it tells of does."""
    waiting = env.cr.precommit.data.setdefault(WAITING, [])
    waiting.append(_row(env, act, said))
    if len(waiting) == 1:
        env.cr.precommit.add(lambda: _append_waiting(env))


def _append_waiting(env):
    rows = env.cr.precommit.data.pop(WAITING, [])
    env.cr.execute(LOCK)
    # This transaction may have begun before the last row was added: only a new one sees that row.
    with env.registry.cursor() as fresh:
        # while the app is being installed, no other transaction sees the table
        last = _last(fresh) if table_exists(fresh, "casecon_access") else (0, FIRST)
    _append(env, env.cr, max(last, _last(env.cr)), rows)


def _last(cr):
    cr.execute("SELECT seq, hash FROM casecon_access ORDER BY seq DESC LIMIT 1")
    return cr.fetchone() or (0, FIRST)


def _row(env, act, said):
    """What a row tells: who, as whom, from where; and what the caller says."""
    http = request.httprequest if request else None
    user = env.user
    return {
        "at": clock.now().isoformat(timespec="microseconds"),
        "act": act,
        "uid": user.id,
        "login": user.login,
        "session": hashlib.sha256(_session().encode()).hexdigest()[:16] if http else None,
        "ip": http.remote_addr if http else None,
        **said,
    }


def _session():
    """The person's session: that of the cookie, or of the token with which a frame saves."""
    return getattr(request, "casecon_session", None) or session_of(request.session.sid)


def _append(env, cr, last, rows):
    seq, prev = last
    name, signer = key_file.signer()
    for row in rows:
        seq += 1
        row = {**row, "seq": seq, "key": name}
        hashed = chained(prev, row)
        cr.execute(
            "INSERT INTO casecon_access (seq, line, prev, hash, signature) VALUES (%s, %s, %s, %s, %s)",
            [seq, canonical(row).decode(), prev, hashed, signer and sign(signer, hashed)],
        )
        prev = hashed
        if seq % ANCHORED_EVERY == 0:
            # sudo: ir.cron - whoever adds the thousandth row starts it
            env(cr=cr).ref("casecon_odoo.casecon_cron_anchor").sudo()._trigger()
