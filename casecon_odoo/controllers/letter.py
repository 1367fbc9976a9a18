from odoo import http
from odoo.http import request

from ..domain.notice import earliest_start
from ..models import clock, in_words
from ..models.conference.wording import wording
from .letter_page import show_letter, speak_to
from .portal.pages import LARGEST_ID

ADDRESS = "/updates/letter/<int:conference_id>"


class LetterController(http.Controller):
    @http.route(ADDRESS, type="http", auth="user", methods=["GET"], readonly=True)
    def letter(self, conference_id):
        """The letter to an employee whom no email reaches, for whoever may record that it was handed over.

        Before the start it invites them; afterwards it says that the meeting is off, however it ended [R8],
        or did not take place [R24].
        """
        return _letter(conference_id, as_pdf=False)

    @http.route(f"{ADDRESS}.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def letter_pdf(self, conference_id):
        """The same as a file."""
        return _letter(conference_id, as_pdf=True)


def _letter(conference_id, *, as_pdf):
    conference = request.env["casecon.conference"].browse(conference_id if conference_id <= LARGEST_ID else 0).exists()
    if not conference or not conference.has_access("read"):
        raise request.not_found()
    if not conference.can_record_handover and not conference.can_record_end_letter:
        raise request.not_found()
    speak_to(conference.employee_id)
    conference = conference.with_env(request.env)
    return show_letter(
        "letter" if conference.can_record_handover else "end_letter",
        # sudo: casecon.conference - whom it is for, and who writes; its reader may hand it over
        conference.sudo().employee_id,
        conference.sudo().company_id,
        _values(conference),
        name=conference.name,
        pdf_url=f"/updates/letter/{conference.id}.pdf",
        as_pdf=as_pdf,
    )


def _values(conference):
    """A white list: texts and names, no records."""
    env = request.env
    zones = conference._zones_said(None, to_employee=True)
    roles = dict(conference.attendee_ids._fields["role"]._description_selection(env))
    attendees = conference.attendee_ids.filtered(lambda row: not row.removed_at and row.role != "employee")
    days = conference._limits().notice_days
    full_notice = earliest_start(clock.now(), conference.employee_tz or "UTC", days)
    return {
        "told": wording(env),
        "reference": conference.name,
        "took_no_place": conference.state == "not_held",
        "when": in_words.moment_in(env, conference.start, zones),
        "minutes": conference.duration,
        "place": conference.place if conference.mode != "virtual" else False,
        "video_url": conference.video_url if conference.mode != "in_person" else False,
        "attendees": in_words.people(env, [env._("You"), *(f"{row.name} ({roles[row.role]})" for row in attendees)]),
        "agenda": conference.agenda_item_ids.mapped("name"),
        "agenda_until": in_words.moment(env, conference.own_agenda_locks_at, conference.employee_tz),
        "needs": conference.on_the_day,
        "call": _call(conference),
        "days": days,
        "is_short": bool(conference.start) and conference.start < full_notice,
    }


def _call(conference):
    """The pre-call as it is planned, for those who may know it: OH. HR's letter says that there is one."""
    calls = request.env["casecon.pre.call"]
    if not calls.has_access("read"):
        return None
    call = calls.search(
        [("conference_id", "=", conference.id), ("start", "!=", False), ("outcome", "=", False)], limit=1
    )
    channels = dict(calls._fields["channel"]._description_selection(request.env))
    return call and {
        "when": in_words.moment(request.env, call.start, conference.employee_tz),
        "how": channels[call.channel],
        "where": call.where,
    }
