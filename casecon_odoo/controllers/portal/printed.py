"""Documents to keep: a PDF, or where the server cannot make one, a page that prints well."""

from odoo.http import request
from odoo.tools.image import image_data_uri

from ..letterhead import address_lines
from ..pdf import pdf_of

STYLESHEET = "casecon_odoo/static/minutes/minutes.css"


def printed(template, values, name):
    """The document as a PDF whose file has this name; `values` are texts, no records."""
    pdf = pdf_of(_render(template, values), STYLESHEET)
    if pdf is None:
        return on_screen(template, values)
    return request.make_response(
        pdf,
        [
            ("Content-Type", "application/pdf"),
            ("Content-Length", len(pdf)),
            ("Content-Disposition", f'inline; filename="{_file_name(name)}.pdf"'),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )


def on_screen(template, values):
    """The same as a page with a button that prints it."""
    page = _render(template, {**values, "stylesheet": f"/{STYLESHEET}"})
    return request.make_response(page, [("Content-Type", "text/html; charset=utf-8")])


def company_of(company_sudo):
    """What stands at the head of a document."""
    return {
        "company": company_sudo.name,
        "logo": image_data_uri(company_sudo.logo) if company_sudo.logo and not company_sudo.uses_default_logo else "",
        "address": address_lines(company_sudo),
    }


def _render(template, values):
    return request.env["ir.qweb"]._render(f"casecon_odoo.{template}", values)


def _file_name(reference):
    """The reference, as far as it can stand in a header: a company may number in its own way."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in reference)
