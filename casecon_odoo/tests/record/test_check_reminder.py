"""R22: two days before the fact check ends the employee is reminded of it, by its real end, once."""

from datetime import datetime, timedelta

from ...domain import reminders
from ...models import clock
from ..common import promise
from ..life import MINUTES, LifeCase

LONDON = "Europe/London"


class CheckCase(LifeCase):
    def setUp(self):
        super().setUp()
        self.minutes = self.in_fact_check()
        self.leaves(MINUTES + timedelta(minutes=1))

    def leaves(self, moment):
        """The words of what leaves when the job runs then: `{address: text}`."""
        with clock.at(moment):
            return {to: mail.get_body(("plain",)).get_content() for to, mail in self.send_due()}

    def due(self):
        rows = self.env["casecon.message"].search([("about", "=", "check_ends"), ("state", "=", "waiting")])
        return rows.mapped("due_at")

    def next_due(self):
        due = self.due()
        self.assertEqual(len(due), 1, "one waits")
        return due[0]


@promise("casecon_R22", "casecon_messages")
class TestCheckReminder(CheckCase):
    def test_two_days_before_it_ends_at_nine_and_once(self):
        self.assertEqual(self.minutes.fact_check_until, datetime(2026, 6, 22, 9, 40))
        due_at = self.next_due()
        self.assertEqual(due_at, datetime(2026, 6, 20, 8))
        self.assertEqual(self.leaves(due_at - timedelta(minutes=1)), {})
        ((to, text),) = self.leaves(due_at).items()
        self.assertEqual(to, "employee@example.com")
        self.assertIn("You still have time to check a text", text)
        self.assertIn("Until: Monday 22 June 2026, 10:40 (London time)", text)
        self.assertEqual(self.leaves(due_at + timedelta(hours=1)), {})

    def test_whoever_has_answered_is_not_reminded(self):
        with clock.at(MINUTES + timedelta(days=1)):
            self.as_("employee", self.minutes).action_answer_fact_check(digest=self.minutes.text_digest)
        self.assertEqual(self.leaves(datetime(2026, 6, 20, 8)), {})

    def test_with_more_time_the_reminder_comes_later(self):
        with clock.at(MINUTES + timedelta(days=1)):
            self.as_("hr", self.minutes).action_extend_fact_check(until="2026-06-29 23:00:00")
        self.leaves(MINUTES + timedelta(days=1, minutes=1))
        self.assertEqual(self.due(), [datetime(2026, 6, 28, 8)])
        self.assertEqual(self.leaves(datetime(2026, 6, 20, 8)), {})
        self.assertEqual(len(self.leaves(datetime(2026, 6, 28, 8))), 1)


@promise("casecon_R22", "casecon_R31", "casecon_messages")
class TestCheckReminderWaits(CheckCase):
    """The login waits for OH meanwhile. PostgreSQL counts how long by its own clock, so these days are around now."""

    def setUp(self):
        super().setUp()
        self.env.cr.execute("SELECT date_trunc('second', now() AT TIME ZONE 'UTC')")
        (self.now,) = self.env.cr.fetchone()
        self.sent, self.until = self.now - timedelta(days=8), self.now + timedelta(days=2)
        self.set("UPDATE casecon_minutes SET sent_at = %s, fact_check_until = %s", [self.sent, self.until])
        with clock.at(self.sent):
            self.minutes.conference_id._plan_reminders()

    def set(self, statement, values):
        self.env.flush_all()
        self.env.cr.execute(statement, values)
        self.env.invalidate_all()

    def waits(self, days):
        """Somebody took the employee's login off so many days ago."""
        self.people["employee"].user_id = False
        since = [self.now - timedelta(days=days), self.people["employee"].id]
        self.set("UPDATE casecon_login SET suspended_at = %s WHERE employee_id = %s", since)

    def goes_on(self, days):
        """It is theirs again."""
        self.people["employee"].user_id = self.users["employee"]
        self.env.flush_all()
        self.env.invalidate_all()
        until = self.until + timedelta(days=days)
        self.assertAlmostEqual(self.minutes.fact_check_until, until, delta=timedelta(seconds=1))

    def test_while_time_stands_still_nobody_is_reminded_and_afterwards_by_the_end_that_holds_then(self):
        self.waits(5)
        for _day in range(3):
            due_at = self.next_due()
            self.assertEqual(self.leaves(due_at), {})
        self.goes_on(5)
        due_at = self.next_due()
        self.assertEqual(self.leaves(due_at), {})
        self.assert_reminded_of(self.until + timedelta(days=5))

    def test_what_stood_still_before_the_reminder_was_due_moves_it(self):
        self.waits(5)
        self.goes_on(5)
        due_at = self.next_due()
        self.assertEqual(self.leaves(due_at), {})
        self.assert_reminded_of(self.until + timedelta(days=5))

    def test_a_short_while_around_nine_o_clock_loses_no_reminder(self):
        self.waits(0)
        due_at = self.next_due()
        self.assertEqual(self.leaves(due_at), {})
        self.goes_on(0)
        later = self.next_due()
        self.assertEqual(later, reminders.next_nine(due_at, LONDON))
        self.assertEqual(list(self.leaves(later)), ["employee@example.com"])

    def assert_reminded_of(self, until):
        due_at = self.next_due()
        self.assertEqual(due_at, reminders.of_check(until, LONDON, self.sent))
        self.assertEqual(list(self.leaves(due_at)), ["employee@example.com"])
        self.assertEqual(self.due(), [])
