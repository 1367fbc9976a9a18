"""The addon comes, stays and goes cleanly: install, update, uninstall, on real databases."""

import pytest

from dev import database, odoo, postgres
from dev.places import ADDON, LOGS
from dev.say import Failure

# Everything in PostgreSQL and in Odoo's registry that an addon could leave behind.
TRACES = """
    SELECT 'table ' || table_name FROM information_schema.tables WHERE table_schema = 'public'
    UNION ALL SELECT 'column ' || table_name || '.' || column_name FROM information_schema.columns
        WHERE table_schema = 'public'
    UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint ' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'rule ' || (name->>'en_US') FROM (SELECT to_jsonb(r)->'name' AS name FROM ir_rule r) rules
        WHERE jsonb_typeof(name) = 'object'
    UNION ALL SELECT 'group ' || (name->>'en_US') FROM res_groups
    UNION ALL SELECT 'implied ' || gid || '>' || hid FROM res_groups_implied_rel
    UNION ALL SELECT 'model ' || model FROM ir_model
    UNION ALL SELECT 'xml id ' || module || '.' || name FROM ir_model_data WHERE module = 'casecon_odoo'
    UNION ALL SELECT 'cron ' || cron_name FROM ir_cron
"""

BOOK = """
from datetime import timedelta
from odoo.addons.casecon_odoo.models import clock
from odoo.addons.casecon_odoo.models.people.login import know
users = env["res.users"]
def user(login, group):
    return users.create({"name": login, "login": login, "email": login + "@example.com",
                         "group_ids": [(6, 0, env.ref(group).ids)]})
hr, boss = user("x.hr", "hr.group_hr_user"), user("x.boss", "base.group_user")
person = user("x.person", "base.group_user")
doctor = user("x.doctor", "casecon_odoo.casecon_group_clinician")
env["casecon.clinician"].create({"user_id": doctor.id, "registration_number": "1"})
manager = env["hr.employee"].create({"name": "Boss", "user_id": boss.id})
employee = env["hr.employee"].create({"name": "Person", "user_id": person.id, "parent_id": manager.id})
know(env["casecon.login"].search([("waits", "=", True)]))
today = str(clock.now().date())
env["casecon.report"].with_user(hr).action_register(employee.id, "A. Author", "ohp", "1234", today, today)
conference = env["casecon.conference"].with_user(hr).create(
    {"employee_id": employee.id, "ground": "long_absence", "reason": "x", "told_on": today})
start = str(clock.now().replace(hour=10) + timedelta(days=20))
conference.action_schedule(start=start, mode="in_person", place="Room 1")
env.cr.commit()
"""

UNINSTALL = f"""
env["ir.module.module"].search([("name", "=", "{ADDON}")]).button_immediate_uninstall()
env.cr.commit()
"""

WORKS = """
env["hr.employee"].create({"name": "Somebody new"})
env["calendar.event"].create({"name": "A", "start": "2027-01-04 09:00:00", "stop": "2027-01-04 10:00:00"})
"""

# As time would: the moves that the trigger lets pass, by SQL, since this issue has no meeting yet.
HELD = "; ".join(
    f"UPDATE casecon_conference SET state = '{state}'" for state in ("prepared", "in_session", "held", "closed")
)


WITHOUT_LOGINS = """
    DROP FUNCTION casecon_seat_settle, casecon_seat_follow_login, casecon_seat_follow_clinician,
         casecon_seat_follow_manager, casecon_seat_follow_conference, casecon_minutes_go_on, casecon_login_settle,
         casecon_login_spread, casecon_clinician_settle, casecon_login_follow, casecon_login_begin CASCADE;
    DROP TABLE casecon_login_change, casecon_login CASCADE;
    ALTER TABLE casecon_attendee DROP user_id, DROP known_user_id, DROP given_name, DROP given_address;
    ALTER TABLE casecon_clinician DROP acting_user_id, DROP role_ended;
"""


