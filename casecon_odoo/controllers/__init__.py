from . import calendar, letter, updates
