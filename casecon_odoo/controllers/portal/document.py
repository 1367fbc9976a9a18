"""The final minutes as one document to keep: a PDF, or where the server cannot make one, a page that prints well."""

from odoo.http import Controller, request

from ..letterhead import letterhead
from .kept import decisions_of, minutes_of, paragraphs_of, remarks_of
from .pages import NotThere, page
from .printed import printed
from .reading import moment_text, period


class MinutesDocument(Controller):
    @page("/<int:conference_id>/minutes.pdf", methods=("GET",))
    def portal_minutes_pdf(self, conference_id):
        """For everybody who may read the final minutes [R22]; its file is named after the reference [R25]."""
        minutes = minutes_of(conference_id)
        if minutes.state != "final":
            raise NotThere
        values = _values(minutes)
        return printed("minutes_document", values, values["reference"])


def _values(minutes):
    """A white list: texts, no records."""
    # sudo: casecon.conference - whoever reads the minutes may know when it was, and who was there
    conference_sudo = minutes.conference_id.sudo()
    zone = conference_sudo.employee_id._casecon_zone()
    said_in, *_more = conference_sudo._zones_said(None, to_employee=True)
    return {
        "reference": conference_sudo.name,
        "title": request.env._("Minutes of %(ref)s", ref=conference_sudo.name),
        "language": (request.env.lang or "en_US").replace("_", "-"),
        **letterhead(conference_sudo.company_id),
        "when": period(conference_sudo.started_at, conference_sudo.ended_at, said_in),
        "people": _present(conference_sudo),
        "is_answered": bool(minutes.answered_at),
        "parts": _parts(paragraphs_of(minutes)),
        "decisions": decisions_of(conference_sudo.id),
        "statements": remarks_of(minutes, "disagreement"),
        "addenda": remarks_of(minutes, "addendum"),
        "finalised": moment_text(minutes.finalised_at, zone),
        "digest": minutes.digest or "",
        "is_as_finalised": minutes._is_as_finalised(),
    }


def _present(conference_sudo):
    """Name and role of everybody who was in the room, in the order in which they came."""
    rows_sudo = conference_sudo.attendee_ids.filtered("present_from").sorted("present_from")
    roles = dict(rows_sudo._fields["role"]._description_selection(request.env))
    return [(row.name, roles[row.role]) for row in rows_sudo]


def _parts(paragraphs):
    """What follows each other and is of one kind stands together, so that list items make one list."""
    parts = []
    for one in paragraphs:
        kind = "heading" if one["kind"].startswith("h") else {"li": "list"}.get(one["kind"], "text")
        if not parts or parts[-1][0] != kind:
            parts.append((kind, []))
        parts[-1][1].append(one["text"])
    return parts
