"""Nobody is stuck: each life is played to its end, and at each step everybody whose turn it is has a button for it.

The buttons are those of the forms as the role gets them, with the values of the record as that role reads them.
"""

import re
from datetime import timedelta

from lxml import etree

from ...models import clock
from ...models.conference.conference_gate import CAN
from ...models.conference.turns import OWN_PAGES
from ..common import NOW, START, promise
from ..life import LENGTH, MINUTES, PRE_CALL, LifeCase

CONFERENCE, MINUTE = "casecon.conference", timedelta(minutes=1)
READERS = ("hr", "manager", "employee", "clinician", "oh_admin", "lead", "no_login")
# What does each turn: buttons and widgets of the conference's form, or fields that are typed into; "minutes:" theirs.
DOES = {
    "accept": {"action_accept"},
    "answer_return": {"answer_return"},
    "book": {"action_schedule", "start"},
    "no_report": {"casecon_register_report"},
    "not_briefed": {"attest_briefing"},
    "no_agenda": {"agenda_item_ids"},
    "reach": {"print_letter", "record_handover", "send_again"},
    "cannot_come": {"move", "action_decline_proposals"},
    "name_hr": {"reassign"},
    "replace": {"reassign", "remove_attendee", "cancel", "take_chair", "end", "action_open_minutes", "close"},
    "understanding": {"confirm_understanding"},
    "attendees": {"acknowledge_attendees"},
    "answer": {"answer"},
    "no_pre_call": {"plan_pre_call", "record_pre_call"},
    "prepare": {"action_prepare"},
    "start": {"start", "not_held"},
    "meeting": {"end"},
    "write_minutes": {"action_open_minutes"},
    "send_minutes": {"minutes:action_send_for_fact_check"},
    "flagged": {"minutes:body"},
    "put_right": {"minutes:resolve_flag"},
    "hand_over_minutes": {"minutes:record_handover", "minutes:action_print_letter"},
    "check": {"minutes:answer_fact_check"},
    "read_remarks": {"minutes:action_finalise"},
    "finalise": {"minutes:action_finalise"},
    "close": {"close"},
    "action": {"action_open_decisions"},
    "overdue": {"action_open_decisions"},
    "end_letter": {"record_end_letter"},
    "hand_over_final": {"minutes:record_handover", "minutes:action_print_letter"},
    # of an employee without a login
    "not_understood": {"record_for_employee"},
    "not_acknowledged": {"record_for_employee"},
    "notice_too_short": {"record_for_employee"},
}


