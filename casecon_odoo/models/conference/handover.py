"""One way to say that a paper was handed over, for every paper: the letters, the minutes, a report, the end."""

from .. import clock
from .arguments import to_datetime, to_text


def handed_over(env, handed_over_at, how):
    """What was entered, as `(moment, how)`; refused with a sentence where either is missing or wrong."""
    moment = to_datetime(env, handed_over_at, env._("when it was handed over"))
    return moment, to_text(env, how, env._("how it was handed over"))


def evidence_of(env, stem, moment, how):
    """The columns that keep it: `<stem>_at`, `_how`, and when and by whom it was entered."""
    return {
        f"{stem}_at": moment,
        f"{stem}_how": how,
        f"{stem}_entered_at": clock.now(),
        f"{stem}_entered_by_id": env.uid,
    }
