import uuid

from odoo import fields, models
from odoo.exceptions import UserError

from ...domain.sealed.ring import KeyFileError, MasterKeyError
from ...domain.sealed.suite import SUITE, Bound, Sealed, UnreadableError, digest, seal, unseal
from .. import clock
from . import key_file
from .access_log import TABLE, log_later
from .data_key import data_key, data_keys
from .store import STORE, store_id

# Bytes stand in columns that the ORM does not know: no field returns them.
# A revision that was signed may be encrypted again (same text, same mark), and nothing else of it changes.
COLUMNS = """
ALTER TABLE casecon_sealed
    ADD COLUMN IF NOT EXISTS nonce bytea,
    ADD COLUMN IF NOT EXISTS ciphertext bytea,
    ADD COLUMN IF NOT EXISTS content_mac bytea;
CREATE OR REPLACE FUNCTION casecon_sealed_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.content_mac = NEW.content_mac
        AND to_jsonb(NEW) - '{nonce,ciphertext,key_id,suite}'::text[]
            = to_jsonb(OLD) - '{nonce,ciphertext,key_id,suite}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a sealed text is kept as it is' USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER casecon_sealed_kept BEFORE UPDATE OR DELETE ON casecon_sealed
    FOR EACH ROW WHEN (OLD.signed AND OLD.erased_at IS NULL) EXECUTE FUNCTION casecon_sealed_kept();
"""
REMOVE = "DROP FUNCTION IF EXISTS casecon_sealed_kept CASCADE;"


class CaseconSealed(models.Model):
    """One revision of one sealed text. Only code reads it: no access right, and no field holds the text."""

    _name = "casecon.sealed"
    _description = "Sealed text"
    _log_access = False
    _rec_name = "text"

    text = fields.Char(required=True, export_string_translation=False)
    revision = fields.Integer(required=True, export_string_translation=False)
    kind = fields.Char(required=True, export_string_translation=False)
    owner_model = fields.Char(required=True, export_string_translation=False)
    owner_id = fields.Integer(required=True, export_string_translation=False)
    key_id = fields.Many2one(
        "casecon.sealed.key", required=True, index=True, ondelete="restrict", export_string_translation=False
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict", export_string_translation=False
    )
    suite = fields.Integer(required=True, export_string_translation=False)
    signed = fields.Boolean(export_string_translation=False)
    written_at = fields.Datetime(required=True, export_string_translation=False)
    written_by = fields.Many2one("res.users", index=False, ondelete="restrict", export_string_translation=False)
    erased_at = fields.Datetime(export_string_translation=False)

    _one_revision = models.UniqueIndex("(text, revision)", "A text has each revision once.")
    _of_owner = models.Index("(owner_model, owner_id)")

    def init(self):
        for statements in (STORE, COLUMNS, TABLE):
            self.env.cr.execute(statements)
        return super().init()


def key_to_seal(env, employee_id):
    """The employee's data key, or a UserError with a sentence where this server has no key: what seals asks first."""
    try:
        return data_key(env, employee_id)
    except (KeyFileError, MasterKeyError) as error:
        raise UserError(key_file.sentence(env, error)) from None


def write_text(env, owner, kind, payload, employee_id, company_id, text=None, signed=False):
    """Seal a text as its next revision and say so in the log: (uuid of the text, revision).

    Raises a UserError with a sentence where this server has no key, before anything is written.
    """
    cr = env.cr
    key_id, key, opened = key_to_seal(env, employee_id)
    text = text or str(uuid.uuid4())
    cr.execute("SELECT coalesce(max(revision), 0) + 1 FROM casecon_sealed WHERE text = %s", [text])
    revision = cr.fetchone()[0]
    bound = Bound(store_id(cr), company_id, kind, key, text, revision)
    sealed = seal(opened, payload, bound)
    cr.execute(
        "INSERT INTO casecon_sealed (text, revision, kind, owner_model, owner_id, key_id, company_id, suite, signed,"
        " written_at, written_by, nonce, ciphertext, content_mac)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(text, revision, kind, owner._name, owner.id, key_id, company_id, SUITE, signed, clock.now(), env.uid),
            *sealed,
        ],
    )
    told = {"person": employee_id, "company": company_id, "conference": _conference(owner), "number": 1}
    log_later(env, "sign" if signed else "write", texts=[f"{text}/{revision}"], digests=[digest(sealed, bound)], **told)
    return text, revision


def sign_text(env, text, revision):
    """A revision that stands is signed: from now on it is kept as it is. Nothing is opened, so no key is needed."""
    cr = env.cr
    cr.execute(
        "UPDATE casecon_sealed s SET signed = true FROM casecon_sealed_key k"
        " WHERE s.text = %s AND s.revision = %s AND k.id = s.key_id"
        " RETURNING k.employee_id, s.company_id, s.kind, k.key, s.nonce, s.ciphertext, s.content_mac",
        [text, revision],
    )
    employee_id, company_id, kind, key, *sealed = cr.fetchone()
    bound = Bound(store_id(cr), company_id, kind, key, text, revision)
    told = {"person": employee_id, "company": company_id}
    log_later(env, "sign", texts=[f"{text}/{revision}"], digests=[digest(Sealed(*sealed), bound)], **told)


def erase_text(env, text):
    """Destroy all revisions of a text that was never signed; that they were there stays, and that they were erased."""
    cr = env.cr
    cr.execute(
        "UPDATE casecon_sealed SET nonce = NULL, ciphertext = NULL, content_mac = NULL, erased_at = %s"
        " WHERE text = %s AND erased_at IS NULL RETURNING revision",
        [clock.now(), text],
    )
    if revisions := sorted(revision for (revision,) in cr.fetchall()):
        log_later(env, "erase", texts=[f"{text}/{revision}" for revision in revisions])


def _conference(owner):
    """The case conference that a text belongs to, or None."""
    # sudo: the record that has the text - who writes may not read it back
    return (owner.sudo().conference_id.id or None) if "conference_id" in owner._fields else None


def open_texts(cr, rows, about=None):
    """The payloads of rows `(text, revision)`, in their order; None where a text was erased.

    `about`: by text, whom the caller takes it to be about; it opens by no other person's key. The caller has judged who
    reads, and has written the log row. Raises KeyFileError, MasterKeyError and UnreadableError: there is no other way
    to a text.
    """
    cr.execute(
        "SELECT s.text, s.revision, s.key_id, s.company_id, s.kind, s.nonce, s.ciphertext, s.content_mac, s.erased_at,"
        " k.employee_id FROM casecon_sealed s JOIN casecon_sealed_key k ON k.id = s.key_id"
        " WHERE (s.text, s.revision) IN %s",
        [tuple(rows)],
    )
    found = {(row[0], row[1]): row[2:] for row in cr.fetchall()}
    keys, store = data_keys(cr, {row[0] for row in found.values()}), store_id(cr)
    return [_opened(keys, store, *one, found.get(one), (about or {}).get(one[0])) for one in rows]


def _opened(keys, store, text, revision, row, about):
    if row is None:
        raise UnreadableError("it is not there")
    key_id, company_id, kind, *sealed, erased_at, employee_id = row
    if erased_at:
        return None
    # whose key it is, is bound to the key
    if about and employee_id != about:
        raise UnreadableError("it is about another person")
    if key_id not in keys:
        raise UnreadableError("its key was destroyed")
    _id, key, opened = keys[key_id]
    return unseal(opened, Sealed(*sealed), Bound(store, company_id, kind, key, text, revision))
