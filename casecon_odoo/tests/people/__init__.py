from . import test_availability, test_setup
from . import test_nobody_becomes
