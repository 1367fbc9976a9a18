from . import (
    sentences,
    minutes,
    minutes_verbs,
    time_stands_still,
    minutes_comment,
    decision,
    digest,
    to_do,
    conference,
    check_reminder,
    minutes_reader,
    account,
)
