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
    find_clinicians,
    ir_http,
    res_partner,
)
