from . import data_key, sealed, anchors
