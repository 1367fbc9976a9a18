"""The narrow copy of busy times equals the calendar, whatever is done to it by whom."""

import logging
import random
from datetime import datetime, timedelta

from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tools import SQL, mute_logger

from ...models.scheduling.busy import BUSY, DIFFERENT
from ..common import NOW, START, CaseconCase, promise
from ..personas import Personas
from ..quick import WHOLE

QUIET = {"no_mail_to_attendees": True, "dont_notify": True, "mail_create_nolog": True, "tracking_disable": True}
EVER = datetime(1970, 1, 1)
LONG_AGO, FAR_AHEAD = datetime(2020, 3, 2, 9), datetime(2099, 6, 15, 9)  # by the database's clock too
STATES = ("needsAction", "accepted", "declined", "tentative")


class BusyCase(Personas):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls.env["calendar.event"].with_context(**QUIET)
        cls.guest = cls.users["colleague"].partner_id

    def meet(self, start=START, minutes=60, partners=None, **vals):
        """A meeting, and its attendance."""
        partners = self.guest if partners is None else partners
        event = self.events.create(
            {
                "name": "Meeting",
                "start": start,
                "stop": start + timedelta(minutes=minutes),
                "partner_ids": [Command.set(partners.ids)],
                **vals,
            }
        )
        event.attendee_ids.state = "accepted"
        return event

    def copied(self, *partners):
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                "SELECT start, stop, soft, whole FROM casecon_busy WHERE partner_id = ANY(%s) ORDER BY start, stop",
                [partner.id for partner in partners or (self.guest,)],
            )
        )

    def assert_equals_the_truth(self):
        self.env.flush_all()
        self.assertFalse(self.env.execute_query(SQL(DIFFERENT, EVER, EVER)))


