from . import test_consent, test_consent_hidden, test_withdrawal
