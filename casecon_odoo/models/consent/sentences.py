"""The gate's words about what may be said."""

from odoo.tools import LazyTranslate

from ..conference import sentences

_lt = LazyTranslate(__name__)

sentences.RULES |= {
    "R16-there": _lt("Employee and clinician are in the room."),
    "R11-chair": _lt("The employee has accepted the clinician who chairs."),
    "R18-when": _lt("It is said in the meeting."),
    "R18-open": _lt("The meeting is not paused."),
    "R15-called": _lt("The pre-call was made."),
    "R16-sayable": _lt("The employee has granted this for everybody in the room."),
}

sentences.MISSING |= {
    "chair_not_accepted": _lt("The employee has not accepted the clinician who took the chair yet. [R11]"),
    "not_both_in_room": _lt("Something is said only while the employee and the clinician are in the room. [R16]"),
    "employee_not_there": _lt("The employee is not in the room: an answer in person needs them there. [R16]"),
    "answer_without_words": _lt("Write down what the employee said, in their words. [R16]"),
    "no_call_no_word": _lt("There was no pre-call, so nothing beyond the released report may be said. [R15]"),
    "not_granted_for_all": _lt("The employee has not granted this for everybody in the room: it cannot be said. [R16]"),
    "say_when_said": _lt("The start of this meeting was entered late. Enter when this was said."),
    "said_now": _lt("The start of this meeting was entered in time. What is said is recorded at once, without a time."),
    "answered_already": _lt("The employee has answered these words already: propose another item instead. [R16]"),
    "answered_is_kept": _lt("An item that was answered is kept. [R16]"),
}

sentences.ROLE_OR_TIME |= {
    "clinician_explains": _lt("The clinician of the case says what was done about it. [R27]"),
    "clinician_proposes": _lt("The clinician of the case proposes what might be said. [R16]"),
    "nothing_to_propose": _lt("Nothing more can be proposed now. [R16]"),
    "employee_answers": _lt("The employee answers, or the clinician records their words. [R16]"),
    "nothing_to_answer": _lt("The meeting is over: nothing more can be answered. [R16]"),
    "clinician_says": _lt("The clinician says it, nobody else. [R16]"),
    "said_in_the_meeting": _lt("Something is said in the meeting only. [R16]"),
}
