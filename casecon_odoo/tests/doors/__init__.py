from . import test_export, test_inverse_fields
