"""What callers pass to verbs, made into values; a wrong one is refused with a sentence."""

from datetime import date, datetime

from odoo import fields
from odoo.exceptions import UserError

from ...domain.mail_address import NotOneAddress, plain_address
from .. import in_words
from ..doors.readable import LARGEST_ID, readable_ids
from ..doors.texts import check_text


def to_text(env, value, what):
    """A non-empty text, stripped, that can be kept."""
    check_text(env, value)
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise UserError(env._("Please give %(what)s.", what=what))
    return text


def to_address(env, value, rule=None):
    """One e-mail address, cleaned; False where nothing was entered. The refusal ends with `rule`."""
    if value in (None, False) or (isinstance(value, str) and not value.strip()):
        return False
    try:
        return plain_address(value)
    except NotOneAddress as error:
        sentences = {
            "several": env._("Enter one email address only, without a name beside it."),
            "local": env._("Before the @, use only letters without accents, digits and dots."),
            "domain": env._("After the @, enter the name of an email domain, such as example.com."),
        }
        not_one = env._("This is not an email address, such as name@example.com. Leave it empty if there is none.")
        sentence = sentences.get(error.why, not_one)
        if rule:
            sentence += f" [{rule}]"
        raise UserError(sentence) from None


def to_date(env, value, what) -> date:
    """A date from an ISO text."""
    return _parsed(env, value, what, date, fields.Date.to_date, "2026-11-30")


def to_datetime(env, value, what) -> datetime:
    """A naive UTC instant from a text, whole seconds. A date without its hour is none: midnight was not meant."""
    if (isinstance(value, str) and len(value.strip()) <= len("2026-11-30")) or type(value) is date:
        value = None
    moment = _parsed(env, value, what, datetime, fields.Datetime.to_datetime, "2026-11-30 09:15:00")
    return moment.replace(microsecond=0)


def is_within_reach(day):
    """Whether a date or time can be counted with in every zone: near the ends of the calendar it cannot."""
    return 1970 <= day.year < 3000


def to_record(env, model, value, what, read=(), fits=None):
    """A record that the caller may read, as superuser, from its id; any other is refused like one that is not there.

    `read`: the fields that are read by the same statement. `fits`: whether the verb offers this record, readable or
    not.
    """
    # sudo: any - the verb decides what may be done with it
    record_sudo = env[model].sudo().browse(value if type(value) is int and 0 < value <= LARGEST_ID else 0)
    named_sudo = record_sudo.with_context(active_test=False)
    if not (named_sudo.search_fetch([("id", "=", record_sudo.id)], read) if read else record_sudo.exists()) or not (
        (fits and fits(record_sudo)) or readable_ids(env, model, record_sudo.ids)
    ):
        raise UserError(env._("Please choose %(what)s.", what=what))
    return record_sudo


def to_choice(env, value, choices, what):
    """One of `choices`."""
    if value not in choices:
        raise UserError(
            env._("Please choose %(what)s: one of %(choices)s.", what=what, choices=in_words.one_of(env, choices))
        )
    return value


def to_minutes(env, value):
    """A length in whole minutes, of a day at most; the gate says which lengths are allowed."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 24 * 60:
        raise UserError(env._("Enter the length in whole minutes. [R4]"))
    return value


def to_keys(env, value):
    """A set of keys of people, such as `manager:7`; none where nothing is given."""
    if value and not (isinstance(value, (list, tuple)) and all(isinstance(key, str) for key in value)):
        raise UserError(env._("Give people by their keys, as in %(example)s.", example='["manager:7"]'))
    return frozenset(value or ())


def _parsed(env, value, what, kind, parse, example):
    try:
        parsed = parse(value) if isinstance(value, (str, date)) else None
    except ValueError:
        parsed = None
    if not isinstance(parsed, kind) or not is_within_reach(parsed):
        raise UserError(env._("Please give %(what)s, as in %(example)s.", what=what, example=example))
    return parsed
