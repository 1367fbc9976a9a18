from . import calendar, feed, json, letter, portal, updates, wording
