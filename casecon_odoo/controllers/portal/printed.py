"""Documents to keep: a PDF, or where the server cannot make one, a page that prints well."""

from odoo.http import request

from ..pdf import pdf_of

STYLESHEET = "casecon_odoo/static/minutes/minutes.css"


def printed(template, values, name, stylesheet=STYLESHEET):
    """The document as a PDF whose file has this name; `values` are texts, no records."""
    pdf = pdf_of(_render(template, values), stylesheet)
    if pdf is None:
        return on_screen(template, values, stylesheet)
    return request.make_response(
        pdf,
        [
            ("Content-Type", "application/pdf"),
            ("Content-Length", len(pdf)),
            ("Content-Disposition", f'inline; filename="{_file_name(name)}.pdf"'),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )


def on_screen(template, values, stylesheet=STYLESHEET):
    """The same as a page with a button that prints it."""
    page = _render(template, {**values, "stylesheet": f"/{stylesheet}"})
    return request.make_response(page, [("Content-Type", "text/html; charset=utf-8")])


def _render(template, values):
    return request.env["ir.qweb"]._render(f"casecon_odoo.{template}", values)


def _file_name(reference):
    """The reference, as far as it can stand in a header: a company may number in its own way."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in reference)
