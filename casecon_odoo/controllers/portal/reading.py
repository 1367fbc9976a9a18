"""Plain values for the pages, read as the user; what a portal user cannot read comes as text from a tiny function."""

from odoo.http import request

from ...domain import zones
from ...domain.notice import local_time
from ...domain.seats import ADDED
from ...domain.turns import Guest, of_guest
from ...models import in_words
from ...models.conference.conference_employee import ROOM_NEEDS
from .pages import ROOT, NotThere, concerns

WINDOW_ROLES = ("companion", *ADDED)


def my_employee_ids():
    """The ids of the employee records that the reader is, or was: who has left still has what is theirs."""
    mine_sudo = request.env["hr.employee"]._casecon_mine()
    if mine_sudo:
        concerns(mine_sudo[0].company_id)
    return mine_sudo.ids


def my_conference(conference_id):
    """The reader's own conference, as employee; as the user."""
    conference = request.env["casecon.conference"].search([("id", "=", conference_id)])
    if not conference or "employee" not in conference._hats():
        raise NotThere
    concerns(conference.sudo().company_id)  # sudo: casecon.conference - whose OH is named
    return conference


def room_needs(conference):
    """What the room may have to have; on a form that was sent, what was ticked in it."""
    form = request.httprequest.form
    ticked = form.getlist("room") if request.httprequest.method == "POST" else conference._room_needs()
    return [
        {
            "key": need,
            "name": conference._fields[f"needs_{need}"]._description_string(request.env),
            "is_needed": need in ticked,
        }
        for need in ROOM_NEEDS
    ]


def my_window(attendee_id):
    """The reader's own row in somebody's conference, while they attend; as the user."""
    row = request.env["casecon.attendee"].search(
        [
            ("id", "=", attendee_id),
            ("is_me", "=", True),
            ("role", "in", WINDOW_ROLES),
            ("removed_at", "=", False),
        ]
    )
    if not row:
        raise NotThere
    concerns(row.sudo().conference_id.company_id)  # sudo: casecon.conference - whose OH is named
    return row


def attendees_of(*conference_ids):
    """Those who attend, as the reader may see them."""
    return request.env["casecon.attendee"].search_fetch(
        [("conference_id", "in", conference_ids), ("removed_at", "=", False)], order="id"
    )


def needs_of(conference):
    """The address of what the employee needs, for OH, as the reader may see it; empty where nothing stands."""
    needs = request.env["casecon.needs"].search([("conference_id", "=", conference.id)], limit=1)
    return needs.text_uuid if needs.has_text else ""


def person(row):
    """One attendee in words."""
    roles = dict(row._fields["role"]._description_selection(request.env))
    answers = dict(row._fields["answer"]._description_selection(request.env))
    return {
        "id": row.id,
        "name": row.name,
        "role": roles[row.role],
        "is_me": row.is_me,
        "is_new": bool(row.needs_acknowledgement and not row.acknowledged_at),
        "answer": row.answer,
        "answer_text": answers[row.answer],
    }


def name_of_partner(partner):
    """The name of a person who is part of the reader's own case."""
    return partner.sudo().name or ""  # sudo: res.partner - portal users cannot read partners; the name alone


def known_of(row):
    """What an attendee who cannot read the conference still has to know: reference, zone, and whether it is on."""
    # sudo: casecon.conference - the reader attends it; plain texts, nothing about why
    conference_sudo = row.conference_id.sudo()
    status = {"cancelled": "off", "refused": "off", "not_held": "off", "held": "over", "closed": "over"}
    return {
        "name": conference_sudo.name,
        "zones": zones_said(conference_sudo),
        "status": status.get(conference_sudo.state, "planned" if conference_sudo.booked_at else "unbooked"),
    }


def tasks_of_guest(row, known):
    """What is asked of somebody who cannot read the conference: codes of `domain/turns.py`."""
    guest = Guest(known["status"] == "planned", row.answer == "needs_action", not row.recording_acknowledged_at)
    return of_guest(guest)


def zones_said(conference, to_employee=False):
    """The zones in which the reader is told when the meeting is, the one that counts first."""
    return conference._zones_said(_reader_zone(), to_employee)


def zones_of_call(employee_zone):
    """The same for a call with the employee, who is nowhere but where they are."""
    return zones.zones_said("virtual", None, employee_zone, _reader_zone())


def _reader_zone():
    return request.env.user.tz or request.httprequest.cookies.get("tz")


def zone_text(zone):
    return in_words.zone_name(request.env, zone)


def date_text(day):
    return in_words.day(request.env, day)


def moment_text(instant, zone):
    return in_words.moment(request.env, instant, zone)


def entered_text(record, stem, zone):
    """How and when OH entered what the employee had said; nothing for what they did by their login."""
    env, when = request.env, moment_text(record[f"{stem}_entered_at"], zone)
    sentences = {
        "phone": env._("You told OH by phone. They recorded it on %(when)s.", when=when),
        "video": env._("You told OH by video. They recorded it on %(when)s.", when=when),
        "paper": env._("You told OH on paper. They recorded it on %(when)s.", when=when),
        "in_person": env._("You told OH in person. They recorded it on %(when)s.", when=when),
        "aloud": env._("The clinician said it aloud at the start of the meeting."),
    }
    return sentences.get(record[f"{stem}_through"], "")


def period(start, stop, zone):
    """Date, hours and zone of a meeting as separate texts."""
    if not start:
        return None
    env = request.env
    return {
        "date": in_words.day(env, local_time(start, zone).date()),
        "hours": env._(
            "%(begin)s to %(end)s",
            begin=in_words.hour(env, start, zone),
            end=in_words.hour(env, stop, zone) if stop else "…",
        ),
        "zone": zone_text(zone),
    }


def when(start, stop, said_in):
    return [said for zone in said_in if (said := period(start, stop, zone))]


def local_input(instant, zone):
    """An instant as a field of type datetime-local wants it."""
    return local_time(instant, zone).strftime("%Y-%m-%dT%H:%M") if instant else ""


def crumbs_of(name, conference_id):
    return [(name, f"{ROOT}/{conference_id}")]
