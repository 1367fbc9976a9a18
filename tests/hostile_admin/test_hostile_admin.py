"""What a system administrator can have read by means of Odoo: of what is sealed, nothing; `make test-hostile-admin`.

A session that they make of the clinician is still open: README says so, and this asserts it.
"""

import pytest

from tests.hostile_admin.attacks import ATTACKS, made_session
from tests.hostile_admin.world import CLEAR, World


@pytest.fixture(scope="module")
def world(server, rpc, cases):
    return World(server, rpc, cases)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_finds_what_is_in_clear_and_nothing_else(world, attack):
    assert attack(world) == {CLEAR}, attack.__doc__


def test_a_made_session_is_still_open(world):
    """It reads as that person; the log then names that person."""
    made = made_session(world)
    assert made.post("/web/session/get_session_info", {})["uid"] == world.clinician.uid
