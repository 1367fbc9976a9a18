from . import calendar, feed, json, letter, minutes_letter, portal, updates, wording
