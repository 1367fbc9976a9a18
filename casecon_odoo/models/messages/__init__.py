from . import message, companion_rate, sending, reader, attendee, conference, not_told, people, reminders, away, again
from . import addresses, bounces, login_told, setup, setup_system
from . import feed, feed_entries, end_letter, report_offered, setup_mail, turn_words
from . import turns_told, done_note
from . import reply_address, replies, gateway, reply_probe, declines, proposals
