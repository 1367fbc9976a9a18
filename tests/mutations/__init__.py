"""One mutation for each rule: the smallest change of the code that takes the rule out.

A rule that the gate asks is made to say "met". A rule that is no predicate has a mutation of its own, as a
replacement in one file of a copy of the addon; a replacement that finds nothing is an error, not a pass.
A rule with more than one part has one more for each, named after it: `R3-back`; the tests are those of the rule.
"""

from .case import CASE
from .kept import KEPT
from .meeting import MEETING
from .messages import MESSAGES
from .minutes import MINUTES_TEXT
from .page import PAGE
from .papers import PAPERS
from .people import PEOPLE
from .room import ROOM
from .seats import SEATS
from .stands import STANDS
from .table import TABLE
from .time import TIME
from .turns import TURNS

MUTATIONS = {
    **CASE,
    **KEPT,
    **MEETING,
    **MESSAGES,
    **MINUTES_TEXT,
    **PAGE,
    **PAPERS,
    **PEOPLE,
    **ROOM,
    **SEATS,
    **STANDS,
    **TABLE,
    **TIME,
    **TURNS,
}
