"""What a frame can change: the draft of a note, and an item of consent until it is answered."""

from collections.abc import Callable
from typing import NamedTuple

from odoo.tools import SQL


class Draft(NamedTuple):
    """What the frame needs to save: where, and the token for it."""

    address: str
    token: str


class Class(NamedTuple):
    """How what a frame sends is kept: by the record's own `write`, so that the gate judges."""

    model: str
    values: Callable[[dict], dict]  # what is written, of what was sent
    payload: Callable[[dict], dict]  # what is sealed then

    @property
    def table(self):
        return self.model.replace(".", "_")


def _item(sent):
    return {"wording": str(sent["text"]).strip(), "kind": str(sent["kind"])}


CLASSES = (
    Class(
        "casecon.note",
        lambda sent: {"body": str(sent["text"])},
        lambda sent: {"body": str(sent["text"]), "about": None},
    ),
    Class("casecon.consent.line", _item, _item),
)


def lock_draft(cr, text):
    """The class, the id and the revision that stands of what has this text; two at once: the second waits here, and
    then begins again. None where there is nothing that a frame can change."""
    for of in CLASSES:
        of_text = "SELECT id, coalesce(text_revision, 0) FROM %s WHERE text_uuid = %s FOR UPDATE"
        cr.execute(SQL(of_text, SQL.identifier(of.table), text))
        if found := cr.fetchone():
            return of, *found
    return None
