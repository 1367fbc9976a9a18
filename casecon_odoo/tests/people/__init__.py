from . import test_availability, test_credentials, test_linked_logins, test_seats_stay, test_setup
