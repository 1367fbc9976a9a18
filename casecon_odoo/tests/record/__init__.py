from . import (
    test_check_reminder,
    test_decisions,
    test_digests,
    test_final_minutes,
    test_minutes,
    test_versions,
    test_delivery,
    test_who_answers,
    test_minutes_taken_over,
    test_minutes_document,
    test_nothing_before,
    test_to_dos,
)
