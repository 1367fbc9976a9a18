"""Who sits in the seats of one case conference, compared as people: who is the same, who manages whom, who has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Of whom it is said that they have left, in this order: a companion is the employee's affair.
ADDED = ("minute_taker", "interpreter", "other")
STAYING = ("employee", "clinician", "manager", "hr", *ADDED)


@dataclass(frozen=True)
class Record:
    """One employee record of a person. `departed_on` is the last day, which still counts."""

    id: int
    company: int
    active: bool = True
    departed_on: date | None = None

    def has_left(self, today: date) -> bool:
        """Whether the record is archived, or its last day is past.

        >>> Record(1, 1, departed_on=date(2026, 6, 1)).has_left(date(2026, 6, 1))
        False
        >>> Record(1, 1, departed_on=date(2026, 6, 1)).has_left(date(2026, 6, 2))
        True
        """
        return not self.active or bool(self.departed_on and self.departed_on < today)


@dataclass(frozen=True)
class Login:
    """One login of a person, with the companies in which it may work."""

    id: int
    active: bool = True
    companies: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Person:
    """Whoever sits in a seat, with all that is known to be theirs.

    `named`: the one record or login by which the seat names them. `contacts` and `addresses` are theirs,
    `above` the employee records that manage one of theirs, at any depth. `enrolled`: of a clinician, in this
    company and not archived; of a contact, not archived.
    """

    named: str
    records: tuple[Record, ...] = ()
    logins: tuple[Login, ...] = ()
    contacts: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    above: frozenset[int] = frozenset()
    enrolled: bool = True

    def is_also(self, other: Person) -> bool:
        """Whether both are one person: the same employee record, login or contact.

        >>> Person("a", logins=(Login(5),)).is_also(Person("b", logins=(Login(5, False),)))
        True
        >>> Person("a", contacts=frozenset({1})).is_also(Person("b", contacts=frozenset({2})))
        False
        """
        return bool(
            self._ids(self.records) & self._ids(other.records)
            or self._ids(self.logins) & self._ids(other.logins)
            or self.contacts & other.contacts
        )

    def writes_as(self, other: Person) -> bool:
        """Whether both are one person, or use one address: of a companion no more than that may be known.

        >>> Person("a", addresses=frozenset({"x@y.z"})).writes_as(Person("b", addresses=frozenset({"x@y.z"})))
        True
        """
        return self.is_also(other) or bool(self.addresses & other.addresses)

    def manages(self, other: Person) -> bool:
        """Whether this person is above the other one, at any depth.

        >>> boss = Person("employee 1", records=(Record(1, 1),))
        >>> boss.manages(Person("employee 3", records=(Record(3, 1),), above=frozenset({1, 2})))
        True
        """
        return bool(self._ids(self.records) & other.above)

    @staticmethod
    def _ids(things) -> frozenset[int]:
        return frozenset(thing.id for thing in things)


# What R32 calls a conflict: its name, the two seats, and when it is one. The order is that of the sentences.
CONFLICTS = (
    ("chair_is_manager", "clinician", "manager", Person.is_also),
    ("chair_above_employee", "clinician", "employee", Person.manages),
    ("chair_below_employee", "employee", "clinician", Person.manages),
    ("manager_below_employee", "employee", "manager", Person.manages),
    ("companion_is_chair", "companion", "clinician", Person.writes_as),
    ("companion_is_manager", "companion", "manager", Person.writes_as),
    ("companion_is_hr", "companion", "hr", Person.writes_as),
    ("companion_is_hr", "companion", "booker", Person.writes_as),
    *(
        ("attends_already", added, seat, Person.is_also)
        for added in ADDED
        for seat in ("employee", "clinician", "manager", "hr", "companion")
    ),
)


def conflicts(people: dict[str, list[Person]], roles=None) -> tuple[tuple[str, str], ...]:
    """Each conflict of interest [R32] with the people whom it is about, as (name, key); with `roles`, only theirs.

    A key names the very people, so that what was accepted for them is not accepted for others; a companion
    is not named by it, since the companion *is* the other one.

    >>> chair = Person("login 5", logins=(Login(5),), records=(Record(7, 1),))
    >>> employee = Person("employee 1", records=(Record(1, 1),), above=frozenset({3, 7}))
    >>> conflicts({"clinician": [chair], "employee": [employee]})
    (('chair_above_employee', 'chair_above_employee: login 5, employee 1'),)
    >>> conflicts({"clinician": [chair], "employee": [employee]}, roles={"manager"})
    ()
    """
    found = {}
    for name, one, other, is_conflict in CONFLICTS:
        if roles and not roles & {one, other}:
            continue
        for first in people.get(one, ()):
            for second in people.get(other, ()):
                if is_conflict(first, second):
                    named = (second.named,) if one == "companion" else (first.named, second.named)
                    found[f"{name}: {', '.join(named)}"] = name
    return tuple((name, key) for key, name in found.items())


def has_left(role: str, person: Person, company: int, today: date, manages_the_employee: bool = False) -> bool:
    """Whether somebody in this seat is there no more: archived, departed, moved to another company, login off.

    An employee whose login alone is off is still there: OH records what they say. A manager may be of another
    company as long as they manage the employee. The first record or login is the one that is named.

    >>> today = date(2026, 6, 1)
    >>> off = Person("employee 1", records=(Record(1, 1),), logins=(Login(5, active=False),))
    >>> has_left("employee", off, 1, today), has_left("manager", off, 1, today)
    (False, True)
    >>> has_left("employee", off, 2, today)
    True
    >>> has_left("hr", Person("login 5", logins=(Login(5, True, frozenset({2})),)), 1, today)
    True
    """
    if role in ("employee", "manager"):
        named = person.records[0]
        moved = named.company != company and not (role == "manager" and manages_the_employee)
        return named.has_left(today) or moved or (role == "manager" and login_is_off(person))
    gone = not person.enrolled or login_is_off(person)
    if role in ("hr", "requester"):
        gone = gone or not any(company in login.companies for login in person.logins)
    return gone or (bool(person.records) and all(record.has_left(today) for record in person.records))


def login_is_off(person: Person) -> bool:
    """Whether there are logins, and none of them is active.

    >>> login_is_off(Person("a")), login_is_off(Person("a", logins=(Login(1, False), Login(2))))
    (False, False)
    """
    return bool(person.logins) and not any(login.active for login in person.logins)
