from . import deletion, quiet_access_log, doors, people, conference, scheduling, messages, clinical, consent, record
