"""The gate's words as sentences for people: what a rule asks, what is missing, who can supply it."""

from datetime import date, datetime

from odoo.tools import LazyTranslate

from ...domain.missing import Missing
from .. import in_words

_lt = LazyTranslate(__name__)

# What stands in the checklist where a rule is met; an area adds its own.
RULES = {
    "R1": _lt("The OH report is there and released to the employer."),
    "R2": _lt("The OH report is recent enough."),
    "R3": _lt("The employee has enough notice."),
    "R4": _lt("The length is agreed."),
    "R6": _lt("The request is accepted."),
    "R7": _lt("The employee knows why and what will happen."),
    "R9": _lt("There is an agenda, the same for all."),
    "R11": _lt("The employee knows everyone who attends."),
    "R15": _lt("OH preparation is done."),
    "R18": _lt("Employee and clinician are there."),
    "R28": _lt("Everybody knows that nothing is recorded."),
    "R32": _lt("No conflict of interest is known."),
    "booking": _lt("Clinician, and place or link, are chosen."),
    "people": _lt("Everyone who is named is still there."),
    "registered": _lt("The clinician's registration is valid on the day."),
    "R1-agreed": _lt("The employee agrees to the release."),
}

MISSING = {
    "no_report": _lt(
        "There is no OH report for this employee that is released to the employer. Register the one you received, or"
        " ask OH for one."
    ),
    "old_report": _lt(
        "The OH report is %(age)s days old (limit %(limit)s). Say why it still serves, or ask OH for a new one."
    ),
    "no_start": _lt("Choose the date and time."),
    "start_is_past": _lt("The chosen time is past. Choose a later one."),
    "start_too_far": _lt("Choose a time that is not after %(last)s."),
    "same_start": _lt(
        "The meeting is booked for this time already. Choose another time; use Replace or Change for anything else."
    ),
    "waiver_without_start": _lt("Name the earliest start that the employee accepts."),
    "waiver_is_past": _lt("Name an earliest start that is not in the past."),
    "already_begun": _lt(
        "The booked time has come. The clinician now enters the start, or that the meeting did not take place."
    ),
    "not_told": _lt("The employee has not been told of the date yet: the invitation has not gone out."),
    # before the start means before the start
    "told_after_start": _lt(
        "The employee was told only on %(at)s, after the meeting began (%(start)s). If they were handed a letter"
        " before, HR or OH can record when."
    ),
    "waived_after_start": _lt(
        "The employee accepted the shorter notice only on %(at)s, after the meeting began (%(start)s). If they said so"
        " before, the clinician can record when, how and in which words."
    ),
    "understood_after_start": _lt(
        "The employee confirmed that they understand only on %(at)s, after the meeting began (%(start)s). If they said"
        " so before, the clinician can record when, how and in which words."
    ),
    "acknowledged_after_start": _lt(
        "The employee acknowledged the people who were added only on %(at)s, after the meeting began (%(start)s). If"
        " they said so before, the clinician can record when, how and in which words."
    ),
    "prepared_after_start": _lt(
        "The pre-call is recorded for %(at)s, after the meeting began (%(start)s). If you called before, or were"
        " briefed before, enter when."
    ),
    "notice_too_short": _lt(
        "The employee needs %(days)s days' notice: the earliest start is %(earliest)s. Choose a later time, or the"
        " employee may accept an earlier one."
    ),
    "notice_after_move": _lt(
        "After a move the employee needs new notice: the earliest start is %(earliest)s. Choose a later time, or"
        " the employee may accept an earlier one."
    ),
    "notice_of_sitting": _lt(
        "The employee needs %(days)s working days' notice of the next sitting. The earliest start is %(earliest)s."
        " Choose a later time, or the employee can accept an earlier one."
    ),
    "handover_in_future": _lt("Say when the letter was handed over: not in the future."),
    "handover_before_booking": _lt("The letter was handed over before this date was booked: hand over the new one."),
    "length_out_of_range": _lt("A case conference lasts %(shortest)s to %(longest)s minutes."),
    "length_without_reason": _lt("Say why more than the standard length is needed."),
    "length_not_confirmed": _lt(
        "More than %(standard)s minutes have to be confirmed by OH as complex. Ask the clinician to confirm."
    ),
    "not_accepted": _lt("The request has to be accepted first."),
    "waits_for_requester": _lt("The request was returned: the requester has to answer first."),
    "not_briefed": _lt(
        "The person who asks says when they explained to the employee why the meeting is planned and what will happen."
    ),
    "briefed_in_future": _lt("The talk with the employee cannot be in the future."),
    "request_rewritten": _lt(
        "The request was changed after the employee had confirmed that they understand. They need to read it again and"
        " confirm."
    ),
    "wording_changed": _lt("The text has changed since you opened this page. Please read it again."),
    "request_changed": _lt(
        "The reasons for this meeting have changed since you opened this page. Please read them again."
    ),
    "not_understood": _lt("The employee has not yet confirmed that they understand why and what will happen."),
    "no_agenda": _lt("Put at least one question or expectation on the agenda."),
    "nobody_named": _lt("Name the person who is to attend, who does not attend yet."),
    "not_acknowledged": _lt("The employee has not yet acknowledged everybody who was added to the attendees."),
    "no_manager_named": _lt("Name the manager who is to attend."),
    "manager_is_employee": _lt("The manager who attends cannot be the employee."),
    "no_companion_named": _lt("There is no companion: only the employee names one, by name."),
    "manager_asked_away": _lt(
        "The employee asked for another manager instead of this one. Only the employee can ask for them again."
    ),
    "companion_is_the_employees": _lt("Only the employee names or removes the companion."),
    "companion_cannot": _lt(
        "The companion cannot make it: new dates from %(first)s to %(last)s are to be offered. The case conference can"
        " also take place as booked, if the employee wants that."
    ),
    "cannot_do_without": _lt("There is no case conference without the employee and the clinician."),
    "no_pre_call": _lt("OH preparation is not done yet."),
    "recording_unacknowledged": _lt(
        "Not everybody present has acknowledged that nothing is recorded. Ask them, or give the reason."
    ),
    "is_followed": _lt("The next case conference has been asked for already."),
    "no_final_minutes": _lt("Finalise the minutes first, or say why no minutes were taken."),
    "start_still_ahead": _lt("The start is still ahead: cancel the case conference instead."),
    "attempt_in_future": _lt("An attempt to reach the person cannot be in the future."),
    "attempt_out_of_time": _lt("Attempts to reach the person can be from %(first)s to %(last)s."),
    "too_few_attempts": _lt(
        "Record three attempts to reach the person, over fifteen minutes at least; or that they had said so."
    ),
    "ends_wrongly": _lt("The end is after the start and after everything entered since, and not in the future."),
    "not_both_present": _lt("It starts only with the employee and the clinician present."),
    "ready_is_pressed": _lt("Press Ready once you are prepared. The meeting can start after that."),
    "start_from": _lt("Start it at %(first)s or later."),
    "room_is_asked": _lt("Tick who is in the room. If HR or the line manager is missing, give the reason."),
    "recording_is_asked": _lt(
        "Say aloud that nothing is recorded. People who have not confirmed that they know: %(count)s."
    ),
    "start_in_future": _lt("The start cannot be in the future."),
    "start_too_early": _lt("It starts %(minutes)s minutes before the booked time at the earliest."),
    "entered_too_late": _lt("After %(days)s days only a lead clinician enters the start."),
    "chair_starts": _lt("The clinician who chairs starts the meeting."),
    "start_needs_reason": _lt(
        "Give the reason: HR or the manager is missing, the start is entered more than an hour later, or the meeting"
        " began on another day than it was booked for."
    ),
    "chair_is_manager": _lt(
        "The clinician who chairs is also the line manager here. Choose another clinician or manager. OH can record"
        " why this is acceptable."
    ),
    "chair_above_employee": _lt(
        "The clinician who chairs manages the employee. Choose another clinician. OH can record why this is acceptable."
    ),
    "chair_below_employee": _lt(
        "The employee manages the clinician who chairs. Choose another clinician. OH can record why this is acceptable."
    ),
    "manager_below_employee": _lt(
        "The employee manages the person who would attend as their line manager. Choose another manager. OH can"
        " record why this is acceptable."
    ),
    "companion_is_chair": _lt(
        "The companion and the clinician who chairs are the same person. The employee can name another companion. OH"
        " can replace the clinician, or record why this is acceptable."
    ),
    "companion_is_manager": _lt(
        "The companion and the line manager are the same person. The employee can name another companion. HR or OH"
        " can replace the manager, or OH can record why this is acceptable."
    ),
    "companion_is_hr": _lt(
        "The companion acts for HR in this case conference. The employee can name another companion. OH can record"
        " why this is acceptable."
    ),
    "attends_already": _lt(
        "This person already attends in another role. Choose another person, or remove them from one of the two"
        " roles. OH can record why this is acceptable."
    ),
    "no_conflict": _lt("There is no conflict of interest to accept."),
    "employee_left": _lt(
        "The employee has left, or belongs to another company now. No case conference is booked for them here: refuse"
        " the request, or cancel it."
    ),
    "clinician_left": _lt(
        "The clinician does not work for this OH service, or has no active login. Choose another clinician."
    ),
    "manager_left": _lt(
        "The line manager has left, belongs to another company now, or has no active login. Choose another manager, or"
        " nobody."
    ),
    "hr_left": _lt(
        "The HR representative has left, works for another company now, or has no active login. Choose another one."
    ),
    "interpreter_left": _lt("The interpreter has left, or has no active login. Choose another person."),
    "minute_taker_left": _lt("The minute taker has left, or has no active login. Choose another person."),
    "other_left": _lt("This person has left, or has no active login. Choose another person."),
    "no_clinician": _lt("Choose the clinician."),
    "registration_expired": _lt(
        "The clinician's registration is not valid on the day of the meeting. The lead clinician can renew it."
    ),
    "no_call_to_be_briefed_on": _lt("There is no pre-call of a colleague to be briefed on."),
    "not_briefed_on_call": _lt(
        "A colleague made the pre-call: the clinician who chairs confirms that they were briefed."
    ),
    "sitting_begun": _lt(
        "The booked time has come. The clinician now enters the start, adjourns to another day, or ends the meeting."
    ),
    "sitting_still_ahead": _lt("The next sitting is still ahead. Move it instead."),
    "starts_before_adjourned": _lt("The next sitting begins after the meeting was adjourned."),
    "ended_when_adjourned": _lt("A meeting that does not go on ended when it was adjourned. Leave the time empty."),
    "chairs_already": _lt("You chair this case conference already."),
    "meeting_is_paused": _lt("The meeting is paused or adjourned. The clinician goes on with it first."),
    "meeting_is_not_paused": _lt("The meeting is not paused."),
    "ended_too_late": _lt("After %(days)s days only a lead clinician ends the meeting, with its true time."),
    "chair_ends": _lt("The clinician who chairs ends the meeting."),
    "no_mode": _lt("Choose how people meet."),
    "no_place": _lt("Say where people meet."),
    "no_video_url": _lt("Give the video link."),
    # attendees
    "attends_no_more": _lt("This person does not attend any more."),
    "not_in_the_meeting": _lt("The time lies between the start of the meeting and now."),
    "in_the_room_already": _lt("This person is in the room already."),
    "not_in_the_room": _lt("This person is not in the room at that time."),
    "proposed_is_past": _lt("This time is past."),
    # the agenda
    "agenda_is_locked": _lt("The agenda is locked: everybody has read this version. Raise it in the meeting. [R9]"),
    "agenda_is_full": _lt("An agenda has %(most)s items at most. [R9]"),
    "agenda_keeps_one": _lt("A booked meeting has an agenda. Add another item before you delete this one. [R9]"),
    "not_own_item": _lt("You can change or delete only the agenda items that your side raised."),
    # questions to OH
    "owns_question": _lt("You see to the answer to this question already. [R10]"),
    "no_answer_in_report": _lt(
        "Choose a written report about this employee that was issued after the question was asked. [R10]"
    ),
    # reports
    "release_not_agreed": _lt("The employee has not agreed to the release. [R1]"),
}

