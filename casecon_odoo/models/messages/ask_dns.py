"""Asks the DNS, for a few seconds: the texts of a name, none where there is no such name, None for no answer."""

import dns.exception
import dns.resolver

PATIENCE = 4  # seconds, for one question
MOST_TEXTS = 20


def texts_of(name, server=""):
    """The TXT records of `name`. `server`: `address` or `address:port` to ask instead of the machine's own resolver."""
    try:
        resolver = dns.resolver.Resolver(configure=not server)
        if server:
            host, _colon, port = server.partition(":")
            resolver.nameservers, resolver.port = [host], int(port or 53)
        answer = resolver.resolve(name, "TXT", lifetime=PATIENCE, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError, ValueError, UnicodeError):  # no server, no answer, no name at all
        return None
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer][:MOST_TEXTS]
