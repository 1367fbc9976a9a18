"""What somebody sees who attends and cannot read the conference: a companion, a minute taker, another person."""

from odoo.http import Controller, request

from .conference import agenda_of, safe_link
from .kept import decisions_of, minutes_of, paragraphs_of, remarks_of
from .pages import ROOT, NotThere, answer, chosen, just_did, page, show, typed
from .reading import attendees_of, known_of, my_window, person, tasks_of_guest, when

DONE = ("answer", "recording")


class WindowPages(Controller):
    @page("/invitation/<int:attendee_id>", methods=("GET",))
    def portal_window(self, attendee_id):
        """Time, place, who will be there; agenda and final minutes where the employee allows."""
        row = my_window(attendee_id)
        known = known_of(row)
        conference_id = row.conference_id.id
        minutes = minutes_of(conference_id)
        is_final = bool(minutes) and minutes.state == "final"
        me = person(row)
        values = {
            "status": known["status"],
            "role": row.role,
            "when": when(row.start, row.stop, known["zones"]) if known["status"] != "unbooked" else [],
            "mode": row.mode or "",
            "place": row.place or "",
            "video_url": safe_link(row.video_url),
            "is_link_shared": row.is_link_shared,
            "people": [person(other) for other in attendees_of(conference_id)],
            "agenda": agenda_of(conference_id),
            "paragraphs": paragraphs_of(minutes) if is_final else [],
            "remarks": remarks_of(minutes, "disagreement", "addendum") if is_final else [],
            "decisions": decisions_of(conference_id) if is_final else [],
            "answer": me["answer"],
            "asked": tasks_of_guest(row, known),
            "answer_text": me["answer_text"],
            "url": f"{ROOT}/invitation/{row.id}",
            "document_url": f"{ROOT}/{conference_id}/minutes.pdf",
        }
        values["heading"] = request.env._("Case conference %(reference)s", reference=known["name"])
        return show("window", known["name"], values)

    @page("/invitation/<int:attendee_id>/answer")
    def portal_window_answer(self, attendee_id):
        """Answer one's invitation."""
        row = my_window(attendee_id)
        known = known_of(row)

        def act():
            choices = ("accepted", "declined", "tentative")
            row.action_answer(answer=chosen("answer", choices, request.env._("Choose whether you can come.")))

        values = {
            **_about(row, known),
            **typed(answer=row.answer),
            "main_field": "answer",
            "is_employee": False,
            "is_possible": known["status"] == "planned",
        }
        return answer(
            "answer",
            request.env._("Can you come?"),
            values,
            act,
            f"{values['back']}/done/answer",
            crumbs=_crumbs(values),
        )

    @page("/invitation/<int:attendee_id>/recording")
    def portal_window_recording(self, attendee_id):
        """Know that nothing is recorded [R28]."""
        row = my_window(attendee_id)
        known = known_of(row)
        values = {**_about(row, known), "is_possible": known["status"] == "planned"}
        return answer(
            "recording",
            request.env._("Nothing is recorded"),
            values,
            lambda: row.action_acknowledge_recording() and None,
            f"{values['back']}/done/recording",
            crumbs=_crumbs(values),
        )

    @page("/invitation/<int:attendee_id>/done/<string:what>", methods=("GET",))
    def portal_window_done(self, attendee_id, what):
        """What was just kept."""
        row = my_window(attendee_id)
        if what not in DONE:
            raise NotThere
        if not just_did():
            return request.redirect(_about(row, known_of(row))["back"])
        sentence = {
            "answer": request.env._("Your answer to the invitation is saved"),
            "recording": request.env._("You know that nothing is recorded"),
        }[what]
        values = {**_about(row, known_of(row)), "meaning": "", "tasks": []}
        return show("done", sentence, values, crumbs=_crumbs(values))


def _about(row, known):
    return {"back": f"{ROOT}/invitation/{row.id}", "name": known["name"]}


def _crumbs(values):
    return [(values["name"], values["back"])]
