"""Finding a time: intervals in, ranked slots out, and for each start that is not offered the reason.

One call, ``find``; what it is told is in ``slot_parties``, what it answers in ``slot_answer`` and ``slot_view``.

The Odoo side fetches whole minutes from the origin in one statement and gives the rows as they come::

    SELECT partner_id, floor(date_part('epoch', start - %(origin)s) / 60)::int,
           ceil(date_part('epoch', stop - %(origin)s) / 60)::int, soft FROM …
    busy = by_partner(cr.fetchall())
    Person(key="manager:4", busy=busy.get(partner_id, ()), work=hours, …)

People with the same hours are given the same tuple, which is turned into bits once. A conference of a clinician
comes as busy from its start less its own buffer to its stop plus its own, for the clinician's lane.
"""

from collections.abc import Sequence

from .intervals import Grid, by_partner
from .slot_answer import Answer
from .slot_lanes import Lanes
from .slot_parties import DEFAULT_WEEKS, MOST_WEEKS, WEEK, Clinician, Person, Room, Wish
from .slot_remedies import Remedy
from .slot_view import Presence, Reason, Slot

__all__ = [
    "DEFAULT_WEEKS",
    "MOST_WEEKS",
    "WEEK",
    "Answer",
    "Clinician",
    "Person",
    "Presence",
    "Reason",
    "Remedy",
    "Room",
    "Slot",
    "Wish",
    "by_partner",
    "find",
]


def find(
    wish: Wish,
    people: Sequence[Person],
    clinicians: Sequence[Clinician],
    rooms: Sequence[Room] = (),
    others: Sequence[Clinician] = (),
) -> Answer:
    """The starts at which all who are required are free, with one clinician of the pool, and a room if needed.

    ``others``: clinicians who were not asked for, for ``Answer.remedies``. ValueError where two have one key.

    >>> manager = Person(key="manager", busy=[(0, 60, False)], work=((0, 480),), can_switch=True)
    >>> employee = Person(key="employee", work=((0, 480),))
    >>> clinician = Clinician(key="clinician", busy=[(90, 120, False)], work=((0, 480),), before=5, after=10)
    >>> answer = find(Wish(length=45, horizon=480), [employee, manager], [clinician])
    >>> answer.best(1)
    [<Slot 135-180 free>]
    >>> answer.at(60).reasons
    (Reason(code='busy', key='clinician', until=135),)
    >>> answer.remedies()
    [Remedy(start=0, kind='optional', key='manager', also=())]
    """
    keys = [one.key for one in (*people, *clinicians, *rooms, *others)]
    if len(set(keys)) < len(keys):
        raise ValueError(f"Two of the search have the same key: {min(key for key in keys if keys.count(key) > 1)}.")
    lanes = Lanes(Grid(wish.grid, -(-wish.horizon // wish.grid), wish.length))
    return Answer(
        wish,
        lanes,
        [lanes.of_person(person) for person in people],
        [lanes.of_clinician(clinician) for clinician in clinicians],
        rooms,
        others,
    )
