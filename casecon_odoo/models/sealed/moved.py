"""Texts that an earlier version left in clear are sealed, and then the clear columns go.

At an update, or by `odoo casecon key seal`: in batches, each a transaction of its own, so that it can be stopped and
goes on. Without a key the texts stay in columns that the ORM does not know.
"""

import logging
from typing import NamedTuple

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.sql import column_exists
from psycopg2 import Error as PostgresError

from .sealed import write_text

_logger = logging.getLogger(__name__)

BATCH = 100


class Left(NamedTuple):
    """Texts of one model that may stand in clear, and where."""

    model: str
    kind: str  # as the store names it
    columns: dict  # by the name of the column, its name in the payload
    whose: SQL  # of a row `t`: employee, company, and whether it is signed
    trigger: str | None = None  # that keeps what is signed

    @property
    def table(self):
        return self.model.replace(".", "_")

    @property
    def held(self):
        """Whether a row holds something in clear."""
        return SQL(" OR ").join(SQL("%s IS NOT NULL", SQL.identifier(_aside(name))) for name in self.columns)


_OF_CONFERENCE = "(SELECT c.employee_id FROM casecon_conference c WHERE c.id = t.conference_id)"
_COMPANY = "(SELECT c.company_id FROM casecon_conference c WHERE c.id = t.conference_id)"
_ANSWERED = "EXISTS (SELECT FROM casecon_consent_answer a WHERE a.line_id = t.id)"
NOTES = Left(
    "casecon.note",
    "note",
    {"body": "body", "about": "about"},
    SQL("t.employee_id, t.company_id, t.state = 'signed'"),
    "casecon_note_signed",
)
ITEMS = Left(
    "casecon.consent.line",
    "item",
    {"wording": "wording", "kind": "kind"},
    SQL("%s, t.company_id, %s", SQL(_OF_CONFERENCE), SQL(_ANSWERED)),
)
NEEDS = Left("casecon.needs", "needs", {"text": "text"}, SQL("%s, %s, false", SQL(_OF_CONFERENCE), SQL(_COMPANY)))
ALL = (NOTES, ITEMS, NEEDS)


def put_aside(cr, of):
    """Hide the columns from the ORM, before an update drops them with their fields; give each row its address."""
    table = SQL.identifier(of.table)
    for name in of.columns:
        if column_exists(cr, of.table, name):
            names = SQL.identifier(name), SQL.identifier(_aside(name))
            cr.execute(SQL("ALTER TABLE %s RENAME COLUMN %s TO %s", table, *names))
            cr.execute(SQL("ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL", table, names[1]))
    cr.execute(SQL("UPDATE %s SET text_uuid = gen_random_uuid()::text WHERE text_uuid IS NULL", table))


def left(cr):
    """How many texts are still in clear; None where all columns for them have gone."""
    there = [of for of in ALL if _is_there(cr, of)]
    if not there:
        return None
    found = 0
    for of in there:
        cr.execute(SQL("SELECT count(*) FROM %s WHERE %s", SQL.identifier(of.table), of.held))
        found += cr.fetchone()[0]
    return found


def seal_left(registry):
    """Seal what is in clear, then drop its columns and rewrite the tables; returns what is to be said."""
    with registry.cursor() as cr:
        there = [of for of in ALL if _is_there(cr, of)]
    if not there:
        return "Every text is sealed."
    done = 0
    try:
        for of in there:
            while sealed := seal_some(registry, of):
                done += sealed
                _logger.info("%s texts sealed", done)
    except UserError as closed:
        with registry.cursor() as cr:
            waiting = left(cr)
        said = f"{waiting} texts are not sealed yet. {closed} Then run: odoo casecon key seal"
        _logger.warning("%s", said)
        return said
    try:
        for of in there:
            _drop(registry, of)
    except PostgresError as error:  # someone reads the table all the time; an update goes on
        _logger.warning("A table that held texts is not rewritten (%s). Run: odoo casecon key seal", error.pgcode)
        return "Every text is sealed, but a table that held them could not be rewritten. Try again."
    return f"{done} texts were sealed. Backups and WAL from before hold them in clear: let them expire."


def seal_some(registry, of):
    """Seal up to a hundred; returns how many. Raises a UserError with a sentence where there is no key."""
    table = SQL.identifier(of.table)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        # who writes waits, or is waited for: words that someone writes meanwhile stop no update
        cr.execute(SQL("LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE", table))
        if of.trigger:
            # of what is signed nothing else may change; the lock is held until all of the batch stands
            cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER %s", table, SQL.identifier(of.trigger)))
        columns = SQL(", ").join(SQL.identifier(_aside(name)) for name in of.columns)
        cr.execute(
            SQL(
                "SELECT id, text_uuid, %s, %s FROM %s t WHERE %s ORDER BY id LIMIT %s",
                *(of.whose, columns, table, of.held, BATCH),
            )
        )
        rows = cr.fetchall()
        for row in rows:
            _seal(env, of, *row)
        if of.trigger:
            cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER %s", table, SQL.identifier(of.trigger)))
    return len(rows)


def _seal(env, of, record_id, text, employee_id, company_id, signed, *values):
    record = env[of.model].browse(record_id)
    payload = dict(zip(of.columns.values(), values, strict=True))
    first, *_others = payload
    payload[first] = payload[first] or ""
    _text, revision = write_text(env, record, of.kind, payload, employee_id, company_id, text=text, signed=signed)
    # words that were written since stand; what was there before them is kept as a revision
    env.cr.execute(
        SQL(
            "UPDATE %s SET %s, has_text = CASE WHEN text_revision > 0 THEN has_text ELSE %s END,"
            " text_revision = CASE WHEN text_revision > 0 THEN text_revision ELSE %s END WHERE id = %s",
            SQL.identifier(of.table),
            SQL(", ").join(SQL("%s = NULL", SQL.identifier(_aside(name))) for name in of.columns),
            bool(payload[first].strip()),
            *(revision, record_id),
        )
    )


def _drop(registry, of):
    """The table is rewritten first, because dead rows hold text: while the columns are there, it is to be done."""
    table = SQL.identifier(of.table)
    with registry.cursor() as cr:
        cr._cnx.autocommit = True  # VACUUM runs in no transaction
        try:
            cr.execute("SET lock_timeout = '30s'")
            cr.execute(SQL("VACUUM FULL %s", table))
        finally:
            cr.execute("RESET lock_timeout")
            cr._cnx.autocommit = False
    with registry.cursor() as cr:
        for name in of.columns:
            cr.execute(SQL("ALTER TABLE %s DROP COLUMN %s", table, SQL.identifier(_aside(name))))


def _is_there(cr, of):
    return column_exists(cr, of.table, _aside(next(iter(of.columns))))


def _aside(name):
    return f"clear_{name}"


class CaseconSealed(models.Model):
    _inherit = "casecon.sealed"

    def _register_hook(self):
        """At the end of an update: what is in clear is sealed."""
        if "casecon_odoo" in self.pool.updated_modules and left(self.env.cr) is not None:
            self.env.cr.commit()  # pylint: disable=invalid-commit  # the update is done; each batch has its own cursor
            seal_left(self.pool)
        return super()._register_hook()
