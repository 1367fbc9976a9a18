from . import calendar, updates
from . import portal
