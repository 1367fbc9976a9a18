"""The reader's calendar link: off until asked for, shown once, taken back at any time."""

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, request

from ...domain.zones import first_zone
from .login import standing
from .pages import JUST_DONE, ROOT, Refused, chosen, page, posted, sentence_of, show
from .reading import moment_text

MAIN = f"{ROOT}/calendar"


class CalendarPage(Controller):
    @page("/calendar")
    def portal_calendar(self):
        """Ask for one's calendar link, see when it was last read, take it back."""
        errors, address = [], ""
        if request.httprequest.method == "POST":
            try:
                with request.env.cr.savepoint():
                    address = _do(posted("do"))
            except Refused as refused:
                errors = refused.errors
            except (UserError, AccessError) as refusal:
                errors = [("form", sentence_of(refusal))]
            else:
                if not address:
                    request.session[JUST_DONE] = MAIN
                    return request.redirect(MAIN, 303)
        title = request.env._("Your meetings in your calendar")
        return show("calendar", title, {**_values(), "address": address}, errors=errors)


def _do(what):
    """What a button of the page does; the address where there is a new one."""
    feeds = request.env["casecon.feed"]
    if what == "stop":
        feeds.action_stop_link()
        return ""
    mail_entries = chosen(
        "mail_entries",
        ("yes", "no"),
        request.env._("Choose whether your emails should still include the calendar entry."),
    )
    if what == "keep":
        feeds.action_keep_mail_entries(mail_entries=mail_entries)
        return ""
    return feeds.action_make_link(mail_entries=mail_entries)


def _values():
    mine_sudo = request.env["casecon.feed"]._mine()
    known = mine_sudo and ("yes" if mine_sudo.has_mail_entries else "no")
    return {
        **standing(),
        "is_on": bool(mine_sudo),
        "asked_on": mine_sudo and _moment(mine_sudo.asked_at),
        "read_on": mine_sudo and mine_sudo.read_at and _moment(mine_sudo.read_at),
        "mail_entries": posted("mail_entries") or known or "",
        "choices": [
            ("no", request.env._("No, the calendar link is enough"), ""),
            ("yes", request.env._("Yes. I know that each meeting may then appear twice"), ""),
        ],
        "back": ROOT,
    }


def _moment(instant):
    return moment_text(instant, first_zone(request.env.user.tz))