# What a row of the table says to a role that does not fit, or at a wrong time; an area adds its own.
ROLE_OR_TIME = {
    # attendees
    "own_invitations": _lt("You answer your own invitations only."),
    "not_answered_now": _lt("This invitation cannot be answered now."),
    "clinician_records_room": _lt("The clinician records who is in the room. [R16]"),
    "not_in_session": _lt("The meeting is not in session."),
    "acknowledges_own": _lt("Everybody acknowledges for themselves, or the clinician notes it. [R28]"),
    "nothing_to_acknowledge": _lt("There is nothing to acknowledge now. [R28]"),
    # the agenda
    "not_your_agenda": _lt("You cannot change this agenda."),
    "agenda_is_locked": _lt("The agenda is locked: everybody has read this version. Raise it in the meeting. [R9]"),
    "clinician_chairs_agenda": _lt("The clinician chairs, and takes the agenda through. [R10]"),
    "settled_in_the_meeting": _lt("An agenda item is settled in the meeting. [R10]"),
    # questions to OH
    "clinician_answers_question": _lt("An OH clinician sees to the answer. [R10]"),
    "question_is_closed": _lt("This question is closed. [R10]"),
    # reports
    "report_authors": _lt("An OH clinician writes the report, with a valid registration. [R1]"),
    "report_registrars": _lt("HR or OH registers a report, and never their own. [R1]"),
    "clinician_of_report": _lt("An OH clinician does that, and never with a report on themselves. [R1]"),
    "not_with_report": _lt("This cannot be done now: the report is “%(state)s”. [R1]"),
    "not_offered": _lt("Only a report that is offered can be answered. [R1]"),
}

