from . import test_mail, test_query_counts, test_sending, test_who_is_told
