"""The next action, in a few words: one for each turn of `domain/turns.py`; an area adds its own."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

WORDS = {
    "accept": _lt("Accept the request, or return it"),
    "answer_return": _lt("Answer the question about your request"),
    "book": _lt("Choose a date and book"),
    "cannot_come": _lt("Someone cannot come. Move the meeting, or keep the time"),
    "name_hr": _lt("Name an HR representative"),
    "replace": _lt("Someone has left. Choose a replacement"),
    "understanding": _lt("Confirm that you understand"),
    "attendees": _lt("See who else will be there"),
    "notice": _lt("Keep your full notice, or accept this date"),
    "answer": _lt("Say whether you can come"),
    "recording": _lt("Read that nothing is recorded"),
    "prepare": _lt("Mark the meeting as prepared"),
    "start": _lt("Start the meeting"),
    "meeting": _lt("End the meeting when it is over"),
    "question": _lt("Answer a question to OH in a report"),
    # what the checklist misses
    "no_report": _lt("Register the OH report, or ask OH for one"),
    "old_report": _lt("Say why the older OH report is still valid"),
    "not_briefed": _lt("Say when you explained it to the employee"),
    "no_agenda": _lt("Write the agenda"),
    "length_not_confirmed": _lt("Confirm the longer meeting"),
    "no_pre_call": _lt("Call the employee before the meeting"),
    "not_briefed_on_call": _lt("Record that you were briefed on the call"),
    "registration_expired": _lt("Renew the clinician's registration"),
    "no_clinician": _lt("Choose a clinician"),
    "no_mode": _lt("Choose how people meet"),
    "no_place": _lt("Choose a place"),
    "no_video_url": _lt("Enter the video link"),
}
# Everything else that the checklist may miss.
OTHERWISE = _lt("See what is still missing")
