from . import message, attendee, conference
