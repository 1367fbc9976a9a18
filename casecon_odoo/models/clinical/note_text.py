"""The one way in for clinical text. Later it is sealed here (docs/decisions/004)."""

from ..conference.guarded import write_guarded


def put_text(notes, text):
    """Store the text by an UPDATE of its own: PostgreSQL's errors print rows, into the log and to the client."""
    notes.flush_recordset()
    write_guarded(notes, {"body": text})
    notes.flush_recordset(["body"])
