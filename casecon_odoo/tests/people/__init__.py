from . import test_availability, test_clinician_load, test_setup
