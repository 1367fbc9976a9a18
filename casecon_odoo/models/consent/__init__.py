from . import sentences, consent_line, consent_answer, disclosure, consent_reader, withdrawal, at_that_time, turns, account
