from odoo.http import Controller, request
from odoo.tools.i18n import format_list

from ...domain import gate
from ...domain.states import AHEAD, BOOKED, DATED
from ...models import clock
from ...models.conference.wording import wording
from .gathered import gathered
from .kept import decisions_of
from .pages import ROOT, page, show
from .reading import (
    attendees_of,
    date_text,
    entered_text,
    moment_text,
    my_conference,
    needs_of,
    person,
    room_needs,
    when,
    zones_of_call,
    zones_said,
)
from .turns import readiness_of, tasks_of, turn_of


class ConferencePage(Controller):
    @page("/<int:conference_id>", methods=("GET",))
    def portal_conference(self, conference_id):
        """One calm page: whose turn it is, what will happen and why, and all that the employee may do."""
        conference = my_conference(conference_id)
        own = gathered(conference)[conference.id]
        values = {
            **summary_of(conference, own),
            **_purpose(conference),
            "left": (conference.leavers_text or "").splitlines(),
            "people": [person(row) for row in own.rows],
            "clinician": _clinician(conference),
            "report_date": date_text(conference.report_id.issued_on),
            "readiness": readiness_of(conference, own),
            "agenda": agenda_of(conference.id),
            "questions": _questions(conference),
            "pre_call": _pre_call(conference),
            "companion": _companion(conference, own),
            "needs": _needs(conference),
            "can": {name: conference[f"can_{name}"] for name in _ACTIONS},
            "invitation": _invitation(conference, own),
            "has_consent": bool(own.lines),
            "account_url": f"{ROOT}/{conference.id}/record",
            "minutes": _minutes(conference, own.minutes),
            "decisions": decisions_of(conference.id),
            "understood_at": moment_text(conference.understood_at, zone_of(conference)),
            "understood_entered": entered_text(conference, "understood", zone_of(conference)),
            "understood_wording": conference.understood_wording or "",
            "is_understood": conference.is_understood,
            "declining": wording(request.env)["declining"],
            "accepts_from": moment_text(
                conference.notice_waived_at and conference.notice_accepts_from, zone_of(conference)
            ),
            "waiver_entered": entered_text(conference, "notice_waived", zone_of(conference)),
            "agenda_open": is_agenda_open(conference),
            "agenda_locks_at": moment_text(conference.own_agenda_locks_at, zone_of(conference)),
        }
        values["heading"] = request.env._("Case conference %(reference)s", reference=conference.name)
        return show("conference", conference.name, values)


_ACTIONS = (
    "confirm_understanding",
    "waive_notice",
    "decline",
    "acknowledge_attendees",
    "ask_for_manager",
    "set_needs",
    "set_companion",
    "answer_for_companion",
    "remove_companion",
    "share_with_companion",
    "ask_for_break",
    "ask_for_word",
    "stop_sharing",
)


def summary_of(conference, own=None):
    """What the list and the top of the page say; `own` where it is gathered already."""
    own = own or gathered(conference)[conference.id]
    states = dict(conference._fields["state"]._description_selection(request.env))
    tasks = tasks_of(conference, own)
    said_in = zones_said(conference, to_employee=True)
    return {
        "id": conference.id,
        "url": f"{ROOT}/{conference.id}",
        "name": conference.name,
        "state": conference.state,
        "state_text": states[conference.state],
        "is_ahead": conference.state in AHEAD,
        "is_off": conference.state in ("cancelled", "refused", "not_held"),
        "is_over": conference.state in ("held", "closed"),
        "when": when(conference.start, conference.stop, said_in) if _has_date(conference) else [],
        "mode": conference.mode or "",
        "place": conference.place or "",
        "video_url": safe_link(conference.video_url),
        "is_link_shared": conference.is_link_shared,
        "shows_where": conference.state in BOOKED,
        "tasks": tasks,
        "turn": turn_of(conference, tasks, own),
    }


def safe_link(url):
    return url if url and url.startswith(("https://", "http://")) else ""


def zone_of(conference):
    return conference.employee_id._casecon_zone()


def _has_date(conference):
    """A time that was only proposed is nobody's yet."""
    return conference.state not in ("requested", "refused")


def _of(conference):
    return [("conference_id", "=", conference.id)]


