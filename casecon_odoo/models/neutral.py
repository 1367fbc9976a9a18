"""What may leave the app is looked at where it is entered, so that no mail ever fails for it [R25]."""

from odoo.exceptions import ValidationError

from ..domain.neutral import telling_word


def check_neutral(env, text, own_name=""):
    """Refuse, with a sentence, a text that would say in a mail what a meeting is about.

    `own_name`: the organisation's, whose words (a hospital's, say) tell nothing in its own places.
    """
    word = telling_word(text, own_name) if isinstance(text, str) else ""
    if word:
        raise ValidationError(
            env._(
                "“%(word)s” would show in emails and calendars what the meeting is about. Please use a neutral text."
                " [R25]",
                word=word,
            )
        )
