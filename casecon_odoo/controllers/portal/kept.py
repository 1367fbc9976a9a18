"""Minutes, remarks and decisions as plain values, as far as the reader may see them."""

from odoo.http import request

from ...domain.minutes import canonical, paragraph_ids
from ...domain.notice import local_time
from ...domain.text_changes import GONE
from .reading import date_text, name_of_partner


def minutes_of(conference_id):
    """The minutes, as far as the reader may read them."""
    return request.env["casecon.minutes"].search([("conference_id", "=", conference_id)], limit=1)


def paragraphs_of(minutes):
    """The text paragraph by paragraph; no mark-up leaves the record."""
    lines = (line.split("\t", 2) for line in canonical(minutes.body or "").splitlines())
    return [{"id": name, "kind": kind, "text": text} for name, kind, text in lines if text]


def changed_paragraphs_of(minutes):
    """The same, with what has changed since the employee read it: `parts`, words added and words gone."""
    changes, here = minutes._changes(), paragraph_ids(minutes.body or "")
    if not any(one.is_changed for one in changes):
        return []
    return [
        {
            "id": one.name,
            "kind": one.kind,
            "text": " ".join(words for _how, words in one.parts),
            "parts": one.parts if one.is_changed else (),
            "is_gone": all(how == GONE for how, _words in one.parts) or one.name not in here,
        }
        for one in changes
    ]


def remarks_of(minutes, *kinds):
    """Comments, answers, statements and addenda; flags are between OH and HR."""
    # sudo: casecon.minutes - the zone in which its dates are said; a companion cannot read the conference
    zone = minutes.sudo().conference_id.employee_id._casecon_zone() if minutes else "UTC"
    rows = request.env["casecon.minutes.comment"].search(
        [("minutes_id", "=", minutes.id), ("kind", "in", kinds)], order="id"
    )
    return [
        {
            "kind": row.kind,
            "paragraph": row.paragraph or "",
            "text": row.text or "",
            "on": date_text(local_time(row.written_at, zone).date()),
        }
        for row in rows
    ]


def decisions_of(conference_id):
    decisions = request.env["casecon.decision"].search([("conference_id", "=", conference_id)])
    kinds = dict(decisions._fields["kind"]._description_selection(request.env))
    mine = request.env.user.partner_id.id
    return [
        {
            "id": decision.id,
            "kind": kinds[decision.kind],
            "text": decision.name,
            "owner": name_of_partner(decision.owner_id),
            "is_mine": decision.owner_id.id == mine,
            "due": date_text(decision.due_on),
            "review": date_text(decision.review_on),
            "is_done": decision.state == "done",
        }
        for decision in decisions
    ]
