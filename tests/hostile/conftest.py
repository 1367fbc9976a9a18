"""The whole walk goes over a database with the modules that stand beside ours; the quick half over a bare one."""

import os

import pytest

from dev import database, odoo
from dev.places import LOGS
from dev.server import serving

# Time off makes the administrator an officer of HR, who then is HR here: a system administrator as such is not.
NO_OFFICER = """
env.ref("base.user_admin").group_ids -= env.ref("hr_holidays.group_hr_holidays_manager")
env.cr.commit()
"""
BESIDE = ("base_import", "hr_holidays", "hr_org_chart", "hr_skills", "mass_mailing", "spreadsheet_dashboard", "survey")


@pytest.fixture(scope="module")
def server(postgresql):
    """A clone of the demo template, with more modules where everything is walked."""
    name = database.name("t_hostile")
    database.clone(database.template(), name)
    if os.environ.get("CASECON_HOSTILE"):
        database.add(name, BESIDE)
        odoo.shell(name, NO_OFFICER, LOGS / "hostile_admin.log")
    with serving(name) as running:
        yield running
    database.drop(name)
