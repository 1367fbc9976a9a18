"""The one way in for the text of a note: sealed, with what it is about (docs/decisions/016). No field holds it."""

from ..conference.guarded import write_guarded
from ..doors.texts import check_text
from ..sealed.sealed import write_text


def put_text(note, text, about=None, signed=False):
    """Seal the text of one note as its next revision. Raises a UserError with a sentence where there is no key, or
    where the text cannot be kept."""
    text = str(text or "")
    check_text(note.env, text)
    if not text and not note.has_text:
        return
    note.flush_recordset()
    # two at once: the second waits here, and then begins again
    note.env.cr.execute("SELECT 1 FROM casecon_note WHERE id = %s FOR UPDATE", [note.id])
    payload = {"body": text, "about": about}
    whose = (note.employee_id.id, note.company_id.id)
    _text, revision = write_text(note.env, note, "note", payload, *whose, text=note.text_uuid, signed=signed)
    write_guarded(note, {"text_revision": revision, "has_text": bool(text.strip())})
    note.flush_recordset()
