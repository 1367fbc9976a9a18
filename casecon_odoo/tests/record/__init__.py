from . import test_decisions, test_final_minutes, test_minutes, test_nothing_before
