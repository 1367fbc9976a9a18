from . import doors, people, conference, scheduling, messages, clinical, consent, record
