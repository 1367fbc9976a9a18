"""The people in the seats of case conferences, gathered for many at once: two statements, however many there are."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from odoo.tools import SQL

from ...domain import seats as domain
from ...domain.seats import Login, Person, Record

# In SQL, since the gate is asked in lists, and nobody who asks it may read all of these. Of a person only ids, company,
# the last day and addresses are read, to compare them; none of it is shown.
PEOPLE = """
    SELECT e.id AS employee, e.user_id AS login, ARRAY[e.work_contact_id, u.partner_id] AS contacts,
           ARRAY[lower(e.work_email)] AS addresses, e.active, e.company_id AS company, v.departure_date AS departed_on,
           NULL::int[] AS companies
      FROM hr_employee e
      LEFT JOIN res_users u ON u.id = e.user_id
      LEFT JOIN hr_version v ON v.id = e.current_version_id
     WHERE e.id = ANY(%(employees)s) OR e.user_id = ANY(%(logins)s) OR e.work_contact_id = ANY(%(contacts)s)
     UNION ALL
    SELECT NULL, u.id, ARRAY[u.partner_id], ARRAY[lower(u.login), p.email_normalized], u.active, NULL, NULL,
           ARRAY(SELECT cid FROM res_company_users_rel WHERE user_id = u.id)
      FROM res_users u JOIN res_partner p ON p.id = u.partner_id
     WHERE u.id = ANY(%(logins)s) OR u.partner_id = ANY(%(contacts)s)
     UNION ALL
    SELECT NULL, NULL, ARRAY[p.id], ARRAY[p.email_normalized], p.active, NULL, NULL, NULL
      FROM res_partner p WHERE p.id = ANY(%(contacts)s)
"""
# UNION, so that a circle ends.
ABOVE = """
    WITH RECURSIVE above (id, parent_id) AS (
        SELECT id, parent_id FROM hr_employee WHERE id = ANY(%s)
         UNION
        SELECT e.id, e.parent_id FROM hr_employee e JOIN above ON e.id = above.parent_id)
    SELECT id, parent_id FROM above WHERE parent_id IS NOT NULL
"""
COLUMNS = {
    "hr.employee": (
        *("user_id", "work_contact_id", "work_email", "active", "company_id", "parent_id", "current_version_id"),
    ),
    "hr.version": ("departure_date",),
    "res.users": ("partner_id", "login", "active", "company_ids"),
    "res.partner": ("email_normalized", "active"),
}


class Seat(NamedTuple):
    """One seat, and by what it names the person: an employee record, a login, a contact, or an address alone."""

    role: str
    employee: int = 0
    login: int = 0
    contact: int = 0
    address: str = ""
    enrolled: bool = True

    @property
    def named(self):
        if self.employee:
            return f"employee {self.employee}"
        return f"login {self.login}" if self.login else f"contact {self.contact}"


class Case(NamedTuple):
    """The seats of one case conference of a company; `today` is the date there."""

    company: int
    today: date
    seats: tuple[Seat, ...]


class Seats:
    """Everybody in the seats of these cases, as people: `cases` by any key."""

    def __init__(self, env, cases):
        self._cases = cases
        for model, columns in COLUMNS.items():
            env[model].flush_model(columns)
        seats = [seat for case in cases.values() for seat in case.seats]
        self._rows, self._by_key = [], defaultdict(list)
        self._parents = {}
        if seats:
            self._look_up(env, seats)

    def conflicts(self, key, roles=None):
        """The conflicts of interest of a case, as (name, key of the very people) [R32]."""
        people = defaultdict(list)
        for seat in self._cases[key].seats:
            people[seat.role].append(self.person(seat))
        return domain.conflicts(people, roles)

    def left(self, key, roles=domain.STAYING):
        """Those seats of a case whose person is there no more."""
        case = self._cases[key]
        employee = next((seat.employee for seat in case.seats if seat.role == "employee"), 0)
        above = self._above(employee)
        return tuple(
            seat
            for seat in case.seats
            if seat.role in roles
            and domain.has_left(seat.role, self.person(seat), case.company, case.today, seat.employee in above)
        )

    def of(self, key, role):
        """The seats of this role in a case."""
        return [seat for seat in self._cases[key].seats if seat.role == role]

    def is_off(self, seat):
        """Whether the person has a login, and it is not active."""
        return domain.login_is_off(self.person(seat))

    def person(self, seat):
        """The person in a seat, the record or login that is named first."""
        rows = self._rows_of(seat)
        records = [
            Record(row["employee"], row["company"], row["active"], row["departed_on"])
            for row in rows
            if row["employee"]
        ]
        logins = [
            Login(row["login"], row["active"], frozenset(row["companies"]))
            for row in rows
            if row["login"] and not row["employee"]
        ]
        contacts = {contact for row in rows for contact in row["contacts"] if contact} | {seat.contact} - {0}
        addresses = {address for row in rows for address in row["addresses"] if address}
        alone = [row for row in rows if not row["employee"] and not row["login"]]
        return Person(
            named=seat.named,
            records=tuple(sorted(records, key=lambda record: record.id != seat.employee)),
            logins=tuple(sorted(logins, key=lambda login: login.id != seat.login)),
            contacts=frozenset(contacts),
            addresses=frozenset(addresses | ({seat.address} if seat.address else set())),
            above=frozenset().union(*(self._above(record.id) for record in records)),
            enrolled=seat.enrolled and all(row["active"] for row in alone),
        )

    def _look_up(self, env, seats):
        employees, logins, contacts = (
            sorted({getattr(seat, kind) for seat in seats} - {0}) for kind in ("employee", "login", "contact")
        )
        wanted = SQL(PEOPLE, employees=employees, logins=logins, contacts=contacts)
        self._rows = env.execute_query_dict(wanted)
        for number, row in enumerate(self._rows):
            for key in _keys(row):
                self._by_key[key].append(number)
        found = sorted({row["employee"] for row in self._rows if row["employee"]})
        self._parents = dict(env.execute_query(SQL(ABOVE, found)))

    def _rows_of(self, seat):
        """All rows that belong together: those with a record, login or contact in common, one after the other."""
        keys = [("employee", seat.employee), ("login", seat.login), ("contact", seat.contact)]
        seen, numbers = set(keys), set()
        while keys:
            for number in self._by_key.get(keys.pop(), ()):
                numbers.add(number)
                more = _keys(self._rows[number]) - seen
                seen |= more
                keys += more
        return [self._rows[number] for number in sorted(numbers)]

    def _above(self, employee):
        """The ids of those who manage this employee record, at any depth."""
        found, above = set(), self._parents.get(employee)
        while above and above not in found:
            found.add(above)
            above = self._parents.get(above)
        return found


def _keys(row):
    named = {("employee", row["employee"]), ("login", row["login"]), *(("contact", one) for one in row["contacts"])}
    return {key for key in named if key[1]}
