from . import sentences, consent_line, consent_answer, consent_reader, withdrawal
