from odoo import http
from odoo.http import request

from ..models import in_words
from .letter_page import show_letter, speak_to
from .portal.pages import LARGEST_ID

ADDRESS = "/updates/letter/report/<int:report_id>"


class ReportLetterController(http.Controller):
    @http.route(ADDRESS, type="http", auth="user", methods=["GET"], readonly=True)
    def report_letter(self, report_id):
        """The letter that goes with the printed report to the employee, for OH, who may record that it was handed over.

        It asks for their answer [R1]. What the report says is not in the app, and so not in the letter [R21].
        """
        return _letter(report_id, as_pdf=False)

    @http.route(f"{ADDRESS}.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def report_letter_pdf(self, report_id):
        """The same as a file."""
        return _letter(report_id, as_pdf=True)


def _letter(report_id, *, as_pdf):
    report = request.env["casecon.report"].search([("id", "=", report_id if report_id <= LARGEST_ID else 0)])
    if not report or report.state != "offered" or not report.is_handed_over_here:
        raise request.not_found()
    report_sudo = report.sudo()  # sudo: hr.employee - whom it is for; OH has no HR rights
    speak_to(report_sudo.employee_id)
    return show_letter(
        "report_letter",
        report_sudo.employee_id,
        report_sudo.company_id,
        _values(report.with_env(request.env)),
        name=f"letter-{report.id}",
        pdf_url=f"/updates/letter/report/{report.id}.pdf",
        as_pdf=as_pdf,
    )


def _values(report):
    """A white list: texts and names, no records."""
    roles = dict(report._fields["author_role"]._description_selection(request.env))
    return {
        "date": in_words.day(request.env, report.issued_on),
        "author": report.author_name or "",
        "role": roles.get(report.author_role, ""),
        "registration": report.registration_number or "",
    }
