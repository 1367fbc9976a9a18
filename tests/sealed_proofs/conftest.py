"""A live server with keys and anchors of its own, on a database that waits for its commits to be written.

PostgreSQL does not call fsync here (dev/postgres.py): a process that is killed leaves the system's cache whole, and so
that needs none. What a commit has not handed to the system is lost, so these databases wait for it.
"""

import pytest

from dev import database, postgres
from dev.places import RUN
from dev.server import serving
from tests.sealed_proofs.beside import Beside


@pytest.fixture(scope="module")
def beside(request):
    """Keys, configuration and anchors of this module's server."""
    return Beside(fresh(request.path.stem))


@pytest.fixture(scope="module")
def server(postgresql, request, beside):
    name = database.name(f"proof_{request.path.stem.removeprefix('test_')}")
    database.clone(database.template(), name)
    postgres.query(f'ALTER DATABASE "{name}" SET synchronous_commit = on')
    with serving(name, workers=getattr(request.module, "WORKERS", 0), options=beside.options) as running:
        assert postgres.query("SHOW synchronous_commit", name) == "on"
        yield running
    database.drop(name)


def fresh(name):
    """A folder of this name, for this run alone."""
    number, folder = 0, RUN / "proofs"
    while (folder / f"{name}_{number}").exists():
        number += 1
    return folder / f"{name}_{number}"
