from . import (
    sentences,
    consent_line,
    consent_answer,
    disclosure,
    consent_reader,
    withdrawal,
    answers_in_call,
    at_that_time,
    account,
)
