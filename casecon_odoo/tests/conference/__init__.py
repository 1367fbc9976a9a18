from . import (
    test_guarded_columns,
    test_meeting,
    test_not_held,
    test_report_written,
    test_rule_companion,
    test_rule_twins,
    test_rules_booking,
    test_rules_chair,
    test_rules_notice,
    test_rules_people,
    test_two_hats,
    test_verbs_walk,
)
