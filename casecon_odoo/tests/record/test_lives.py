"""Random lives by the verbs: whatever people press, the record says what happened (R3 R16 R18 R22)."""

import unittest
from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ...models.conference.understanding import what_is_read
from ..common import NOW, START, promise
from ..life import PRE_CALL, LifeCase
from ..quick import WHOLE
from . import lives

try:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as some
except ImportError:  # the addon's tests run without it, this one is skipped, and `make test` counts that as red
    given = None

LIVES, STEPS = 25 if WHOLE else 15, 40  # a thousand steps
HEAR_ALL = ("employee", "companion", "clinician", "interpreter")
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


class NothingYet(Exception):
    """What the step is about has not been made in this life."""


def _life(begin):
    """Where a life begins, and its steps: how long after the one before, what, and a number to choose with."""
    step = some.tuples(
        some.sampled_from(lives.BEGINS[begin][0]),
        some.sampled_from(lives.steps_of(begin)),
        some.integers(min_value=0, max_value=59),
    )
    return some.tuples(some.just(begin), some.lists(step, min_size=STEPS, max_size=STEPS))


@unittest.skipUnless(given, "hypothesis is not installed")
@promise("casecon_R3", "casecon_R16", "casecon_R18", "casecon_R22")
class TestLives(LifeCase):
    def test_a_thousand_steps(self):
        self.done = {}

        @settings(
            max_examples=LIVES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(some.sampled_from(list(lives.BEGINS)).flatmap(_life))
        def play(life):
            point = self.env.cr.savepoint()
            try:
                self.play(*life)
            finally:
                point.close(rollback=True)
                self.env.invalidate_all()

        play()
        for verb in ("schedule", "start", "disclose", "withdraw", "end", "finalise"):
            self.assertTrue(self.done.get(verb), f"no life came to {verb}: {self.done}")

    def play(self, begin, steps):
        self.was_in = {}
        with clock.at(NOW):
            self.register_report("employee")
            record = getattr(self, begin)()
            self.conference = record.conference_id if record._name == "casecon.minutes" else record
        now = {"accepted": NOW, "prepared": START - timedelta(minutes=10), "granted": START}.get(begin, START + HOUR)
        for pause, step, pick in steps:
            now += pause
            with clock.at(now):
                self.press(step, pick)
                self.check()

    def granted(self):
        """In session; one item was granted, another not asked about yet."""
        conference = self.prepared()
        with clock.at(PRE_CALL):
            self.as_("employee", self.propose(conference)).action_grant()
            self.propose(conference)
        with clock.at(START):
            self.start(conference)
        return conference

    def press(self, step, pick):
        what, verb, who, how = step
        try:
            with self.env.cr.savepoint():
                self.press_it(what, verb, who, how, pick)
                self.env.flush_all()
        except (UserError, NothingYet):
            self.env.invalidate_all()
        else:
            self.done[verb] = self.done.get(verb, 0) + 1

    def press_it(self, what, verb, who, how, pick):
        if what == "send":
            self.send_due()
        elif what == "propose":
            self.propose(self.conference)
        elif what == "write":
            minutes = self.conference.minutes_ids or self.env["casecon.minutes"]
            vals = {"body": f"<p>Agreed {pick}</p>"}
            rows = self.as_("hr", minutes)
            rows.write(vals) if minutes else rows.create({"conference_id": self.conference.id, **vals})
        elif what == "for_employee":
            self.as_(who, self.conference).action_record_for_employee(**how(self, pick))
        else:
            record = {"conference": self.conference, "minutes": self.conference.minutes_ids}.get(what)
            record = record if record is not None else getattr(lives, what)(self, pick)
            if not record:
                raise NothingYet
            getattr(self.as_(who, record), f"action_{verb}")(**how(self, pick))

    # what a step may need to know

    def some_start(self, pick):
        return START + timedelta(days=pick % 12, hours=pick % 3)

    def what_is_read(self):
        return what_is_read(self.as_("employee", self.conference))

    def read_minutes(self):
        return {"digest": self.conference.minutes_ids.text_digest}

    # what must hold after each step, reckoned from the rows alone

    def check(self):
        self.env.invalidate_all()
        conference = self.conference.sudo()
        if conference.started_at:
            self.nothing_is_younger_than_the_start(conference)
            self.notice_was_given(conference)
        self.intervals_never_shrink(conference)
        self.nothing_was_said_against_the_employee(conference)
        self.nothing_is_final_unread(conference)

    def nothing_is_younger_than_the_start(self, conference):
        began = conference.started_at
        self.assertTrue(conference.understood_at and conference.understood_at <= began)
        calls = conference.pre_call_ids.filtered("outcome")
        self.assertTrue(any(call.called_at <= began for call in calls))
        for stem in ("understood", "notice_waived"):
            if conference[f"{stem}_entered_at"]:
                self.assertLessEqual(conference[f"{stem}_at"], conference[f"{stem}_entered_at"])

    def notice_was_given(self, conference):
        """Seven times 24 hours and seven dates in London from the first acceptance, or what the employee waived."""
        employee = conference.attendee_ids.filtered(lambda row: row.role == "employee")[:1]
        told = employee.first_invited_at or employee.invited_at
        self.assertTrue(told, "a meeting of which nobody was told")
        waived = conference.notice_waived_at and conference.notice_waived_at <= conference.started_at
        if waived and conference.notice_accepts_from <= conference.start:
            return
        self.assertGreaterEqual(conference.start - told, WEEK)
        summer = timedelta(hours=1)  # London in June
        self.assertGreaterEqual((conference.start + summer).date() - (told + summer).date(), WEEK)

    def intervals_never_shrink(self, conference):
        """Who was there from nine stays there from nine; one that has ended never ends earlier."""
        now = {row.id: row._in_the_room() for row in conference.attendee_ids}
        for who, before in self.was_in.items():
            for one in before:
                longer = [new for new in now[who] if new.start <= one.start and _covers(new, one.stop)]
                self.assertTrue(longer, f"{one} of {who} is not in {now[who]}")
        self.was_in = now

    def nothing_was_said_against_the_employee(self, conference):
        employee = conference.attendee_ids.filtered(lambda row: row.role == "employee")
        for line in conference.consent_line_ids:
            for said in line.answer_ids.filtered(lambda one: one.answer == "disclosed"):
                before = line.answer_ids.filtered(
                    lambda one, said=said: (
                        one.attendee_id == said.attendee_id
                        and one.answer != "disclosed"
                        and (one.answered_at, one.id) < (said.answered_at, said.id)
                    )
                )
                last = before.sorted(lambda one: (one.answered_at, one.id))[-1:]
                if said.attendee_id.role not in HEAR_ALL:
                    self.assertEqual(last.answer, "granted", "said to somebody to whom it was not granted")
                there = [one for row in employee for one in row._in_the_room() if one.holds(said.answered_at)]
                self.assertTrue(there, "said while the employee was out")

    def nothing_is_final_unread(self, conference):
        for minutes in conference.minutes_ids.filtered(lambda one: one.state == "final"):
            self.assertTrue(minutes.answered_at or minutes.fact_check_until <= minutes.finalised_at)
            self.assertTrue(minutes.sent_at and conference.ended_at)
            checked = minutes.version_ids.sorted("number")[-1:]
            self.assertTrue(checked.delivered_at, "final, and never delivered")
            self.assertEqual(checked.digest, minutes.text_digest, "final in other words than were checked")
            self.assertFalse(minutes.comment_ids.filtered(lambda one: one.kind == "flag" and not one.resolved_at))


def _covers(interval, stop):
    return stop is None or interval.stop is None or interval.stop >= stop
