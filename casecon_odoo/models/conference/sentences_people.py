"""The gate's words about who takes part."""

from odoo.tools import LazyTranslate

from . import sentences

_lt = LazyTranslate(__name__)

sentences.MISSING |= {
    "sits_there": _lt("This person has this role in the case conference already. Choose another person."),
    "release_without_words": _lt("Write down what the employee said about the release, in their words. [R1]"),
    "answered_by_login": _lt(
        "The employee answered by their own login. Only they can change this answer, by their login. [R1]"
    ),
}
