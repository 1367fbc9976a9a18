"""The gate's words about who takes part."""

from odoo.tools import LazyTranslate

from . import sentences

_lt = LazyTranslate(__name__)

sentences.MISSING |= {
    "sits_there": _lt("This person already has this role in the case conference. Choose another person."),
    "no_list": _lt("Say who was on the list that you read. [R11]"),
    "list_changed": _lt("Someone was added since you opened this page. Please read the list again. [R11]"),
    "release_without_words": _lt("Write down what the employee said about the release, in their words. [R1]"),
    "answered_by_login": _lt(
        "The employee answered by their own login. Only they can change this answer, by their login. [R1]"
    ),
}
