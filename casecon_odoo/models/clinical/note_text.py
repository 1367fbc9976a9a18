"""The one way in for the text of a note: sealed, with what it is about (docs/decisions/016). No field holds it."""

from ..sealed.held import hold_text


def put_text(note, text, about=None, signed=False):
    """Seal the text of one note as its next revision. Raises a UserError with a sentence where there is no key, or
    where the text cannot be kept."""
    text = str(text or "")
    if text or note.has_text:
        hold_text(note, "note", {"body": text, "about": about}, note.employee_id, note.company_id, signed)
