"""The reasons of a search as sentences, from the very bits that decided."""

from functools import partial

from odoo.tools import LazyTranslate

from ...domain.local_days import day_of
from ...domain.notice import local_time
from .. import in_words

_lt = LazyTranslate(__name__)

# What a clinician does not do, by mode.
NOT_IN_MODE = {
    "in_person": _lt("No clinician offers meetings in person"),
    "virtual": _lt("No clinician offers meetings by video"),
    "hybrid": _lt("No clinician offers meetings in person and by video at once"),
}
NOT_THIS_ONE = {
    "in_person": _lt("%(name)s does not offer meetings in person."),
    "virtual": _lt("%(name)s does not offer meetings by video."),
    "hybrid": _lt("%(name)s does not offer meetings in person and by video at once."),
}
IN_MODE = {"in_person": _lt("In person"), "virtual": _lt("By video"), "hybrid": _lt("In person and by video")}


def said_of_diary(env, who, zone):
    """Why little is known of a diary that cannot be relied on."""
    if not who.has_diary:
        return env._("No calendar in Odoo")
    if not who.synced_at:
        return env._("Not synchronised")
    return env._("Last synchronised %(moment)s", moment=in_words.near_moment(env, who.synced_at, zone))


class Sentences:
    """What is said of one search, in the reader's language and zone."""

    def __init__(self, search):
        self._search, self._env, self._zone = search, search.env, search.asked.zone
        self._days = search.days_of(self._zone)
        self._known = {}

    def of_start(self, slot):
        """Why a start is not offered, or "" where it is. Starts side by side have the same reasons: said once."""
        reasons = slot.summary
        if not reasons:
            return ""
        if reasons[0].code == "past":
            return self._env._("This time is in the past.")
        if "present" in [reason.code for reason in reasons]:
            return self._env._("The meeting is booked for this time already.")
        day = day_of(self._days, slot.start)
        return self._once((reasons, day), lambda: self._of_reasons(reasons, day))

    def _of_reasons(self, reasons, day):
        found, clinicians = [], set()
        for reason in reasons:
            if reason.key in clinicians:
                continue  # of the one who is asked for one reason is enough
            if self._role(reason.key) == "clinician":
                clinicians.add(reason.key)
            found.append(self._once((reason, day), partial(self._of_reason, reason, day)))
        return " ".join(found)

    def _of_reason(self, reason, day):
        code = reason.code
        if code == "notice":
            return self._notice()
        if code == "no_room":
            return self._no_room() or self._env._("No room is free.")
        if code == "no_clinician":
            return self._env._("No clinician is free.")
        if code == "no_clinician_works":
            return self._outside_until(reason, day)
        if code == "no_clinician_mode":
            if reason.key:
                return self._not_in_mode(self._name(reason.key))
            return self._full_stop(NOT_IN_MODE[self._search.asked.mode])
        return self._of_person(reason, day)

    def of_nothing(self):
        """Why there is nothing until the end of the search."""
        search, answer = self._search, self._search.answer
        until = self.day(search.until)
        left = answer.grid.every & ~(answer.past | answer.present | answer.short_notice)
        if not left & ~answer.nobody:
            return self._no_clinician(until, left)
        for lane in answer.people:
            if not left & ~lane.refuses:
                return self._env._("%(name)s is not free before %(day)s.", name=self._name(lane.person.key), day=until)
        if not left & ~answer.no_room:
            return self._no_room() or self._env._("No room is free before %(day)s.", day=until)
        return self._env._("There is no time before %(day)s when everyone needed is free.", day=until)

    def of_window(self):
        """Why later dates are suggested first [R14]."""
        first, last = (in_words.near_day(self._env, day) for day in self._search.asked.window)
        return self._env._(
            "The companion cannot come, so dates from %(first)s to %(last)s come first.", first=first, last=last
        )

    def of_diary(self, lane):
        """Why nothing is known of somebody's diary, or ""."""
        return "" if lane.known else said_of_diary(self._env, lane.who, self._zone)

    def of_remedy(self, remedy):
        """A change and the time that it would give."""
        steps = [(remedy.kind, remedy.key), *remedy.also]
        first, *more = [self._of_step(kind, key) for kind, key in steps]
        what = in_words.names(self._env, [first, *(step[:1].lower() + step[1:] for step in more)])
        return self._env._("%(change)s: %(moment)s", change=what, moment=self.moment(self._search.moment(remedy.start)))

    def moment(self, instant):
        """A naive UTC instant, with the weekday."""
        return self._once(instant, lambda: in_words.near_moment(self._env, instant, self._zone))

    def day(self, instant):
        """The day of a naive UTC instant."""
        return in_words.near_day(self._env, local_time(instant, self._zone).date())

    def _no_room(self):
        """Why there is no room at any time, or ""."""
        if self._search.rooms:
            return ""
        if self._search.asked.room_id:
            return self._env._("This room is no longer used. Choose another one.")
        return self._env._("No room has what the employee needs.")

    def _notice(self):
        asked = self._search.asked
        return self._env._(
            "The employee needs more notice. The earliest time is %(moment)s.", moment=self.moment(asked.earliest)
        )

    def _of_person(self, reason, day):
        name = self._name(reason.key)
        if reason.code == "outside":
            return self._env._("%(name)s does not work at this time.", name=name)
        if reason.code == "day_limit":
            return self._env._("%(name)s has reached their limit of case conferences on this day.", name=name)
        until = self._until(reason, day)
        if not until:
            return self._env._("%(name)s is not free.", name=name)
        if reason.code == "away":
            return self._env._("%(name)s is away until %(until)s.", name=name, until=until)
        return self._env._("%(name)s is busy until %(until)s.", name=name, until=until)

    def _outside_until(self, reason, day):
        """Nobody of the pool works, in the mode asked for; until which day, where that is not the same day."""
        if reason.until is None:
            return self._env._("No clinician works at this time.")
        begins = self._search.moment(reason.until)
        if day == day_of(self._days, reason.until):
            return self._env._("No clinician works before %(time)s.", time=self._time(begins))
        return self._no_mode_before(self.day(begins))

    def _no_clinician(self, until, left):
        search = self._search
        if not search.pool:
            if search.asked.clinician_id:
                return self._env._(
                    "This clinician cannot be booked. They are not enrolled, or their registration has expired."
                )
            return self._env._("There is no clinician you can book.")
        lanes = [lane for lane in search.answer.pool if lane.person.offers]
        worked = 0
        for lane in lanes:
            worked |= left & ~lane.outside
        if len(search.pool) == 1:
            lane = search.answer.pool[0]
            name = self._name(lane.person.key)
            if not lanes:
                return self._not_in_mode(name)
            return self._env._("%(name)s is not free before %(day)s.", name=name, day=until)
        if not lanes:
            return self._full_stop(NOT_IN_MODE[search.asked.mode])
        if not worked:
            return self._no_mode_before(until)
        return self._env._("No clinician is free before %(day)s.", day=until)

    def _no_mode_before(self, day):
        if self._search.asked.mode == "virtual":
            return self._env._("No clinician offers meetings by video before %(day)s.", day=day)
        if self._search.asked.mode == "in_person":
            return self._env._("No clinician offers meetings in person before %(day)s.", day=day)
        return self._env._("No clinician offers meetings in person and by video at once before %(day)s.", day=day)

    def _not_in_mode(self, name):
        pattern = self._env._(NOT_THIS_ONE[self._search.asked.mode])  # pylint: disable=gettext-variable  # a constant
        return pattern % {"name": name}

    def _full_stop(self, text):
        return f"{self._env._(text)}."  # pylint: disable=gettext-variable  # a lazy constant of this file

    def _of_step(self, kind, key):
        if kind == "optional":
            return self._env._("Without %(name)s", name=self._name(key))
        if kind == "clinician":
            return self._env._("With %(name)s", name=self._name(key))
        if kind == "mode":
            return self._env._(IN_MODE[key])  # pylint: disable=gettext-variable  # a lazy constant of this file
        return self._env._("If the employee accepts less notice")

    def _until(self, reason, day):
        if reason.until is None:
            return ""
        until = self._search.moment(reason.until)
        return self._time(until) if day == day_of(self._days, reason.until) else self.moment(until)

    def _time(self, instant):
        return self._once((instant, "hour"), lambda: in_words.hour(self._env, instant, self._zone))

    def _once(self, key, make):
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _name(self, key):
        return self._search.lanes[key].who.name

    def _role(self, key):
        return self._search.lanes[key].role if key else ""
