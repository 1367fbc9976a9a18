from . import calendar, feed, json, letter, minutes_letter, portal, report_letter, sealed, updates, wording
