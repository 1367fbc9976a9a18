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
    minutes_reader,
)
