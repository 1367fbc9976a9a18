"""The record of the case: what happened and when it was entered, as far as the reader may know it."""

from datetime import datetime

from odoo.http import Controller, request

from ...domain.account import is_late
from ...models import clock, in_words
from ..letterhead import letterhead
from .pages import ROOT, NotThere, page
from .printed import on_screen, printed
from .reading import date_text, moment_text


class AccountPages(Controller):
    @page("/<int:conference_id>/record", methods=("GET",))
    def portal_account(self, conference_id):
        """For everybody who may read the conference, on a page that prints."""
        values = _values(conference_id)
        return on_screen("account_document", {**values, "pdf_url": f"{ROOT}/{conference_id}/record.pdf"})

    @page("/<int:conference_id>/record.pdf", methods=("GET",))
    def portal_account_pdf(self, conference_id):
        """The same as a file, named after the reference [R25]."""
        values = _values(conference_id)
        return printed("account_document", values, f"record-{values['reference']}")


def _values(conference_id):
    """A white list: texts, no records."""
    conference = request.env["casecon.conference"].search([("id", "=", conference_id)])
    if not conference:
        raise NotThere
    env = request.env
    conference_sudo = conference.sudo()  # sudo: casecon.conference - zone and company, for whoever may read it
    zone = conference_sudo.employee_id._casecon_zone()
    states = dict(conference._fields["state"]._description_selection(env))
    return {
        "reference": conference.name,
        "title": env._("Record of %(ref)s", ref=conference.name),
        "language": (env.lang or "en_US").replace("_", "-"),
        **letterhead(conference_sudo.company_id),
        "state": states[conference.state],
        "zone": in_words.zone_name(env, zone),
        "made": moment_text(clock.now(), zone),
        "entered_label": env._("Entered:"),
        "lines": [_line(line, zone) for line in conference._account()],
    }


def _line(line, zone):
    not_kept = request.env._("Not kept at that time")
    if line.at is None:
        happened = not_kept
    else:
        happened = _hour(line.at, zone) if isinstance(line.at, datetime) else date_text(line.at)
    if line.entered_at is None:
        entered = not_kept
    else:
        entered = _hour(line.entered_at, zone) if is_late(line) else request.env._("At the time")
    return {"happened": happened, "text": line.text, "more": line.more, "entered": entered, "is_late": is_late(line)}


def _hour(instant, zone):
    """Without the zone, which is named once."""
    return in_words.dated_moment(request.env, instant, zone)
