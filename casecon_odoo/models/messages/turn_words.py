"""The next action where somebody has to be reached."""

from odoo.tools import LazyTranslate

from ..conference import turn_words

_lt = LazyTranslate(__name__)

turn_words.WORDS |= {
    "reach": _lt("Someone has not been told. See why, and tell them"),
    "end_letter": _lt("Hand over the letter about the end"),
}
