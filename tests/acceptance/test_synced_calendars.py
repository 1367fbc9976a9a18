"""A calendar that is kept at Google or Microsoft counts as unknown once it last arrived too long ago."""

import json

import pytest

from dev import database, odoo
from dev.places import ADDON, LOGS

SCRIPT = """
import json
from datetime import timedelta
from odoo.addons.casecon_odoo.models import clock
users = env["res.users"].with_context(no_reset_password=True)
def user(login, group="base.group_user"):
    return users.create({"name": login, "login": login, "email": login + "@example.com", "tz": "Europe/London",
                         "group_ids": [(6, 0, env.ref(group).ids)]})
hr, google, microsoft, here = user("hr", "hr.group_hr_user"), user("google"), user("microsoft"), user("here")
doctor = user("doctor", "casecon_odoo.casecon_group_clinician")
clinician = env["casecon.clinician"].create({"user_id": doctor.id, "registration_number": "1"})
people = {one.login: env["hr.employee"].create({"name": one.login, "user_id": one.id, "tz": "Europe/London"})
          for one in (google, microsoft, here)}
settings = env["res.users.settings"]
now = clock.now()
def kept_elsewhere(hours):
    # Google's key is valid for an hour from its renewal; Microsoft notes the synchronisation itself
    found = settings._find_or_create_for_user(google)
    found.write({"google_calendar_rtoken": "x", "google_calendar_token_validity": now - timedelta(hours=hours - 1)})
    microsoft.microsoft_calendar_rtoken = "x"
    settings._find_or_create_for_user(microsoft).write({"microsoft_last_sync_date": now - timedelta(hours=hours)})
def lanes(**wish):
    wish = {"employee_id": people["google"].id, "manager_id": people["microsoft"].id, **wish}
    found = env["casecon.conference"].with_user(hr).find_times(wish)
    return [(lane["role"], lane["state"], lane["note"]) for lane in found["lanes"][1:3]], bool(found["suggestions"])
result = {"kept here": lanes(employee_id=people["here"].id, manager_id=False)}
result["not connected"] = lanes()
kept_elsewhere(3)
result["three hours ago"] = lanes()
kept_elsewhere(30)
result["thirty hours ago"] = lanes()
env.company.casecon_sync_stale_hours = 48
result["allowed for two days"] = lanes()
settings._find_or_create_for_user(google).google_calendar_token_validity = False
microsoft.stop_microsoft_synchronization()
result["never"] = lanes()
print("RESULT", json.dumps(result))
"""


@pytest.fixture(scope="module")
def lanes(postgresql):
    """What the question for a time said of two people, by how long ago their calendars arrived."""
    name = database.name("synced")
    log = LOGS / "synced.log"
    database.clone(database.base(demo=False), name)
    modules = f"{ADDON},google_calendar,microsoft_calendar"
    assert odoo.run(name, "-i", modules, "--skip-auto-install", "--no-http", log=LOGS / "install_synced.log") == 0
    odoo.shell(name, SCRIPT, log)
    database.drop(name)
    said = [line for line in log.read_text().splitlines() if line.startswith("RESULT ")]
    return json.loads(said[0].removeprefix("RESULT "))


def states(lanes, when):
    return [state for _role, state, _note in lanes[when][0]]


def test_a_calendar_that_is_kept_here_or_arrived_lately_is_known(lanes):
    assert states(lanes, "kept here")[:1] == ["known"]
    assert states(lanes, "not connected") == ["known", "known"]
    assert states(lanes, "three hours ago") == ["known", "known"]


def test_one_that_arrived_too_long_ago_is_unknown_and_says_when(lanes):
    people, found = lanes["thirty hours ago"]
    assert [state for _role, state, _note in people] == ["unknown", "unknown"]
    assert all(note.startswith("Last synced ") and note[-3] == ":" for _role, _state, note in people), people
    assert found, "who is unknown refuses nothing that is not known of them"


def test_the_company_says_how_long(lanes):
    assert states(lanes, "allowed for two days") == ["known", "known"]


def test_one_that_never_arrived_is_unknown(lanes):
    people, _found = lanes["never"]
    assert [(state, note) for _role, state, note in people] == [("unknown", "Not synchronised yet")] * 2
