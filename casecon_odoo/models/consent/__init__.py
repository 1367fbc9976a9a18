from . import sentences, consent_line, item_number, consent_answer, disclosure, consent_reader, withdrawal, at_that_time
from . import turns, account
