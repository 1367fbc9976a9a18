"""How occupational health (OH) is reached: the bounds of what a company enters for its letters and portal pages."""

import re

LONGEST_NAME = 80
LONGEST_LINE, MOST_LINES = 60, 7
LONGEST_PHONE, FEWEST_DIGITS, MOST_DIGITS = 40, 3, 20
_PHONE = re.compile(r"\+?[\d\s()./-]+(?:\s*(?:ext|extension|poste|x)\.?\s*\d+)?", re.IGNORECASE)


def is_phone(text: str) -> bool:
    """Whether ``text`` is a telephone number as people write it, with an extension or without.

    >>> is_phone("+44 (0)20 7946 0000 ext. 12"), is_phone("2345"), is_phone("ask HR"), is_phone("12")
    (True, True, False, False)
    """
    digits = sum(sign.isdecimal() for sign in text)
    fits = len(text) <= LONGEST_PHONE and FEWEST_DIGITS <= digits <= MOST_DIGITS
    return fits and bool(_PHONE.fullmatch(text.strip()))


def to_dial(text: str) -> str:
    """The same for a link that dials it: no extension, no brackets of what is left out from abroad.

    >>> to_dial("+44 (0)20 7946 0000 ext. 12"), to_dial("020 7946 0000")
    ('+442079460000', '02079460000')
    """
    number = re.split(r"[a-zA-Z]", text.strip())[0]
    if number.startswith("+"):
        number = number.replace("(0)", "")
    return re.sub(r"[^\d+]", "", number)


def is_address(text: str) -> bool:
    """Whether ``text`` fits on an envelope.

    >>> is_address("Alderbridge OH\\n2 Mill Lane\\nLeeds LS1 1AA"), is_address("x" * 61), is_address("a\\n" * 8)
    (True, False, False)
    """
    lines = lines_of(text)
    return len(lines) <= MOST_LINES and all(len(line) <= LONGEST_LINE for line in lines)


def lines_of(text: str) -> list[str]:
    """The lines in which something is written.

    >>> lines_of(" 2 Mill Lane\\n\\nLeeds ")
    ['2 Mill Lane', 'Leeds']
    """
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