@promise("casecon_turns", "casecon_dead_ends")
class TestNoDeadEnds(LifeCase):
    def offered(self, by, record):
        """What the form of this record offers to that person now: verbs, widgets, fields that can be typed into."""
        seen = self.as_(by, record)
        view = seen.get_views([(False, "form")])
        arch = etree.fromstring(view["views"]["form"]["arch"])
        known = view["models"][record._name]["fields"]
        values = seen.web_read({name: {} for name in known if name in seen._fields})[0]
        values |= {"id": record.id, "uid": seen.env.uid, "context": {}, "True": True}
        found = set()
        for node in arch.iter("button", "widget", "field"):
            line = [node, *node.iterancestors()]
            if any(one.tag == "field" for one in node.iterancestors()):
                continue  # of a row
            if any(self.is_true(one.get("invisible"), values) for one in line):
                continue
            name = node.get("name")
            if node.tag == "button":
                verb = re.search(r"'casecon_verb': '(\w+)'", node.get("context") or "") if name.isdigit() else None
                found.add(verb[1] if verb else name)
            elif node.tag == "widget":
                found.add(name)
                if name == "casecon_more_verbs":
                    found |= {verb for verb in CAN if seen[f"can_{verb}"]}
            elif not self.is_true(node.get("readonly"), values):
                found.add(name)
        return found

    def is_true(self, expression, values):
        if not expression:
            return False
        if expression in ("1", "True", "0", "False"):
            return expression in ("1", "True")
        return bool(eval(expression, {"__builtins__": {}}, dict(values)))  # an attribute of our own view

    def look(self, conference, ends=False):
        """Everybody who is asked something can do it; unless it has ended, somebody is asked something."""
        asked = {}
        minutes = conference.sudo().minutes_ids
        for by in READERS:
            if by not in self.users:
                continue
            mine = self.as_(by, conference).search([("id", "=", conference.id)])
            codes = [turn.code for turn in mine._turns().get(mine, ())]
            if not codes:
                continue
            asked[by] = codes
            offers = self.offered(by, conference)
            if minutes:
                offers |= {f"minutes:{name}" for name in self.offered(by, minutes.with_env(self.env))}
            for code in codes:
                if code in OWN_PAGES or code == "question":
                    continue  # on a page of their own
                with self.subTest(by=by, code=code, state=conference.state):
                    self.assertTrue(offers & DOES[code], f"{by} is asked “{code}” and is offered {sorted(offers)}")
        if not ends:
            self.assertTrue(asked, f"nobody is asked anything, and it is {conference.state}")
        return asked

    def booked(self, employee="employee", **vals):
        """From the request to the booking, looking at each step."""
        conference = self.ask_for(employee, told_on=False, **vals)
        self.look(conference)
        self.as_("hr", conference).action_return(reason="Ask the author first")
        self.look(conference)
        self.as_("manager", conference).action_answer_return(answer="Done")
        self.as_("hr", conference).action_accept()
        self.look(conference)
        self.as_("manager", conference).action_attest_briefing(told_on="2026-05-29")
        self.look(conference)
        self.register_report(employee)
        report = self.env["casecon.report"].search([("employee_id", "=", conference.employee_id.id)], limit=1)
        self.as_("hr", conference).report_id = report
        self.look(conference)
        self.as_("hr", conference).action_schedule(start=str(START))
        self.look(conference)
        return conference

    def met(self, conference, employee="employee"):
        """From the booking to the end of the meeting."""
        with clock.at(NOW + MINUTE):
            self.send_due()
            self.look(conference)
            if employee == "no_login":
                self.as_("hr", conference).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
                self.look(conference)
                self.record_for_employee(conference, "confirm_understanding")
            else:
                self.understand(conference, employee)
            self.look(conference)
        with clock.at(PRE_CALL):
            self.call_beforehand(conference)
            self.look(conference)
            self.as_("clinician", conference).action_prepare()
            for role in ("manager", "hr", "clinician"):
                self.as_(role, self.row(conference, role)).action_answer(answer="accepted")
            self.look(conference, ends=True)  # the day is awaited
        with clock.at(START):
            self.look(conference)
            self.start(conference)
            self.look(conference)
        with clock.at(START + LENGTH):
            self.as_("clinician", conference).action_end()
        self.look(conference)

    def drafted(self, conference):
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>One</p>"}
        )
        self.look(conference)
        return minutes.with_env(self.env)

    def closed(self, conference, minutes):
        self.look(conference)
        self.as_("hr", minutes).action_finalise()
        if "hand_over_final" in self.look(conference)["hr"]:
            self.as_("hr", minutes).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
            self.assertNotIn("hand_over_final", self.look(conference)["hr"])
        self.as_("hr", conference).action_close()
        self.assertEqual(conference.state, "closed")
        self.assertEqual(self.look(conference, ends=True), {})

    def test_a_plain_life(self):
        conference = self.booked()
        self.met(conference)
        self.at(MINUTES)
        minutes = self.drafted(conference)
        self.as_("hr", minutes).action_send_for_fact_check()
        self.look(conference)
        self.send_due()
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.closed(conference, minutes)

    def test_flagged_put_right_and_answered(self):
        conference = self.scheduled()
        self.met(conference)
        self.at(MINUTES)
        minutes = self.drafted(conference)
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.look(conference)
        self.as_("hr", minutes).write({"body": "<p>Other</p>"})
        self.assertIn("put_right", self.look(conference)["clinician"])
        self.as_("clinician", minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.as_("hr", minutes).action_send_for_fact_check()
        self.send_due()
        self.as_("clinician", minutes).action_flag("p-2", digest=minutes.text_digest)
        self.look(conference)
        self.as_("hr", minutes).write({"body": "<p>Another</p>"})
        self.send_due()
        self.as_("employee", minutes).action_comment("p-3", "Tuesday", digest=minutes.text_digest)
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.assertIn("put_right", self.look(conference)["clinician"])
        self.as_("clinician", minutes).action_resolve_flag("p-2", digest=minutes.text_digest)
        self.closed(conference, minutes)

    def test_without_a_login_and_without_an_answer(self):
        conference = self.booked("no_login")
        self.met(conference, "no_login")
        self.at(MINUTES)
        minutes = self.drafted(conference)
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertEqual(self.look(conference)["hr"], ["hand_over_minutes"])
        self.as_("hr", minutes).action_record_handover(handed_over_at=str(clock.now()), how="By hand")
        self.look(conference, ends=True)  # their time to check runs
        self.at(minutes.fact_check_until)
        self.closed(conference, minutes)

    def test_those_who_cannot_come_and_a_move(self):
        conference = self.told()
        self.as_("employee", self.row(conference, "employee")).action_answer(answer="declined")
        self.assertIn("cannot_come", self.look(conference)["hr"])
        self.as_("hr", conference).action_move(start=str(START + timedelta(days=7)), reason="Another day")
        self.look(conference)

    def test_the_ends(self):
        refused = self.ask_for()
        self.as_("hr", refused).action_refuse(reason="Another way is open")
        self.assertEqual(self.look(refused, ends=True), {})
        cancelled = self.told("no_login")
        self.as_("hr", cancelled).action_cancel(reason="No need")
        self.assertEqual(self.look(cancelled)["hr"], ["end_letter"])
        self.as_("hr", cancelled).action_record_end_letter(handed_over_at=str(clock.now()), how="By hand")
        self.assertEqual(self.look(cancelled, ends=True), {})
        declined = self.told()
        self.as_("employee", declined).action_decline()
        self.assertEqual(self.look(declined, ends=True), {})

    def test_a_meeting_that_nobody_came_to(self):
        for make in (self.told, self.prepared):
            conference = make()
            with clock.at(START + timedelta(minutes=40)):
                self.assertIn("start", self.look(conference)["clinician"], conference.state)
                tries = [{"at": str(START + timedelta(minutes=at)), "how": "By phone"} for at in (0, 10, 20)]
                self.as_("clinician", conference).action_not_held(attempts=tries, reason="Not reached")
                self.assertEqual(self.look(conference, ends=True), {})

    def test_when_people_leave(self):
        conference = self.told()
        for name in ("hr", "manager"):
            with self.subTest(name=name):
                self.people.get(name, self.env["hr.employee"]).active = False
                self.users[name].active = False
                conference._tell_of_leavers()
                self.assertIn("replace", self.look(conference)["oh_admin"])
