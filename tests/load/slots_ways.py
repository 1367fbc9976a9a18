"""The ways of finding a time that the benchmark compares, each for the same people and weeks.

`floor` is the benchmark's own copy of what no search can do without: the statement for busy times and the shared
call for working times. `product` is ours. `peer` is OCA's resource_booking. `stock` is Odoo's own means.
"""

from collections import defaultdict
from datetime import UTC, timedelta

from odoo.addons.casecon_odoo.models.scheduling.slot_asked import Asked
from odoo.addons.casecon_odoo.models.scheduling.slot_finder import SlotFinder
from odoo.addons.casecon_odoo.models.scheduling.slot_week import Drawn
from odoo.fields import Command
from odoo.tools.intervals import Intervals
from pytz import timezone

from .slots_data import ZONE

BUSY = """
    SELECT partner_id, floor(date_part('epoch', start - %(from)s) / 60)::int,
           ceil(date_part('epoch', stop - %(from)s) / 60)::int, soft
      FROM casecon_busy WHERE partner_id = ANY(%(people)s) AND stop > %(from)s AND start < %(to)s
"""
LENGTH = 45


class Ways:
    """Set up once; each way is a method of (pool, weeks). They run as HR, with an empty cache."""

    def __init__(self, data):
        self.data, self.start = data, data.monday
        env = data.env
        self.hr = data.users["hr"]
        self.company = env.company
        names = ["employee", "manager", "hr", *(f"clinician_{n}" for n in range(len(data.clinicians)))]
        self.partner_ids = [data.users[name].partner_id.id for name in names]
        self.user_ids = [data.users[name].id for name in names]
        self.employee_ids = [data.employees[name].id for name in names]
        self.resource_ids = [data.employees[name].resource_id.id for name in names]
        self._make_bookings()

    def _make_bookings(self):
        """A resource.booking for each size of the pool, with one combination for each clinician."""
        env, data = self.data.env, self.data
        self.bookings = {}
        self.hr.group_ids |= env.ref("resource_booking.group_manager")
        common = [data.employees[name].resource_id for name in ("employee", "manager", "hr")]
        combinations = env["resource.booking.combination"].create(
            [
                {"resource_ids": [Command.set([r.id for r in (*common, data.employees[f"clinician_{n}"].resource_id)])]}
                for n in range(len(data.clinicians))
            ]
        )
        for pool in (1, 5, 20):
            kind = env["resource.booking.type"].create(
                {
                    "name": f"Pool {pool}",
                    "resource_calendar_id": self.company.resource_calendar_id.id,
                    "duration": LENGTH / 60,
                    "slot_duration": 0.25,
                    "modifications_deadline": 0,
                    "combination_rel_ids": [Command.create({"combination_id": one.id}) for one in combinations[:pool]],
                }
            )
            self.bookings[pool] = env["resource.booking"].create(
                {
                    "partner_ids": [Command.set(data.users["employee"].partner_id.ids)],
                    "type_id": kind.id,
                    "duration": LENGTH / 60,
                }
            )
        env.cr.commit()

    def env(self):
        """As HR, with nothing in the cache but what every request has."""
        env = self.data.env
        env.cr.rollback()
        env.invalidate_all()
        env = env(
            user=self.hr.id, su=False, context={"tz": ZONE, "lang": "en_US", "allowed_company_ids": self.company.ids}
        )
        env.user.partner_id.name, env.company.name  # noqa: B018  # read by every request
        env.user.has_group("hr.group_hr_user")
        return env

    def empty_diaries(self):
        """Beside the copy of busy times one without rows: a search reads nothing else of the meetings."""
        cr = self.data.env.cr
        cr.execute("CREATE SCHEMA bench_empty")
        cr.execute("CREATE TABLE bench_empty.casecon_busy (LIKE public.casecon_busy INCLUDING ALL)")
        cr.commit()

    def choose(self, env, diaries):
        """Until the transaction ends, diaries are as they are, or empty."""
        env.cr.execute(f"SET LOCAL search_path TO {'bench_empty, ' if diaries == 'empty' else ''}public")

    def _partners(self, pool):
        return self.partner_ids[: 3 + pool]

    def _span(self, weeks):
        return self.start, self.start + timedelta(weeks=weeks)

    # --- the ways ---

    def floor(self, env, pool, weeks):
        begin, end = self._span(weeks)
        self._floor_busy(env, pool, begin, end)
        self._floor_hours(env, pool, begin, end)

    def _floor_busy(self, env, pool, begin, end):
        env.cr.execute(BUSY, {"people": self._partners(pool), "from": begin, "to": end})
        return env.cr.fetchall()

    def _floor_hours(self, env, pool, begin, end):
        versions = (
            env["hr.version"]
            .sudo()
            .search_fetch(
                [("employee_id", "in", self.employee_ids[: 3 + pool])],
                ["employee_id", "contract_date_start", "contract_date_end", "resource_calendar_id"],
            )
        )
        resources = self.resource_ids[: 3 + pool]
        for calendar in versions.resource_calendar_id:
            low, high = begin.replace(tzinfo=UTC), end.replace(tzinfo=UTC)
            found = calendar._attendance_intervals_batch(low, high, tz=timezone(ZONE))[False]
            leaves = calendar._leave_intervals_batch(
                low, high, resources=env["resource.resource"].sudo().browse(resources), tz=timezone(ZONE)
            )
            _open = found - leaves[False]

    def asked(self, env, pool, weeks):
        return Asked(
            company_sudo=env.company.sudo(),
            employee_user_id=self.user_ids[0],
            people=(
                ("employee", "employee", self.employee_ids[0]),
                ("manager", "employee", self.employee_ids[1]),
                ("hr", "user", self.hr.id),
            ),
            length=LENGTH,
            mode="virtual",
            earliest=self.start,
            zone=ZONE,
            weeks=weeks,
        )

    def product(self, env, pool, weeks):
        """Gather, search and suggest."""
        search = Pooled(env, self.asked(env, pool, weeks), pool)
        return search, search.best

    def drawn(self, env, pool, weeks):
        """The whole answer of `find_times`: suggestions, a week of starts with their reasons, a lane for everybody."""
        search = Pooled(env, self.asked(env, pool, weeks), pool)
        return Drawn(search).as_dict()

    def every(self, env, pool, weeks):
        """As the prototype did: every ranked slot, with the clinicians who are free in it."""
        search = Whole(env, self.asked(env, pool, weeks), pool)
        return [(slot.start, slot.soft, slot.clinicians) for slot in search.answer.slots()]

    def peer(self, env, pool, weeks):
        booking = env["resource.booking"].browse(self.bookings[pool].id)
        zone = timezone(ZONE)
        begin, end = (zone.localize(edge) for edge in self._span(weeks))
        return booking.with_context(tz=ZONE)._get_available_slots(begin, end)

    def stock(self, env, pool, weeks):
        """Working hours by `_get_schedule`, meetings by `_get_busy_calendar_events`, the rest by Intervals."""
        begin, end = (edge.replace(tzinfo=UTC) for edge in self._span(weeks))
        partners = env["res.partner"].browse(self._partners(pool))
        schedule = partners._get_schedule(begin, end, merge=False)
        busy = partners.sudo()._get_busy_calendar_events(begin, end)
        free = {}
        for partner in partners:
            taken = Intervals(
                [(e.start.replace(tzinfo=UTC), e.stop.replace(tzinfo=UTC), e) for e in busy.get(partner.id, ())]
            )
            free[partner.id] = schedule.get(partner, Intervals([])) - taken
        needed = partners[:3]
        common = free[needed[0].id]
        for partner in needed[1:]:
            common &= free[partner.id]
        slots = defaultdict(list)
        for clinician in partners[3:]:
            for low, high, _meta in common & free[clinician.id]:
                while low + timedelta(minutes=LENGTH) <= high:
                    slots[low].append(clinician.id)
                    low += timedelta(minutes=15)
        return sorted(slots)


class Pooled(SlotFinder):
    """A search among the first `pool` clinicians of the benchmark."""

    def __init__(self, env, asked, pool):
        self._size = pool
        super().__init__(env, asked)

    def _enrolled(self):
        return super()._enrolled().sorted("id")[: self._size]


class Whole(Pooled):
    """The same, which never stops early."""

    near = 99
