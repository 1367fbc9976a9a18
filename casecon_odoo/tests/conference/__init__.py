from . import test_guarded_columns, test_verbs_walk
