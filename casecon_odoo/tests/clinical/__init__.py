from . import (
    test_note_doors,
    test_notes,
    test_pre_call,
    test_text_in_errors,
    test_uninstall,
    test_who_reads_notes,
    test_without_key,
)
