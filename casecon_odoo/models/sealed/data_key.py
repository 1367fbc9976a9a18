import hashlib
import uuid
from collections import Counter

from odoo import fields, models
from odoo.tools import SQL

from ...domain.sealed.ring import MasterKeyError, Wrapped
from ...domain.sealed.suite import DataKey
from . import key_file
from .access_log import log_later
from .store import store_id

# Bytes stand in columns that the ORM does not know: no field returns them.
COLUMNS = """
ALTER TABLE casecon_sealed_key
    ADD COLUMN IF NOT EXISTS check_value bytea,
    ADD COLUMN IF NOT EXISTS nonce bytea,
    ADD COLUMN IF NOT EXISTS wrapped bytea;
"""


class CaseconSealedKey(models.Model):
    """The data key of one employee, wrapped by a master key that lies outside of the database.

    Without any access right on purpose, as `casecon.message`: only code reads it.
    """

    _name = "casecon.sealed.key"
    _description = "Data key"
    _log_access = False
    _rec_name = "key"

    key = fields.Char(required=True, export_string_translation=False)
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="restrict", export_string_translation=False
    )
    master = fields.Char(index=True, export_string_translation=False)
    destroyed_at = fields.Datetime(export_string_translation=False)

    _key_once = models.UniqueIndex("(key)", "Each data key has an id of its own.")
    _one_per_employee = models.UniqueIndex(
        "(employee_id) WHERE destroyed_at IS NULL", "An employee has one data key at a time."
    )

    def init(self):
        self.env.cr.execute(COLUMNS)
        return super().init()


def bound(store, employee_id, key):
    """What a wrapped data key belongs to: one that was swapped with another employee's does not open."""
    return f'["casecon data key","{store}",{employee_id},"{key}"]'.encode()


def data_key(env, employee_id):
    """The employee's data key, made where there is none: (row id, uuid, key). Raises KeyFileError, MasterKeyError."""
    row = _present(env.cr, employee_id)
    if not row:
        _make(env, employee_id)
        row = _present(env.cr, employee_id)
    return _opened(env.cr, row)


def data_keys(cr, ids):
    """Data keys by row id, as `data_key` gives one; those of which the key was destroyed are left out."""
    cr.execute(_SELECT + " WHERE id IN %s AND destroyed_at IS NULL", [tuple(ids) or (0,)])
    return {row[0]: _opened(cr, row) for row in cr.fetchall()}


def wrapped_rows(cr, more=None):
    """The data keys that were not destroyed, each as `wrapped_again` takes it; `more` narrows them."""
    cr.execute(SQL("%s WHERE destroyed_at IS NULL %s", SQL(_SELECT), more or SQL()))
    return cr.fetchall()


def held_by(cr):
    """How many data keys that were not destroyed each master key wraps, by its name."""
    cr.execute("SELECT master, count(*) FROM casecon_sealed_key WHERE destroyed_at IS NULL GROUP BY master")
    return Counter(dict(cr.fetchall()))


def wrapped_again(cr, row):
    """One data key under the master key that writes now: what is to be stored."""
    key_id, key, employee_id = row[:3]
    opened = _opened(cr, row)[2]
    return key_id, key, key_file.ring().wrap(opened, bound(store_id(cr), employee_id, key))


_SELECT = "SELECT id, key, employee_id, master, check_value, nonce, wrapped FROM casecon_sealed_key"


def _present(cr, employee_id):
    cr.execute(_SELECT + " WHERE employee_id = %s AND destroyed_at IS NULL", [employee_id])
    return cr.fetchone()


def _opened(cr, row):
    key_id, key, employee_id, *wrapped = row
    if wrapped[-1] is None:
        raise MasterKeyError("missing", "")
    return key_id, key, key_file.ring().unwrap(Wrapped(*wrapped), bound(store_id(cr), employee_id, key))


def _make(env, employee_id):
    cr, key = env.cr, str(uuid.uuid4())
    wrapped = key_file.ring().wrap(DataKey.new(), bound(store_id(cr), employee_id, key))
    # Two at once: the second waits here, and then finds the first one's key.
    cr.execute(
        "INSERT INTO casecon_sealed_key (key, employee_id, master, check_value, nonce, wrapped)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (employee_id) WHERE destroyed_at IS NULL DO NOTHING RETURNING id",
        [key, employee_id, *wrapped],
    )
    if cr.rowcount:
        log_later(env, "key", purpose="made", digests=[key_digest(key, wrapped)])


def key_digest(key, wrapped):
    """What the log keeps of a wrapped key: `uuid:sha256`."""
    parts = (wrapped.master.encode(), bytes(wrapped.check), bytes(wrapped.nonce), bytes(wrapped.wrapped))
    return f"{key}:" + hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
