from odoo import http
from odoo.http import request

from ..domain.fact_check import CHANGE_DAYS
from ..models import in_words
from .letterhead import letterhead
from .portal.kept import changed_paragraphs_of, decisions_of, minutes_of, paragraphs_of
from .portal.pages import HEADERS, LARGEST_ID


class MinutesLetterController(http.Controller):
    @http.route("/updates/letter/<int:conference_id>/minutes", type="http", auth="user", methods=["GET"], readonly=True)
    def minutes_letter(self, conference_id):
        """The minutes as a letter to an employee whom no email brings to them, for whoever may hand it over [R22].

        It holds the text to be checked, with what has changed in it; of final minutes, what was added as well.
        """
        if conference_id > LARGEST_ID:
            raise request.not_found()
        minutes = minutes_of(conference_id)
        if minutes.state not in ("fact_check", "final") or minutes.reads_as not in ("writer", "clinician"):
            raise request.not_found()
        # sudo: hr.employee - the letter speaks the language of whom it is for, as a mail would
        employee_sudo = minutes.conference_id.sudo().employee_id
        request.update_context(lang=employee_sudo._casecon_lang())
        return request.render("casecon_odoo.minutes_letter", _values(minutes.with_env(request.env)), headers=HEADERS)


def _values(minutes):
    """A white list: texts and names, no records."""
    env = request.env
    # sudo: casecon.conference - a minute taker reads the minutes, and hands them over
    conference_sudo = minutes.conference_id.sudo()
    employee_sudo, company_sudo = conference_sudo.employee_id, conference_sudo.company_id
    clinician_sudo = conference_sudo.clinician_id.user_id
    version = minutes._present_version()
    minutes_sudo = minutes.sudo()  # sudo: casecon.minutes.version - when versions of these very minutes were delivered
    is_change = any((minutes_sudo.version_ids - version).mapped("delivered_at"))
    changed = changed_paragraphs_of(minutes)
    zone = employee_sudo._casecon_zone()
    promised = minutes_sudo.promised_until
    addenda = minutes.comment_ids.filtered(lambda row: row.kind == "addendum")
    return {
        "reference": conference_sudo.name,
        **letterhead(company_sudo),
        "written_on": in_words.short_day(env, employee_sudo._casecon_today()),
        "name": employee_sudo.name,
        "held_on": in_words.day(env, conference_sudo.started_at.date()),
        "is_final": minutes.state == "final",
        "is_change": is_change,
        "version": version.number,
        "days": CHANGE_DAYS if is_change else conference_sudo._limits().fact_check_days,
        "not_before": in_words.moment(env, promised, zone) if promised else "",
        "is_changed": bool(changed),
        "paragraphs": changed or paragraphs_of(minutes),
        "decisions": decisions_of(conference_sudo.id),
        "addenda": addenda.mapped("text"),
        "clinician": clinician_sudo.name,
        "reach": in_words.one_of(env, [way for way in (clinician_sudo.phone or company_sudo.phone,) if way]),
    }
