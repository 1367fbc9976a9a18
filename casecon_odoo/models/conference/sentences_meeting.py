"""The gate's words about how a meeting goes on and ends."""

from odoo.tools import LazyTranslate

from . import sentences

_lt = LazyTranslate(__name__)

sentences.MISSING |= {
    "sitting_goes_on": _lt(
        "The meeting has begun, so it is too late to ask for more notice. The employee can ask for a break."
    ),
    "sitting_too_long": _lt(
        "The meeting began on %(began)s. Enter when it really ended, at most %(hours)s hours after that."
    ),
}
