"""What happened in the demo company of late: built by the real verbs, as the people who would press them.

Nothing is written past the gate. Time is passed in by `clock.at`. Invitations are left waiting: where a mail server
is there, the cron really sends them and stamps who was told; where none is, they show as "not told yet".
"""

from datetime import timedelta

from odoo.fields import Command, Datetime

from ..models import clock
from ..models.conference.attendee_seat import let_in
from ..models.conference.understanding import what_is_read
from .days import Days, bank_holidays, utc
from .meetings import hold, prepare_with_employee
from .organisation import COMPANION, LANGUAGE, OH, build_people, build_users, confirm_logins


def build(env):
    """Fill a database whose casecon_demo.xml is loaded."""
    company = env.ref("casecon_odoo.casecon_demo_company")
    env["res.lang"]._activate_lang(LANGUAGE)
    env = env(context={"allowed_company_ids": company.ids, "lang": "en_US", "tz": "Europe/London"})
    Demo(env, company).run()


def paint(days):
    """A clinician's week: how they meet people from nine to five, for Monday to Friday; "-" is off."""
    return {str(day): [[540, 1020, meets]] for day, meets in enumerate(days.split()) if meets != "-"}


class Demo:
    def __init__(self, env, company):
        self.env, self.company = env, company
        self.days = Days(Datetime.now())

    def run(self):
        self.company.sudo().write(OH)
        self.users, self.employees = build_people(self.env, self.company)
        self.close_on_bank_holidays()
        self.hold_meetings()
        self.enrol_clinicians()
        self.open_rooms()
        self.register_reports()
        self.wait_for_triage()
        self.wait_for_a_time()
        self.book()
        self.book_with_companion()
        self.book_at_short_notice()
        self.book_by_letter()
        self.end()
        hold(self)
        self.write_notes()
        self.write_a_report()
        self.prepare_one_for_now()
        self.hold_one()
        self.close_one()
        self.miss_one()
        self.company.sudo().casecon_setup_done = True  # a company at work

    # who and what

    def acting(self, login, model):
        """The model as this person works with it."""
        user = self.users[login]
        return self.env[model].with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def ask(self, login, moment, name, ground, reason, **more):
        """A request for the employee of this name, as that person sees it afterwards."""
        with clock.at(moment):
            return self.acting(login, "casecon.conference").create(
                {"employee_id": self.employees[name].id, "ground": ground, "reason": reason, **more}
            )

    def act(self, conference, login, moment, verb, /, **arguments):
        """Press a button as that person at that moment."""
        user = self.users[login]
        if verb in ("schedule", "move"):
            # the weekly meetings fall on other days each time the demo is built: whoever has one, leaves it
            arguments["despite"] = self.keys_of(conference)
        with clock.at(moment):
            as_user = conference.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
            if verb == "confirm_understanding":
                arguments |= what_is_read(as_user)
            getattr(as_user, f"action_{verb}")(**arguments)
            self.env.flush_all()  # each verb is a request of its own: the database sees every move

    def keys_of(self, conference):
        """Those who must be free, by the keys of `find_times`."""
        columns = ("employee", "employee_id"), ("clinician", "clinician_id"), ("manager", "manager_id")
        return [f"{role}:{conference[column].id}" for role, column in columns]

    def answer(self, conference, login, answer):
        rows = self.acting(login, "casecon.attendee").search(
            [("conference_id", "=", conference.id), ("partner_id", "=", self.users[login].partner_id.id)]
        )
        rows.action_answer(answer)

    def press(self, record, login, moment, verb, /, **arguments):
        """Press a button of something other than a conference."""
        with clock.at(moment):
            getattr(self.acting(login, record._name).browse(record.id), f"action_{verb}")(**arguments)
            self.env.flush_all()

    def clinician(self, login):
        return self.env["casecon.clinician"].search([("user_id", "=", self.users[login].id)]).id

    def at(self, *when):
        return Datetime.to_string(self.days.at(*when))

    # the house

    def close_on_bank_holidays(self):
        days = [day for offset in (0, 1) for day in bank_holidays(self.days.today.year + offset)]
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": name,
                    "calendar_id": self.company.resource_calendar_id.id,
                    "company_id": self.company.id,
                    "date_from": utc(Datetime.to_datetime(day)),
                    "date_to": utc(Datetime.to_datetime(day).replace(hour=23, minute=59, second=59)),
                }
                for day, name in days
            ]
        )

    def hold_meetings(self):
        """Two weeks behind, two ahead, of what any organisation meets about."""
        weekly = [
            ("manager", "Team briefing", 0, 9, 30, ["employee", "colleague"]),
            ("manager2", "Warehouse stand-up", 0, 9, 15, ["colleague"]),
            ("hr", "Recruitment catch-up", 1, 11, 45, ["manager", "manager2"]),
            ("manager", "One to one", 2, 14, 30, ["employee"]),
            ("ohadmin", "Clinic planning", 2, 10, 30, ["clinician", "clinician2", "ohp"]),
            ("privacy", "Records review", 3, 15, 60, ["hr"]),
            ("manager", "Service figures", 4, 13, 45, ["manager2", "colleague"]),
        ]
        monday = self.days.today - timedelta(days=self.days.today.weekday())
        for login, name, weekday, hour, minutes, guests in weekly:
            begins = [
                utc(Datetime.to_datetime(monday + timedelta(weeks=week, days=weekday)).replace(hour=hour))
                for week in range(-2, 3)
            ]
            partners = self.users[login].partner_id
            for guest in guests:
                partners |= self.users[guest].partner_id
            quiet = {"no_mail_to_attendees": True, "dont_notify": True, "mail_create_nolog": True}
            self.acting(login, "calendar.event").with_context(**quiet, mail_notrack=True).create(
                [
                    {
                        "name": name,
                        "start": begin,
                        "stop": begin + timedelta(minutes=minutes),
                        "partner_ids": [Command.set(partners.ids)],
                    }
                    for begin in begins
                ]
            )

    def enrol_clinicians(self):
        valid_until = self.days.today + timedelta(days=400)
        self.acting("leadclinician", "casecon.clinician").create(
            [
                {
                    "user_id": self.users[login].id,
                    "kind": kind,
                    "registration_body": body,
                    "registration_number": number,
                    "registration_valid_until": valid_until,
                    "company_id": self.company.id,
                    "resource_calendar_id": self.company.resource_calendar_id.id,
                    "tz": "Europe/London",
                    "availability": availability,
                }
                for login, kind, body, number, availability in [
                    ("clinician", "oha", "nmc", "99A0123E", False),
                    ("clinician2", "oha", "nmc", "99B0456E", paint("both both virtual both virtual")),
                    ("ohp", "ohp", "gmc", "9900123", paint("virtual in_person - in_person -")),
                ]
            ]
        )

    def open_rooms(self):
        house = {"address": "Alderbridge House, 3 Mill Lane", "tz": "Europe/London", "company_id": self.company.id}
        self.rooms = self.acting("ohadmin", "casecon.room").create(
            [
                {**house, "name": "Room 2.14", "is_step_free": True, "is_quiet": True},
                {**house, "name": "Room 1.01", "is_step_free": True, "has_hearing_loop": True},
                {**house, "name": "Room 3.07", "is_quiet": True},
            ]
        )

    def register_reports(self):
        """Reports that came from an outside provider, for all but Leanne Foster: hers is not there yet."""
        working_days_old = {
            "Aisha Khan": 20, "Daniel Rees": 40, "Emily Stone": 8, "Gareth Lloyd": 12, "Grace Adeyemi": 15,
            "Joanne Price": 11, "Kevin Harte": 9, "Mohammed Iqbal": 14, "Owen Blake": 7, "Rachel Dunn": 18,
            "Sofia Mendes": 16, "Tom Whitfield": 22, "Yusuf Demir": 80,
        }  # fmt: skip
        for name, age in working_days_old.items():
            self.acting("hr", "casecon.report").action_register(
                employee_id=self.employees[name].id,
                author_name="Eleanor Voss",
                author_role="oha",
                registration_number="99V0789E",
                issued_on=Datetime.to_string(self.days.at(-age, 12))[:10],
                received_on=Datetime.to_string(self.days.at(2 - age, 12))[:10],
            )

    # requests

    def wait_for_triage(self):
        self.ask(
            "hr", self.days.at(-1, 16), "Leanne Foster", "clarify_advice",
            "The advice on screen breaks can be read in two ways; we would like to plan the month end.",
        )  # fmt: skip
        self.ask(
            "manager", self.days.at(-1, 10, 20), "Daniel Rees", "return_to_work",
            "Daniel is back on half days since last month. We would like to agree how his hours go on.",
            tried_before="Half days, no late shifts.",
            author_asked=True,
            told_on=self.at(-2, 12)[:10],
        )  # fmt: skip
        returned = self.ask(
            "manager", self.days.at(-4, 9, 40), "Mohammed Iqbal", "long_absence",
            "Mohammed has been off work for ten weeks.",
        )  # fmt: skip
        self.act(
            returned, "hr", self.days.at(-3, 11), "return",
            reason="Please say what was tried so far, and when you talked with Mohammed about this.",
        )  # fmt: skip
        refused = self.ask(
            "manager", self.days.at(-9, 15), "Rachel Dunn", "clarify_advice",
            "I would like to know more about the advice on lifting.",
        )  # fmt: skip
        self.act(
            refused, "hr", self.days.at(-8, 10), "refuse",
            reason="The author of the report has answered this by email. A case conference is not needed.",
        )  # fmt: skip

    def wait_for_a_time(self):
        accepted = self.ask(
            "manager2", self.days.at(-5, 9), "Joanne Price", "complex_condition",
            "Several adjustments meet in one job: lifting, early starts and the new scanner.",
            tried_before="A lighter trolley, later starts on two days.",
            author_asked=True,
            duration=60,
            longer_because="There are four separate recommendations to go through.",
            told_on=self.at(-6, 12)[:10],
            clinician_id=self.clinician("ohp"),
        )  # fmt: skip
        self.act(accepted, "ohadmin", self.days.at(-4, 14), "accept")

    # bookings

    def booked(self, moment, name, ground, reason, start, login="clinician", mode="virtual", **more):
        """HR asks and books; the invitations wait for the mail server."""
        told_on, clinician_id = Datetime.to_string(moment)[:10], self.clinician(login)
        conference = self.ask("hr", moment, name, ground, reason, told_on=told_on, clinician_id=clinician_id, **more)
        where = {} if mode == "virtual" else {"room_id": self.rooms[0].id}
        self.act(
            conference, "hr", moment + timedelta(minutes=4), "schedule",
            start=start, mode=mode, **where,
        )  # fmt: skip
        return conference

    def book(self):
        told = self.booked(
            self.days.ago(minutes=50), "Kevin Harte", "return_to_work",
            "Kevin hopes to be back in the cab; we would like to plan the first weeks together.",
            self.at(8, 10),
        )  # fmt: skip
        self.answer(told, "clinician", "accepted")
        self.answer(told, "manager2", "declined")
        moved = self.booked(
            self.days.at(-3, 10), "Sofia Mendes", "long_absence",
            "Sofia has been away since the summer and has asked what a return could look like.",
            self.at(7, 14), "clinician2",
        )  # fmt: skip
        self.act(
            moved, "hr", self.days.at(-1, 15), "move",
            start=self.at(9, 11), reason="David is needed in the clinic that afternoon.",
        )  # fmt: skip
        self.booked(  # no login, no address: a letter, which nobody has handed over yet
            self.days.at(-1, 9, 30), "Gareth Lloyd", "clarify_advice",
            "It is not clear which of the two trolleys the advice means.",
            self.at(10, 10), "clinician2", "in_person",
        )  # fmt: skip

    def book_with_companion(self):
        conference = self.booked(
            self.days.at(-2, 10), "Grace Adeyemi", "complex_condition",
            "We would like to agree how Grace's adjustments work on the new line.",
            self.at(11, 10, 30), mode="hybrid",
            tried_before="A stool at the packing bench and two extra short breaks.",
        )  # fmt: skip
        grace = "portal.employee"
        when = self.days.at(-1, 18)
        self.act(conference, grace, when, "confirm_understanding")
        self.act(conference, grace, when, "set_companion", name=COMPANION.name, email=COMPANION.chosen)
        self.act(conference, grace, when, "share_with_companion", agenda=True, minutes=False)
        self.act(
            conference, grace, when, "set_needs",
            text="I wear hearing aids; a room with little echo helps me.",
            on_the_day="A quiet room, and one person speaking at a time.",
        )  # fmt: skip
        companion = conference.attendee_ids.filtered(lambda attendee: attendee.role == "companion")
        self.users |= build_users(self.env, self.company, [COMPANION], companion.partner_id)
        confirm_logins(self.env)
        let_in(companion.sudo(), self.users[COMPANION.login])
        self.act(conference, "ohadmin", self.days.ago(minutes=30), "invite_companion")
        prepare_with_employee(self, conference)

    def book_at_short_notice(self):
        conference = self.ask(
            "hr", self.days.at(-4, 11), "Tom Whitfield", "return_to_work",
            "Tom would like to come back before the busy weeks begin.",
            tried_before="Calls every other week, work from home on Fridays.",
            author_asked=True,
            told_on=self.at(-4, 11)[:10],
            clinician_id=self.clinician("clinician"),
            agenda_item_ids=[
                Command.create({"name": "Which hours could Tom begin with?", "kind": "question"}),
                Command.create({"name": "A plan that all of us can keep", "kind": "expectation"}),
            ],
        )  # fmt: skip
        waived = self.days.at(-1, 15)
        self.act(
            conference, "employee", waived, "waive_notice",
            earliest_start=self.at(2, 9), reason="I would like this settled before the rota is made.",
        )  # fmt: skip
        self.act(conference, "employee", waived, "confirm_understanding")
        self.act(
            conference, "hr", self.days.at(-1, 16), "schedule",
            start=self.at(3, 10),
        )  # fmt: skip

    def book_by_letter(self):
        conference = self.ask(
            "hr", self.days.at(-6, 9), "Yusuf Demir", "long_absence",
            "Yusuf has been absent for four months, and two pieces of advice conflict.",
            told_on=self.at(-6, 9)[:10],
            duration=60,
            longer_because="An interpreter will be there.",
            clinician_id=self.clinician("ohp"),
        )  # fmt: skip
        self.act(
            conference, "ohp", self.days.at(-6, 11), "mark_complex",
            duration=60, reason="Two conditions, and everything is said twice because of the interpreter.",
        )  # fmt: skip
        self.act(
            conference, "hr", self.days.at(-6, 14), "schedule",
            start=self.at(6, 10), mode="in_person", room_id=self.rooms[0].id,
            reason="The advice of the two reports has not changed since.",
        )  # fmt: skip
        self.act(
            conference, "hr", self.days.at(-5, 9, 30), "record_handover",
            handed_over_at=self.at(-5, 9), how="Handed over at home by the team leader, signed for",
        )  # fmt: skip
        self.act(
            conference, "ohp", self.days.at(-4, 10), "record_for_employee",
            verb="confirm_understanding", values=what_is_read(conference), through="phone",
            words="I know what it is about, my manager came and explained it.",
        )  # fmt: skip

    def end(self):
        """Two that ended before they were held: nobody but OH can tell which of them the employee declined."""
        cancelled = self.booked(
            self.days.at(-10, 10), "Aisha Khan", "clarify_advice",
            "We are not sure how to read the advice on evening shifts.",
            self.at(2, 11), "clinician2",
        )  # fmt: skip
        self.act(
            cancelled, "hr", self.days.at(-5, 15), "cancel",
            reason="The new report answers the question.",
        )  # fmt: skip
        declined = self.booked(
            self.days.at(-15, 10), "Tom Whitfield", "long_absence",
            "Tom has been off for eight weeks; we would like to hear what would help.",
            self.at(-5, 10), "clinician2",
        )  # fmt: skip
        self.act(
            declined, "employee", self.days.at(-13, 19), "decline",
            reason="I am not ready to talk about it with everyone in one room.",
        )  # fmt: skip

    # the second half: prepared, held, closed, not held

    def write_notes(self):
        for moment, name, progress, text in [
            (self.days.at(-12, 11), "Tom Whitfield", "limited", "Sleeps better. Would like to begin with mornings."),
            (self.days.at(-6, 15), "Aisha Khan", "improving", "Evening shifts are easier with two days between."),
        ]:
            with clock.at(moment):
                note = self.acting("clinician", "casecon.note").create(
                    {
                        "employee_id": self.employees[name].id,
                        "kind": "consultation",
                        "held_at": Datetime.to_string(moment),
                        "minutes": 30,
                        "progress": progress,
                        "body": text,
                    }
                )
                note.action_sign()
        self.acting("clinician", "casecon.note").create(
            {"employee_id": self.employees["Daniel Rees"].id, "body": "To do: ask about the walk to work."}
        )

    def write_a_report(self):
        """Offered to Tom Whitfield, who has not answered: nobody at the employer knows of it."""
        with clock.at(self.days.at(-3, 9)):
            report = self.acting("clinician", "casecon.report").create(
                {"employee_id": self.employees["Tom Whitfield"].id}
            )
        self.press(report, "clinician", self.days.at(-2, 10), "issue")
        self.press(report, "clinician", self.days.at(-2, 10, 5), "offer")

    def handed_over(self, name, ground, reason, booked, start, **more):
        """Booked with Nora Bell, told by a letter, understood: nothing is waiting."""
        manager = self.employees["Martin Doyle"].id
        conference = self.booked(booked, name, ground, reason, start, manager_id=manager, **more)
        told = booked + timedelta(minutes=30)
        self.act(
            conference, "hr", told, "record_handover",
            handed_over_at=Datetime.to_string(told), how="Handed over in the office, signed for",
        )  # fmt: skip
        self.act(
            conference, "clinician", told + timedelta(days=1), "record_for_employee",
            verb="confirm_understanding", values=what_is_read(conference),
            through="phone", words="Yes, that is clear, and I would like to come.",
        )  # fmt: skip
        return conference

    def prepare(self, conference, called, items):
        """The pre-call, and consent item by item: (kind, wording, granted)."""
        self.act(
            conference, "clinician", called - timedelta(days=1), "plan_pre_call",
            start=Datetime.to_string(called), channel="phone", where="020 7946 0123",
        )  # fmt: skip
        after = called + timedelta(minutes=10)
        self.act(
            conference, "clinician", after, "record_pre_call",
            outcome="done", called_at=Datetime.to_string(called), minutes=6,
        )  # fmt: skip
        lines = self.env["casecon.consent.line"]
        for kind, wording, granted in items:
            with clock.at(after):
                line = self.acting("clinician", "casecon.consent.line").create(
                    {"conference_id": conference.id, "kind": kind, "wording": wording}
                )
            if granted is not None:
                verb, words = ("grant", "Yes, they may know that.") if granted else ("refuse", "No, not that.")
                self.press(line, "clinician", after, verb, through="phone", words=words)
            lines += line
        self.act(conference, "clinician", after, "prepare")
        return lines

    def meet(self, conference, start, minutes, lines):
        """All but the companion are there; the first item that is granted is said."""
        live = conference.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
        for attendee in live:
            self.press(attendee, "clinician", start - timedelta(minutes=2), "acknowledge_recording")
        self.act(conference, "clinician", start, "start", present_attendee_ids=live.ids)
        self.press(lines[0], "clinician", start + timedelta(minutes=10), "disclose")
        for item in conference.agenda_item_ids:
            self.press(item, "clinician", start + timedelta(minutes=20), "discuss")
        self.act(conference, "clinician", start + timedelta(minutes=minutes), "end")

    def minute(self, conference, moment, body, decisions):
        """HR writes minutes and actions: (kind, what, login of the owner, due, review); the fact check begins."""
        with clock.at(moment):
            minutes = self.acting("hr", "casecon.minutes").create({"conference_id": conference.id, "body": body})
            self.acting("hr", "casecon.decision").create(
                [
                    {
                        "conference_id": conference.id,
                        "kind": kind,
                        "name": what,
                        "owner_id": owner and self.users[owner].partner_id.id,
                        "due_on": due and Datetime.to_string(due)[:10],
                        "review_on": review and Datetime.to_string(review)[:10],
                    }
                    for kind, what, owner, due, review in decisions
                ]
            )
        sent = moment + timedelta(minutes=20)
        self.press(minutes, "hr", sent, "send_for_fact_check")
        self.press(
            minutes, "hr", sent + timedelta(hours=1), "record_handover",
            handed_over_at=Datetime.to_string(sent + timedelta(hours=1)), how="Handed over in the office, signed for",
        )  # fmt: skip
        return minutes

    def prepare_one_for_now(self):
        """Begins in a few minutes, so that whoever tries the demo can start it."""
        soon = self.days.now.replace(second=0, microsecond=0) + timedelta(minutes=10)
        soon -= timedelta(minutes=soon.minute % 5)
        conference = self.handed_over(
            "Rachel Dunn", "return_to_work",
            "Rachel would like to come back on other tasks first; we would like to plan them together.",
            self.days.at(-11, 11), Datetime.to_string(soon), mode="in_person",
            agenda_item_ids=[
                Command.create({"name": "Which tasks need no lifting?", "kind": "question"}),
                Command.create({"name": "Who shows the new tasks?", "kind": "question"}),
            ],
        )  # fmt: skip
        self.prepare(
            conference, self.days.at(-2, 14),
            [
                ("effect_on_work", "Lifting more than five kilograms is not possible for now.", True),
                ("outlook", "This is likely to last another three months.", True),
                ("treatment", "There are appointments every Tuesday morning.", False),
                ("diagnosis", "An injury of the shoulder.", None),
            ],
        )  # fmt: skip

    def hold_one(self):
        """Held; the employee is checking the facts."""
        start = self.days.at(-2, 15)
        conference = self.handed_over(
            "Daniel Rees", "return_to_work",
            "Daniel is about to come back on half days. We would like to agree the first weeks.",
            self.days.at(-13, 9), Datetime.to_string(start),
        )  # fmt: skip
        lines = self.prepare(
            conference, self.days.at(-5, 10),
            [
                ("effect_on_work", "Concentration lasts about two hours at a time for now.", True),
                ("treatment", "A course of treatment ends in the summer.", False),
            ],
        )  # fmt: skip
        self.meet(conference, start, 40, lines)
        self.minute(
            conference, self.days.at(-1, 10),
            "<p>Half days for four weeks, mornings, with a short break after two hours.</p>"
            "<p>Martin and Daniel talk every Friday about how it goes.</p>",
            [
                ("adjustment", "Half days, mornings", "manager", self.days.at(3, 12), self.days.at(20, 12)),
                ("action", "Tell payroll about the hours", "hr", self.days.at(2, 12), False),
                ("decision", "No late shifts until the review", False, False, False),
            ],
        )  # fmt: skip

    def close_one(self):
        start = self.days.at(-10, 10)
        conference = self.handed_over(
            "Aisha Khan", "clarify_advice",
            "The advice on evening shifts can be read in two ways.",
            self.days.at(-19, 10), Datetime.to_string(start), mode="in_person",
        )  # fmt: skip
        lines = self.prepare(
            conference, self.days.at(-12, 9),
            [("effect_on_work", "Two late evenings in a row are too much at the moment.", True)],
        )  # fmt: skip
        self.meet(conference, start, 35, lines)
        minutes = self.minute(
            conference, self.days.at(-9, 14),
            "<p>At most two evening shifts a week, with a day between them.</p>",
            [("adjustment", "At most two evenings a week", "manager", self.days.at(-5, 12), self.days.at(40, 12))],
        )  # fmt: skip
        self.press(
            minutes, "clinician", self.days.at(-7, 11), "answer_fact_check",
            comment="That is how we agreed it.", through="phone", digest=minutes.text_digest,
        )  # fmt: skip
        self.press(minutes, "hr", self.days.at(-6, 9), "finalise")
        self.press(conference.decision_ids, "manager", self.days.at(-5, 16), "done")
        self.act(conference, "hr", self.days.at(-5, 17), "close")

    def miss_one(self):
        start = self.days.at(-8, 11)
        conference = self.booked(
            self.days.at(-17, 10), "Mohammed Iqbal", "long_absence",
            "Mohammed has been off work for some weeks; we would like to hear what would help.",
            Datetime.to_string(start),
        )  # fmt: skip
        tried = [start + timedelta(minutes=late) for late in (0, 8, 16)]
        self.act(
            conference, "clinician", start + timedelta(minutes=20), "not_held",
            reason="Nobody came, and nobody answered.",
            attempts=[{"at": Datetime.to_string(at), "how": "Called the mobile, no answer"} for at in tried],
        )  # fmt: skip
