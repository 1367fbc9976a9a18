from . import (
    test_call_settled,
    test_consent,
    test_consent_before_the_start,
    test_consent_hidden,
    test_said_stays,
    test_withdrawal,
    test_words_shown,
)
