from . import (
    test_account,
    test_check_reminder,
    test_decisions,
    test_digests,
    test_final_minutes,
    test_lives,
    test_minutes,
    test_minutes_document,
    test_nothing_before,
    test_to_dos,
)
