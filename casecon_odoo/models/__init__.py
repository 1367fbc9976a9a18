from . import deletion, people, conference, scheduling, messages, clinical, consent, record
