"""What our mails say: one entry for each mail of `domain/mails.py`, in words that tell nothing of health [R25]."""

from dataclasses import dataclass, field

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

UPDATE = _lt("You have an update")


@dataclass(frozen=True)
class Words:
    """One mail. `then` is for who can log in, `then_without` for who cannot; `entry` is said where a calendar entry
    comes along; %(…)s are filled in for the reader."""

    subject: str
    heading: str
    text: str
    then: str = ""
    then_without: str = ""
    button: str = field(default=_lt("Log in"))
    entry: str = ""


CALL_US = _lt("If you cannot come, please call us.")
CALL_TO_HEAR = _lt("Please call us to hear what it is.")
WORDS = {
    "invited": Words(
        _lt("Invitation: %(event)s on %(when)s"),
        _lt("Invitation"),
        _lt("You are invited."),
        _lt("Please log in to read what it is about and to say whether you can come."),
        CALL_US,
        entry=_lt("An entry for your calendar is attached."),
    ),
    "changed": Words(
        _lt("Changed: %(event)s on %(when)s"),
        _lt("Something has changed"),
        _lt("The details below replace the earlier ones."),
        _lt("Please log in to see what has changed and to say whether you can come."),
        CALL_US,
        entry=_lt("The attached calendar entry replaces the earlier one."),
    ),
    "ended": Words(
        _lt("Cancelled: %(event)s on %(when)s"),
        _lt("Cancelled"),
        _lt("You are no longer expected at the time below. Your calendar may ask you to remove the entry."),
        _lt("You do not have to do anything."),
        _lt("You do not have to do anything."),
    ),
    "returned": Words(
        UPDATE,
        _lt("We need something more from you"),
        _lt("Something that you asked for has come back to you with a question."),
        _lt("Please log in to read the question and to answer it."),
        CALL_TO_HEAR,
    ),
    "refused": Words(
        UPDATE,
        _lt("You have an answer"),
        _lt("There is an answer to something that you asked for."),
        _lt("Please log in to read it, and the reason."),
        CALL_TO_HEAR,
    ),
    "assigned": Words(
        UPDATE,
        _lt("You have something new to look after"),
        _lt("You have taken over from someone else, or someone chose you for this."),
        _lt("Please log in to see what is next."),
        CALL_TO_HEAR,
    ),
    "leaver": Words(
        UPDATE,
        _lt("Someone is no longer there"),
        _lt("Someone who is needed is no longer there, and you can find a replacement."),
        _lt("Please log in to see what you can do."),
        CALL_TO_HEAR,
    ),
    "attendees": Words(
        UPDATE,
        _lt("The list of people has changed"),
        _lt("Someone was added to the people who attend."),
        _lt("Please log in to see who it is before you meet."),
        _lt("Please call us to hear who it is before you meet."),
    ),
    "call": Words(
        _lt("A call with you on %(when)s"),
        _lt("A short call with you"),
        _lt("You will be called at the time below. It takes about five minutes."),
        _lt("Please log in to read how we will call you, and who will call."),
        _lt("If the time does not suit you, please call us."),
    ),
    "fact_check": Words(
        UPDATE,
        _lt("A text for you to check"),
        _lt("A text is ready for you. Please check whether the facts in it are right."),
        _lt("Please log in to read it and to answer."),
        _lt("Please call us to have it sent to you on paper."),
    ),
    "check_changed": Words(
        UPDATE,
        _lt("A text for you has changed"),
        _lt("A text that was sent to you has changed. Please check whether the facts in it are right."),
        _lt("Please log in to see what has changed, and to answer."),
        _lt("Please call us to have it sent to you on paper."),
    ),
    "final": Words(
        UPDATE,
        _lt("A text for you to read"),
        _lt("A text about you is final, or something was added to it."),
        _lt("Please log in to read it."),
        _lt("Please call us to have it sent to you on paper."),
    ),
    "action": Words(
        UPDATE,
        _lt("There is something for you to do"),
        _lt("Something was agreed that you are asked to do."),
        _lt("Please log in to read what it is, and by when."),
        _lt("Please call us to hear what it is, and by when."),
    ),
    "cannot_come": Words(
        UPDATE,
        _lt("Someone cannot come"),
        _lt("Someone who is needed cannot come, or asks for another time."),
        _lt("Please log in to see who it is, and which times suit everyone."),
        CALL_TO_HEAR,
    ),
    "confirm_answer": Words(
        UPDATE,
        _lt("Was this answer yours?"),
        _lt(
            "We received an answer to your invitation, but could not tell that it came from you. It does not count yet."
        ),
        _lt("Please log in to give your answer."),
        CALL_US,
    ),
    "time_stays": Words(
        _lt("Not moved: %(event)s on %(when)s"),
        _lt("The time stays the same"),
        _lt("You asked for another time. The meeting stays at the time below."),
        _lt("Please log in to say whether you can come."),
        CALL_US,
    ),
    "update": Words(
        UPDATE,
        UPDATE,
        _lt("There is something new for you."),
        _lt("Please log in to read it."),
        CALL_TO_HEAR,
    ),
    "offered": Words(
        UPDATE,
        _lt("A text for you to read"),
        _lt("A text about you is ready. You are asked before anyone at your employer can read it."),
        _lt("Please log in to see how you get it, and to answer."),
        _lt("Please call us to have it sent to you on paper."),
    ),
    "portal": Words(
        UPDATE,
        _lt("See the time and place online"),
        _lt("You are expected at a meeting. You can see online when and where it is."),
        _lt("Please use the link below to open your page. It is only for you."),
        button=_lt("Open my page"),
    ),
    "meeting_soon": Words(
        _lt("Reminder: %(event)s on %(when)s"),
        _lt("Reminder"),
        _lt("This is a reminder of the time below."),
        _lt("Please log in if you want to read the details again, or to ask for something that you need."),
        CALL_US,
    ),
    "call_soon": Words(
        _lt("Reminder: a call on %(when)s"),
        _lt("Reminder of a call"),
        _lt("You planned to call someone at the time below."),
        _lt("Please log in to see who to call, and how."),
        CALL_TO_HEAR,
    ),
    "check_ends": Words(
        UPDATE,
        _lt("You still have time to check a text"),
        _lt("You have until the time below to say whether the facts in it are right."),
        _lt("Please log in to read it and to answer."),
        _lt("Please call us to have it sent to you on paper, or to have more time."),
    ),
    "actions": Words(
        UPDATE,
        _lt("Something is due"),
        _lt("At least one thing that you agreed to do is due within a week, or is overdue."),
        _lt("Please log in to see what it is, and to mark it as done."),
        CALL_TO_HEAR,
    ),
}

WHEN, UNTIL, WHERE = _lt("When"), _lt("Until"), _lt("Where")
LASTS, LINK = _lt("How long"), _lt("Link")
BY_VIDEO, OR_BY_VIDEO = _lt("By video"), _lt("%(place)s, or by video")
PLACE_INSIDE, PLACE_ASKED = (
    _lt("You can see the place when you log in"),
    _lt("We will tell you the place when you call"),
)
LABELLED = _lt("%(label)s: %(text)s")  # French puts a space before the colon
MINUTES = _lt("About %(minutes)s minutes")
ASK_BOTH = _lt("Questions? Please call %(name)s: %(phone)s.")
ASK_PHONE = _lt("Questions? Please call %(phone)s.")
ASK_NAME = _lt("Questions? Please ask %(name)s.")
ASK_HR = _lt("Questions? Please ask HR.")
FROM = _lt("This email was sent by %(organisation)s.")
FROM_NOBODY = _lt("This email was sent by your organisation.")
