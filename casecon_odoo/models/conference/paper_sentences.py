"""The gate's words about papers that are handed over, and about a report that is read before it is answered."""

from odoo.tools import LazyTranslate

from . import sentences, turn_words

_lt = LazyTranslate(__name__)

sentences.RULES |= {"R1-read": _lt("The employee has read the report.")}

sentences.MISSING |= {
    "end_letter_when": _lt(
        "Enter when the letter was handed over. This cannot be before the meeting was booked or in the future."
    ),
    "report_not_read": _lt(
        "The employee has not said yet that they have read the report. They say so on their page. Or give them a"
        " printed copy, and record when."
    ),
    "report_not_handed": _lt(
        "The employee has no login and was not given the report yet. Give them a printed copy with the letter, and"
        " record when."
    ),
    "report_is_read": _lt("The employee has read the report already."),
    "report_handed_when": _lt(
        "Enter when the report was handed over. This cannot be before the day of the report or in the future."
    ),
}

sentences.ROLE_OR_TIME |= {
    "reads_own": _lt("Only the employee can say that they have read their report. [R1]"),
    "report_handed_over_by": _lt("An OH clinician or administrator records that the report was handed over. [R1]"),
}

sentences.WHO |= {"employee_through_oh": _lt("The employee, through OH")}

# What the employee would do by their login, OH does with one who has none.
_NOTICE = _lt("Ask the employee about the short notice, and record it")
turn_words.WORDS |= {
    "not_understood": _lt("Ask whether the employee understands, and record it"),
    "request_rewritten": _lt("Read the changed request to the employee, and record what they say"),
    "not_acknowledged": _lt("Tell the employee who else will be there, and record it"),
    **dict.fromkeys(("notice_too_short", "notice_after_move", "notice_of_sitting"), _NOTICE),
}
