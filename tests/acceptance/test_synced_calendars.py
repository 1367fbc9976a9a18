"""A calendar that is kept at Google or Microsoft counts as unknown once it last arrived too long ago.

And a conference's own entry is never sent there: Google and Microsoft would invite everybody in a participant's name.
"""

import json

import pytest

from dev import database, odoo
from dev.places import ADDON, LOGS

PEOPLE = """
import json
from datetime import timedelta
from unittest.mock import patch
from odoo.addons.casecon_odoo.models import clock
from odoo.addons.google_calendar.utils.google_calendar import GoogleCalendarService
from odoo.addons.google_calendar.utils.google_event import GoogleEvent
from odoo.addons.microsoft_calendar.utils.microsoft_calendar import MicrosoftCalendarService
from odoo.addons.microsoft_calendar.utils.microsoft_event import MicrosoftEvent
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
result = {}
"""

STALE = """
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
result["kept here"] = lanes(employee_id=people["here"].id, manager_id=False)
result["not connected"] = lanes()
kept_elsewhere(3)
result["three hours ago"] = lanes()
kept_elsewhere(30)
result["thirty hours ago"] = lanes()
env.company.casecon_sync_stale_hours = 48
result["allowed for two days"] = lanes()
env.company.casecon_sync_stale_hours = 24
kept_elsewhere(1)
env["ir.config_parameter"].set_param("microsoft_calendar_sync_paused", True)
result["Microsoft paused"] = lanes()
env["ir.config_parameter"].set_param("microsoft_calendar_sync_paused", False)
# what stock does when Google or Microsoft no longer takes the key: the user does not notice, the diary stays behind
settings._find_or_create_for_user(google).google_calendar_sync_token = "x"
settings._find_or_create_for_user(google)._set_google_auth_tokens(False, False, 0)
kept_elsewhere_since = {"microsoft_last_sync_date": now - timedelta(hours=30), "microsoft_calendar_sync_token": False}
settings._find_or_create_for_user(microsoft).write(kept_elsewhere_since)
microsoft.microsoft_calendar_rtoken = False
result["key withdrawn"] = lanes()
# and when the user disconnects it: the diary is kept here again
settings._find_or_create_for_user(google).google_calendar_sync_token = False
settings._find_or_create_for_user(microsoft).microsoft_last_sync_date = False
result["disconnected"] = lanes()
kept_elsewhere(3)
settings._find_or_create_for_user(google).google_calendar_token_validity = False
microsoft.stop_microsoft_synchronization()
result["never"] = lanes()
"""

SENT = """
later = now + timedelta(days=1)
for one in (google, doctor, hr):
    settings._find_or_create_for_user(one).write({"google_calendar_rtoken": "x", "google_calendar_token": "x",
        "google_calendar_token_validity": later, "google_calendar_sync_token": "x"})
for one in (microsoft, doctor, hr):
    one.write({"microsoft_calendar_rtoken": "x", "microsoft_calendar_token": "x",
        "microsoft_calendar_token_validity": later})
    settings._find_or_create_for_user(one).write({"microsoft_synchronization_stopped": False,
        "microsoft_last_sync_date": now - timedelta(hours=1), "microsoft_calendar_sync_token": "x"})
env.cr.commit()
sent = []
def note(where, verb):
    def called(self, *args, **kwargs):
        sent.append([where, verb, str(args)])
        return ("id%s" % len(sent), "uid%s" % len(sent)) if verb == "insert" and where == "microsoft" else True
    return called
for where, service in (("google", GoogleCalendarService), ("microsoft", MicrosoftCalendarService)):
    for verb in ("insert", "patch", "delete"):
        patch.object(service, verb, note(where, verb)).start()
renewed = []
patch.object(type(env["res.users"]), "_refresh_microsoft_calendar_token", lambda *a, **k: renewed.append(1)).start()
patch.object(GoogleCalendarService, "get_events", lambda *a, **k: (GoogleEvent(()), "next", ())).start()
patch.object(MicrosoftCalendarService, "get_events", lambda *a, **k: (MicrosoftEvent(()), "next")).start()
def synchronised():
    env.cr.commit()
    env["res.users"].browse()._sync_all_google_calendar()
    env["res.users"]._sync_all_microsoft_calendar()
    env.cr.commit()
    env.invalidate_all()
def seen(step):
    synchronised()
    result[step], sent[:] = list(sent), []

env["calendar.event"].with_user(doctor).create({"name": "Lunch", "start": now + timedelta(days=3, hours=2),
    "stop": now + timedelta(days=3, hours=3), "partner_ids": [(6, 0, doctor.partner_id.ids)], "location": "x"})
seen("lunch")
today = str(now.date())
env["casecon.report"].with_user(hr).action_register(people["google"].id, "A. Author", "ohp", "1234", today, today)
conference = env["casecon.conference"].with_user(hr).create({"employee_id": people["google"].id, "told_on": today,
    "manager_id": people["microsoft"].id, "ground": "long_absence", "reason": "x", "clinician_id": clinician.id})
start = now.replace(hour=10, minute=0, second=0) + timedelta(days=20)
hr.microsoft_calendar_token_validity = now - timedelta(days=1)
conference.action_schedule(start=str(start), mode="in_person", place="Room 1")
conference.action_change(place="Room 2")
result["keys renewed while booking"] = len(renewed)
hr.microsoft_calendar_token_validity = later
seen("booked")
event = conference.sudo().event_id
event.with_user(doctor).attendee_ids.filtered(lambda row: row.partner_id == doctor.partner_id).do_accept()
seen("answered")
conference.action_move(start=str(start + timedelta(days=1)))
seen("moved")
for one in (google, doctor):
    one.with_user(one).restart_google_synchronization()
for one in (microsoft, doctor):
    one.with_user(one).restart_microsoft_synchronization()
seen("restarted")
def tried(call):
    try:
        with env.cr.savepoint():
            call()
            env.flush_all()
    except Exception as error:
        return type(error).__name__
    return "done"
result["an employee notes an id"] = [
    tried(lambda: event.with_user(google).write({name: "x"}))
    for name in ("google_id", "microsoft_id", "ms_universal_event_id")]
conference.action_cancel(reason="x")
seen("cancelled")
result["left"] = event.exists().ids
"""

