from . import message, attendee, conference, setup
