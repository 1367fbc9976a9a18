from odoo import http
from odoo.http import request

from ..domain.fact_check import CHANGE_DAYS
from ..models import in_words
from .letter_page import show_letter, speak_to
from .portal.kept import changed_paragraphs_of, decisions_of, minutes_of, paragraphs_of
from .portal.pages import LARGEST_ID

ADDRESS = "/updates/letter/<int:conference_id>/minutes"


class MinutesLetterController(http.Controller):
    @http.route(ADDRESS, type="http", auth="user", methods=["GET"], readonly=True)
    def minutes_letter(self, conference_id):
        """The minutes as a letter to an employee whom no email brings to them, for whoever may hand it over [R22].

        It holds the text to be checked, with what has changed in it; of final minutes, what was added as well.
        """
        return _letter(conference_id, as_pdf=False)

    @http.route(f"{ADDRESS}.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def minutes_letter_pdf(self, conference_id):
        """The same as a file."""
        return _letter(conference_id, as_pdf=True)


def _letter(conference_id, *, as_pdf):
    if conference_id > LARGEST_ID:
        raise request.not_found()
    minutes = minutes_of(conference_id)
    if minutes.state not in ("fact_check", "final") or minutes.reads_as not in ("writer", "clinician"):
        raise request.not_found()
    # sudo: casecon.conference - a minute taker reads the minutes, and hands them over
    conference_sudo = minutes.conference_id.sudo()
    speak_to(conference_sudo.employee_id)
    return show_letter(
        "minutes_letter",
        conference_sudo.employee_id,
        conference_sudo.company_id,
        _values(minutes.with_env(request.env)),
        name=f"{conference_sudo.name}-m",
        pdf_url=f"/updates/letter/{conference_id}/minutes.pdf",
        as_pdf=as_pdf,
    )


def _values(minutes):
    """A white list: texts and names, no records."""
    env = request.env
    conference_sudo = minutes.conference_id.sudo()  # sudo: casecon.conference - as above
    version = minutes._present_version()
    minutes_sudo = minutes.sudo()  # sudo: casecon.minutes.version - when versions of these very minutes were delivered
    is_change = any((minutes_sudo.version_ids - version).mapped("delivered_at"))
    changed = changed_paragraphs_of(minutes)
    promised = minutes_sudo.promised_until
    zone = conference_sudo.employee_id._casecon_zone()
    return {
        "reference": conference_sudo.name,
        "held_on": in_words.day(env, conference_sudo.started_at.date()),
        "is_final": minutes.state == "final",
        "is_change": is_change,
        "version": version.number,
        "days": CHANGE_DAYS if is_change else conference_sudo._limits().fact_check_days,
        "not_before": in_words.moment(env, promised, zone) if promised else "",
        "is_changed": bool(changed),
        "paragraphs": changed or paragraphs_of(minutes),
        "decisions": decisions_of(conference_sudo.id),
        "addenda": minutes.comment_ids.filtered(lambda row: row.kind == "addendum").mapped("text"),
    }
