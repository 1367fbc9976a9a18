"""Times that people enter: each has a lowest and a highest value, and is refused with one sentence."""

from datetime import date, datetime, timedelta

from odoo.exceptions import UserError

from . import clock, in_words

LONGEST_AGO, FARTHEST = timedelta(days=365), timedelta(days=3653)  # where a field says nothing of its own


def check_within(env, value, what, rule="", first=None, last=None, zone="UTC"):
    """Refuse a date or an instant (naive UTC, said in `zone`) that lies outside `first` to `last`; both are allowed."""
    if (first is None or value >= first) and (last is None or value <= last):
        return
    say = in_words.day if type(value) is date else lambda env, moment: in_words.moment(env, moment, zone)
    words = {"what": what, "first": first and say(env, first), "last": last and say(env, last)}
    if last is None:
        sentence = env._("Check %(what)s. It cannot be before %(first)s.", **words)
    elif first is None:
        sentence = env._("Check %(what)s. It cannot be after %(last)s.", **words)
    else:
        sentence = env._("Check %(what)s. It must be from %(first)s to %(last)s.", **words)
    if rule:
        sentence += f" [{rule}]"
    raise UserError(sentence)


def check_times(model, vals):
    """Refuse among `vals` the times that cannot be meant: out of bounds, or a date where an hour is asked for.

    A field has the bounds that the model's `_time_bounds()` gives it as `{name: (first, last)}`, else the usual ones;
    `_time_rule` names the rule in the refusal.
    """
    now = clock.now()
    own = getattr(model, "_time_bounds", dict)()
    for name, value in vals.items():
        field = model._fields.get(name)
        if field is None or field.type not in ("date", "datetime") or not value:
            continue
        what = f"“{field._description_string(model.env)}”"
        moment = _moment(model, field, value, what)
        first, last = own.get(name, (now - LONGEST_AGO, now + FARTHEST))
        if field.type == "date":
            first, last = first and _day(first), last and _day(last)
        zone = model.env.context.get("tz") or model.env.user.tz or "UTC"
        check_within(model.env, moment, what, getattr(model, "_time_rule", ""), first, last, zone)


def _moment(model, field, value, what):
    """The value as Python's; a text of a date alone is no moment: midnight in Greenwich was not meant."""
    is_bare = field.type == "datetime" and isinstance(value, str) and len(value.strip()) <= len("2026-11-30")
    try:
        parsed = None if is_bare else field.convert_to_cache(value, model)
    except (TypeError, ValueError):
        parsed = None
    if not isinstance(parsed, date):
        example = "2026-11-30 09:15:00" if field.type == "datetime" else "2026-11-30"
        raise UserError(model.env._("Please give %(what)s, as in %(example)s.", what=what, example=example))
    return parsed


def _day(moment):
    return moment.date() if isinstance(moment, datetime) else moment
