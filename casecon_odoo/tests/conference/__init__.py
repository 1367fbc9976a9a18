from . import test_guarded_columns, test_verbs_walk
from . import test_meeting, test_not_held, test_report_written, test_two_hats
