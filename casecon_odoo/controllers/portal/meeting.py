"""In the meeting: a break, a private word, stop sharing; one press each, without a reason [R17 R18]."""

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, request

from .answers import _about
from .pages import ROOT, page, show
from .reading import crumbs_of, my_conference

VERBS = {"break": "action_ask_for_break", "word": "action_ask_for_word", "sharing": "action_stop_sharing"}


class MeetingPages(Controller):
    @page("/<int:conference_id>/meeting/<string:wish>", methods=("POST",))
    def portal_meeting_wish(self, conference_id, wish):
        """What the employee asks for is done at once; the page says what happens now."""
        conference = my_conference(conference_id)
        if wish not in VERBS:
            return request.redirect(f"{ROOT}/{conference.id}")
        try:
            getattr(conference, VERBS[wish])()
        except (AccessError, UserError) as refusal:
            values = {**_about(conference), "said": str(refusal)}
        else:
            values = {**_about(conference), "said": _done(wish)}
        title = request.env._("In the meeting")
        return show("meeting_wish", title, values, crumbs=crumbs_of(conference.name, conference.id))


def _done(wish):
    return {
        "break": request.env._("You asked for a break. The clinician can see this. You do not have to give a reason."),
        "word": request.env._("You asked for a private word with the clinician. The clinician can see this."),
        "sharing": request.env._(
            "All sharing is stopped. From now on, nothing that you had allowed may be said. Only you and the"
            " clinician know. What was already said cannot be taken back."
        ),
    }[wish]
