from . import calendar, letter, portal, updates
