from . import (
    busy,
    room,
    conference_room,
    conference,
    conference_event,
    calendar_event,
    calendar_busy,
    calendar_attendee,
    find_times,
    conference_free,
    ir_http,
    res_partner,
)
