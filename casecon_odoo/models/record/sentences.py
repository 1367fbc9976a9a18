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
    "no_minutes_before_start": _lt("There are no minutes before the meeting has started. [R19]"),
    "minutes_wait_for_end": _lt(
        "The minutes are checked once the meeting has ended. The clinician who chairs enters when that was. [R18]"
    ),
    "closed_without_minutes": _lt("The case conference is closed without minutes. [R22]"),
    "minutes_exist": _lt("A case conference has one record of minutes. [R22]"),
    "nothing_written": _lt("Write the minutes first. [R22]"),
    "check_not_delivered": _lt(
        "The minutes have not reached the employee yet, so their time for the fact check has not begun. The form of the"
        " minutes says why, and what to do. [R22]"
    ),
    "text_has_changed": _lt("The minutes have changed since you opened them. Read them again, then go on. [R22]"),
    "answers_by_login": _lt("The employee has a login, so only they can say this. [R22]"),
    "said_without_words": _lt("Write down what the employee said, in their words. [R22]"),
    "nothing_to_hand_over": _lt("All of it has reached the employee already. [R22]"),
    "handed_over_when": _lt(
        "Enter when the letter was handed over: not before %(since)s, when its text was written, and not in the future."
        " [R22]"
    ),
    "final_and_why_none": _lt("The minutes are final: leave out the reason why there are none. [R22]"),
    "check_goes_on": _lt("The employee still has time for the fact check. [R22]"),
    "check_stands_still": _lt(
        "OH has not confirmed the employee's login yet, so their time to check the facts is paused. Record"
        " their answer in their words, or ask OH to confirm the login. [R31]"
    ),
    "check_login_off": _lt(
        "The employee's login is switched off, so their time to check the facts is paused. Record their answer in their"
        " words, or have the login switched on, or taken off the employee's record. [R31]"
    ),
    "check_only_longer": _lt("The fact check is only ever made longer. [R22]"),
    "open_flag": _lt("The clinician flagged a passage as outside consent: change it, and ask OH. [R22]"),
    "no_such_flag": _lt("There is no open flag on this passage. [R22]"),
    "nothing_decided_before_start": _lt("Nothing is decided before the meeting has started. [R19]"),
    "decisions_stand": _lt("The case conference is closed: its decisions stand. [R22]"),
    "decision_incomplete": _lt("An action has an owner and a due date, an adjustment a review; or say why not. [R23]"),
    "review_too_late": _lt("A review is at most six months away: %(latest)s at the latest. [R23]"),
    "decided_in_final": _lt(
        "The employee read this with the minutes, which are final. Add another decision or action, or an addendum."
        " [R22]"
    ),
    "decision_stands": _lt("A decision stands as it is: only an action or an adjustment is done. [R23]"),
}

sentences.ROLE_OR_TIME |= {
    "minutes_writers": _lt("HR or the named minute taker writes the minutes. [R22]"),
    "minutes_are_final": _lt("Final minutes are kept as they are: add an addendum. [R22]"),
    "not_with_minutes": _lt("This cannot be done with the minutes now. [R22]"),
    "employee_checks": _lt("The employee checks the facts. [R22]"),
    "minutes_handed_over_by": _lt("HR, the named minute taker or OH records that the letter was handed over. [R22]"),
    "clinician_flags": _lt("The clinician decides what is outside consent. [R22]"),
    "decision_writers": _lt("HR or the minute taker records decisions. [R23]"),
    "owner_or_hr": _lt("The owner or HR marks an action as done. [R23]"),
    "done_already": _lt("This is done already."),
}

sentences.WHO |= {"minutes_writer": _lt("HR or the minute taker")}
