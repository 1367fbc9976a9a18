"""What is stored for a note: opened with the keys of this server, past everything that stands before it."""

from ...models.sealed.sealed import open_texts


def sealed_in(note):
    """The payload of one note, `body` and `about`; empty where nothing was written."""
    note_sudo = note.sudo()
    note_sudo.env.flush_all()
    if not note_sudo.text_revision:
        return {}
    return open_texts(note.env.cr, [(note_sudo.text_uuid, note_sudo.text_revision)])[0]


def notes_about(case, verb):
    """The notes that hold the reason of a verb."""
    notes = case.env["casecon.note"].search([("kind", "=", "reason")])
    return notes.filtered(lambda note: sealed_in(note).get("about") == verb)
