from . import test_access_log, test_anchors, test_key_commands, test_page, test_store, test_verifier
