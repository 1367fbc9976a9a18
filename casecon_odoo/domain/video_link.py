"""The company's video link: one room for all meetings, or a pattern that gives each meeting a room of its own."""

PLACEHOLDER = "{random}"


def is_pattern(link: str | None) -> bool:
    """Whether each meeting gets its own.

    >>> is_pattern("https://video.example.com/{random}"), is_pattern("https://video.example.com/room"), is_pattern(None)
    (True, False, False)
    """
    return PLACEHOLDER in (link or "")


def link_of(link: str | None, token: str) -> str | None:
    """The link of one meeting. The token is random and never its reference: a stranger could count on to the next.

    >>> link_of("https://video.example.com/{random}", "k3Zq"), link_of("https://video.example.com/room", "k3Zq")
    ('https://video.example.com/k3Zq', 'https://video.example.com/room')
    """
    return link.replace(PLACEHOLDER, token) if link else link


def is_shared(link: str | None, usual: str | None) -> bool:
    """Whether other meetings use this link, too: it is the company's one room.

    >>> is_shared("https://video.example.com/room", "https://video.example.com/room")
    True
    >>> is_shared("https://video.example.com/k3Zq", "https://video.example.com/{random}"), is_shared("", "")
    (False, False)
    """
    return bool(link) and link == usual
