"""Papers that are printed and handed to an employee whom no email brings to what they are to read.

Each speaks the language of whom it is for, as a mail would, and says how OH is reached. Its file is named after a
reference [R25].
"""

from odoo.http import request

from ..models import in_words
from .letterhead import letterhead
from .portal.pages import HEADERS
from .portal.printed import on_screen, printed

STYLESHEET = "casecon_odoo/static/letter/letter.css"


def speak_to(employee_sudo):
    """From here on this request speaks the employee's language."""
    request.update_context(lang=employee_sudo._casecon_lang())


def show_letter(template, employee_sudo, company_sudo, values, *, name, pdf_url, as_pdf):
    """One letter: a page that prints and leads to its PDF, or the PDF. `values` is a white list: texts, no records."""
    oh_sudo = company_sudo.with_context(lang=request.env.lang)
    values = {
        "language": (request.env.lang or "en_US").replace("_", "-"),
        "title": values.get("reference") or request.env._("Letter"),
        **letterhead(company_sudo),
        "oh": {**oh_sudo._casecon_oh_contact(), "address": oh_sudo._casecon_oh_address()},
        "written_on": in_words.short_day(request.env, employee_sudo._casecon_today()),
        "name": employee_sudo.name,
        "reference": "",
        "version": 0,
        **values,
    }
    if as_pdf:
        response = printed(template, values, name, STYLESHEET)
    else:
        response = on_screen(template, {**values, "pdf_url": pdf_url}, STYLESHEET)
    response.headers.update(HEADERS)
    return response
