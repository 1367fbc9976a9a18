from odoo import http
from odoo.http import request

from ..models import in_words
from ..models.conference.wording import wording
from .letterhead import letterhead
from .portal.pages import HEADERS


class LetterController(http.Controller):
    @http.route("/updates/letter/<int:conference_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def letter(self, conference_id):
        """The letter to an employee whom no email reaches, for whoever may record that it was handed over.

        Before the start it invites them; afterwards it says that the meeting is off, however it ended [R8],
        or did not take place [R24].
        """
        conference = request.env["casecon.conference"].browse(conference_id).exists()
        if not conference or not conference.has_access("read"):
            raise request.not_found()
        if not conference.can_record_handover and not conference.can_record_end_letter:
            raise request.not_found()
        # the letter speaks the language of whom it is for, as a mail would
        request.update_context(lang=conference.employee_id._casecon_lang())
        conference = conference.with_env(request.env)
        template = "letter" if conference.can_record_handover else "end_letter"
        return request.render(f"casecon_odoo.{template}", self._values(conference), headers=HEADERS)

    def _values(self, conference):
        """A white list: texts and names, no records."""
        env, company, contact = request.env, conference.company_id, conference.hr_user_id
        zones = conference._zones_said(None, to_employee=True)
        roles = dict(conference.attendee_ids._fields["role"]._description_selection(env))
        attendees = conference.attendee_ids.filtered(lambda row: not row.removed_at and row.role != "employee")
        ways = (contact.phone or company.phone, contact.email or company.email)
        return {
            "told": wording(env),
            "reference": conference.name,
            "took_no_place": conference.state == "not_held",
            **letterhead(company),
            "written_on": in_words.short_day(env, conference.employee_id._casecon_today()),
            "name": conference.employee_id.name,
            "when": in_words.moment_in(env, conference.start, zones),
            "minutes": conference.duration,
            "place": conference.place if conference.mode != "virtual" else False,
            "video_url": conference.video_url if conference.mode != "in_person" else False,
            "attendees": in_words.people(
                env, [env._("You"), *(f"{row.name} ({roles[row.role]})" for row in attendees)]
            ),
            "agenda": conference.agenda_item_ids.mapped("name"),
            "agenda_until": in_words.moment(env, conference.own_agenda_locks_at, conference.employee_tz),
            "needs": conference.on_the_day,
            "contact": contact.name or company.name,
            "reach": in_words.one_of(env, [way for way in ways if way]),
        }
