"""Each pair of verbs that the gate's table holds for one conference, pressed at once on a live server.

What both did is what they would have done one after the other; and never: said after it was withdrawn, final with an
open flag, two of what there may be one of, a traceback. `CASECON_RACES=1` races every pair at every stage.
"""

import os
from collections import Counter
from zlib import crc32

import pytest

from dev import postgres
from tests.domain.conftest import register_domain

register_domain()

from tests.race import World  # noqa: E402  # the domain has to be importable first

EVERY = bool(os.environ.get("CASECON_RACES"))
# Quick: a verb against itself, all that is said in a meeting against each other, and half of what is minuted.
SAID, MINUTED = "casecon.consent.line", "casecon.minutes"


@pytest.fixture(scope="module")
def world(server):
    return World(server)


def chosen(world):
    """The pairs to race: quick, each once, at the last stage that both are asked from."""
    stages = {}
    for stage in world.stages:
        for pair in world.pairs(stage):
            (one, name, _roles), (other, second, _more) = pair
            half = crc32(f"{name} {second}".encode()) % 2
            is_close = one == other and (name == second or one == SAID or (one == MINUTED and half))
            if EVERY or is_close:
                stages[(stage, pair) if EVERY else pair] = (stage, pair)
    return list(stages.values())


def test_each_pair_at_once_is_as_one_after_the_other(world, server):
    wrong, raced, both = [], 0, Counter()
    for stage, pair in chosen(world):
        answers, faults = world.race(stage, pair)
        names = " and ".join(f"{model}.{verb}" for model, verb, _roles in pair)
        raced += 1
        both["done" if not any(isinstance(one, Exception) for one in answers) else "one refused"] += 1
        wrong += [f"{stage}: {names}: {fault}" for fault in faults]
    print(f"{raced} pairs, {dict(both)}")
    assert raced > 60
    assert both["done"] > raced / 5, "a race of refusals proves nothing"
    assert not wrong, "\n".join(wrong)


def test_the_log_holds_no_traceback(world, server):
    log = server.log_path.read_text()
    for word in ("Traceback", "bad query"):
        assert word not in log


def test_no_two_waited_for_each_other(world, server):
    assert postgres.query(f"SELECT deadlocks FROM pg_stat_database WHERE datname = '{server.db}'") == "0"
