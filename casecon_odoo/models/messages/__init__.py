from . import message, companion_rate, attendee, conference, login_told, setup
