"""How many invitations leave in a second, beside plain SMTP (the floor) and stock Odoo's queue of mails (the peer).

Run by `make bench-mails`. One server with two workers and one mail catcher; the three take turns, and each is timed by
the moments at which the catcher accepted the mails. Absolute numbers are this machine's; only ratios are judged.
"""

import smtplib
import statistics
from datetime import datetime
from email import message_from_bytes

from dev import database, odoo
from dev.places import LOGS, ROOT
from dev.server import serving
from tests.waiting import until

ROUNDS, MAILS = 5, 200
WORKERS = 2
FLOOR, PEER = 0.03, 0.40  # the least share of each; what it is spent on: docs/performance.md


def queue(db, **wanted):
    """Make `ours=number` or `stock=number` mails wait; see `mails_data.py`."""
    script = (ROOT / "tests" / "load" / "mails_data.py").read_text()
    odoo.shell(db, f"WANTED = {wanted!r}\n{script}", LOGS / "bench_mails_data.log")


def accepted_at(path):
    return datetime.strptime(path.name.partition("-")[0], "%Y%m%dT%H%M%S.%fZ").timestamp()  # noqa: DTZ007 - differences


def rate(files):
    """Mails a second, from the first that was accepted to the last."""
    moments = sorted(map(accepted_at, files))
    return (len(moments) - 1) / (moments[-1] - moments[0])


def queued(server, which):
    """The rate of one kind, and the files that came."""
    before = set(server.mail.files())
    queue(server.db, **{which: MAILS})

    def come():
        return len(set(server.mail.files()) - before) >= MAILS

    until(come, f"{MAILS} mails of {which} arrive", patience=180)
    files = sorted(set(server.mail.files()) - before)
    return rate(files), files


def plain(server, files):
    """The rate of the same mails over one connection of smtplib."""
    mails = [message_from_bytes(path.read_bytes()) for path in files]
    before = set(server.mail.files())
    with smtplib.SMTP("127.0.0.1", server.mail.port) as session:
        for mail in mails:
            session.send_message(mail, mail["X-Envelope-From"], [mail["X-Envelope-To"]])
    return rate(set(server.mail.files()) - before)


def run():
    """Print the table; the exit status tells whether it is reached."""
    name = database.name("bench_mails")
    database.clone(database.template(), name)
    rates = {"ours": [], "stock": [], "plain": []}
    with serving(name, workers=WORKERS) as server:
        for number in range(ROUNDS + 1):
            ours, files = queued(server, "ours")
            stock, _files = queued(server, "stock")
            floor = plain(server, files)
            if number:  # the first round is to warm up
                for kind, value in (("ours", ours), ("stock", stock), ("plain", floor)):
                    rates[kind].append(value)
                print(
                    f"round {number}: ours {ours:.0f}, stock {stock:.0f}, smtplib {floor:.0f} mails a second",
                    flush=True,
                )
    database.drop(name)
    middle = {kind: statistics.median(values) for kind, values in rates.items()}
    met = []
    for what, base, wanted in (("plain smtplib", middle["plain"], FLOOR), ("stock's queue", middle["stock"], PEER)):
        share = middle["ours"] / base
        met.append(share >= wanted)
        print(f"ours / {what:<14} ≥ {wanted:.2f}   {share:.2f}  ({middle['ours']:.0f} / {base:.0f} a second)")
    print(f"\n{sum(met)} passed, {len(met) - sum(met)} failed")
    return 0 if all(met) else 1
