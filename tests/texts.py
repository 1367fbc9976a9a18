"""Sealed texts as people write and open them: written over RPC, read in the frame that the browser asks for."""

import urllib.request

FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}
NOTE = "casecon.note"


def page(session, *texts):
    """The page of these texts, as this session's browser gets it."""
    request = urllib.request.Request(f"{session.url}/updates/text/{','.join(texts)}", headers=FRAME)
    with session.open(request, timeout=120) as answer:
        return answer.read().decode()


def drafted(session, employee, words):
    """A draft about an employee: (id, uuid of its text)."""
    (note,) = session.call(NOTE, "create", [{"employee_id": employee, "body": words}])
    (row,) = session.call(NOTE, "read", [note], ["text_uuid"])
    return note, row["text_uuid"]


def signed(session, employee, words):
    """A note, written and signed: (id, uuid of its text)."""
    note, text = drafted(session, employee, words)
    session.call(NOTE, "action_sign", [note])
    return note, text
