"""Runs inside Odoo: what the addon costs Odoo's own calendar, and what the constraints cost an insert."""

import json
import random
import statistics
import time
from datetime import datetime, timedelta
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry

ROUNDS = 240
QUIET = {"no_mail_to_attendees": True}  # what a mail costs would hide everything else
LOCKS = "SELECT 1 FROM clinician, room WHERE clinician.id = %s AND room.id = %s FOR NO KEY UPDATE;"
VERBS = ("create", "move", "answer", "delete")


def main(names, out):
    """`names`: the databases with the addon and without."""
    found = {"ordinary": ordinary(names), "insert": inserts(names["with"])}
    Path(out).write_text(json.dumps(found))


def ordinary(names):
    """Median milliseconds of each verb on an ordinary meeting of four, in either database, in shuffled turns."""
    dice = random.Random(19)
    times = {which: {verb: [] for verb in VERBS} for which in names}
    with Registry(names["with"]).cursor() as with_, Registry(names["without"]).cursor() as without:
        envs = {which: prepared(cr) for which, cr in (("with", with_), ("without", without))}
        for number in range(ROUNDS + 5):
            for which in dice.sample(sorted(envs), 2):
                for verb, took in one_round(*envs[which], number).items():
                    if number >= 5:
                        times[which][verb].append(took)
        for cr in (with_, without):
            cr.rollback()
    return {which: {verb: statistics.median(times[which][verb]) for verb in VERBS} for which in names}


def prepared(cr):
    env = api.Environment(cr, SUPERUSER_ID, QUIET)
    user = env["res.users"].with_context(no_reset_password=True).create({"name": "x", "login": "x"})
    partners = env["res.partner"].create([{"name": f"Guest {n}"} for n in range(3)]) | user.partner_id
    env.flush_all()
    return env(user=user.id), partners.ids


def one_round(env, partners, number):
    took = {}
    start = datetime(2027, 1, 4, 9) + timedelta(minutes=15 * number)

    def timed(verb, call):
        began = time.perf_counter()
        result = call()
        env.flush_all()
        took[verb] = (time.perf_counter() - began) * 1000
        return result

    vals = {
        "name": "Meeting",
        "start": start,
        "stop": start + timedelta(hours=1),
        "partner_ids": [Command.set(partners)],
    }
    event = timed("create", lambda: env["calendar.event"].create(vals))
    timed("move", lambda: event.write({"start": start + timedelta(days=1), "stop": start + timedelta(days=1, hours=1)}))
    timed("answer", event.attendee_ids[:1].do_decline)
    timed("delete", event.unlink)
    return took


def inserts(name):
    """Median microseconds of an insert in SQL: bare, and with the locks and both exclusion constraints."""
    columns = "clinician_id int, room_id int, start timestamp, stop timestamp, buffer_before int, buffer_after int"
    columns += ", state text"
    with Registry(name).cursor() as cr:
        cr.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'casecon_conference'::regclass AND contype = 'x'"
        )
        constraints = cr.fetchall()
        cr.execute(f"CREATE TEMP TABLE bare ({columns}); CREATE TEMP TABLE kept ({columns});")
        for table in ("clinician", "room"):
            cr.execute(f"CREATE TEMP TABLE {table} (id int PRIMARY KEY)")
            cr.execute(f"INSERT INTO {table} SELECT generate_series(1, 50)")
        for number, (_name, definition) in enumerate(constraints):
            cr.execute(f"ALTER TABLE kept ADD CONSTRAINT kept_{number} {definition}")
        cr.execute(
            "INSERT INTO kept SELECT n %% 50, n %% 30, t, t + interval '45 min', 5, 10, 'scheduled' FROM"
            " (SELECT n, timestamp '2026-01-01' + n * interval '2 h' AS t FROM generate_series(1, 10000) n) x",
            [],
        )
        cr.execute("INSERT INTO bare SELECT * FROM kept; ANALYZE kept; ANALYZE bare;")
        took = {"bare": [], "kept": []}
        for number in range(2000):
            for table in ("bare", "kept") if number % 2 else ("kept", "bare"):
                began = time.perf_counter()
                start = datetime(2030, 1, 1) + timedelta(hours=2 * number)
                values = [number % 50, number % 30, start, start + timedelta(minutes=45)]
                locks, locked = (LOCKS, [number % 50 + 1, number % 30 + 1]) if table == "kept" else ("", [])
                insert = f"{locks} INSERT INTO {table} VALUES (%s, %s, %s, %s, 5, 10, 'scheduled')"
                cr.execute(insert, [*locked, *values])
                took[table].append((time.perf_counter() - began) * 1e6)
        cr.rollback()
    return {"constraints": len(constraints), **{table: statistics.median(times) for table, times in took.items()}}
