"""The page after an answer: what was kept, and where to go on. Shown to whoever has just answered, by no link."""

from odoo.http import Controller, request

from ...models.clinical.not_kept import NOT_KEPT
from ...models.conference.wording import wording
from .conference import summary_of
from .pages import NotThere, just_did, page, show
from .reading import my_conference


class DonePage(Controller):
    @page("/<int:conference_id>/done/<string:what>", methods=("GET",))
    def portal_conference_done(self, conference_id, what):
        """What was just kept, and where to go on."""
        conference = my_conference(conference_id)
        if what not in DONE:
            raise NotThere
        summary = summary_of(conference)
        if not just_did():
            return request.redirect(summary["url"])
        sentence, meaning = (text() if text else "" for text in DONE[what])
        not_kept = request.session.pop(NOT_KEPT, None)
        values = {
            "meaning": meaning,
            "not_kept": not_kept,
            "tasks": summary["tasks"],
            "back": summary["url"],
            "name": summary["name"],
        }
        return show("done", sentence, values, crumbs=[(summary["name"], summary["url"])])


def _kept(text, meaning=None):
    return text, meaning


DONE = {
    "understanding": _kept(
        lambda: request.env._("You confirmed that you understand"),
        lambda: request.env._("You can still decline, and you can still ask questions."),
    ),
    "declined": _kept(
        lambda: request.env._("You declined the case conference"),
        lambda: request.env._(
            "It will not take place. %(declining)s",
            declining=wording(request.env)["declining"],
        ),
    ),
    "notice-kept": _kept(
        lambda: request.env._("You keep your notice"),
        lambda: request.env._("Nobody may hold the meeting earlier than your notice allows."),
    ),
    "notice-waived": _kept(
        lambda: request.env._("You accepted an earlier start"),
        lambda: request.env._("The meeting cannot begin before the time that you gave."),
    ),
    "manager": _kept(
        lambda: request.env._("Another manager will attend"),
        lambda: request.env._("The manager who was replaced can no longer see anything about this."),
    ),
    "needs": _kept(
        lambda: request.env._("Your needs are saved"),
        lambda: request.env._("OH reads what you wrote. Your manager and HR read only what you need on the day."),
    ),
    "attendees": _kept(lambda: request.env._("You have seen who will be there")),
    "recording": _kept(lambda: request.env._("You know that nothing is recorded")),
    "answer": _kept(lambda: request.env._("Your answer to the invitation is saved")),
    "times": _kept(
        lambda: request.env._("You asked for another time"),
        lambda: request.env._(
            "We have told HR and OH. The booked time stays the same until you receive a new invitation."
        ),
    ),
    "companion": _kept(
        lambda: request.env._("Your companion is named"),
        lambda: request.env._(
            "HR or OH will invite them. Until you allow more, they see the time, the place and who attends."
        ),
    ),
    "companion-answer": _kept(
        lambda: request.env._("What you said about your companion is saved"),
        lambda: request.env._("If they cannot come, HR or OH will offer you new dates."),
    ),
    "companion-removed": _kept(
        lambda: request.env._("Your companion is removed"),
        lambda: request.env._("They can no longer see anything about this. You can name someone else at any time."),
    ),
    "sharing": _kept(lambda: request.env._("What your companion can see is saved")),
    "agenda": _kept(
        lambda: request.env._("The agenda is saved"),
        lambda: request.env._("Everyone who attends reads the same agenda."),
    ),
    "consent": _kept(
        lambda: request.env._("Your answers count from now on"),
        lambda: request.env._("You can change or withdraw them at any time, including in the meeting."),
    ),
    "consent-withdrawn": _kept(
        lambda: request.env._("You withdrew your consent"),
        lambda: request.env._("From now on it may not be said. What was already said cannot be taken back."),
    ),
    "comment": _kept(lambda: request.env._("Your comment is saved")),
    "fact-check": _kept(
        lambda: request.env._("Your check of the minutes is sent"),
        lambda: request.env._("HR will read your comments before the minutes become final."),
    ),
    "statement": _kept(
        lambda: request.env._("Your statement is attached to the minutes"),
        lambda: request.env._("Everyone who reads the minutes reads your statement too."),
    ),
    "action": _kept(lambda: request.env._("Your action is marked as done")),
}
