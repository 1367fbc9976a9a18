"""The states of a conference, and the groups of them that more than one rule names."""

STATES = (
    "requested",
    "scheduled",
    "prepared",
    "in_session",
    "adjourned",
    "held",
    "closed",
    "refused",
    "cancelled",
    "not_held",
)
AHEAD = ("requested", "scheduled", "prepared")  # nothing of it has begun
DATED = ("scheduled", "prepared", "adjourned")  # everybody is told of a date, which waits
BOOKED = (*DATED, "in_session")  # an hour is taken by it
BEGUN = ("in_session", "adjourned")  # it has begun, and is not over
OPEN = (*AHEAD, *BEGUN)  # it is not over
