"""The gate's words about notes."""

from odoo.tools import LazyTranslate

from ..conference import sentences

_lt = LazyTranslate(__name__)

sentences.RULES |= {"R20-written": _lt("The note is written.")}

sentences.MISSING |= {
    "note_about_nobody": _lt("Enter the employee that the note is about. [R20]"),
    "note_by_its_button": _lt("Use the buttons to add an addendum or a reason. [R20]"),
    "note_about_another": _lt("The case conference is about another employee. [R20]"),
    "nothing_to_sign": _lt("Write the note before you sign it. [R20]"),
    "only_signed_is_marked": _lt(
        "Only a signed note can be marked as entered in error, and only once. The author of a draft can delete it."
        " [R20]"
    ),
    "call_is_recorded": _lt("A call at this time has already been recorded."),
    "call_as_it_was": _lt("Record a call after it was made, with its length in minutes. [R15]"),
}

sentences.ROLE_OR_TIME |= {
    "clinicians_write": _lt("Only clinicians write notes, and never about themselves. [R20]"),
    "author_changes": _lt(
        "Only the author can change a note, and only until it is signed. Add an addendum instead. [R20]"
    ),
    "note_is_kept": _lt("You can only delete your own notes, and only before you sign them. [R20]"),
    "author_signs": _lt("Only the author can sign a note, and only once. [R20]"),
    "notes_are_clinicians": _lt("Only clinicians can work with notes. [R20]"),
    "draft_is_changed": _lt("Edit the draft. Addenda are for signed notes. [R20]"),
    "only_signed_is_marked": sentences.MISSING["only_signed_is_marked"],
}