@promise("casecon_slots")
class TestBusy(BusyCase, CaseconCase):
    def test_a_meeting_is_busy_from_start_to_stop(self):
        event = self.meet()
        self.assertEqual(self.copied(), [(START, START + timedelta(hours=1), False, False)])
        event.start = START + timedelta(days=1)
        self.assertEqual(self.copied()[0][0], START + timedelta(days=1))

    def test_only_perhaps_is_soft_and_only_a_no_is_free(self):
        attendee = self.meet().attendee_ids
        for state, soft in (("needsAction", [False]), ("tentative", [True]), ("declined", []), ("accepted", [False])):
            attendee.state = state
            self.assertEqual([row[2] for row in self.copied()], soft, state)

    def test_shown_as_free_archived_or_deleted_is_not_busy(self):
        event = self.meet()
        for vals, back in (({"show_as": "free"}, {"show_as": "busy"}), ({"active": False}, {"active": True})):
            event.write(vals)
            self.assertFalse(self.copied(), vals)
            event.write(back)
            self.assertTrue(self.copied(), back)
        event.unlink()
        self.assertFalse(self.copied())

    def test_an_all_day_event_is_kept_as_its_dates(self):
        self.meet(START, allday=True, stop=START + timedelta(days=1))
        self.assertEqual(self.copied(), [(datetime(2026, 6, 15), datetime(2026, 6, 17), False, True)])

    def test_an_occurrence_that_recurs_is_busy_each_time(self):
        event = self.meet(
            recurrency=True, rrule_type="weekly", mon=True, end_type="count", count=4, event_tz="Europe/London"
        )
        self.assertEqual([row[0] for row in self.copied()], [START + timedelta(weeks=n) for n in range(4)])
        event.recurrence_id.calendar_event_ids.sorted("start")[1].unlink()
        self.assertEqual(len(self.copied()), 3)

    def test_time_off_is_no_meeting(self):
        event = self.meet()
        self.env.flush_all()
        self.env.cr.execute("UPDATE calendar_event SET res_model = 'hr.leave' WHERE id = %s", [event.id])
        self.assertFalse(self.copied())

    def test_an_attendance_without_contact_is_nobodys(self):
        """As old databases have them, which came through several versions of Odoo."""
        event = self.meet()
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE calendar_attendee ALTER COLUMN partner_id DROP NOT NULL")
        self.env.cr.execute("INSERT INTO calendar_attendee (event_id, state) VALUES (%s, 'accepted')", [event.id])
        self.env.cr.execute("UPDATE calendar_event SET stop = stop + interval '1 hour' WHERE id = %s", [event.id])
        self.assert_equals_the_truth()
        self.assertEqual(len(self.copied()), 1)

    def test_a_conference_keeps_its_people_busy_until_its_end(self):
        conference = self.scheduled()
        partner = self.users["employee"].partner_id
        self.assertEqual(self.copied(partner), [(conference.start, conference.stop, False, False)])
        self.as_("hr", conference).action_move(start=str(START + timedelta(days=1)))
        self.assertEqual(self.copied(partner)[0][0], START + timedelta(days=1))
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertFalse(self.copied(partner))

    def test_a_merged_contact_takes_the_busy_times_along(self):
        other = self.env["res.partner"].create({"name": "The same person"})
        self.meet(partners=other)
        self.env["base.partner.merge.automatic.wizard"]._merge((self.guest | other).ids, self.guest)
        self.assertEqual(len(self.copied()), 1)
        self.assert_equals_the_truth()

    def test_the_night_mends_what_differs_and_logs_a_number_only(self):
        self.meet()
        self.env.flush_all()
        self.env.cr.execute("UPDATE casecon_busy SET start = start - interval '1 day'")
        # the number, since Odoo gives the name INFO to another level in its tests
        with self.assertLogs("odoo.addons.casecon_odoo.models.scheduling.busy", logging.INFO) as logs:
            self.env["casecon.busy"]._cron_repair()
        self.assertEqual(
            [record.getMessage() for record in logs.records],
            ["Busy times compared with the calendar: 1 rows differed and were mended."],
        )
        self.assert_equals_the_truth()

    def test_the_past_is_dropped_and_comes_back_when_it_is_moved_ahead(self):
        event = self.meet(NOW - timedelta(days=30))
        self.assertTrue(self.copied())
        self.env["casecon.busy"]._cron_repair()
        self.assertFalse(self.copied())
        event.start = START
        self.assertEqual(len(self.copied()), 1)

    def test_all_of_a_meeting_come_back_also_where_one_answered_after_it_was_dropped(self):
        late = self.users["colleague"].partner_id | self.users["manager"].partner_id
        for change in ({"state": "tentative"}, {"partner_id": self.users["hr"].partner_id.id}):
            event = self.meet(LONG_AGO, partners=late)
            self.env.flush_all()
            self.env["casecon.busy"]._cron_repair()
            event.attendee_ids[:1].write(change)
            event.start = START
            with self.subTest(change=change):
                self.assert_equals_the_truth()

    def test_one_event_that_cannot_be_mended_keeps_no_other_from_it(self):
        bad, good = self.meet(), self.meet(START + timedelta(days=1))
        self.env.flush_all()
        self.env.cr.execute(f"ALTER TABLE casecon_busy ADD CHECK (event_id <> {bad.id}) NOT VALID")
        self.env.cr.execute("DELETE FROM casecon_busy WHERE event_id IN %s", [(bad.id, good.id)])
        busy = "odoo.addons.casecon_odoo.models.scheduling.busy"
        with self.assertLogs(busy, logging.WARNING) as logs, mute_logger("odoo.sql_db"):
            self.assertEqual(self.env["casecon.busy"]._repair(), 1)
        self.assertEqual(len(self.copied()), 1)
        self.assertIn("CheckViolation", logs.output[0])

    def test_the_night_finds_rows_that_are_missing_or_too_many(self):
        event = self.meet()
        self.env.flush_all()
        row = self.env.execute_query(SQL("DELETE FROM casecon_busy WHERE partner_id = %s RETURNING *", self.guest.id))
        self.assertEqual(self.env["casecon.busy"]._repair(), 1)
        self.assertEqual(len(self.copied()), 1)
        event.unlink()
        self.env.flush_all()
        self.env.cr.execute("INSERT INTO casecon_busy VALUES %s", [row[0]])
        self.assertEqual(self.env["casecon.busy"]._repair(), 1)
        self.assertFalse(self.copied())


