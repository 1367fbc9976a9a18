"""What every portal page shares: who may open it, its headers, its form, and its errors.

A page gets a dict of plain values read as the user, never a record. What is not the reader's answers as what is
not there: one page, 404.
"""

import functools
import re

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

ROOT = "/my/conferences"
JUST_DONE = "casecon_just_done"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
}
LARGEST_ID = 2**31 - 1
_RULES = re.compile(r"\s*\[R\d+(?: R\d+)*\]")


class NotThere(Exception):
    """What was asked for is not there, or not the reader's: nobody is told which."""


class Refused(Exception):
    """A form cannot be taken as it is: sentences by the field that they are about."""

    def __init__(self, **errors):
        super().__init__(errors)
        self.errors = list(errors.items())


def page(*paths, methods=("GET", "POST")):
    """A portal page: login required, never stored by a browser, and read-only when it is only opened."""

    def decorate(function):
        @functools.wraps(function)
        def handler(self, **params):
            named = {name: params[name] for name in names if name in params}
            try:
                if any(isinstance(value, int) and value > LARGEST_ID for value in named.values()):
                    raise NotThere
                response = function(self, **named)
            except (NotThere, MissingError):
                response = show("not_there", request.env._("Page not found"), status=404)
            response.headers.update(HEADERS)
            return response

        del handler.__wrapped__  # Odoo would take its signature, and warn of every field of a form
        names = {name for path in paths for name in re.findall(r"<(?:\w+:)?(\w+)>", path)}
        return http.route(
            [ROOT + path for path in paths],
            type="http",
            auth="user",
            website=True,
            sitemap=False,
            methods=list(methods),
            readonly=lambda *_: request.httprequest.method != "POST",
        )(handler)

    return decorate


def show(template, title, values=None, *, errors=(), crumbs=(), status=200):
    """Render one page. `title` holds a reference at most; `crumbs` are (text, address) above it."""
    shown = request.env._("Error: %(title)s", title=title) if errors else title
    return request.render(
        f"casecon_odoo.portal_{template}",
        {
            "heading": title,
            **(values or {}),
            "title": shown,
            "errors": [{"field": field, "text": text} for field, text in errors],
            "error_of": dict(errors),
            "crumbs": crumbs,
            "page_name": "casecon",
            "casecon_page": True,
            "oh": _oh_contact(),
            "html_data": {"lang": (request.env.lang or "en_US").replace("_", "-")},
        },
        status=status,
    )


def concerns(company_sudo):
    """This page is about a case of this company: it names how that company's OH is reached."""
    request.casecon_company_sudo = company_sudo


def _oh_contact():
    """How OH is reached, at the foot of every page: of the case's company, else of the reader's own."""
    company_sudo = getattr(request, "casecon_company_sudo", None)
    if company_sudo is None:
        mine_sudo = request.env["hr.employee"]._casecon_mine()
        company_sudo = mine_sudo[:1].company_id or request.env.company.sudo()  # sudo: res.company - its contact alone
    return company_sudo.with_context(lang=request.env.lang)._casecon_oh_contact()


def answer(template, title, values, act, done, *, crumbs=()):
    """A page with one form: shown when opened; when sent, `act` is done and `done` (an address) comes next.

    What was typed stays where the form is refused, with the sentence on top.
    """
    errors = ()
    if request.httprequest.method == "POST":
        try:
            with request.env.cr.savepoint():
                address = act()
        except Refused as refused:
            errors = refused.errors
        except (UserError, AccessError) as refusal:
            errors = [(values.get("main_field", "form"), sentence_of(refusal))]
        else:
            address = address if isinstance(address, str) else done
            request.session[JUST_DONE] = address
            return request.redirect(address, 303)
    return show(template, title, values, errors=errors, crumbs=crumbs)


def just_did():
    """Whether the reader comes from an answer, so that no link can say "you declined" to somebody who did not."""
    return request.httprequest.path.endswith(request.session.get(JUST_DONE) or "/never")


def sentence_of(refusal):
    """The gate's sentence, without the number of its rule."""
    return _RULES.sub("", str(refusal.args[0] if refusal.args else refusal)).strip()


def posted(name, default=""):
    """A text of the form that was sent."""
    return request.httprequest.form.get(name, default).replace("\0", "").strip()


def chosen(name, choices, sentence):
    """One of `choices` from the form, or the form is refused at that field."""
    value = posted(name)
    if value not in choices:
        raise Refused(**{name: sentence})
    return value


def typed(**before):
    """What the fields show: what was sent, else what was there before."""
    if request.httprequest.method != "POST":
        return {name: value or "" for name, value in before.items()}
    return {name: posted(name) for name in before}
