from . import message, companion_rate, attendee, conference, setup
