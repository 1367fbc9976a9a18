"""The employee's own questions and expectations on the one agenda, until it is locked [R9]."""

from odoo.http import Controller, request

from .answers import _about, _answer
from .conference import is_agenda_open, zone_of
from .pages import NotThere, Refused, chosen, page, posted, typed
from .reading import moment_text, my_conference

KINDS = ("question", "expectation")


class AgendaPages(Controller):
    @page("/<int:conference_id>/agenda/add", "/<int:conference_id>/agenda/<int:item_id>")
    def portal_agenda_item(self, conference_id, item_id=None):
        """Add an item, or change one's own."""
        conference = my_conference(conference_id)
        item = _my_item(conference, item_id)

        def act():
            kind = chosen("kind", KINDS, request.env._("Choose whether it is a question or an expectation."))
            if not posted("text"):
                raise Refused(text=request.env._("Write your question or expectation."))
            if item:
                item.write({"name": posted("text"), "kind": kind})
            else:
                item.create([{"conference_id": conference.id, "name": posted("text"), "kind": kind}])

        title = request.env._("Change your item") if item else request.env._("Add something to the agenda")
        values = {
            **_about(conference),
            **typed(text=item.name, kind=item.kind),
            "remove_url": f"/my/conferences/{conference.id}/agenda/{item.id}/remove" if item else "",
            "locks_at": moment_text(conference.own_agenda_locks_at, zone_of(conference)),
            "is_possible": is_agenda_open(conference),
        }
        return _answer("agenda_item", title, conference, values, act, "agenda", "text")

    @page("/<int:conference_id>/agenda/<int:item_id>/remove")
    def portal_agenda_remove(self, conference_id, item_id):
        """Take one's own item off the agenda."""
        conference = my_conference(conference_id)
        item = _my_item(conference, item_id)
        values = {**_about(conference), "text": item.name, "is_possible": is_agenda_open(conference)}
        return _answer(
            "agenda_remove",
            request.env._("Remove your item from the agenda"),
            conference,
            values,
            lambda: item.unlink() and None,
            "agenda",
            "form",
        )


def _my_item(conference, item_id):
    items = request.env["casecon.agenda.item"]
    if item_id is None:
        return items
    item = items.search([("id", "=", item_id), ("conference_id", "=", conference.id), ("raised_by", "=", "employee")])
    if not item:
        raise NotThere
    return item
