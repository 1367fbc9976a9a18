"""The gate's words about who takes part."""

from odoo.tools import LazyTranslate

from . import sentences

_lt = LazyTranslate(__name__)

sentences.MISSING |= {
    "sits_there": _lt("This person has this role in the case conference already. Choose another person."),
}
