from . import calendar, json, letter, portal, updates, wording