@pytest.fixture(scope="module")
def installed(postgresql):
    """A database without demo data in which the addon is installed."""
    name = database.name("lifecycle")
    database.drop(name)
    database.make_dev(name)
    yield name
    database.drop(name)


def rows(name, query):
    return set(postgres.query(query, name).splitlines())


def shell(name, script, step):
    odoo.shell(name, script, LOGS / f"lifecycle_{step}.log")


def test_a_cut_group_link_stays_cut_after_an_update(installed):
    link = """
        SELECT count(*) FROM res_groups_implied_rel
        WHERE gid = (SELECT res_id FROM ir_model_data WHERE module = 'hr' AND name = 'group_hr_user')
          AND hid = (SELECT res_id FROM ir_model_data WHERE name = 'casecon_group_hr')
    """
    assert rows(installed, link) == {"1"}
    cut = 'env.ref("hr.group_hr_user").write({"implied_ids": [(3, env.ref("casecon_odoo.casecon_group_hr").id)]})\n'
    shell(installed, cut + "env.cr.commit()\n", "cut")
    log = LOGS / "lifecycle_update.log"
    assert odoo.run(installed, "-u", ADDON, "--no-http", log=log) == 0
    assert not database.errors_in(log), database.errors_in(log)
    assert rows(installed, link) == {"0"}
    mend = cut.replace("(3,", "(4,")
    shell(installed, mend + "env.cr.commit()\n", "mend")


def test_uninstalling_is_refused_while_a_conference_is_ahead(installed):
    shell(installed, BOOK, "book")
    with pytest.raises(Failure):
        shell(installed, UNINSTALL, "refused")
    assert "1 case conferences are still to come" in (LOGS / "lifecycle_refused.log").read_text()
    state = f"SELECT state FROM ir_module_module WHERE name = '{ADDON}'"
    assert rows(installed, state) == {"installed"}
    assert rows(installed, "SELECT state FROM casecon_conference") == {"scheduled"}


def test_a_database_without_known_logins_gets_them_by_an_update(installed):
    """As the version before had it: no seat, no row of a login. Who had rightful access loses none."""
    seats = "SELECT role, user_id FROM casecon_attendee WHERE removed_at IS NULL"
    before = rows(installed, seats)
    assert any(not row.endswith("|") for row in before), before
    postgres.query(WITHOUT_LOGINS, installed)
    log = LOGS / "lifecycle_logins.log"
    assert odoo.run(installed, "-u", ADDON, "--no-http", log=log) == 0
    assert not database.errors_in(log), database.errors_in(log)
    assert rows(installed, seats) == before
    linked = "SELECT id, user_id, user_id FROM hr_employee"
    known = "SELECT employee_id, user_id, acting_user_id FROM casecon_login WHERE employee_id IS NOT NULL"
    assert rows(installed, known) == rows(installed, linked)
    clinicians = "SELECT count(*) FROM casecon_clinician WHERE acting_user_id IS DISTINCT FROM user_id"
    assert rows(installed, clinicians) == {"0"}


def test_uninstalling_leaves_nothing_behind(installed):
    before = rows(database.base(demo=False), TRACES)
    ours = rows(installed, TRACES) - before
    kept = {"table casecon_busy", "function casecon_busy_event", "trigger casecon_busy_moved"}
    assert {"table casecon_conference", "function casecon_conference_state", "group HR", *kept} <= ours
    postgres.query(HELD, installed)
    assert rows(installed, "SELECT count(*) FROM calendar_event") == {"1"}
    shell(installed, UNINSTALL, "uninstalled")
    left = rows(installed, TRACES) - before
    assert not {trace for trace in left if "casecon" in trace.lower() or not trace.startswith("implied")}, left
    assert rows(installed, "SELECT count(*) FROM calendar_event") == {"0"}
    assert rows(installed, "SELECT count(*) FROM calendar_attendee") == {"0"}
    shell(installed, WORKS, "after")
    log = LOGS / "lifecycle_uninstalled.log"
    assert not database.errors_in(log), database.errors_in(log)
