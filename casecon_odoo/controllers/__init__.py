from . import calendar, letter, portal, updates, wording
