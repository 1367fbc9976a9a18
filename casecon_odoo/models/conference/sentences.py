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
    "R7": _lt("The employee knows why the meeting is planned and what will happen."),
    "R9": _lt("There is an agenda, the same for everyone."),
    "R11": _lt("The employee knows everyone who attends."),
    "R15": _lt("OH preparation is done."),
    "R18": _lt("The employee and the clinician are there."),
    "R28": _lt("Everyone knows that nothing is recorded."),
    "R32": _lt("No conflict of interest is known."),
    "booking": _lt("The clinician, and the place or link, have been chosen."),
    "people": _lt("Everyone named is still available."),
    "registered": _lt("The clinician's registration is valid on the day."),
    "R1-agreed": _lt("The employee agrees to the release."),
}

MISSING = {
    "no_report": _lt(
        "There is no OH report for this employee that is released to the employer. Register the one you received, or"
        " ask OH for one."
    ),
    "old_report": _lt(
        "The OH report is %(age)s days old (the limit is %(limit)s). Say why it is still valid, or ask OH for a new"
        " one."
    ),
    "no_start": _lt("Choose the date and time."),
    "start_is_past": _lt("The time you chose is in the past. Choose a later one."),
    "start_too_far": _lt("Choose a time that is not after %(last)s."),
    "same_start": _lt(
        "The meeting is already booked for this time. Choose another time. To change anything else, use Replace or"
        " Change."
    ),
    "waiver_without_start": _lt("Enter the earliest start that the employee accepts."),
    "waiver_is_past": _lt("Enter an earliest start that is not in the past."),
    "already_begun": _lt(
        "The booked time has passed. The clinician must now enter the start, or record that the meeting did not take"
        " place."
    ),
    "not_told": _lt("The employee has not been told of the date yet because the invitation has not been sent."),
    # before the start means before the start
    "told_after_start": _lt(
        "The employee was only told on %(at)s, after the meeting began (%(start)s). If they were handed a letter"
        " before, HR or OH can record when."
    ),
    "waived_after_start": _lt(
        "The employee only accepted less notice on %(at)s, after the meeting began (%(start)s). If they said so"
        " before, the clinician can record when, how and in which words."
    ),
    "understood_after_start": _lt(
        "The employee only confirmed that they understand on %(at)s, after the meeting began (%(start)s). If they"
        " said so before, the clinician can record when, how and in which words."
    ),
    "acknowledged_after_start": _lt(
        "The employee only acknowledged the people who were added on %(at)s, after the meeting began (%(start)s). If"
        " they said so before, the clinician can record when, how and in which words."
    ),
    "prepared_after_start": _lt(
        "The pre-call is recorded for %(at)s, after the meeting began (%(start)s). If you called before, or were"
        " briefed before, enter when."
    ),
    "notice_too_short": _lt(
        "The employee needs %(days)s days' notice. The earliest start is %(earliest)s. Choose a later time, or the"
        " employee can accept an earlier one."
    ),
    "notice_after_move": _lt(
        "After a move the employee needs new notice. The earliest start is %(earliest)s. Choose a later time, or the"
        " employee can accept an earlier one."
    ),
    "notice_of_sitting": _lt(
        "The employee needs %(days)s working days' notice before the meeting resumes. The earliest start is"
        " %(earliest)s. Choose a later time, or the employee can accept an earlier one."
    ),
    "handover_in_future": _lt("Enter when the letter was handed over. This cannot be in the future."),
    "handover_before_booking": _lt("The letter was handed over before this date was booked. Hand over the new letter."),
    "length_out_of_range": _lt("A case conference must last %(shortest)s to %(longest)s minutes."),
    "length_without_reason": _lt("Say why more than the standard length is needed."),
    "length_not_confirmed": _lt(
        "OH must confirm more than %(standard)s minutes as complex. Ask the clinician to confirm."
    ),
    "not_accepted": _lt("The request must be accepted first."),
    "waits_for_requester": _lt("The request was returned, so the requester must answer first."),
    "not_briefed": _lt(
        "The person who asks must enter when they explained to the employee why the meeting is planned and what will"
        " happen."
    ),
    "briefed_in_future": _lt("The conversation with the employee cannot be in the future."),
    "request_rewritten": _lt(
        "The request was changed after the employee confirmed that they understand. They need to read it again and"
        " confirm."
    ),
    "wording_changed": _lt("The text has changed since you opened this page. Please read it again."),
    "request_changed": _lt(
        "The reasons for this meeting have changed since you opened this page. Please read them again."
    ),
    "not_understood": _lt(
        "The employee has not yet confirmed that they understand why the meeting is planned and what will happen."
    ),
    "no_agenda": _lt("Add at least one question or expectation to the agenda."),
    "nobody_named": _lt("Choose a person to attend who is not attending yet."),
    "not_acknowledged": _lt("The employee has not yet acknowledged everyone who was added."),
    "no_manager_named": _lt("Choose the manager who is to attend."),
    "manager_is_employee": _lt("The manager who attends cannot be the employee."),
    "no_companion_named": _lt("There is no companion. Only the employee can name one."),
    "manager_asked_away": _lt(
        "The employee asked for another manager instead of this one. Only the employee can ask for this one again."
    ),
    "companion_is_the_employees": _lt("Only the employee can name or remove the companion."),
    "companion_cannot": _lt(
        "The companion cannot come. Offer new dates from %(first)s to %(last)s. The case conference can also take"
        " place as booked, if the employee wants that."
    ),
    "cannot_do_without": _lt("A case conference needs the employee and the clinician."),
    "no_pre_call": _lt("OH preparation is not done yet."),
    "recording_unacknowledged": _lt(
        "Not everyone present has acknowledged that nothing is recorded. Ask them, or give the reason."
    ),
    "is_followed": _lt("The next case conference has already been asked for."),
    "no_final_minutes": _lt("Make the minutes final first, or say why no minutes were taken."),
    "start_still_ahead": _lt("The start is still to come. Cancel the case conference instead."),
    "attempt_in_future": _lt("An attempt to reach the employee cannot be in the future."),
    "attempt_out_of_time": _lt("Attempts to reach the employee must be from %(first)s to %(last)s."),
    "too_few_attempts": _lt(
        "Record three attempts to reach the employee, over at least 15 minutes, or record that they had told you they"
        " would not come."
    ),
    "ends_wrongly": _lt("The end must be after the start and after everything entered since, and not in the future."),
    "not_both_present": _lt("It can start only when the employee and the clinician are present."),
    "ready_is_pressed": _lt("Select Ready once you are prepared. The meeting can start after that."),
    "start_from": _lt("Start it at %(first)s or later."),
    "room_is_asked": _lt("Tick the people in the room. If HR or the line manager is missing, give the reason."),
    "recording_is_asked": _lt(
        "Say aloud that nothing is recorded. People who have not confirmed that they know: %(count)s."
    ),
    "start_in_future": _lt("The start cannot be in the future."),
    "start_too_early": _lt("It can start no earlier than %(minutes)s minutes before the booked time."),
    "entered_too_late": _lt("After %(days)s days only a lead clinician can enter the start."),
    "chair_starts": _lt("Only the clinician who chairs can start the meeting."),
    "start_needs_reason": _lt(
        "Give a reason because HR or the manager is missing, the start is entered more than an hour late, or the"
        " meeting began on a different day."
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
        "The employee has left, or now belongs to another company. You cannot book a case conference for them here,"
        " so refuse the request or cancel it."
    ),
    "clinician_left": _lt(
        "The clinician does not work for this OH service, or has no active login. Choose another clinician."
    ),
    "manager_left": _lt(
        "The line manager has left, now belongs to another company, or has no active login. Choose another manager,"
        " or leave this empty."
    ),
    "hr_left": _lt(
        "The HR representative has left, now works for another company, or has no active login. Choose another one."
    ),
    "interpreter_left": _lt("The interpreter has left, or has no active login. Choose another person."),
    "minute_taker_left": _lt("The minute taker has left, or has no active login. Choose another person."),
    "other_left": _lt("This person has left, or has no active login. Choose another person."),
    "no_clinician": _lt("Choose the clinician."),
    "registration_expired": _lt(
        "The clinician's registration is not valid on the day of the meeting. The lead clinician can renew it."
    ),
    "no_call_to_be_briefed_on": _lt("There is no colleague's pre-call to be briefed on."),
    "not_briefed_on_call": _lt(
        "A colleague made the pre-call, so the clinician who chairs must confirm that they were briefed."
    ),
    "sitting_begun": _lt(
        "The booked time has passed. The clinician must now enter the start, adjourn to another day, or end the"
        " meeting."
    ),
    "sitting_still_ahead": _lt("The date when the meeting resumes is still to come. Move it instead."),
    "starts_before_adjourned": _lt("The meeting must resume after it was adjourned."),
    "ended_when_adjourned": _lt("A meeting that does not resume ended when it was adjourned, so leave the time empty."),
    "chairs_already": _lt("You already chair this case conference."),
    "meeting_is_paused": _lt("The meeting is paused or adjourned. The clinician must resume it first."),
    "meeting_is_not_paused": _lt("The meeting is not paused."),
    "ended_too_late": _lt("After %(days)s days only a lead clinician can end the meeting. They enter the true time."),
    "chair_ends": _lt("Only the clinician who chairs can end the meeting."),
    "no_mode": _lt("Choose how people meet."),
    "no_place": _lt("Enter where people meet."),
    "no_video_url": _lt("Enter the video link."),
    # attendees
    "attends_no_more": _lt("This person no longer attends."),
    "not_in_the_meeting": _lt("The time must be between the start of the meeting and now."),
    "in_the_room_already": _lt("This person is already in the room."),
    "not_in_the_room": _lt("This person is not in the room at that time."),
    "proposed_is_past": _lt("This time is in the past."),
    # the agenda
    "agenda_is_locked": _lt(
        "The agenda is locked because everyone has read this version. Raise the point in the meeting. [R9]"
    ),
    "agenda_is_full": _lt("An agenda can have at most %(most)s items. [R9]"),
    "agenda_keeps_one": _lt("A booked meeting needs an agenda. Add another item before you delete this one. [R9]"),
    "not_own_item": _lt("You can change or delete only the agenda items that your side raised."),
    # questions to OH
    "owns_question": _lt("You already deal with the answer to this question. [R10]"),
    "no_answer_in_report": _lt(
        "Choose a written report about this employee that was issued after the question was asked. [R10]"
    ),
    # reports
    "release_not_agreed": _lt("The employee has not agreed to the release. [R1]"),
}

