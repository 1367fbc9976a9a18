from odoo import http
from odoo.http import request
from odoo.tools.misc import format_date

from ..models import clock
from ..models.conference.sentences import named_time


class LetterController(http.Controller):
    @http.route("/updates/letter/<int:conference_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def letter(self, conference_id):
        """The letter to an employee without an address, for whoever may record that it was handed over."""
        conference = request.env["casecon.conference"].browse(conference_id).exists()
        if not conference or not conference.has_access("read") or not conference.can_record_handover:
            raise request.not_found()
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return request.render("casecon_odoo.letter", self._values(conference), headers=headers)

    def _values(self, conference):
        """A white list: texts and names, no records."""
        zone, company, contact = conference.employee_tz, conference.company_id, conference.hr_user_id
        roles = dict(conference.attendee_ids._fields["role"]._description_selection(request.env))
        attendees = conference.attendee_ids.filtered(lambda row: not row.removed_at and row.role != "employee")
        locks_at = conference.agenda_locks_at
        address = company.partner_id._display_address(without_company=True)
        return {
            "reference": conference.name,
            "lang": (request.env.lang or "en_US").replace("_", "-"),
            "logo": not company.uses_default_logo and f"/web/binary/company_logo?company={company.id}",
            "company": company.name,
            "address": [line for line in address.splitlines() if line.strip()],
            "written_on": format_date(request.env, clock.now().date(), date_format="d MMMM y"),
            "name": conference.employee_id.name,
            "when": named_time(request.env, conference.start, zone),
            "minutes": conference.duration,
            "place": conference.place if conference.mode != "virtual" else False,
            "video_url": conference.video_url if conference.mode != "in_person" else False,
            "attendees": [(row.partner_id.name, roles[row.role]) for row in attendees],
            "agenda": conference.agenda_item_ids.mapped("name"),
            "agenda_until": locks_at and named_time(request.env, locks_at, zone),
            "needs": conference.on_the_day,
            "contact": contact.name or company.name,
            "reach": ", ".join(filter(None, (contact.phone or company.phone, contact.email or company.email))),
        }
