"""Five hundred invitations of which fifty can never arrive: 450 arrive, 50 say why, and one run is enough."""

import re

from dev import postgres
from tests.load.bench_mails import queue
from tests.waiting import until

WORKERS = 2
UNKNOWN = [f"nobody{n}@gone.example" for n in range(10)]
BAD = [
    *("by letter", "n/a", "@", "a@b", "a b@example.com", "a@example.com, b@example.com", "a@@b.example", "<>"),
    *("x@exa mple.com", f"{'x' * 65}@example.com", "x@[127.0.0.1]", "x@example.com\nBcc: y@example.com", "\u200b"),
]
# ten that the server does not know among forty that are no address at all
HOSTILE = [(UNKNOWN[n // 5] if n % 5 == 0 else BAD[n % len(BAD)]) for n in range(50)]


def states(server):
    """How the invitations of the guests stand: `{(state, reason): number}`."""
    rows = postgres.query(
        "SELECT m.state || ' ' || coalesce(m.reason, '-') || ' ' || count(*) FROM casecon_message m"
        " JOIN casecon_attendee a ON a.id = m.attendee_id JOIN res_partner p ON p.id = a.partner_id"
        " WHERE p.name LIKE 'Guest of many %' GROUP BY m.state, m.reason",
        server.db,
    )
    return {tuple(line.split()[:2]): int(line.split()[2]) for line in rows.splitlines()}


def test_five_hundred_of_which_fifty_are_hostile(server, rpc, mailbox):
    server.mail.refuse(*UNKNOWN, answer="550 5.1.1 No such mailbox")
    queue(server.db, ours=500, hostile=HOSTILE)
    until(lambda: not {("waiting", "-"), ("sending", "-")} & set(states(server)), "the queue is empty", patience=180)
    assert states(server) == {("sent", "-"): 450, ("failed", "address"): 40, ("failed", "refused"): 10}
    arrived = [mail.to for mail in mailbox.all() if mail.to.endswith("@many.example")]
    assert len(arrived) == len(set(arrived)) == 450
    assert not re.search(r"send what waits' \(\d+\) partially done", server.log_path.read_text()), "one run is enough"

    hr = rpc("hr")
    untold = hr.call(
        "casecon.attendee",
        "search_read",
        [("partner_id.name", "like", "Guest of many "), ("is_told", "=", False)],
        ["not_told_note"],
    )
    assert len(untold) == 50
    assert all("address" in row["not_told_note"] for row in untold)
    log = server.log_path.read_text()
    assert not [address for address in (*UNKNOWN, *arrived) if address in log]
