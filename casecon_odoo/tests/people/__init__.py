from . import (
    test_availability,
    test_credentials,
    test_linked_logins,
    test_login_codes,
    test_login_told,
    test_claimed_logins,
    test_former_logins,
    test_seats_stay,
    test_setup,
    test_second_person,
    test_signup_links,
    test_waiting_roles,
)
