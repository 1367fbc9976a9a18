from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.fields import Domain
from odoo.http import Controller, request

from ...domain.states import OPEN
from .conference import summary_of
from .gathered import gathered
from .login import standing
from .pages import ROOT, page, show
from .reading import WINDOW_ROLES, date_text, known_of, my_employee_ids, tasks_of_guest, when


class ConferenceHome(CustomerPortal):
    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "casecon_count" in counters:
            mine = my_employee_ids()
            own = sum(map(len, _own(mine)))
            windows = _rows(request.env["casecon.conference"])
            values["casecon_count"] = own + len(windows) + len(_reports(mine))
        return values


class ConferenceList(Controller):
    @page("", methods=("GET",))
    def portal_conferences(self):
        """All that is planned with the reader, and what they are asked."""
        mine = my_employee_ids()
        ahead, others = _own(mine)
        conferences = ahead | others
        rows = _rows(conferences)
        by_conference = gathered(conferences, asked=ahead, rows=rows)
        own = [summary_of(one, by_conference[one.id]) for some in (ahead, others) for one in some]
        windows = [
            {
                "url": f"{ROOT}/invitation/{row.id}",
                "name": known["name"],
                "status": known["status"],
                "when": when(row.start, row.stop, known["zones"]),
                "asked": tasks_of_guest(row, known),
            }
            for row in rows.filtered(_is_window).sorted("id", reverse=True)
            if (known := known_of(row))
        ]
        reports = [
            {"url": f"{ROOT}/reports/{report.id}", "date": date_text(report.issued_on)} for report in _reports(mine)
        ]
        values = {**standing(), "own": own, "windows": windows, "reports": reports}
        return show("list", request.env._("Case conferences"), values)


def _own(employee_ids):
    """The reader's own conferences, as the user: those ahead, and the others, which need no answer of the gate."""
    conferences = request.env["casecon.conference"].search_fetch([("employee_id", "in", employee_ids)])
    ahead = conferences.filtered(lambda one: one.state in OPEN)
    return ahead.with_prefetch(), (conferences - ahead).with_prefetch()


def _rows(conferences):
    """Those who attend the reader's own conferences, and the reader's rows in others' conferences."""
    mine = Domain("is_me", "=", True) & Domain("role", "in", WINDOW_ROLES)
    of = Domain("conference_id", "in", conferences.ids)
    rows = request.env["casecon.attendee"].search_fetch(Domain("removed_at", "=", False) & (of | mine), order="id")
    rows.mapped("is_me")  # of all at once
    return rows


def _is_window(row):
    return row.is_me and row.role in WINDOW_ROLES


def _reports(employee_ids):
    """Reports on the reader that wait for their answer."""
    return request.env["casecon.report"]._offered_about(employee_ids)
