"""The pass with which the conference, and nobody else, changes its own event.

Other addons' overrides of calendar.event have to run, so the change goes through the ordinary methods and
carries a pass in the context. A pass is bound to one model, its ids and the very values: leaked to another
record or another write it opens nothing. Only this module can make one.
"""

KEY = "casecon_ticket"


class Ticket:
    """One change of one recordset. `Ticket.on(events).change(vals)`, `.make(vals)`, `.remove()` carry it."""

    __slots__ = ("ids", "model", "used", "vals", "verb")

    def __init__(self, records, verb, vals=None):
        self.model, self.ids, self.verb = records._name, tuple(records.ids), verb
        self.vals, self.used = dict(vals or {}), False

    @staticmethod
    def on(records):
        return _Change(records)


class _Change:
    def __init__(self, records):
        self._records = records

    def change(self, vals):
        return self._carry("write", vals).write(vals)

    def make(self, vals):
        return self._carry("create").create([vals]).with_context(**{KEY: None})

    def remove(self):
        return self._carry("unlink").unlink()

    def _carry(self, verb, vals=None):
        return self._records.with_context(**{KEY: Ticket(self._records, verb, vals)})


def covers(records, verb, vals=None):
    """Whether the context of `records` carries a pass for `verb`, with these very values, on these records."""
    ticket = records.env.context.get(KEY)
    if type(ticket) is not Ticket or (ticket.model, ticket.verb) != (records._name, verb):
        return False
    if verb == "create":
        fresh, ticket.used = not ticket.used, True
        return fresh
    values = vals or {}
    return ticket.ids == tuple(records.ids) and all(
        name in ticket.vals and ticket.vals[name] == value for name, value in values.items()
    )


def follows(attendees, event_ids):
    """Whether attendee rows of these events change as part of a change of the events themselves."""
    ticket = attendees.env.context.get(KEY)
    if type(ticket) is not Ticket or ticket.model != "calendar.event":
        return False
    if ticket.verb == "create":
        # sudo: casecon.conference - an event that a conference already owns is not being created
        return not attendees.env["casecon.conference"].sudo().search_count([("event_id", "in", event_ids)], limit=1)
    return set(event_ids) <= set(ticket.ids)