def _purpose(conference):
    row = request.env["casecon.request"].search(_of(conference), limit=1)
    grounds = dict(row._fields["ground"]._description_selection(request.env))
    return {
        "ground": grounds.get(row.ground, ""),
        "reason": row.reason or "",
        "tried_before": row.tried_before or "",
        "longer_because": row.longer_because or "",
    }


def _clinician(conference):
    clinician = conference.clinician_id
    if not clinician:
        return None
    kinds = dict(clinician._fields["kind"]._description_selection(request.env))
    return {
        "name": clinician.name,
        "kind": kinds[clinician.kind],
        "registration": clinician._registration(),
    }


def agenda_of(conference_id):
    """The agenda as the reader may see it; who may not sees none."""
    items = request.env["casecon.agenda.item"].search([("conference_id", "=", conference_id)])
    kinds, sides, states = (
        dict(items._fields[name]._description_selection(request.env)) for name in ("kind", "raised_by", "state")
    )
    return [
        {
            "id": item.id,
            "text": item.name,
            "kind": kinds[item.kind],
            "by": sides[item.raised_by],
            "is_mine": item.raised_by == "employee",
            "state": "" if item.state == "open" else states[item.state],
        }
        for item in items
    ]


def _questions(conference):
    """What is asked of OH in writing, as the reader may see it [R10]."""
    questions = request.env["casecon.question"].search(
        [("conference_ids", "=", conference.id), ("state", "!=", "settled")]
    )
    states = dict(questions._fields["state"]._description_selection(request.env))
    return [{"text": question.name, "state": states[question.state]} for question in questions]


def is_agenda_open(conference):
    locks_at = conference.own_agenda_locks_at
    return conference.state in AHEAD and (not locks_at or locks_at > clock.now())


def _pre_call(conference):
    call = request.env["casecon.pre.call"].search(_of(conference), limit=1)
    if not call:
        return None
    channels, outcomes = (
        dict(call._fields[name]._description_selection(request.env)) for name in ("channel", "outcome")
    )
    return {
        "when": [moment_text(call.start, zone) for zone in zones_of_call(zone_of(conference)) if call.start],
        "channel": channels.get(call.channel, ""),
        "where": call.where or "",
        "outcome": outcomes.get(call.outcome, ""),
        "is_open": not call.outcome,
    }


def _companion(conference, own):
    row = own.rows.filtered(lambda a: a.role == "companion")[:1]
    return {
        "name": row.name if row else "",
        "sees_agenda": conference.shares_agenda,
        "sees_minutes": conference.shares_minutes,
        "answer": person(row)["answer_text"] if row else "",
        "new_dates": _new_dates(conference) if row.answer == "declined" else None,
    }


def _new_dates(conference):
    """From when to when new dates are offered, because the companion cannot make it [R14]."""
    warned = gate.warnings(conference._facts()[conference])
    values = next((item.values for item in warned if item.rule == "R14"), None)
    return values and {name: date_text(day) for name, day in values.items()}


def _needs(conference):
    return {
        "text": needs_of(conference),
        "on_the_day": conference.on_the_day or "",
        "room": format_list(request.env, [need["name"] for need in room_needs(conference) if need["is_needed"]]),
    }


def _invitation(conference, own):
    row = own.mine
    answer = person(row)["answer_text"] if row else ""
    return {
        "answer": request.env._("This time does not suit") if row.answer == "declined" else answer,
        "can_answer": bool(row) and conference.state in DATED,
        "does_not_suit": bool(row) and row.answer == "declined",
        "recording_known": bool(row.recording_acknowledged_at),
        "recording_entered": row and entered_text(row, "recording_acknowledged", zone_of(conference)),
        "can_acknowledge": bool(row) and conference.state in BOOKED,
    }


def my_row(conference):
    return attendees_of(conference.id).filtered(lambda row: row.role == "employee" and row.is_me)[:1]


def _minutes(conference, minutes):
    if not minutes:
        return None
    return {
        "is_final": minutes.state == "final",
        "until": moment_text(minutes.fact_check_until, zone_of(conference)),
        "answered": moment_text(minutes.answered_at, zone_of(conference)),
    }
