"""What is stored for a record: opened with the keys of this server, past everything that stands before it."""

from ...models.sealed.sealed import open_texts


def sealed_in(record):
    """The payload of one note, item or needs; empty where nothing was written."""
    record_sudo = record.sudo()
    record_sudo.env.flush_all()
    if not record_sudo.text_revision:
        return {}
    return open_texts(record.env.cr, [(record_sudo.text_uuid, record_sudo.text_revision)])[0]


def notes_about(case, verb):
    """The notes that hold the reason of a verb."""
    notes = case.env["casecon.note"].search([("kind", "=", "reason")])
    return notes.filtered(lambda note: sealed_in(note).get("about") == verb)
