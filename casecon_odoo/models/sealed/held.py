"""The one way in for the text of a record: sealed as its next revision, under the address that the record has.

A model that has such a text has `text_uuid`, `text_revision` and `has_text`, guarded; no field of it holds the words.
"""

from odoo.tools import SQL

from ..conference.guarded import write_guarded
from ..doors.texts import check_text
from .sealed import erase_text, write_text


def hold_text(record, kind, payload, employee, company, signed=False):
    """Seal the text of one record as its next revision. `payload`: its words, by name; the first are the text.

    Raises a UserError with a sentence where there is no key, or where the words cannot be kept.
    """
    for words in payload.values():
        check_text(record.env, words)
    record.flush_recordset()
    # two at once: the second waits here, and then begins again
    record.env.cr.execute(SQL("SELECT 1 FROM %s WHERE id = %s FOR UPDATE", SQL.identifier(record._table), record.id))
    whose = (employee.id, company.id)
    _text, revision = write_text(record.env, record, kind, payload, *whose, text=record.text_uuid, signed=signed)
    text = next(iter(payload.values()))
    write_guarded(record, {"text_revision": revision, "has_text": bool(text.strip())})
    record.flush_recordset()


def erase_with(records, unlink):
    """Delete these records by `unlink`, and destroy their texts."""
    # sudo: the model that has the text - the address of what goes; the gate judges in `unlink`
    texts = [record_sudo.text_uuid for record_sudo in records.sudo().exists()]
    result = unlink()
    for text in texts:
        erase_text(records.env, text)
    return result
