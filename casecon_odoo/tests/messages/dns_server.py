"""A DNS server of the test's own, on a port of its own: answers for the names it was given, and is slow or broken."""

import socket
import threading
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

SILENT, BROKEN = object(), object()


@contextmanager
def dns_server(zone):
    """Serve TXT records: name to list of texts, SILENT (no answer) or BROKEN (SERVFAIL). Gives `address:port`."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))
    host, port = listening.getsockname()
    ended = threading.Event()

    def serve():
        while not ended.is_set():
            asked, client = listening.recvfrom(4096)
            if answered := None if ended.is_set() else _answer(zone, asked):
                listening.sendto(answered, client)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"{host}:{port}"
    finally:
        ended.set()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", (host, port))
        thread.join()
        listening.close()


def _answer(zone, asked):
    question = dns.message.from_wire(asked)
    (name,) = (one.name for one in question.question)
    texts = zone.get(name.to_text(omit_final_dot=True))
    if texts is SILENT:
        return None
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA
    if texts is BROKEN:
        answer.set_rcode(dns.rcode.SERVFAIL)
    elif texts is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    elif texts:
        quoted = ['"' + '" "'.join(text[at : at + 200] for at in range(0, len(text), 200)) + '"' for text in texts]
        answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
    return answer.to_wire()
