from . import (
    test_guarded_columns,
    test_rule_twins,
    test_rules_booking,
    test_rules_chair,
    test_rules_notice,
    test_rules_people,
    test_verbs_walk,
)
