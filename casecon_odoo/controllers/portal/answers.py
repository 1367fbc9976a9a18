"""The employee's own answers, one question on a page each."""

from datetime import datetime

from odoo.fields import Datetime
from odoo.http import Controller, request

from ...domain.notice import first_instant
from ...domain.states import BOOKED, DATED
from ...models.conference.wording import wording
from .conference import my_row, zone_of
from .pages import NotThere, Refused, answer, chosen, page, posted, typed
from .reading import (
    attendees_of,
    crumbs_of,
    local_input,
    moment_text,
    my_conference,
    needs_of,
    person,
    room_needs,
    zone_text,
)

ANSWERS = ("accepted", "declined", "tentative")


class AnswerPages(Controller):
    @page("/<int:conference_id>/understanding")
    def portal_understanding(self, conference_id):
        """Confirm that one understands why and what will happen; which texts were shown is kept [R7]."""
        conference = my_conference(conference_id)

        def act():
            if posted("understands") != "yes":
                raise Refused(understands=request.env._("Tick the box if you understand. If not, ask HR or OH first."))
            read = posted("request")
            conference.action_confirm_understanding(
                wording=posted("wording"), request_version=int(read) if read.isdecimal() else None
            )

        values = {
            **_about(conference),
            "told": conference.understanding,
            "minutes": conference.duration,
            "is_possible": conference.can_confirm_understanding,
        }
        title = request.env._("What will happen, and your confirmation")
        return _answer("understanding", title, conference, values, act, "understanding", "understands")

    @page("/<int:conference_id>/decline")
    def portal_decline(self, conference_id):
        """Decline, after reading what it means [R8]."""
        conference = my_conference(conference_id)
        values = {
            **_about(conference),
            **typed(reason=""),
            "declining": wording(request.env)["declining"],
            "is_possible": conference.can_decline,
        }
        return _answer(
            "decline",
            request.env._("Decline the case conference"),
            conference,
            values,
            lambda: conference.action_decline(reason=posted("reason")) and None,
            "declined",
            "reason",
        )

    @page("/<int:conference_id>/notice")
    def portal_notice(self, conference_id):
        """Keep the notice, or accept an earlier start [R3]."""
        conference = my_conference(conference_id)
        zone = zone_of(conference)

        def act():
            wish = chosen("notice", ("keep", "waive"), request.env._("Choose whether you keep your notice."))
            if wish == "keep":
                conference.action_keep_notice()
                return f"/my/conferences/{conference.id}/done/notice-kept"
            earliest = _to_utc(posted("earliest"), zone)
            conference.action_waive_notice(earliest_start=Datetime.to_string(earliest), reason=posted("reason"))
            return None

        values = {
            **_about(conference),
            **typed(notice="", earliest=local_input(conference.notice_accepts_from, zone), reason=""),
            # the company's number, as the gate takes it
            "days": conference._facts()[conference].limits.notice_days,
            "zone": zone_text(zone),
            "accepts_from": moment_text(conference.notice_waived_at and conference.notice_accepts_from, zone),
            "is_possible": conference.can_waive_notice,
        }
        return _answer(
            "notice", request.env._("How much notice you need"), conference, values, act, "notice-waived", "earliest"
        )

    @page("/<int:conference_id>/manager")
    def portal_manager(self, conference_id):
        """Ask for another manager [R12]."""
        conference = my_conference(conference_id)
        managers = _managers(conference)

        def act():
            value = posted("manager")
            if value not in {str(manager["id"]) for manager in managers}:
                raise Refused(manager=request.env._("Choose the manager you would like."))
            conference.action_ask_for_manager(manager_id=int(value), reason=posted("reason"))

        present = attendees_of(conference.id).filtered(lambda a: a.role == "manager")[:1]
        values = {
            **_about(conference),
            **typed(manager="", reason=""),
            "managers": managers,
            "present": present.name if present else "",
            "is_possible": conference.can_ask_for_manager,
        }
        return _answer(
            "manager", request.env._("Ask for another manager"), conference, values, act, "manager", "manager"
        )

    @page("/<int:conference_id>/needs")
    def portal_needs(self, conference_id):
        """What the employee needs to take part: for OH, and what manager and HR are told."""
        conference = my_conference(conference_id)
        values = {
            **_about(conference),
            **typed(text="", on_the_day=conference.on_the_day),
            "stands": needs_of(conference),
            "room_needs": room_needs(conference),
            "is_possible": conference.can_set_needs,
        }
        return _answer(
            "needs",
            request.env._("What you need to take part"),
            conference,
            values,
            lambda: (
                conference.action_set_needs(
                    text=posted("text"),
                    forget=posted("forget") == "1",
                    on_the_day=posted("on_the_day"),
                    room=request.httprequest.form.getlist("room"),
                )
                and None
            ),
            "needs",
            "text",
        )

    @page("/<int:conference_id>/attendees")
    def portal_attendees(self, conference_id):
        """See who was added later, and say that one has seen it [R11]."""
        conference = my_conference(conference_id)
        people = [person(row) for row in attendees_of(conference.id)]
        read = [int(one) for one in posted("read").split(",") if one.isdecimal()]
        values = {
            **_about(conference),
            "people": people,
            "read": ",".join(str(one["id"]) for one in people),
            "is_possible": conference.can_acknowledge_attendees,
        }
        return _answer(
            "attendees",
            request.env._("Who will be there"),
            conference,
            values,
            lambda: conference.action_acknowledge_attendees(attendee_ids=read) and None,
            "attendees",
            "form",
        )

    @page("/<int:conference_id>/recording")
    def portal_recording(self, conference_id):
        """Know that nothing is recorded [R28]."""
        conference = my_conference(conference_id)
        row = my_row(conference)
        values = {
            **_about(conference),
            "is_possible": bool(row) and conference.state in BOOKED,
        }
        return _answer(
            "recording",
            request.env._("Nothing is recorded"),
            conference,
            values,
            lambda: row.action_acknowledge_recording() and None,
            "recording",
            "form",
        )

    @page("/<int:conference_id>/answer")
    def portal_answer(self, conference_id):
        """Answer the invitation."""
        conference = my_conference(conference_id)
        row = my_row(conference)
        if not row:
            raise NotThere

        def act():
            row.action_answer(answer=chosen("answer", ANSWERS, request.env._("Choose whether you can come.")))

        values = {
            **_about(conference),
            **typed(answer=row.answer),
            "is_employee": True,
            "is_possible": conference.state in DATED,
        }
        return _answer("answer", request.env._("Can you come?"), conference, values, act, "answer", "answer")


def _answer(template, title, conference, values, act, done, main_field):
    return answer(
        template,
        title,
        {**values, "main_field": main_field},
        act,
        f"/my/conferences/{conference.id}/done/{done}",
        crumbs=crumbs_of(conference.name, conference.id),
    )


def _about(conference):
    return {"back": f"/my/conferences/{conference.id}", "name": conference.name}


def _to_utc(text, zone):
    try:
        return first_instant(datetime.fromisoformat(text).replace(tzinfo=None), zone)
    except ValueError:
        raise Refused(earliest=request.env._("Enter the earliest date and time that you accept.")) from None


def _managers(conference):
    """Whom the employee may ask for: managers of the conference's company, by name alone."""
    found_sudo = conference._managers_offered()
    return [{"id": manager_sudo.id, "name": manager_sudo.name} for manager_sudo in found_sudo]
