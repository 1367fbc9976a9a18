"""The gate's words about notes."""

from odoo.tools import LazyTranslate

from ..conference import sentences

_lt = LazyTranslate(__name__)

sentences.RULES |= {"R20-written": _lt("The note is written.")}

sentences.MISSING |= {
    "note_about_nobody": _lt("Name the employee whom the note is about. [R20]"),
    "note_by_its_button": _lt("Addenda and reasons are made by their own buttons. [R20]"),
    "note_about_another": _lt("The case conference is about another employee. [R20]"),
    "nothing_to_sign": _lt("There is nothing to sign yet: write the note first. [R20]"),
    "only_signed_is_marked": _lt("Only a signed note is marked, once; a draft is deleted by its author. [R20]"),
    "call_is_recorded": _lt("A call that was made at this time is recorded already."),
    "call_as_it_was": _lt("A call is recorded after it was made, with its length in minutes. [R15]"),
}

sentences.ROLE_OR_TIME |= {
    "clinicians_write": _lt("Clinicians write notes, and never about themselves. [R20]"),
    "author_changes": _lt("A note is changed by its author until it is signed. Add an addendum instead. [R20]"),
    "note_is_kept": _lt("A note that is signed, or somebody else's, is kept. [R20]"),
    "author_signs": _lt("The author signs a note, once. [R20]"),
    "notes_are_clinicians": _lt("Notes are the clinicians'. [R20]"),
    "draft_is_changed": _lt("A draft is changed, not amended. [R20]"),
    "only_signed_is_marked": sentences.MISSING["only_signed_is_marked"],
}
