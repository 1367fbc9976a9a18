from . import (
    test_addresses,
    test_bounces,
    test_hostile_mails,
    test_in_flight,
    test_mail,
    test_not_told,
    test_query_counts,
    test_sending,
    test_who_is_told,
)
