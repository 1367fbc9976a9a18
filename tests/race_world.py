"""One conference for each stage of a life, made by the verbs in `odoo shell`, for requests that race each other."""

import json
from datetime import timedelta
from pathlib import Path

from odoo.addons.casecon_odoo.demo.build import Demo
from odoo.addons.casecon_odoo.models import clock
from odoo.fields import Datetime

CHAIR, EMPLOYEE = "clinician2", "Tom Whitfield"  # the demo's own conferences are another clinician's
ITEMS = [("effect_on_work", "Two hours at a time.", True), ("outlook", "Another three months.", None)]
BODY = "<p>Tom works mornings.</p><p>Late calls go to the team.</p>"


class World(Demo):
    """`World(env).build()` answers the ids of each stage."""

    def __init__(self, env):
        company = env.ref("casecon_odoo.casecon_demo_company")
        super().__init__(env(context={"allowed_company_ids": company.ids, "tz": "Europe/London"}), company)
        self.users = {user.login: user for user in self.env["res.users"].with_context(active_test=False).search([])}
        self.employees = {one.name: one for one in self.env["hr.employee"].search([])}
        self.rooms = self.env["casecon.room"].search([])
        self.minute_taker = self.users["privacy"].partner_id

    def build(self):
        """Each stage that some verb is asked from, with the rows that hang on it."""
        now = self.days.now.replace(second=0, microsecond=0)
        ahead = self.days.at(12, 11)
        stages = {
            "requested": self.requested(),
            "returned": self.requested(),
            "scheduled": self.told(ahead),
            "prepared": self.readied(ahead + timedelta(hours=1)),
            "to start": self.readied(now + timedelta(minutes=5)),
            "no-show": self.readied(now - timedelta(hours=5)),
            "in_session": self.begun(now - timedelta(minutes=150), end=False),
            "held": self.begun(self.days.at(-3, 10)),
            "drafted": self.begun(self.days.at(-4, 10)),
            "fact_check": self.begun(self.days.at(-5, 10)),
            "final": self.begun(self.days.at(-6, 10)),
            "closed": self.begun(self.days.at(-7, 10)),
            "cancelled": self.told(ahead + timedelta(hours=3)),
        }
        self.act(stages["returned"], "hr", now, "return", reason="Ask the author first")
        self.act(stages["cancelled"], "hr", now, "cancel", reason="No need")
        minutes = {stage: self.minuted(stages[stage]) for stage in ("drafted", "fact_check", "final", "closed")}
        for stage in ("fact_check", "final", "closed"):
            self.press(minutes[stage], "hr", now, "send_for_fact_check")
            self.press(minutes[stage], "employee", now, "answer_fact_check", digest=minutes[stage].text_digest)
        for stage in ("final", "closed"):
            self.press(minutes[stage], "hr", now, "finalise")
        self.act(stages["closed"], "hr", now, "close")
        return {stage: self.ids(conference) for stage, conference in stages.items()}

    def requested(self):
        return self.asked("manager", self.days.ago(days=9))

    def asked(self, login, moment):
        told_on = Datetime.to_string(moment)[:10]
        return self.ask(
            login, moment, EMPLOYEE, "return_to_work", "Back soon",
            told_on=told_on, clinician_id=self.clinician(CHAIR), mode="virtual", video_url="https://video.example.com/x",
        )  # fmt: skip

    def told(self, start):
        """Booked, told by a letter, understood; a companion and a minute taker come; items are proposed."""
        booked = min(start, self.days.now) - timedelta(days=9)
        conference = self.asked("hr", booked)
        self.act(conference, "hr", booked + timedelta(minutes=4), "schedule", start=Datetime.to_string(start))
        told = booked + timedelta(minutes=30)
        self.act(
            conference, "hr", told, "record_handover", handed_over_at=Datetime.to_string(told), how="In the office"
        )
        self.act(conference, "employee", told, "confirm_understanding")
        self.act(conference, "employee", told, "set_companion", name="Carol Finch")
        self.act(conference, "hr", told, "add_attendee", role="minute_taker", partner_id=self.minute_taker.id)
        self.act(conference, "employee", told, "acknowledge_attendees", attendee_ids=conference.attendee_ids.ids)
        for kind, wording, granted in ITEMS:
            with clock.at(told):
                line = self.acting(CHAIR, "casecon.consent.line").create(
                    {"conference_id": conference.id, "kind": kind, "wording": wording}
                )
            if granted:
                self.press(line, "employee", told, "grant")
        return conference

    def readied(self, start):
        conference = self.told(start)
        called = min(start, self.days.now) - timedelta(days=2)
        self.act(
            conference, CHAIR, called + timedelta(minutes=9), "record_pre_call",
            outcome="done", called_at=Datetime.to_string(called), minutes=6,
        )  # fmt: skip
        self.act(conference, CHAIR, called + timedelta(minutes=9), "prepare")
        for row in conference.attendee_ids.filtered(lambda one: not one.removed_at):
            self.press(row, CHAIR, called + timedelta(minutes=9), "acknowledge_recording")
        return conference

    def begun(self, start, end=True):
        conference = self.readied(start)
        rows = conference.attendee_ids.filtered(lambda one: not one.removed_at and one.role != "minute_taker")
        self.act(conference, CHAIR, start, "start", present_attendee_ids=rows.ids)
        if end:
            self.act(conference, CHAIR, start + timedelta(minutes=40), "end")
        with clock.at(start + timedelta(minutes=20)):
            self.acting("hr", "casecon.decision").create(
                {
                    "conference_id": conference.id,
                    "name": "Look for a desk",
                    "owner_id": self.users["manager"].partner_id.id,
                    "due_on": self.at(30, 12)[:10],
                }
            )
        return conference

    def minuted(self, conference):
        with clock.at(conference.ended_at + timedelta(minutes=20)):
            return self.acting("hr", "casecon.minutes").create({"conference_id": conference.id, "body": BODY})

    def ids(self, conference):
        """What a verb needs to know of a stage."""
        conference = conference.sudo()
        live = conference.attendee_ids.filtered(lambda one: not one.removed_at)
        return {
            "casecon.conference": conference.id,
            "casecon.consent.line": conference.consent_line_ids[:1].id,
            "casecon.agenda.item": conference.agenda_item_ids[:1].id,
            "casecon.minutes": conference.minutes_ids.id,
            "casecon.decision": conference.decision_ids[:1].id,
            "casecon.attendee": live.filtered(lambda one: one.role == "manager").id,
            "attendees": {row.role: row.id for row in live},
            "lines": conference.consent_line_ids.ids,
            "digest": conference.minutes_ids.text_digest,
            "start": Datetime.to_string(conference.start) if conference.start else "",
        }


def main(env, out):
    """Build, keep what was built, and say what it is."""
    world = World(env)
    stages = world.build()
    people = {
        "manager": world.employees["Martin Doyle"].id,
        "other manager": world.employees["Janet Okafor"].id,
        "other": world.users["colleague"].partner_id.id,
        "hr": world.users["hr"].id,
    }
    env.cr.commit()
    now = world.days.now.replace(microsecond=0)
    employee, manager = world.employees[EMPLOYEE], world.employees["Martin Doyle"]
    keys = [f"employee:{employee.id}", f"manager:{manager.id}", f"clinician:{world.clinician(CHAIR)}"]
    moments = {"just now": now - timedelta(minutes=1), "soon": now + timedelta(hours=2), "later": now + timedelta(60)}
    made = {
        "stages": stages,
        "people": people,
        "keys": keys,
        "today": now.date().isoformat(),
        "free": world.at(20, 14),
        **{name: Datetime.to_string(moment) for name, moment in moments.items()},
    }
    Path(out).write_text(json.dumps(made))
