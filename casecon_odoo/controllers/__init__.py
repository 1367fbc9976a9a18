from . import calendar, updates
