"""Runs in `odoo shell` of the commit `dev.upgrade.BEFORE`: what its demo company does not have yet.

A meeting that goes on and is paused, minutes that are a draft, others with comments and flags, a refused item, one that
was withdrawn, a login that waits, one that was replaced, a mail that cannot arrive.
"""

from datetime import timedelta

from odoo import fields
from odoo.addons.casecon_odoo.models import clock

env = globals()["env"]
company = env.ref("casecon_odoo.casecon_demo_company")
env = env(context={"allowed_company_ids": company.ids, "lang": "en_US", "tz": "Europe/London"})
now = fields.Datetime.now()


def acting(login, records):
    user = env["res.users"].search([("login", "=", login)])
    return records.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)


def press(records, login, verb, /, moment=now, **arguments):
    with clock.at(moment):
        result = getattr(acting(login, records), f"action_{verb}")(**arguments)
        env.flush_all()
    env.invalidate_all()
    return result


def of(name, *states):
    found = env["casecon.conference"].search([("employee_id.name", "=", name), ("state", "in", states)])
    return found[:1]


def in_session():
    """Rachel Dunn's meeting has begun: one item was said, one withdrawn; a break was asked for, and it is paused."""
    meeting = of("Rachel Dunn", "prepared")
    live = meeting.attendee_ids.filtered(lambda row: not row.removed_at)
    for row in live:
        press(row, "clinician", "acknowledge_recording")
    press(meeting, "clinician", "start", present_attendee_ids=live.ids)
    granted = meeting.consent_line_ids.filtered(lambda line: line.kind in ("effect_on_work", "outlook"))
    press(granted[0], "clinician", "disclose", moment=now + timedelta(seconds=1))
    press(granted[1], "clinician", "withdraw", moment=now + timedelta(seconds=2), through="phone", words="Not now.")
    press(meeting.agenda_item_ids[0], "clinician", "park", moment=now + timedelta(seconds=3))
    with clock.at(now + timedelta(seconds=3)):
        acting("hr", env["casecon.minutes"]).create({"conference_id": meeting.id, "body": "<p>Other tasks first.</p>"})
        env.flush_all()
    press(meeting, "clinician", "pause", moment=now + timedelta(seconds=4))


def prepared():
    """Yusuf Demir was called."""
    meeting = of("Yusuf Demir", "scheduled")
    press(meeting, "ohp", "record_pre_call", outcome="done", called_at=str(now - timedelta(hours=1)), minutes=6)
    press(meeting, "ohp", "prepare")


def minutes():
    """Grace Adeyemi remarks on hers, and the clinician flags a passage."""
    checked = env["casecon.minutes"].search(
        [("conference_id.employee_id.name", "=", "Grace Adeyemi"), ("state", "=", "fact_check")]
    )
    press(checked, "portal.employee", "comment", paragraph_id="p-1", text="From the month after next.")
    press(checked, "clinician", "flag", paragraph_id="p-2")


def logins():
    """HR takes one employee's login away, and gives one to somebody who had none."""
    people = env["hr.employee"].search([("name", "in", ("Tom Whitfield", "Yusuf Demir"))])
    login = people.user_id
    for person in people.sorted(lambda one: not one.user_id):
        acting("hr", person).user_id = login if not person.user_id else False
        env.flush_all()


def messages():
    row = env["casecon.message"].search([("state", "=", "waiting"), ("kind", "=", "request")], limit=1)
    row.write({"state": "failed", "reason": "refused"})


in_session()
prepared()
minutes()
logins()
messages()
env.cr.commit()
