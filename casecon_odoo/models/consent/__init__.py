from . import (
    sentences,
    consent_line,
    hearers,
    item_number,
    consent_answer,
    disclosure,
    consent_reader,
    withdrawal,
    answers_in_call,
    at_that_time,
    turns,
    account,
)
