from . import (
    test_access_entry,
    test_access_log,
    test_anchors,
    test_key_commands,
    test_moved,
    test_page,
    test_page_callers,
    test_page_entitled,
    test_page_saving,
    test_settings,
    test_store,
    test_verifier,
)
