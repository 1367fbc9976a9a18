from . import (
    room,
    conference_room,
    conference,
    conference_event,
    calendar_event,
    calendar_attendee,
    ir_http,
    res_partner,
)
