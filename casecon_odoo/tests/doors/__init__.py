from . import (
    test_by_reference,
    test_company_closed,
    test_export,
    test_forms,
    test_forms_offer,
    test_inverse_fields,
    test_like_not_there,
    test_limits,
    test_named,
    test_privacy_lookup,
)
