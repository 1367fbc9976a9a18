from . import people, conference, scheduling, messages, clinical, consent, record
