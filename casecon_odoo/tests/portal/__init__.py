from . import test_calendar_page, test_portal_access, test_portal_answers, test_portal_consent, test_portal_queries
