from . import home, conference, answers, people, agenda, consent, record, window
