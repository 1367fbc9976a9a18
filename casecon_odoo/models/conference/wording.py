"""What every employee is told before a case conference [R7]: one text for portal, dialog, letter and telephone.

A version is never edited: it is what somebody read. Other words are a new version, which is then the present one.
"""

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True)
class Wording:
    """A version: lazy texts. `declining` is its last point, and what every other page says of declining, too.

    `note`: how it was shown, where that was not always in these words.
    """

    opening: str
    points: tuple[str, ...]
    declining: str
    confirms: str
    note: str = ""


CONFIRMS = _lt("I understand why this meeting is planned, and what will happen")

WORDINGS = {
    "2026-11": Wording(
        opening=_lt(
            "A case conference is a meeting. You, an occupational health (OH) clinician, your manager and HR talk about"
            " how your health and your work fit together. The clinician chairs."
        ),
        points=(
            _lt(
                "OH has already given written advice. The meeting is to understand it in the same way, and to look for"
                " a solution that everybody can agree to."
            ),
            _lt("It is not a disciplinary meeting. It is not an examination. Nothing is decided beforehand."),
            _lt("You may bring one companion. You may put questions on the agenda."),
            _lt("Before the meeting the clinician talks with you alone for about five minutes."),
            _lt(
                "Nothing about your health is said beyond the released report unless you allow it, item by item and"
                " person by person. You may take this back at any time, also in the meeting."
            ),
            _lt(
                "The clinician keeps clinical notes, which your employer cannot read. Your employer may keep minutes of"
                " the key decisions. You check the facts in them first."
            ),
            _lt("Nothing is recorded in sound or video."),
        ),
        declining=_lt("You may decline. That is no misconduct."),
        confirms=CONFIRMS,
        note=_lt(
            "The portal showed these words. The app itself and the letter said the same in fewer words under this"
            " version."
        ),
    ),
    "2026-12": Wording(
        opening=_lt(
            "A case conference is a meeting. You, an occupational health (OH) clinician, your manager and HR talk about"
            " how your health and your work fit together. The clinician chairs."
        ),
        points=(
            _lt(
                "OH has already given written advice. The meeting is so that everyone understands that advice in the"
                " same way, and to look for a solution that everyone can agree to."
            ),
            _lt("It is not a disciplinary meeting. It is not an examination. Nothing is decided beforehand."),
            _lt("You may bring one companion: a friend, a relative, a colleague or a union representative."),
            _lt("You may put questions on the agenda. You may ask for another manager."),
            _lt("You may say what you need to take part, such as an interpreter, breaks or a room without stairs."),
            _lt("Before the meeting the clinician talks to you alone for about five minutes."),
            _lt(
                "Nothing about your health is said beyond the released report unless you allow it, item by item and"
                " person by person. You can take this back at any time, including in the meeting."
            ),
            _lt(
                "The clinician keeps clinical notes, which your employer cannot read. Your employer may keep minutes of"
                " the key decisions. You check the facts in them first."
            ),
            _lt("Nobody records the meeting in sound or video."),
            _lt(
                "You may decline at any time before the meeting. Your employer then decides with what they already"
                " know, without this meeting."
            ),
        ),
        declining=_lt("Declining is not misconduct, and nobody may hold it against you."),
        confirms=CONFIRMS,
    ),
}
PRESENT = next(reversed(WORDINGS))


def wording(env, version=PRESENT):
    """A version in the reader's language, as plain values; None for a version that never was.

    `points` are all of them, declining last.
    """
    if version not in WORDINGS:
        return None
    told = WORDINGS[version]
    declining = env._(told.declining)  # pylint: disable=gettext-variable
    return {
        "version": version,
        "opening": env._(told.opening),  # pylint: disable=gettext-variable
        "points": [*(env._(point) for point in told.points), declining],  # pylint: disable=gettext-variable
        "declining": declining,
        "confirms": env._(told.confirms),  # pylint: disable=gettext-variable
        "note": told.note and env._(told.note),  # pylint: disable=gettext-variable
    }
