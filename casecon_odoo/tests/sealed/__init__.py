from . import test_access_entry, test_access_log, test_anchors, test_key_commands, test_store, test_verifier
