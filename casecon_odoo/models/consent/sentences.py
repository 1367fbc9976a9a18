"""The gate's words about what may be said."""

from odoo.tools import LazyTranslate

from ..conference import sentences

_lt = LazyTranslate(__name__)

sentences.RULES |= {
    "R16-there": _lt("The employee and the clinician are in the room."),
    "R11-chair": _lt("The employee has accepted the clinician who chairs."),
    "R18-when": _lt("The meeting is in session."),
    "R18-open": _lt("The meeting is not paused."),
    "R15-called": _lt("The pre-call has taken place."),
    "R16-sayable": _lt("The employee has allowed this for everyone in the room."),
}

sentences.MISSING |= {
    "chair_not_accepted": _lt("The employee has not yet accepted the clinician who took the chair. [R11]"),
    "not_both_in_room": _lt("The employee and the clinician must both be in the room before anything is said. [R16]"),
    "employee_not_there": _lt("The employee must be in the room to answer in person. [R16]"),
    "answer_without_words": _lt("Write down what the employee said, in their words. [R16]"),
    "item_without_words": _lt(
        "The words of this item are not there to be read yet, so nobody can agree to them. [R16]"
    ),
    "words_changed": _lt("The words have changed. Please read them again. [R16]"),
    "no_call_no_word": _lt("There was no pre-call, so nothing beyond the released report may be said. [R15]"),
    "not_granted_for_all": _lt(
        "This cannot be said because the employee has not allowed it for everyone in the room. [R16]"
    ),
    "say_when_said": _lt("The start of this meeting was entered late. Enter when this was said."),
    "said_now": _lt(
        "The start of this meeting was entered in time. What is said is recorded at once, so leave the time empty."
    ),
    "answered_already": _lt("The employee has already answered these words. Propose another item instead. [R16]"),
    "answered_is_kept": _lt("An item that has been answered cannot be deleted. [R16]"),
}

sentences.ROLE_OR_TIME |= {
    "clinician_explains": _lt("Only the clinician of this case can record what was done about it. [R27]"),
    "clinician_proposes": _lt("Only the clinician of this case can propose what may be said. [R16]"),
    "nothing_to_propose": _lt("No more items can be proposed now. [R16]"),
    "employee_answers": _lt("Only the employee can answer, or the clinician can record their words. [R16]"),
    "nothing_to_answer": _lt("The meeting is over, so nothing more can be answered. [R16]"),
    "clinician_says": _lt("Only the clinician can say it. [R16]"),
    "said_in_the_meeting": _lt("You can only record this during the meeting. [R16]"),
}
