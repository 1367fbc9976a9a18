from . import (
    test_booking_free,
    test_busy,
    test_calendar_busy,
    test_calendar_closed,
    test_calendar_doors,
    test_double_booking,
    test_find_clinicians,
    test_find_times,
    test_pool_week,
    test_rooms,
    test_times_statements,
    test_working_time,
)
