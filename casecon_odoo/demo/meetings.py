"""Conferences of the demo that are prepared with the employee, and two that were held: one checked, one closed."""

from datetime import timedelta

from odoo.fields import Datetime

from ..models import clock


def prepare_with_employee(demo, conference):
    """A pre-call is planned, and the clinician proposes what might be said."""
    demo.act(
        conference, "clinician", demo.days.ago(minutes=25), "plan_pre_call",
        start=demo.at(9, 9, 30), channel="phone", where="We call you on the number that you gave us",
    )  # fmt: skip
    with clock.at(demo.days.ago(minutes=20)):
        demo.acting("clinician", "casecon.consent.line").create(
            [
                {"conference_id": conference.id, "kind": kind, "wording": wording}
                for kind, wording in [
                    ("effect_on_work", "Noise on the line makes it hard to follow what is said across the bench."),
                    ("adjustment", "A visual signal beside each alarm would let Grace work on any line."),
                    ("outlook", "This will stay as it is, and is no reason to expect more absence."),
                ]
            ]
        )


def hold(demo):
    """Grace Adeyemi's first conference waits for her check of the minutes; Tom Whitfield's of the spring is closed."""
    first = _held(
        demo, "Grace Adeyemi", "portal.employee", -8, "complex_condition",
        "We would like to plan the move to the new line together.",
        "<p>Grace moves to the new line from next month.</p>"
        "<p>A stool stands at the packing bench from the first day.</p>"
        "<p>Everyone meets again once the line has run for six weeks.</p>",
    )  # fmt: skip
    _checked(demo, first, demo.days.at(-2, 11))
    last = _held(
        demo, "Tom Whitfield", "employee", -14, "return_to_work",
        "Tom is back for some hours; we would like to agree what comes next.",
        "<p>Tom works mornings until the end of the month.</p><p>Late calls go to the team.</p>",
    )  # fmt: skip
    minutes = _checked(demo, last, demo.days.at(-13, 11))
    minutes_as = minutes.with_user(demo.users["employee"])
    with clock.at(demo.days.at(-12, 18)):
        minutes_as.action_answer_fact_check(comment="That is how I remember it.", digest=minutes.text_digest)
    with clock.at(demo.days.at(-11, 9)):
        minutes.with_user(demo.users["hr"]).action_finalise()
    demo.act(last, "hr", demo.days.at(-11, 10), "close")


def _held(demo, name, login, day, ground, reason, body):
    begin = demo.days.at(day, 10)
    conference = demo.booked(demo.days.at(day - 9, 10), name, ground, reason, Datetime.to_string(begin))
    demo.act(
        conference, "hr", demo.days.at(day - 9, 16), "record_handover",
        handed_over_at=demo.at(day - 9, 15), how="Handed over in the team's office",
    )  # fmt: skip
    demo.act(conference, login, demo.days.at(day - 8, 18), "confirm_understanding")
    demo.act(
        conference, "clinician", demo.days.at(day - 1, 12), "record_pre_call",
        outcome="done", called_at=demo.at(day - 1, 11), minutes=6,
    )  # fmt: skip
    demo.act(conference, "clinician", demo.days.at(day - 1, 12), "prepare")
    rows = conference.attendee_ids.filtered(lambda row: not row.removed_at)
    with clock.at(demo.days.at(day - 1, 14)):
        for row in rows:
            user = row.partner_id.user_ids[:1]
            row.with_user(user).with_context(allowed_company_ids=user.company_ids.ids).action_acknowledge_recording()
    demo.act(conference, "clinician", begin, "start", present_attendee_ids=rows.ids)
    employee = rows.filtered(lambda row: row.role == "employee").partner_id
    manager = rows.filtered(lambda row: row.role == "manager").partner_id
    with clock.at(begin + timedelta(minutes=30)):
        demo.acting("hr", "casecon.decision").create(
            [
                {
                    "conference_id": conference.id,
                    "kind": kind,
                    "name": what,
                    "owner_id": owner.id,
                    "due_on": demo.at(12, 12)[:10],
                    "review_on": demo.at(30, 12)[:10] if kind == "adjustment" else False,
                }
                for kind, what, owner in [
                    ("adjustment", "Quiet place for calls, tried for six weeks", manager),
                    ("action", "Write down which hours go well", employee),
                ]
            ]
        )
    demo.act(conference, "clinician", begin + timedelta(minutes=42), "end")
    with clock.at(begin + timedelta(hours=3)):
        demo.acting("hr", "casecon.minutes").create({"conference_id": conference.id, "body": body})
    return conference


def _checked(demo, conference, moment):
    minutes = demo.acting("hr", "casecon.minutes").search([("conference_id", "=", conference.id)])
    with clock.at(moment):
        minutes.action_send_for_fact_check()
        minutes.action_record_handover(
            handed_over_at=Datetime.to_string(moment), how="Handed over in the team's office"
        )
    return minutes
