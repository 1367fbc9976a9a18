"""The companion: named, changed and removed by the employee, who decides what they may see [R13]."""

from odoo.http import Controller, request

from .answers import _about, _answer
from .pages import Refused, chosen, page, posted, typed
from .reading import attendees_of, my_conference


class CompanionPages(Controller):
    @page("/<int:conference_id>/companion")
    def portal_companion(self, conference_id):
        """Name a companion, or another one instead."""
        conference = my_conference(conference_id)

        def act():
            if not posted("name"):
                raise Refused(name=request.env._("Enter your companion's name."))
            conference.action_set_companion(name=posted("name"), email=posted("email"))

        values = {
            **_about(conference),
            "companion": _present(conference),
            **{f"typed_{field}": text for field, text in typed(name="", email="").items()},
            "is_possible": conference.can_set_companion,
        }
        return _answer("companion", request.env._("Bring a companion"), conference, values, act, "companion", "email")

    @page("/<int:conference_id>/companion/answer")
    def portal_companion_answer(self, conference_id):
        """Say whether the companion can come, for one who does not answer themselves [R14]."""
        conference = my_conference(conference_id)
        row = _row(conference)

        def act():
            sentence = request.env._("Choose whether your companion can come.")
            answer = chosen("answer", ("accepted", "declined", "tentative"), sentence)
            conference.action_answer_for_companion(answer=answer)

        values = {
            **_about(conference),
            **typed(answer=row.answer),
            "companion": _present(conference),
            "is_possible": conference.can_answer_for_companion and row,
        }
        title = request.env._("Can your companion come?")
        return _answer("companion_answer", title, conference, values, act, "companion-answer", "answer")

    @page("/<int:conference_id>/companion/remove")
    def portal_companion_remove(self, conference_id):
        """Remove the companion; access ends at once."""
        conference = my_conference(conference_id)
        present = _present(conference)
        values = {
            **_about(conference),
            "companion": present,
            "is_possible": conference.can_remove_companion and present,
        }
        return _answer(
            "companion_remove",
            request.env._("Remove your companion"),
            conference,
            values,
            lambda: conference.action_remove_companion() and None,
            "companion-removed",
            "form",
        )

    @page("/<int:conference_id>/companion/sharing")
    def portal_companion_sharing(self, conference_id):
        """What the companion may see."""
        conference = my_conference(conference_id)

        def act():
            conference.action_share_with_companion(agenda=posted("agenda") == "yes", minutes=posted("minutes") == "yes")

        values = {
            **_about(conference),
            "companion": _present(conference),
            "shares_agenda": conference.shares_agenda,
            "shares_minutes": conference.shares_minutes,
            "is_possible": conference.can_share_with_companion and _present(conference),
        }
        return _answer(
            "companion_sharing",
            request.env._("What your companion can see"),
            conference,
            values,
            act,
            "sharing",
            "agenda",
        )


def _row(conference):
    return attendees_of(conference.id).filtered(lambda a: a.role == "companion")[:1]


def _present(conference):
    row = _row(conference)
    return row.name if row else ""
