from . import home, conference, done, answers, people, agenda, consent, record, window, document, login, calendar