WHO = {
    "hr_or_oh": _lt("HR or OH"),
    "booker": _lt("HR or OH"),
    "triage": _lt("HR or OH"),
    "employee": _lt("The employee"),
    "requester": _lt("The requester"),
    "clinician": _lt("OH clinician"),
    "oh": _lt("OH clinician or administrator"),
    "lead_clinician": _lt("Lead clinician"),
    "caller": _lt("You"),
}


def said(env, item, zone, with_rule=False):
    """A sentence for a `Missing`, or for a rule that is met; with its rule at the end when it refuses."""
    if not isinstance(item, Missing):
        return env._(RULES[item])  # pylint: disable=gettext-variable  # a lazy constant of this file
    values = {name: _in_words(env, value, zone) for name, value in item.values.items()}
    pattern = env._(MISSING[item.what])  # pylint: disable=gettext-variable  # a lazy constant of this file
    rule = f" [{item.rule}]" if item.rule else ""
    sentence = (pattern % values).removesuffix(rule)  # some have their rule in the text
    return sentence + rule if with_rule else sentence


def role_or_time(env, name, **values):
    """The sentence of a row of the table for a role that does not fit or a wrong time; none where it is the usual."""
    if not name:
        return ""
    pattern = env._(ROLE_OR_TIME[name])  # pylint: disable=gettext-variable  # a lazy constant of its area
    return pattern % values


def who_can(env, role):
    """The role that can supply what is missing, in words."""
    return env._(WHO[role])  # pylint: disable=gettext-variable  # a lazy constant of this file


def _in_words(env, value, zone):
    if isinstance(value, datetime):
        return in_words.moment_for_reader(env, value, zone)
    return in_words.day(env, value) if isinstance(value, date) else value
