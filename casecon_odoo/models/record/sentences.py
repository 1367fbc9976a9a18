"""The gate's words about minutes and decisions."""

from odoo.tools import LazyTranslate

from ..conference import sentences

_lt = LazyTranslate(__name__)

sentences.RULES |= {
    "R18-ended": _lt("The meeting has ended."),
    "R22-written": _lt("The minutes are written."),
    "R22-time": _lt("The employee has answered, or their time for the fact check is over."),
    "R22-flags": _lt("No passage is flagged as outside consent."),
}

sentences.MISSING |= {
    "no_minutes_before_start": _lt("You can write minutes only after the meeting has started. [R19]"),
    "minutes_wait_for_end": _lt(
        "The minutes can be checked once the meeting has ended. The clinician who chairs must enter when that was."
        " [R18]"
    ),
    "closed_without_minutes": _lt("The case conference was closed without minutes. [R22]"),
    "minutes_exist": _lt("A case conference can have only one set of minutes. [R22]"),
    "nothing_written": _lt("Write the minutes first. [R22]"),
    "check_not_delivered": _lt(
        "The minutes have not reached the employee yet, so their time for the fact check has not started. Open the"
        " minutes to see why, and what to do. [R22]"
    ),
    "text_has_changed": _lt("The minutes have changed since you opened them. Read them again, then continue. [R22]"),
    "answers_by_login": _lt("The employee has a login, so only they can say this. [R22]"),
    "said_without_words": _lt("Write down what the employee said, in their words. [R22]"),
    "nothing_to_hand_over": _lt("All of it has already reached the employee. [R22]"),
    "handed_over_when": _lt(
        "Enter when the letter was handed over. This cannot be before %(since)s, when its text was written, or in the"
        " future. [R22]"
    ),
    "final_and_why_none": _lt("The minutes are final, so leave out the reason why there are none. [R22]"),
    "check_goes_on": _lt("The employee still has time for the fact check. [R22]"),
    "check_stands_still": _lt(
        "OH has not confirmed the employee's login yet, so their time to check the facts is paused. Record"
        " their answer in their words, or ask OH to confirm the login. [R31]"
    ),
    "check_login_off": _lt(
        "The employee's login is switched off, so their time to check the facts is paused. Record their answer in"
        " their words. Or have the login switched on, or removed from the employee's record. [R31]"
    ),
    "check_only_longer": _lt("You can only make the time for the fact check longer. [R22]"),
    "open_flag": _lt(
        "The clinician flagged a passage as outside consent. Change it, then ask OH to resolve the flag. [R22]"
    ),
    "no_such_flag": _lt("There is no open flag on this passage. [R22]"),
    "nothing_decided_before_start": _lt("You can record decisions only after the meeting has started. [R19]"),
    "decisions_stand": _lt("The case conference is closed, so its decisions cannot be changed. [R22]"),
    "decision_incomplete": _lt(
        "Give an action an owner and a due date, and an adjustment a review date. Otherwise, say why not. [R23]"
    ),
    "review_too_late": _lt("A review can be at most six months away, so %(latest)s at the latest. [R23]"),
    "decided_in_final": _lt(
        "The employee read this with the minutes, which are final. Add another decision or action, or an addendum."
        " [R22]"
    ),
    "decision_stands": _lt("Only actions and adjustments can be marked as done. [R23]"),
}

sentences.ROLE_OR_TIME |= {
    "minutes_writers": _lt("Only HR or the named minute taker can write the minutes. [R22]"),
    "minutes_are_final": _lt("Final minutes cannot be changed. Add an addendum. [R22]"),
    "not_with_minutes": _lt("You cannot do this with the minutes now. [R22]"),
    "employee_checks": _lt("Only the employee can check the facts. [R22]"),
    "minutes_handed_over_by": _lt(
        "Only HR, the named minute taker or OH can record that the letter was handed over. [R22]"
    ),
    "clinician_flags": _lt("Only the clinician can decide what is outside consent. [R22]"),
    "decision_writers": _lt("Only HR or the minute taker can record decisions. [R23]"),
    "owner_or_hr": _lt("Only the owner or HR can mark an action as done. [R23]"),
    "done_already": _lt("This has already been done."),
}

sentences.WHO |= {"minutes_writer": _lt("HR or the minute taker")}
