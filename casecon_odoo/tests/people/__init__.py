from . import test_availability, test_setup
