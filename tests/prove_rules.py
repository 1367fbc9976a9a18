"""Prove that each rule has a test: take the rule out, and a test tagged with it must fail by an assertion.

Run by `make prove-rules` (all rules) or `dev/casecon prove-rules R3 R8`. Prints rule -> test that caught it.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main(wanted):
    from mutations import MUTATIONS

    unknown = set(wanted) - set(MUTATIONS)
    if unknown:
        raise SystemExit(f"No mutation for {', '.join(sorted(unknown))}: there are {', '.join(MUTATIONS)}.")
    caught = {}
    with tempfile.TemporaryDirectory(prefix="casecon_prove_") as folder:
        os.environ["CASECON_ADDONS"] = folder  # read by dev/places.py when it is first imported
        origin = _origin(Path(folder))
        tested = {rule: MUTATIONS[rule] for rule in wanted or MUTATIONS}
        seen = _seen(origin, tested, "nothing")
        if seen.failures or not seen.ran:
            raise SystemExit(f"A test that is red already proves nothing: {', '.join(seen.failures) or 'none ran'}.")
        for rule, mutation in tested.items():
            caught[rule] = _catch(rule, mutation, Path(folder), origin)
    print("\nRule     caught by")
    for rule, test in caught.items():
        print(f"{rule:<8} {test or 'NOTHING: no tagged test fails when the rule is taken out'}")
    proven = sum(bool(test) for test in caught.values())
    print(f"\n{proven} passed, {len(caught) - proven} failed")
    return 0 if proven == len(caught) else 1


def _fresh_copy(folder):
    from dev.places import ADDON

    shutil.rmtree(folder / ADDON, ignore_errors=True)
    shutil.copytree(ROOT / ADDON, folder / ADDON, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / ADDON


def _origin(folder):
    """A database with the addon as it is; each rule is taken out of a clone of it."""
    from dev import database

    _fresh_copy(folder)
    origin = database.name("prove_origin")
    database.drop(origin)
    database.make_dev(origin)
    return origin


def _catch(rule, mutation, folder, origin):
    """The test that failed by an assertion with the rule taken out, or None."""
    began = time.monotonic()
    mutation.apply(_fresh_copy(folder))
    seen = _seen(origin, {rule: mutation}, rule, mutation.updates)
    print(
        f"{rule}: {mutation.what}: {seen.ran} tests, {len(seen.failures)} red, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return next((said.removeprefix("FAIL: ") for said in seen.failures if said.startswith("FAIL: ")), None)


def _seen(origin, mutations, name, updates=False):
    """What the tests that are to catch these mutations say of the addon as it lies there, in a clone."""
    from dev import database, odoo, odoo_log
    from dev.places import ADDON, LOGS
    from dev.processes import free_port

    used = database.name("prove")
    database.clone(origin, used)
    log = LOGS / f"prove_{name}.log"
    update = ("-u", ADDON) if updates else ()
    tags = {
        f"casecon_{rule.partition('-')[0]}{of}"
        for rule, mutation in mutations.items()
        for of in [f"/{ADDON}:{one}" for one in mutation.by.split()] or [""]
    }
    odoo.run(used, *update, f"--test-tags={','.join(sorted(tags))}", f"--http-port={free_port()}", log=log)
    database.drop(used)
    return odoo_log.read(log)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
