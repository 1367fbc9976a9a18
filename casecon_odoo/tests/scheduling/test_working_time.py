"""Working times asked once per schedule equal those that Odoo finds person by person."""

from datetime import UTC, date, datetime, timedelta

from odoo.fields import Command
from pytz import timezone

from ...models.scheduling.working_time import Hours, WorkingTime
from ..personas import Personas, promise

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
# half a year from a Monday on, with both clock changes of London, New York and Auckland in one or the other
SPANS = ((datetime(2026, 3, 2), datetime(2026, 8, 31)), (datetime(2026, 8, 31), datetime(2027, 3, 1)))


@promise("casecon_slots")
class TestWorkingTime(Personas):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.normal = cls.company.resource_calendar_id

    def schedule(self, name="Schedule", **vals):
        return self.env["resource.calendar"].create(
            {"name": name, "company_id": self.company.id, "tz": "Europe/London", **vals}
        )

    def worker(self, zone="Europe/London", calendar=None, **vals):
        calendar = self.normal if calendar is None else calendar
        return self.make_employee("worker", resource_calendar_id=calendar.id, **{"tz": zone, **vals})

    def hours(self, employee):
        resource = employee.resource_id
        return Hours(resource.id, resource.calendar_id.id or 0, resource.tz, resource.company_id.id, employee.id)

    def ours(self, employees, begin, end):
        """By employee: the stretches of work less leave, as minutes from `begin`."""
        self.env.flush_all()
        everybody = {employee: self.hours(employee) for employee in employees}
        found = WorkingTime(self.env, everybody.values(), begin, end)
        length = (end - begin) // timedelta(minutes=1)
        work = {employee: found.work(hours) for employee, hours in everybody.items()}
        return {
            employee: less(((0, length),) if work[employee] is None else work[employee], found.away(hours), length)
            for employee, hours in everybody.items()
        }

    def oracle(self, employees, begin, end):
        """The same from `_get_valid_work_intervals`."""
        resources = employees.resource_id.sudo()
        found, _calendars = resources._get_valid_work_intervals(begin.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
        origin = begin.replace(tzinfo=UTC)

        def minutes(moment):
            return round((moment - origin).total_seconds() / 60)

        return {
            employee: merged((minutes(start), minutes(stop)) for start, stop, _meta in found[employee.resource_id.id])
            for employee in employees
        }

    def assert_as_odoo(self, *employees):
        employees = self.env["hr.employee"].union(*employees)
        for begin, end in SPANS:
            ours, oracle = self.ours(employees, begin, end), self.oracle(employees, begin, end)
            for employee in employees:
                self.assertTrue(oracle[employee] or employee.contract_date_end, employee.name)
                self.assertEqual(ours[employee], oracle[employee], f"{employee.tz} from {begin}")

    def test_one_schedule_in_several_zones_over_both_clock_changes(self):
        self.assert_as_odoo(*(self.worker(zone) for zone in ZONES))

    def test_part_time_nights_and_odd_minutes(self):
        part = self.schedule(
            attendance_ids=[
                Command.create({"name": "x", "dayofweek": "1", "hour_from": 9.25, "hour_to": 12.1}),
                Command.create({"name": "x", "dayofweek": "3", "hour_from": 0, "hour_to": 6, "day_period": "morning"}),
                Command.create(
                    {"name": "x", "dayofweek": "4", "hour_from": 22, "hour_to": 24, "day_period": "afternoon"}
                ),
            ]
        )
        self.assert_as_odoo(*(self.worker(zone, part) for zone in ZONES))

    def test_weeks_that_take_turns(self):
        two = self.schedule("Two weeks")
        two.switch_calendar_type()
        two.attendance_ids.filtered(lambda line: line.week_type == "1" and line.dayofweek in ("0", "1")).unlink()
        self.assert_as_odoo(*(self.worker(zone, two) for zone in ZONES[:2]))

    def test_flexible_hours(self):
        flexible = self.schedule("Flexible", flexible_hours=True, full_time_required_hours=40, hours_per_day=8)
        self.assert_as_odoo(self.worker("Europe/London", flexible))

    def test_flexible_hours_begin_with_the_week_of_the_persons_own_zone(self):
        flexible = self.schedule("Flexible", flexible_hours=True, full_time_required_hours=40, hours_per_day=8)
        worker = self.worker("America/New_York", flexible)
        zone = timezone("America/New_York")
        begin, end = SPANS[0]
        days = {
            (begin + timedelta(minutes=start)).replace(tzinfo=UTC).astimezone(zone).weekday()
            for start, _stop in self.ours(worker, begin, end)[worker]
        }
        self.assertEqual(days, {0, 1, 2, 3, 4})

    def test_who_has_no_schedule_has_unknown_hours(self):
        worker = self.worker()
        worker.resource_calendar_id = False
        self.env.flush_all()
        self.assertIsNone(WorkingTime(self.env, [self.hours(worker)], *SPANS[0]).work(self.hours(worker)))
        self.assert_as_odoo(worker)

    def test_public_holidays_count_for_the_company_and_for_a_schedule(self):
        part = self.schedule("Other")
        leaves = self.env["resource.calendar.leaves"]
        for vals in (
            {"date_from": "2026-04-02 23:00:00", "date_to": "2026-04-03 22:59:59"},
            {"date_from": "2026-05-04 11:30:00", "date_to": "2026-05-04 13:10:00", "calendar_id": self.normal.id},
            {"date_from": "2026-12-25 00:00:00", "date_to": "2026-12-25 23:59:59", "calendar_id": part.id},
            {"date_from": "2026-05-05 00:00:00", "date_to": "2026-05-05 23:59:59", "company_id": self.elsewhere.id},
            {"date_from": "2026-05-06 00:00:00", "date_to": "2026-05-06 23:59:59", "time_type": "other"},
        ):
            leaves.create({"name": "Holiday", "resource_id": False, "company_id": self.company.id, **vals})
        self.assert_as_odoo(self.worker(), self.worker("America/New_York"), self.worker(calendar=part))

    def test_own_leave_comes_apart(self):
        worker, other = self.worker(), self.worker()
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "resource_id": worker.resource_id.id,
                "calendar_id": self.normal.id,
                "date_from": "2026-06-08 07:00:00",
                "date_to": "2026-06-12 16:00:00",
            }
        )
        self.assert_as_odoo(worker, other)
        begin, end = SPANS[0]
        found = WorkingTime(self.env, [self.hours(worker), self.hours(other)], begin, end)
        self.assertIs(found.work(self.hours(worker)), found.work(self.hours(other)), "shared, so that it is asked once")
        first = (datetime(2026, 6, 8, 7) - begin) // timedelta(minutes=1)
        self.assertEqual(found.away(self.hours(worker)), ((first, first + 4 * 1440 + 9 * 60),))
        self.assertEqual(found.away(self.hours(other)), ())

    def test_contracts_that_begin_end_and_change_within_the_time(self):
        part = self.schedule("Part time")
        part.attendance_ids.filtered(lambda line: line.dayofweek in ("3", "4")).unlink()
        begins = self.worker(contract_date_start="2026-05-13", date_version="2026-05-13")
        ends = self.worker(contract_date_start="2025-01-01", contract_date_end="2026-07-15", date_version="2025-01-01")
        changes = self.worker(
            "America/New_York",
            contract_date_start="2025-01-01",
            contract_date_end="2026-06-30",
            date_version="2025-01-01",
        )
        changes.create_version(
            {
                "date_version": date(2026, 7, 1),
                "contract_date_start": date(2026, 7, 1),
                "contract_date_end": False,
                "resource_calendar_id": part.id,
            }
        )
        self.assert_as_odoo(begins, ends, changes, self.worker())

    def test_a_contract_that_ends_with_the_calendar_has_no_end(self):
        self.assert_as_odoo(
            self.worker(contract_date_start="2025-01-01", contract_date_end="9999-12-31", date_version="2025-01-01")
        )

    def test_a_contract_without_a_schedule_is_open_from_its_day_on(self):
        """Stock has it open for the whole of the time that is asked for, contract or not."""
        worker = self.worker(
            contract_date_start="2025-01-01", contract_date_end="2026-06-30", date_version="2025-01-01"
        )
        worker.create_version(
            {
                "date_version": date(2026, 7, 1),
                "contract_date_start": date(2026, 7, 1),
                "contract_date_end": False,
                "resource_calendar_id": False,
            }
        )
        begin, end = SPANS[0]
        change = (datetime(2026, 6, 30, 23) - begin) // timedelta(minutes=1)  # midnight in London
        (spans,) = self.oracle(self.worker(), begin, end).values()
        expected = [span for span in spans if span[1] <= change]
        expected.append((change, (end - begin) // timedelta(minutes=1)))
        self.assertEqual(self.ours(worker, begin, end)[worker], expected)

    def test_a_new_version_inside_one_contract_counts_from_its_day_on(self):
        """Stock takes both schedules for the whole of the contract, and would offer the days that are gone."""
        part = self.schedule("Part time")
        part.attendance_ids.filtered(lambda line: line.dayofweek in ("3", "4")).unlink()
        worker = self.worker(contract_date_start="2025-01-01", date_version="2025-01-01")
        worker.create_version({"date_version": date(2026, 7, 1), "resource_calendar_id": part.id})
        begin, end = SPANS[0]
        change = (datetime(2026, 6, 30, 23) - begin) // timedelta(minutes=1)  # midnight in London
        full, less_ = (self.oracle(self.worker(calendar=calendar), begin, end) for calendar in (self.normal, part))
        (before,), (after,) = full.values(), less_.values()
        expected = [span for span in before if span[1] <= change] + [span for span in after if span[0] >= change]
        self.assertEqual(self.ours(worker, begin, end)[worker], expected)

    def test_statements_do_not_grow_with_people_or_weeks(self):
        part = self.schedule("Part time")
        contract = {"contract_date_start": "2025-01-01", "date_version": "2025-01-01"}
        workers = self.env["hr.employee"].union(*(self.worker(**contract) for _n in range(20)))
        begin, end = SPANS[0]
        counts = {
            what: self.count(people, begin, until)
            for what, people, until in (
                ("one", workers[:1], begin + timedelta(weeks=6)),
                ("twenty", workers, begin + timedelta(weeks=6)),
                ("long", workers, end),
                ("two schedules", workers | self.worker(calendar=part, **contract), end),
            )
        }
        self.assertEqual(counts["one"], counts["twenty"])
        self.assertEqual(counts["one"], counts["long"])
        self.assertLessEqual(counts["one"], 5)
        self.assertLessEqual(counts["two schedules"], counts["one"] + 4)

    def count(self, employees, begin, end):
        hours = [self.hours(employee) for employee in employees]
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        found = WorkingTime(self.env, hours, begin, end)
        for one in hours:
            found.work(one), found.away(one)
        return self.env.cr.sql_log_count - before


def merged(spans):
    found = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        elif start < stop:
            found.append((start, stop))
    return found


def less(work, away, length):
    """Minute by minute, so that it is no second copy of the code under test."""
    minutes = bytearray(length)
    for spans, bit in ((work, b"\1"), (away, b"\0")):
        for start, stop in spans:
            low, high = max(start, 0), min(stop, length)
            if low < high:
                minutes[low:high] = bit * (high - low)
    text, found, at = bytes(minutes), [], 0
    while (start := text.find(1, at)) >= 0:
        stop = text.find(0, start)
        at = length if stop < 0 else stop
        found.append((start, at))
    return found
