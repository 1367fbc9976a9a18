"""Every mail that the app sends: to whom, and when. Its words are in `models/messages/words.py`, under the same key.

`docs/messages.md` is made of both, and a test fails where one of them has a mail that the other has not.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mail:
    """``kind`` is how it is sent (`request` and `cancel` carry a calendar entry); ``who`` and ``when`` are for docs."""

    key: str
    kind: str
    who: str
    when: str


MAILS = (
    Mail("invited", "request", "everyone who attends", "they are booked, or added to a booking"),
    Mail(
        "changed", "request", "everyone who attends and was told", "the time, place, length or how people meet changes"
    ),
    Mail(
        "ended", "cancel", "everyone who was told", "it is cancelled, declined or they are removed: in the same words"
    ),
    Mail("returned", "notice", "the person who asked", "HR or OH returns the request"),
    Mail("refused", "notice", "the person who asked", "HR or OH refuses the request"),
    Mail("assigned", "notice", "the new clinician or HR representative", "a case falls to them before it is booked"),
    Mail("leaver", "notice", "HR, the clinician or OH administrators", "someone who is needed has left"),
    Mail("attendees", "notice", "the employee", "someone was added who they have not acknowledged yet"),
    Mail("call", "notice", "the employee", "the time of the pre-call is set or changed"),
    Mail("fact_check", "notice", "the employee", "the minutes are sent for the fact check, or there is more time"),
    Mail("check_changed", "notice", "the employee", "the minutes are changed after they were sent"),
    Mail("final", "notice", "those who may read the minutes", "the minutes are final, or something was added to them"),
    Mail("action", "notice", "the owner of an action", "the meeting has ended, or an action is given to them later"),
    Mail(
        "cannot_come", "notice", "the person who booked", "someone who is needed cannot come, or asks for another time"
    ),
    Mail("confirm_answer", "confirm", "the person invited", "an answer came by email that may not be theirs"),
    Mail("time_stays", "declinecounter", "the person who asked for another time", "the booked time stays the same"),
    Mail("update", "notice", "the employee", "something else is new"),
    Mail("offered", "notice", "the employee who has a login", "a report is offered to them first"),
    Mail("portal", "portal", "the companion", "HR or the OH administrator invites them to the portal"),
    Mail("meeting_soon", "reminder", "the employee", "three working days, and one day, before the start, at 09:00"),
    Mail("call_soon", "reminder", "the clinician", "at 09:00 of the pre-call's day, or the working day before"),
    Mail("check_ends", "reminder", "the employee", "two days before the fact check ends, at 09:00"),
    Mail("actions", "reminder", "owners of actions", "Mondays at 09:00, while one is due within a week or overdue"),
    Mail("requested", "notice", "HR and the OH administrators", "a request waits for them; at most every four hours"),
    Mail("accepted", "notice", "the person who asked", "HR or OH accepts the request, and it is not booked yet"),
    Mail("flagged", "notice", "HR", "OH flags a passage of the minutes; at most every four hours"),
    Mail("put_right", "notice", "the clinician who flagged", "the minutes were changed; at most every four hours"),
)
BY_KEY = {mail.key: mail for mail in MAILS}
# what a mail of a kind says where nothing more is known of it: rows of older versions of the addon
USUAL = {
    "request": "invited",
    "cancel": "ended",
    "notice": "update",
    "portal": "portal",
    "reminder": "meeting_soon",
    "confirm": "confirm_answer",
    "declinecounter": "time_stays",
}


def key_of(kind: str, about: str | None) -> str:
    """Which mail a row is.

    >>> key_of("notice", "returned"), key_of("notice", None), key_of("request", "returned")
    ('returned', 'update', 'invited')
    """
    known = BY_KEY.get(about or "")
    return known.key if known and known.kind == kind else USUAL[kind]
