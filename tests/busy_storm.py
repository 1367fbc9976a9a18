"""Ten thousand operations on calendars by several connections at once, in `odoo shell`; what the copy holds after it.

Each connection runs transactions of a few random operations, by SQL and by the ORM, and commits most of them. The
database itself notes which transaction touched what, with its snapshot: so a row that differs can be asked whether two
transactions that could not see each other explain it, and nothing else is forgiven.
"""

import json
import random
import threading
import time
from collections import Counter
from datetime import timedelta

from odoo.addons.casecon_odoo.models import clock
from odoo.addons.casecon_odoo.models.scheduling.busy import BUSY, DIFFERENT, KEPT
from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import MissingError, UserError
from odoo.fields import Command
from odoo.sql_db import db_connect
from psycopg2 import OperationalError
from psycopg2.errors import ForeignKeyViolation

QUIET = {"no_mail_to_attendees": True, "dont_notify": True, "mail_create_nolog": True, "tracking_disable": True}
STATES = ("needsAction", "accepted", "declined", "tentative")
SHARE_BY_ORM = 0.05
HOT = 25  # events that all connections like best, so that they meet

AUDIT = """
CREATE UNLOGGED TABLE storm (tx xid8, snapshot pg_snapshot, event_id int, attendee_id int);
CREATE FUNCTION storm() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'calendar_event' THEN
        INSERT INTO storm VALUES (pg_current_xact_id(), pg_current_snapshot(), NEW.id, NULL);
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO storm VALUES (pg_current_xact_id(), pg_current_snapshot(), OLD.event_id, OLD.id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO storm VALUES (pg_current_xact_id(), pg_current_snapshot(), NEW.event_id, NEW.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER storm AFTER UPDATE ON calendar_event FOR EACH ROW EXECUTE FUNCTION storm();
CREATE TRIGGER storm AFTER INSERT OR UPDATE OR DELETE ON calendar_attendee FOR EACH ROW EXECUTE FUNCTION storm();
"""
# Of these attendances: those for which no change of the event and no change of the attendance were hidden from
# each other. The storm's own table holds what was committed only.
UNEXPLAINED = """
    SELECT a FROM unnest(%s::int[]) a WHERE NOT EXISTS (
        SELECT FROM storm mine
          JOIN storm event ON event.event_id = mine.event_id AND event.attendee_id IS NULL
         WHERE mine.attendee_id = a AND mine.tx <> event.tx
           AND NOT pg_visible_in_snapshot(mine.tx, event.snapshot)
           AND NOT pg_visible_in_snapshot(event.tx, mine.snapshot))
"""


