from . import data_key, sealed, anchors, access_entry, nightly, setup
