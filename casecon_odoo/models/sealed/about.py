"""What a reason, or an employee's words, belong to: the verb, as its dialog calls it."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

_ABOUT = {
    "accept_conflict": _lt("Accept a conflict of interest"),
    "acknowledge_attendees": _lt("Who attends"),
    "acknowledge_recording": _lt("They knew that nothing is recorded"),
    "answer_offer": _lt("The employee's answer"),
    "ask_for_manager": _lt("Ask for another manager"),
    "cancel": _lt("Cancel the meeting"),
    "confirm_understanding": _lt("They understand why the meeting is planned, and what will happen"),
    "consent_granted": _lt("Consent granted"),
    "consent_refused": _lt("Consent refused"),
    "consent_withdrawn": _lt("Consent withdrawn"),
    "decline": _lt("Decline the meeting"),
    "disclosure": _lt("Said without consent"),
    "keep_notice": _lt("Keep the full notice"),
    "mark_complex": _lt("Confirm a longer meeting"),
    "mark_error": _lt("Entered in error"),
    "not_held": _lt("The meeting did not take place"),
    "record_pre_call": _lt("Record the pre-call"),
    "remove_companion": _lt("Remove the companion"),
    "set_companion": _lt("Name a companion"),
    "set_needs": _lt("What helps you take part"),
    "share_with_companion": _lt("What the companion can see"),
    "start": _lt("Start the meeting"),
    "waive_notice": _lt("Accept less notice"),
}


def words_about(env, verb):
    """What this text belongs to, in the reader's language; nothing where it belongs to no verb."""
    if verb not in _ABOUT:
        return verb or ""
    return env._(_ABOUT[verb])  # pylint: disable=gettext-variable  # a lazy constant of this file