# What a row of the table says to a role that does not fit, or at a wrong time; an area adds its own.
ROLE_OR_TIME = {
    # attendees
    "own_invitations": _lt("You can answer only your own invitations."),
    "not_answered_now": _lt("This invitation cannot be answered now."),
    "clinician_records_room": _lt("Only the clinician can record who is in the room. [R16]"),
    "not_in_session": _lt("The meeting is not in session."),
    "acknowledges_own": _lt("Each person acknowledges for themselves, or the clinician records it. [R28]"),
    "nothing_to_acknowledge": _lt("There is nothing to acknowledge now. [R28]"),
    # the agenda
    "not_your_agenda": _lt("You cannot change this agenda."),
    "agenda_is_locked": _lt(
        "The agenda is locked because everyone has read this version. Raise the point in the meeting. [R9]"
    ),
    "clinician_chairs_agenda": _lt("Only the clinician who chairs can work through the agenda. [R10]"),
    "settled_in_the_meeting": _lt("An agenda item can only be settled in the meeting. [R10]"),
    # questions to OH
    "clinician_answers_question": _lt("Only an OH clinician can deal with the answer. [R10]"),
    "question_is_closed": _lt("This question is closed. [R10]"),
    # reports
    "report_authors": _lt("Only an OH clinician with a valid registration can write the report. [R1]"),
    "report_registrars": _lt("Only HR or OH can register a report, and never their own. [R1]"),
    "clinician_of_report": _lt("Only an OH clinician can do this, and never with a report on themselves. [R1]"),
    "not_with_report": _lt("You cannot do this now because the report is “%(state)s”. [R1]"),
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
