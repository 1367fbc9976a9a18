"""Notes that an earlier version left in clear are sealed, and then the clear columns go.

At an update, or by `odoo casecon key seal`: in batches, each a transaction of its own, so that it can be stopped and
goes on. Without a key the texts stay in two columns that the ORM does not know.
"""

import logging

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.sql import column_exists
from psycopg2 import Error as PostgresError

from ..sealed.sealed import write_text

_logger = logging.getLogger(__name__)

BATCH = 100
HELD = SQL("(clear_body IS NOT NULL OR clear_about IS NOT NULL)")


def put_aside(cr):
    """Hide the columns from the ORM, before an update drops them with their fields; give each note its address."""
    for name in ("body", "about"):
        if column_exists(cr, "casecon_note", name):
            names = SQL.identifier(name), SQL.identifier(f"clear_{name}")
            cr.execute(SQL("ALTER TABLE casecon_note RENAME COLUMN %s TO %s", *names))
    cr.execute("UPDATE casecon_note SET text_uuid = gen_random_uuid()::text WHERE text_uuid IS NULL")


def left(cr):
    """How many notes are still in clear; None where the columns have gone."""
    if not column_exists(cr, "casecon_note", "clear_body"):
        return None
    cr.execute(SQL("SELECT count(*) FROM casecon_note WHERE %s", HELD))
    return cr.fetchone()[0]


def seal_left(registry):
    """Seal what is in clear, then drop its columns and rewrite the table; returns what is to be said."""
    with registry.cursor() as cr:
        if left(cr) is None:
            return "Every note is sealed."
    done = 0
    try:
        while sealed := seal_some(registry):
            done += sealed
            _logger.info("%s texts sealed", done)
    except UserError as closed:
        with registry.cursor() as cr:
            waiting = left(cr)
        said = f"{waiting} notes are not sealed yet. {closed} Then run: odoo casecon key seal"
        _logger.warning("%s", said)
        return said
    try:
        _drop(registry)
    except PostgresError as error:  # someone reads the table all the time; an update goes on
        _logger.warning("The table of notes is not rewritten (%s). Run: odoo casecon key seal", error.pgcode)
        return "Every note is sealed, but their table could not be rewritten. Try again."
    return f"{done} notes were sealed. Backups and WAL from before hold them in clear: let them expire."


def seal_some(registry):
    """Seal up to a hundred; returns how many. Raises a UserError with a sentence where there is no key."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        # of a signed note nothing else may change; the lock is held until all of the batch stands
        cr.execute("ALTER TABLE casecon_note DISABLE TRIGGER casecon_note_signed")
        cr.execute(
            SQL(
                "SELECT id, employee_id, company_id, text_uuid, state, clear_body, clear_about"
                " FROM casecon_note WHERE %s ORDER BY id LIMIT %s",
                HELD,
                BATCH,
            )
        )
        rows = cr.fetchall()
        for row in rows:
            _seal(env, *row)
        cr.execute("ALTER TABLE casecon_note ENABLE TRIGGER casecon_note_signed")
    return len(rows)


def _seal(env, note_id, employee_id, company_id, text, state, body, about):
    note, payload = env["casecon.note"].browse(note_id), {"body": body or "", "about": about}
    signed = state == "signed"
    _text, revision = write_text(env, note, "note", payload, employee_id, company_id, text=text, signed=signed)
    # words that were written since stand; what was there before them is kept as a revision
    env.cr.execute(
        "UPDATE casecon_note SET clear_body = NULL, clear_about = NULL,"
        " has_text = CASE WHEN text_revision > 0 THEN has_text ELSE %s END,"
        " text_revision = CASE WHEN text_revision > 0 THEN text_revision ELSE %s END WHERE id = %s",
        [bool((body or "").strip()), revision, note_id],
    )


def _drop(registry):
    """The table is rewritten first, because dead rows hold text: while the columns are there, it is to be done."""
    with registry.cursor() as cr:
        cr._cnx.autocommit = True  # VACUUM runs in no transaction
        try:
            cr.execute("SET lock_timeout = '30s'")
            cr.execute("VACUUM FULL casecon_note")
        finally:
            cr.execute("RESET lock_timeout")
            cr._cnx.autocommit = False
    with registry.cursor() as cr:
        cr.execute("ALTER TABLE casecon_note DROP COLUMN clear_body, DROP COLUMN clear_about")
