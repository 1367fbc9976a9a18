from . import message, attendee, conference, login_told, setup
