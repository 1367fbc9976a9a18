from . import message, companion_rate, sending, attendee, conference, not_told, addresses, bounces, login_told, setup
from . import feed, feed_entries, setup_mail
