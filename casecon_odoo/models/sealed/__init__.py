from . import data_key, sealed, moved, anchors, access_entry, nightly, settings, setup
