from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import Controller, request

from .conference import summary_of
from .gathered import gathered
from .pages import ROOT, page, show
from .reading import WINDOW_ROLES, date_text, known_of, my_employee_ids, when


class ConferenceHome(CustomerPortal):
    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "casecon_count" in counters:
            mine = my_employee_ids()
            values["casecon_count"] = len(_own(mine)) + len(_windows()) + len(_reports(mine))
        return values


class ConferenceList(Controller):
    @page("", methods=("GET",))
    def portal_conferences(self):
        """All that is planned with the reader, and what they are asked."""
        mine = my_employee_ids()
        conferences = _own(mine)
        by_conference = gathered(conferences)
        own = [summary_of(conference, by_conference[conference.id]) for conference in conferences]
        windows = [
            {
                "url": f"{ROOT}/invitation/{row.id}",
                "name": known["name"],
                "status": known["status"],
                "when": when(row.start, row.stop, known["zone"]),
            }
            for row in _windows()
            if (known := known_of(row))
        ]
        reports = [
            {"url": f"{ROOT}/reports/{report.id}", "date": date_text(report.issued_on)} for report in _reports(mine)
        ]
        values = {"own": own, "windows": windows, "reports": reports}
        return show("list", request.env._("Case conferences"), values)


def _own(employee_ids):
    """The reader's own conferences, as the user: those ahead first."""
    conferences = request.env["casecon.conference"].search_fetch([("employee_id", "in", employee_ids)])
    ahead = conferences.filtered(lambda c: c.state in ("requested", "scheduled", "prepared", "in_session"))
    return ahead | conferences


def _windows():
    return request.env["casecon.attendee"].search(
        [
            ("partner_id", "=", request.env.user.partner_id.id),
            ("role", "in", WINDOW_ROLES),
            ("removed_at", "=", False),
        ],
        order="id desc",
    )


def _reports(employee_ids):
    """Reports on the reader that wait for their answer."""
    return request.env["casecon.report"].search(
        [("employee_id", "in", employee_ids), ("state", "=", "offered"), ("offer_answer", "=", False)]
    )
