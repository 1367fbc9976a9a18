from . import message, sending, attendee, conference, not_told, addresses, bounces, setup
