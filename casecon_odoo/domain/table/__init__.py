"""The rows of the gate's table for what hangs on a conference: a file for each model.

Each file holds `MODEL`; the facts that its rules are asked about; `RULES`, a predicate by key, where a key is a rule
and what of it (`R22-flags`); `MOVES`, the rows; and `NEXT`, the verb whose rules make the checklist in a state.
A new model is a new file, named below.
"""

from . import agenda, attendee, consent, decision, disclosure, minutes, note, question, report

PARTS = (report, attendee, agenda, question, note, consent, disclosure, minutes, decision)
