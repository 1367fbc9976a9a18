from . import home, conference, done, answers, times, people, agenda, consent, record, window, document, login, calendar
