from . import test_calendar_closed, test_calendar_doors, test_double_booking, test_rooms
