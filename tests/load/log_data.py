# Run in `odoo shell`: a row of the access log beside a plain row of the same size, each with a commit; by one writer,
# eight, and fifty, each a thread with connections of its own. Prints JSON: {writers: [ms of a plain row, of a logged]}.
import json
import statistics
import sys
import threading
import time

from odoo import sql_db
from odoo.addons.casecon_odoo.models.sealed.access_log import log_now
from odoo.api import Environment

env = globals()["env"]
ROUNDS, ROWS = 9, {1: 60, 8: 15, 50: 3}
TOLD = {"texts": ["00000000-0000-4000-8000-000000000000/1"], "number": 1, "role": "clinician", "purpose": "note"}
sql_db._Pool._maxconn = 150
user = env["res.users"].search([("login", "=", "clinician")])
env.cr.execute(
    "CREATE TABLE bench_plain (seq bigserial PRIMARY KEY, line text NOT NULL, prev text NOT NULL, hash text NOT NULL,"
    " signature bytea); SELECT line, prev, hash, signature FROM casecon_access ORDER BY seq DESC LIMIT 1"
)
row = env.cr.fetchone()
env.cr.commit()


def plain(_env):
    with env.registry.cursor() as cr:
        cr.execute("INSERT INTO bench_plain (line, prev, hash, signature) VALUES (%s, %s, %s, %s)", row)


def logged(own):
    log_now(own, "open", **TOLD)


def took(writers, append):
    """Milliseconds for one row, where so many write at once."""
    barrier = threading.Barrier(writers + 1)

    def write():
        with env.registry.cursor() as cr:
            own = Environment(cr, user.id, {})
            own.user.login  # noqa: B018 - read before the clock runs, as in a request
            cr.commit()
            barrier.wait()
            for _row in range(ROWS[writers]):
                append(own)

    threads = [threading.Thread(target=write) for _writer in range(writers)]
    for thread in threads:
        thread.start()
    barrier.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - began) * 1000 / (writers * ROWS[writers])


found = {}
for writers in ROWS:
    pairs = [(took(writers, plain), took(writers, logged)) for _round in range(ROUNDS + 1)][1:]
    found[writers] = [statistics.median(side) for side in zip(*pairs, strict=True)]
sys.stdout.write(f"LOG {json.dumps(found)}\n")