SCRIPT = f"{PEOPLE}{STALE}{SENT}\nprint('RESULT', json.dumps(result))\n"


@pytest.fixture(scope="module")
def synced(postgresql):
    """What was seen, by step, in a database in which both of Odoo's synchronisations are installed."""
    name = database.name("synced")
    log = LOGS / "synced.log"
    database.clone(database.base(demo=False), name)
    modules = f"{ADDON},google_calendar,microsoft_calendar"
    assert odoo.run(name, "-i", modules, "--skip-auto-install", "--no-http", log=LOGS / "install_synced.log") == 0
    odoo.shell(name, SCRIPT, log)
    database.drop(name)
    said = [line for line in log.read_text().splitlines() if line.startswith("RESULT ")]
    return json.loads(said[0].removeprefix("RESULT "))


def states(synced, when):
    return [state for _role, state, _note in synced[when][0]]


def test_a_calendar_that_is_kept_here_or_arrived_lately_is_known(synced):
    assert states(synced, "kept here")[:1] == ["known"]
    assert states(synced, "not connected") == ["known", "known"]
    assert states(synced, "three hours ago") == ["known", "known"]
    assert states(synced, "disconnected") == ["known", "known"]


def test_one_that_arrived_too_long_ago_is_unknown_and_says_when(synced):
    people, found = synced["thirty hours ago"]
    assert [state for _role, state, _note in people] == ["unknown", "unknown"]
    assert all(note.startswith("Last synchronised ") and note[-3] == ":" for _role, _state, note in people), people
    assert found, "who is unknown refuses nothing that is not known of them"


def test_the_company_says_how_long(synced):
    assert states(synced, "allowed for two days") == ["known", "known"]


def test_one_that_never_arrived_is_unknown(synced):
    people, _found = synced["never"]
    assert [(state, note) for _role, state, note in people] == [("unknown", "Not synchronised")] * 2


def test_one_whose_key_was_withdrawn_or_that_is_paused_is_unknown(synced):
    assert states(synced, "key withdrawn") == ["unknown", "unknown"]
    assert states(synced, "Microsoft paused") == ["known", "unknown"]


def test_a_conference_is_never_sent_to_google_or_microsoft(synced):
    assert {where for where, verb, _what in synced["lunch"] if verb == "insert"} == {"google", "microsoft"}
    for step in ("booked", "answered", "moved", "restarted", "cancelled"):
        others = [what for _where, _verb, what in synced[step] if "Lunch" not in what]
        assert not others, (step, others)


def test_booking_calls_nobody_on_the_net(synced):
    assert synced["keys renewed while booking"] == 0


def test_nobody_can_tie_its_entry_to_one_elsewhere_and_it_goes_when_it_is_cancelled(synced):
    assert "done" not in synced["an employee notes an id"]
    assert not synced["left"]
