from . import deletion, doors, people, conference, scheduling, messages, clinical, consent, record
