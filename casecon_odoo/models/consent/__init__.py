from . import consent_line, consent_answer
