from . import (
    deletion,
    quiet_access_log,
    doors,
    people,
    sealed,
    conference,
    scheduling,
    messages,
    clinical,
    consent,
    record,
)
