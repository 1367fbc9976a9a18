"""The whole walk goes over a database with the modules that organisations have beside ours; the quick half over a bare one."""

import os

import pytest

from dev import database
from dev.server import serving

BESIDE = ("base_import", "hr_holidays", "hr_org_chart", "hr_skills", "mass_mailing", "spreadsheet_dashboard", "survey")


@pytest.fixture(scope="module")
def server(postgresql):
    """A clone of the demo template, with more modules where everything is walked."""
    name = database.name("t_hostile")
    database.clone(database.template(), name)
    if os.environ.get("CASECON_HOSTILE"):
        database.add(name, BESIDE)
    with serving(name) as running:
        yield running
    database.drop(name)
