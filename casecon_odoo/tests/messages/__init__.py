from . import (
    test_addresses,
    test_bounces,
    test_feed,
    test_hostile_mails,
    test_in_flight,
    test_mail,
    test_not_told,
    test_query_counts,
    test_sending,
    test_setup_mail,
    test_who_is_told,
)