class Storm:
    """`Storm(env, seed, operations, connections).blow()` returns what happened, as plain values."""

    def __init__(self, env, seed, operations, connections):
        self.db, self.seed, self.operations, self.connections = env.cr.dbname, seed, operations, connections
        self.day = clock.now().replace(hour=0, minute=0, second=0) + timedelta(days=30)
        guests = env["res.partner"].create([{"name": f"Guest {number}"} for number in range(40)])
        events = env["calendar.event"].with_context(**QUIET)
        self.guests = guests.ids
        self.hot = events.create([self._event_vals(random.Random(seed), guests.ids) for _n in range(HOT)]).ids
        env.cr.execute(AUDIT)
        env.cr.commit()
        self.counted = Counter()
        self.faults = []

    def blow(self):
        threads = [threading.Thread(target=self._run, args=(number,)) for number in range(self.connections)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        result = {"seconds": round(time.monotonic() - began, 1), **self.counted, "faults": self.faults[:5]}
        with self._cursor() as cr:
            self._collide(cr)
            different = self._different(cr)
            cr.execute(UNEXPLAINED, [different])
            result |= {"different": len(different), "unexplained": [row[0] for row in cr.fetchall()]}
            cr.execute(f"SELECT count(*), count(*) FILTER (WHERE soft), count(*) FILTER (WHERE whole) FROM ({BUSY}) t")
            result |= dict(zip(("busy", "soft", "whole"), cr.fetchone(), strict=True))
            Environment(cr, SUPERUSER_ID, {})["casecon.busy"]._cron_repair()
            cr.commit()
            result["after the night"] = len(self._different(cr))
        result["updated at work"] = self._update_at_work()
        return result

    def _update_at_work(self):
        """The addon is updated while somebody is in the middle of something: how either ends."""
        ends = []

        def update():
            with self._cursor() as cr:
                try:
                    Environment(cr, SUPERUSER_ID, {})["casecon.busy"].init()
                    cr.commit()
                    ends.append("updated")
                except OperationalError as error:
                    ends.append(repr(error))

        with self._cursor() as cr:
            cr.execute("UPDATE calendar_event SET name = name WHERE id = %s", [self.hot[0]])
            thread = threading.Thread(target=update)
            thread.start()
            waits = False
            while thread.is_alive() and not waits:
                time.sleep(0.05)
                cr.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'")
                (waits,) = cr.fetchone()
            try:
                cr.execute("UPDATE calendar_event SET start = start WHERE id = %s", [self.hot[0]])
                cr.commit()
                ends.append("worked")
            except OperationalError as error:
                cr.rollback()
                ends.append(repr(error))
            thread.join()
        return sorted(ends)

    def _cursor(self):
        return db_connect(self.db).cursor()

    def _different(self, cr):
        """The attendances of the storm whose copy is not the truth."""
        since = clock.now() - KEPT  # what is older is dropped every night
        cr.execute(DIFFERENT, [since, since])
        return list({attendee_id for _event_id, attendee_id in cr.fetchall()})

    def _collide(self, cr):
        """The one thing that the copy does not promise, for certain: each of two changes what the other cannot see."""
        with self._cursor() as other:
            cr.execute("SELECT 1")
            other.execute(
                "UPDATE calendar_event SET active = true, show_as = 'busy', res_model = NULL WHERE id = %s",
                [self.hot[0]],
            )
            other.commit()
            cr.rollback()
            cr.execute("SELECT 1")
            other.execute("UPDATE calendar_event SET stop = stop + interval '1 day' WHERE id = %s", [self.hot[0]])
            cr.execute(
                "INSERT INTO calendar_attendee (event_id, partner_id, state) VALUES (%s, %s, 'accepted')",
                [self.hot[0], self.guests[0]],
            )
            other.commit()
            cr.commit()

    # One connection

    def _run(self, number):
        draw = random.Random(f"{self.seed}/{number}")
        done, most = 0, self.operations // self.connections
        with self._cursor() as cr:
            while done < most:
                done += self._transaction(cr, draw)

    def _transaction(self, cr, draw):
        """A few operations and their end. Returns how many count: those that PostgreSQL refused do not."""
        operations = draw.randint(1, 6)
        env = Environment(cr, SUPERUSER_ID, QUIET)
        try:
            cr.execute("SET LOCAL lock_timeout = '400ms'")  # a deadlock is found after a second
            for _n in range(operations):
                if draw.random() < SHARE_BY_ORM:
                    self._by_orm(env, draw)
                else:
                    self._by_sql(cr, draw)
            env.flush_all()
            kept = draw.random() < 0.85
            cr.commit() if kept else cr.rollback()
            self.counted["kept" if kept else "undone"] += operations
        except (OperationalError, ForeignKeyViolation, MissingError) as error:
            cr.rollback()
            self.counted[type(error).__name__] += 1
            operations = 0
        except Exception as error:  # the storm goes on; the test fails by it
            cr.rollback()
            self.faults.append(repr(error))
            operations = 1
        env.transaction.reset()
        return operations

    def _start(self, draw):
        return self.day + timedelta(minutes=15 * draw.randrange(96 * 60))

    def _event_vals(self, draw, guests, **more):
        begin = self._start(draw)
        return {
            "name": "x",
            "start": begin,
            "stop": begin + timedelta(minutes=draw.choice((30, 60))),
            "partner_ids": [Command.set(draw.sample(guests, draw.randint(1, 5)))],
            **more,
        }

    def _row(self, cr, draw, table):
        """The id of some row, now and then that of an event which all like, or of who attends it."""
        if draw.random() < 0.15:
            hot = draw.choice(self.hot)
            if table == "calendar_event":
                return hot
            cr.execute("SELECT id FROM calendar_attendee WHERE event_id = %s", [hot])
            rows = cr.fetchall()
            return draw.choice(rows)[0] if rows else 0
        cr.execute(
            f"SELECT id FROM {table} WHERE id >= %s + (SELECT max(id) - %s FROM {table}) * %s ORDER BY id LIMIT 1",
            [self.hot[0], self.hot[0], draw.random()],
        )
        row = cr.fetchone()
        return row[0] if row else 0

    def _by_sql(self, cr, draw):
        kind, begin = draw.random(), self._start(draw)
        event, row = (self._row(cr, draw, table) for table in ("calendar_event", "calendar_attendee"))
        if kind < 0.25:
            cr.execute(
                "INSERT INTO calendar_event (name, start, stop, active, show_as, allday)"
                " VALUES ('x', %s, %s, %s, %s, %s) RETURNING id",
                [
                    begin,
                    begin + timedelta(minutes=draw.choice((0, 30, 60))),
                    draw.random() < 0.9,
                    draw.choice(("busy", "busy", "free")),
                    draw.random() < 0.1,
                ],
            )
            (made,) = cr.fetchone()
            for guest in draw.sample(self.guests, draw.randint(1, 4)):
                self._attend(cr, made, guest, draw.choice((*STATES, None)))
        elif kind < 0.33:
            self._attend(cr, event, draw.choice(self.guests), draw.choice(STATES))
        elif kind < 0.52:
            cr.execute(
                "UPDATE calendar_event SET start = %s, stop = %s WHERE id = %s",
                [begin, begin + timedelta(minutes=45), event],
            )
        elif kind < 0.67:
            cr.execute("UPDATE calendar_attendee SET state = %s WHERE id = %s", [draw.choice(STATES), row])
        elif kind < 0.73:
            cr.execute("UPDATE calendar_event SET active = NOT active WHERE id = %s", [event])
        elif kind < 0.79:
            cr.execute("UPDATE calendar_event SET show_as = %s WHERE id = %s", [draw.choice(("busy", "free")), event])
        elif kind < 0.83:
            cr.execute("UPDATE calendar_event SET allday = allday IS NOT TRUE WHERE id = %s", [event])
        elif kind < 0.85:
            away = draw.choice(("hr.leave", None))
            cr.execute("UPDATE calendar_event SET res_model = %s WHERE id = %s", [away, event])
        elif kind < 0.89:
            cr.execute("UPDATE calendar_attendee SET partner_id = %s WHERE id = %s", [draw.choice(self.guests), row])
        elif kind < 0.91:
            cr.execute("UPDATE calendar_attendee SET event_id = %s WHERE id = %s", [event, row])
        elif kind < 0.97:
            cr.execute("DELETE FROM calendar_attendee WHERE id = %s", [row])
        elif event not in self.hot:
            cr.execute("DELETE FROM calendar_event WHERE id = %s", [event])

    def _attend(self, cr, event, guest, state):
        cr.execute(
            "INSERT INTO calendar_attendee (event_id, partner_id, state)"
            " SELECT id, %s, %s FROM calendar_event WHERE id = %s",
            [guest, state, event],
        )

    def _by_orm(self, env, draw):
        events = env["calendar.event"]
        kind = draw.choice(
            ("create", "recur", "move", "answer", "guests", "unlink", "archive", "day", "later", "shown", "merge")
        )
        self.counted[f"ORM: {kind}"] += 1
        if kind == "create":
            events.create(self._event_vals(draw, self.guests, allday=draw.random() < 0.1))
            return
        if kind == "recur":
            rule = {"recurrency": True, "rrule_type": "daily", "interval": 2, "end_type": "count", "count": 4}
            events.create(self._event_vals(draw, self.guests, event_tz="Europe/London", **rule))
            return
        if kind == "merge":
            self._merge(env, draw)
            return
        event = events.browse(self._row(env.cr, draw, "calendar_event")).exists()
        # what SQL leaves half done is not for the ORM
        if not event or not event.start or event.stop < event.start or event.res_model:
            return
        if kind == "move":
            begin = self._start(draw)
            event.write({"start": begin, "stop": begin + timedelta(minutes=45)})
        elif kind == "answer":
            event.attendee_ids[:1].state = draw.choice(STATES)
        elif kind == "guests":
            event.partner_ids = [Command.set(draw.sample(self.guests, draw.randint(1, 4)))]
        elif kind == "unlink" and event.id not in self.hot:
            event.unlink()
        elif kind == "archive":
            event.active = not event.active
        elif kind == "day":
            event.allday = not event.allday
        elif kind == "later" and event.recurrence_id and not event.allday:
            event.write({"recurrence_update": "future_events", "show_as": draw.choice(("busy", "free"))})
        elif kind == "shown":
            event.show_as = draw.choice(("busy", "free"))

    def _merge(self, env, draw):
        """A contact that was entered twice, with a meeting, becomes one of the guests."""
        double = env["res.partner"].create({"name": "Entered twice"})
        env["calendar.event"].create(self._event_vals(draw, [double.id, *self.guests]))
        env["calendar.attendee"].create({"event_id": draw.choice(self.hot), "partner_id": double.id})
        guest = env["res.partner"].browse(draw.choice(self.guests))
        env["base.partner.merge.automatic.wizard"]._merge([guest.id, double.id], guest)


def main(env, seed, operations, connections, out):
    """Blow once, and write what happened to a file."""
    try:
        result = Storm(env, seed, operations, connections).blow()
    except UserError as error:
        result = {"faults": [repr(error)]}
    with open(out, "w") as target:  # noqa: PTH123
        json.dump(result, target)