@promise("casecon_slots")
class TestBusyAtRandom(BusyCase):
    """Ten thousand operations, by the ORM and by SQL, from a fixed seed."""

    def setUp(self):
        super().setUp()
        self.dice = random.Random(2026)  # the same on each run
        self.ours = []  # what the ORM made: it does not bear what SQL leaves half done
        self.guests = self.env["res.partner"].create([{"name": f"Guest {n}"} for n in range(40)])

    def start(self):
        return FAR_AHEAD + timedelta(minutes=15 * self.dice.randrange(96 * 60))

    def some(self, least=1):
        return self.guests.browse(self.dice.sample(self.guests.ids, self.dice.randint(least, 5)))

    def test_ten_thousand_operations_leave_the_copy_equal_to_the_truth(self):
        for round_ in range(20 if WHOLE else 10):
            self._by_orm(12)
            self.env.flush_all()
            self._by_sql(488)
            self.env.cr.execute("ANALYZE calendar_event, calendar_attendee, casecon_busy")
            self.env.invalidate_all()
            if round_ % 5 == 4:
                self.assert_equals_the_truth()
        truth = self.env.execute_query(SQL(f"SELECT count(*), count(*) FILTER (WHERE soft) FROM ({BUSY}) t"))
        self.assertGreater(truth[0][0], 1000 if WHOLE else 500)
        self.assertGreater(truth[0][1], 100 if WHOLE else 50)

    def _by_orm(self, times):
        for _n in range(times):
            kind = self.dice.choice(
                ("create", "recur", "move", "answer", "guests", "unlink", "archive", "day", "later")
            )
            if kind == "create":
                whole = self.dice.random() < 0.1
                self.ours += self.meet(self.start(), self.dice.choice((30, 60)), self.some(), allday=whole).ids
                continue
            if kind == "recur":
                rule = {"recurrency": True, "rrule_type": "daily", "interval": 2, "end_type": "count", "count": 5}
                first = self.meet(self.start(), 30, self.some(), event_tz="Europe/London", **rule)
                self.ours += first.recurrence_id.calendar_event_ids.ids
                continue
            event = self.events.browse(self.dice.choice(self.ours or [0])).exists()
            if not event or event.stop < event.start:
                continue
            if kind == "move":
                begin = self.start()
                event.write({"start": begin, "stop": begin + timedelta(minutes=45)})
            elif kind == "answer":
                event.attendee_ids[:1].state = self.dice.choice(STATES)
            elif kind == "guests":
                event.partner_ids = [Command.set(self.some().ids)]
            elif kind == "unlink":
                event.unlink()
            elif kind == "archive":
                event.active = not event.active
            elif kind == "day":
                event.write({"allday": not event.allday})
            elif kind == "later" and event.recurrence_id and not event.allday:
                event.write({"recurrence_update": "future_events", "show_as": self.dice.choice(("busy", "free"))})

    def _one(self, table):
        """The id of some row."""
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE id >= (SELECT max(id) FROM %s) * %s ORDER BY id LIMIT 1",
                SQL.identifier(table),
                SQL.identifier(table),
                self.dice.random(),
            )
        )
        return rows[0][0] if rows else None

    def _by_sql(self, times):
        execute = self.env.cr.execute
        for _n in range(times):
            kind = self.dice.random()
            event, row = self._one("calendar_event"), self._one("calendar_attendee")
            begin = self.start()
            if kind < 0.35 or not event or not row:
                execute(
                    """INSERT INTO calendar_event (name, start, stop, active, show_as, allday)
                       VALUES ('x', %s, %s, %s, %s, %s) RETURNING id""",
                    [
                        begin,
                        begin + timedelta(minutes=self.dice.choice((0, 30, 60))),
                        self.dice.random() < 0.9,
                        self.dice.choice(("busy", "busy", "free")),
                        self.dice.random() < 0.1,
                    ],
                )
                (made,) = self.env.cr.fetchone()
                for guest in self.some():
                    execute(
                        "INSERT INTO calendar_attendee (event_id, partner_id, state) VALUES (%s, %s, %s)",
                        [made, guest.id, self.dice.choice((*STATES, None))],
                    )
            elif kind < 0.55:
                execute(
                    "UPDATE calendar_event SET start = %s, stop = %s WHERE id = %s",
                    [begin, begin + timedelta(minutes=45), event],
                )
            elif kind < 0.70:
                execute("UPDATE calendar_attendee SET state = %s WHERE id = %s", [self.dice.choice(STATES), row])
            elif kind < 0.76:
                execute("UPDATE calendar_event SET active = NOT active WHERE id = %s", [event])
            elif kind < 0.82:
                execute(
                    "UPDATE calendar_event SET show_as = %s WHERE id IN (%s, %s)",
                    [self.dice.choice(("busy", "free")), event, self._one("calendar_event")],
                )
            elif kind < 0.86:
                execute("UPDATE calendar_event SET allday = allday IS NOT TRUE WHERE id = %s", [event])
            elif kind < 0.90:
                execute("UPDATE calendar_attendee SET partner_id = %s WHERE id = %s", [self.some().ids[0], row])
            elif kind < 0.92:
                execute("UPDATE calendar_attendee SET event_id = %s WHERE id = %s", [event, row])
            elif kind < 0.97:
                execute("DELETE FROM calendar_attendee WHERE id = %s", [row])
            else:
                execute("DELETE FROM calendar_event WHERE id = %s", [event])


