"""What a domain says in the DNS about mail that comes from it (SPF: RFC 7208, DKIM: RFC 6376, DMARC: RFC 7489).

Each function reads what the DNS answered: the texts of a name, nothing where there is no such name, or None where it
could not be asked. The answer is one of `STATES`, and never a guess.
"""

from collections.abc import Sequence

STATES = ("good", "weak", "missing", "several", "unknown")
Texts = Sequence[str] | None


def spf(texts: Texts) -> str:
    """Whether the domain says which servers send its mail: with two such records none counts.

    >>> spf(["v=spf1 include:mail.example -all", "other"]), spf(["v=spf1 +all"]), spf([])
    ('good', 'weak', 'missing')
    >>> spf(["v=spf1 -all", "v=spf1 ~all"]), spf(None)
    ('several', 'unknown')
    """
    return _one(texts, "v=spf1", lambda text: not {"all", "+all", "?all"} & set(text.split()))


def dmarc(texts: Texts) -> str:
    """Whether receivers are told what to do with mail that only pretends to come from the domain.

    >>> dmarc(["v=DMARC1; p=reject; rua=mailto:x@example.com"]), dmarc(["v=DMARC1;p=none"]), dmarc(["p=reject"])
    ('good', 'weak', 'missing')
    """
    return _one(texts, "v=dmarc1", lambda text: _tags(text).get("p") in ("quarantine", "reject"))


def dkim(texts: Texts) -> str:
    """Whether a key is published by which the mail server's signature can be checked; an empty key is a revoked one.

    >>> dkim(["v=DKIM1; k=rsa; p=MIGf"]), dkim(["k=rsa; p=MIGf"]), dkim(["v=DKIM1; p="]), dkim([])
    ('good', 'good', 'missing', 'missing')
    """
    if texts is None:
        return "unknown"
    keys = [text for text in texts if _tags(text).get("p")]
    return {0: "missing", 1: "good"}.get(len(keys), "several")


def dmarc_domains(domain: str) -> list[str]:
    """Where the policy of a domain may stand: at the domain itself, else at one above it.

    >>> dmarc_domains("mail.works.co.example")
    ['mail.works.co.example', 'works.co.example', 'co.example']
    """
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(max(len(labels) - 1, 1))][:5]


def _one(texts, version, is_good):
    if texts is None:
        return "unknown"
    found = [text for text in texts if text.lower().replace(";", " ").split()[:1] == [version]]
    if len(found) != 1:
        return "several" if found else "missing"
    return "good" if is_good(found[0].lower()) else "weak"


def _tags(text):
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _sign, value in pairs}
