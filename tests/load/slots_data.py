"""The data of the slot benchmark: the same on each run, because every value is a hash of the row's number.

2,000 people over 104 weeks, of which the search begins in the middle; 1 to 6 attendees, 30 or 60 minutes; 0.5 % of
the events all-day, 2 % shown as free, 1 % archived; 5 % of the answers no, 10 % perhaps.
"""

import time
from datetime import timedelta

from odoo.fields import Command, Datetime
from odoo.tools import SQL

ZONE = "Europe/London"
PEOPLE, WEEKS, POOL = 2000, 104, 20
TABLES = ("calendar_event", "calendar_attendee", "calendar_event_res_partner_rel", "casecon_busy")

HASH = """
CREATE OR REPLACE FUNCTION pg_temp.h(number bigint, salt int, modulus int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (('x' || substr(md5(number || ':' || salt), 1, 7))::bit(28)::int) % modulus
$$;
"""
EVENTS = """
INSERT INTO calendar_event (id, name, start, stop, start_date, stop_date, allday, active, show_as,
                            create_date, write_date)
SELECT %(base)s + n, 'Meeting', begins,
       begins + CASE WHEN pg_temp.h(n, 4, 2) = 0 THEN interval '30 min' ELSE interval '1 h' END,
       CASE WHEN whole THEN begins::date END, CASE WHEN whole THEN begins::date END, whole,
       pg_temp.h(n, 6, 100) >= 1, CASE WHEN pg_temp.h(n, 7, 100) < 2 THEN 'free' ELSE 'busy' END, now(), now()
  FROM (SELECT n, pg_temp.h(n, 5, 1000) < 5 AS whole,
               %(monday)s::timestamp + pg_temp.h(n, 1, %(weeks)s) * interval '1 week'
               + pg_temp.h(n, 2, 5) * interval '1 day' + interval '8 h'
               + pg_temp.h(n, 3, 36) * interval '15 min' AS begins
          FROM generate_series(%(first)s::bigint, %(last)s::bigint) n) e
"""
GUESTS = """
INSERT INTO calendar_event_res_partner_rel (calendar_event_id, res_partner_id)
SELECT DISTINCT %(base)s + n, (%(people)s::int[])[1 + pg_temp.h(n, 100 + k, %(count)s)]
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) n, LATERAL generate_series(1, 1 + pg_temp.h(n, 8, 6)) k
"""
ATTENDEES = """
INSERT INTO calendar_attendee (event_id, partner_id, state, create_date, write_date)
SELECT r.calendar_event_id, r.res_partner_id,
       CASE WHEN answer < 5 THEN 'declined' WHEN answer < 15 THEN 'tentative' WHEN answer < 40 THEN 'needsAction'
            ELSE 'accepted' END, now(), now()
  FROM (SELECT *, pg_temp.h(calendar_event_id::bigint * 4096 + res_partner_id - %(lowest)s, 9, 100) AS answer
          FROM calendar_event_res_partner_rel
         WHERE calendar_event_id BETWEEN %(base)s + %(first)s AND %(base)s + %(last)s
         ORDER BY calendar_event_id) r
"""


class Data:
    """People and meetings in one database. `monday`: where the search begins, in the middle of the data."""

    def __init__(self, env):
        self.env = env
        now = Datetime.now()
        self.monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0) + timedelta(days=7)
        self._make_people()
        # an analysis by the server at the wrong moment would keep VACUUM from its work, and the copy slow for that run
        for table in TABLES:
            env.cr.execute(SQL("ALTER TABLE %s SET (autovacuum_enabled = off)", SQL.identifier(table)))
        self.rows, self.base = 0, 10_000_000

    def _make_people(self):
        env, company = self.env, self.env.company
        company.resource_calendar_id.tz = ZONE
        users = env["res.users"].with_context(no_reset_password=True)
        groups = {"hr": "hr.group_hr_user", "clinician": "casecon_odoo.casecon_group_clinician"}
        names = ["employee", "manager", "hr", *(f"clinician_{n}" for n in range(POOL))]
        self.users, self.employees = {}, {}
        for name in names:
            group = env.ref(groups.get(name.partition("_")[0], "base.group_user"))
            self.users[name] = users.create(
                {
                    "name": f"Bench {name}",
                    "login": f"bench_{name}",
                    "password": f"bench_{name}",
                    "email": f"{name}@example.com",
                    "tz": ZONE,
                    "group_ids": [Command.set(group.ids)],
                }
            )
            self.employees[name] = env["hr.employee"].create(
                {
                    "name": f"Bench {name}",
                    "user_id": self.users[name].id,
                    "tz": ZONE,
                    "contract_date_start": "2020-01-01",
                    "date_version": "2020-01-01",
                }
            )
        self.employees["employee"].parent_id = self.employees["manager"]
        self.clinicians = env["casecon.clinician"]
        for n in range(POOL):
            self.clinicians |= env["casecon.clinician"].create(
                {"user_id": self.users[f"clinician_{n}"].id, "registration_number": f"B{n}"}
            )
        env.flush_all()
        searched = [self.users[name].partner_id.id for name in names]
        env.cr.execute(
            "INSERT INTO res_partner (name, active) SELECT 'Colleague ' || n, true FROM generate_series(1, %s) n"
            " RETURNING id",
            [PEOPLE - len(searched)],
        )
        self.partners = searched + [partner for (partner,) in env.cr.fetchall()]

    def grow(self, rows):
        """Add meetings until there are `rows`."""
        cr = self.env.cr
        if rows <= self.rows:
            return
        cr.execute(HASH)
        values = {
            "base": self.base,
            "first": self.rows + 1,
            "last": rows,
            "weeks": WEEKS,
            "monday": self.monday - timedelta(weeks=WEEKS // 2),
            "people": self.partners,
            "count": len(self.partners),
            "lowest": min(self.partners),
        }
        for statement in (EVENTS, GUESTS, ATTENDEES):
            cr.execute(statement, values)
        self.rows = rows
        cr.commit()
        self._vacuum(cr)

    def _vacuum(self, cr, patience=60):
        """Until every page is known to be visible to all, as after any quiet night: while PostgreSQL analyses another
        table of the database, VACUUM leaves that undone, and each row of the copy would be looked up twice."""
        cr._cnx.autocommit = True
        until = time.monotonic() + patience
        while True:
            cr.execute(SQL("VACUUM (ANALYZE) %s", SQL(", ").join(map(SQL.identifier, TABLES))))
            cr.execute(SQL("SELECT bool_and(relallvisible = relpages) FROM pg_class WHERE relname IN %s", TABLES))
            if cr.fetchone()[0]:
                break
            if time.monotonic() > until:
                raise RuntimeError("VACUUM does not get through: something holds an old transaction open.")
            time.sleep(1)
        cr._cnx.autocommit = False