@promise("casecon_slots")
class TestBusyAtOnce(Personas):
    """Two transactions that cannot see each other: real connections, whose rows are removed again."""

    def setUp(self):
        super().setUp()
        self.one, self.two, self.three = (self.enterContext(self._connection()) for _n in range(3))
        self.one.execute("INSERT INTO res_partner (name, active) VALUES ('Guest', true) RETURNING id")
        (self.partner,) = self.one.fetchone()
        self.one.execute("INSERT INTO res_partner (name, active) VALUES ('Late', true) RETURNING id")
        (self.late,) = self.one.fetchone()
        self.one.execute(
            "INSERT INTO calendar_event (name, start, stop, active, show_as) VALUES ('x', %s, %s, true, 'busy')"
            " RETURNING id",
            [FAR_AHEAD, FAR_AHEAD + timedelta(hours=1)],
        )
        (self.event,) = self.one.fetchone()
        self.one.commit()
        self.addCleanup(self._remove)

    def _connection(self):
        return db_connect(self.env.cr.dbname).cursor()

    def _remove(self):
        with self._connection() as cr:
            cr.execute("DELETE FROM calendar_event WHERE id = %s", [self.event])
            cr.execute("DELETE FROM res_partner WHERE id IN (%s, %s)", [self.partner, self.late])
            cr.commit()  # pylint: disable=invalid-commit  # a connection of the test's own

    def _attend(self, cr, partner):
        cr.execute(
            "INSERT INTO calendar_attendee (event_id, partner_id, state) VALUES (%s, %s, 'accepted')",
            [self.event, partner],
        )

    def _stale(self, cr):
        cr.rollback()
        cr.execute(DIFFERENT, [FAR_AHEAD, FAR_AHEAD])
        return len(cr.fetchall())

    def test_what_neither_could_see_is_stale_until_the_night(self):
        self.two.execute("SELECT 1")  # its view of the world begins before the move
        self.one.execute("UPDATE calendar_event SET start = start + interval '1 hour' WHERE id = %s", [self.event])
        self.one.execute("UPDATE calendar_event SET stop = stop + interval '1 hour' WHERE id = %s", [self.event])
        self._attend(self.two, self.partner)
        self.one.commit()
        self.two.commit()
        self.assertEqual(self._stale(self.three), 1)
        Environment(self.three, SUPERUSER_ID, {})["casecon.busy"]._cron_repair()
        self.three.commit()
        self.assertEqual(self._stale(self.three), 0)

    def test_one_stale_row_keeps_nobody_else_out_when_the_meeting_comes_back(self):
        for away, back in (("active = false", "active = true"), ("show_as = 'free'", "show_as = 'busy'")):
            self._attend(self.one, self.partner)
            self.one.commit()
            self.two.execute("SELECT 1")
            self.one.execute(f"UPDATE calendar_event SET {away} WHERE id = %s", [self.event])
            self._attend(self.two, self.late)
            self.one.commit()
            self.two.commit()
            self.one.execute(f"UPDATE calendar_event SET {back} WHERE id = %s", [self.event])
            self.one.commit()
            with self.subTest(back=back):
                self.assertEqual(self._stale(self.three), 0)
