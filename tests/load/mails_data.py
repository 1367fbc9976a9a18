"""Runs in `odoo shell`: queues invitations of one case conference, or as many mails of stock Odoo of the same size.

Before it comes a line `WANTED = {…}`: `ours` or `stock`, how many; `hostile`: addresses for every tenth.
"""

import itertools
import uuid
from datetime import timedelta

from odoo.addons.casecon_odoo.models.conference.guarded import create_guarded, write_guarded

WANTED = globals()["WANTED"]
EACH = 5  # people of a conference
PLACE = "Room of many"


def guests(env, number, hostile=()):
    """So many contacts, every tenth with one of the hostile addresses, as an import into SQL would leave it."""
    first = env["res.partner"].search_count([("name", "like", "Guest of many ")])
    names = [f"Guest of many {first + n}" for n in range(number)]
    made = env["res.partner"].create(
        [{"name": name, "email": f"{name.lower().replace(' ', '.')}@many.example"} for name in names]
    )
    env.flush_all()
    for partner, address in zip(made[::10], itertools.cycle(hostile), strict=False):
        env.cr.execute("UPDATE res_partner SET email = %s WHERE id = %s", [address, partner.id])
    env.invalidate_all()
    return made


def of_many(env, number):
    """So many booked conferences like the demo's latest, one a day after it; those of an earlier round serve again."""
    made = env["casecon.conference"].search([("place", "=", PLACE)], order="id")
    latest = env["casecon.conference"].search([("state", "=", "scheduled")], order="start desc", limit=1)
    (like,) = latest.read(["employee_id", "company_id", "mode", "duration", "requester_id"], load=None)
    like = {**like, "place": PLACE, "state": "requested"}
    later = [timedelta(days=day) for day in range(1, number - len(made) + 1)]
    new = create_guarded(
        latest.browse().with_company(latest.company_id),
        [
            {**like, "start": latest.start + days, "stop": latest.stop + days, "ical_uid": str(uuid.uuid4())}
            for days in later
        ],
    )
    write_guarded(new, {"state": "scheduled"})
    return made | new


def ours(env, number, hostile=()):
    earlier = (
        "(SELECT a.id FROM casecon_attendee a JOIN res_partner p ON p.id = a.partner_id"
        " WHERE p.name LIKE 'Guest of many %')"
    )
    for table, column in (("casecon_message", "attendee_id"), ("casecon_attendee", "id")):
        env.cr.execute(f"DELETE FROM {table} WHERE {column} IN {earlier}")  # of an earlier round
    env.invalidate_all()
    conferences, vals = of_many(env, -(-number // EACH)), {"role": "other", "answer": "needs_action"}
    rows = create_guarded(
        env["casecon.attendee"],
        [
            {**vals, "partner_id": guest.id, "conference_id": conferences[nth // EACH].id}
            for nth, guest in enumerate(guests(env, number, hostile))
        ],
    )
    env["casecon.message"]._queue(rows, "request")


def stock(env, number):
    """The same words, and a file of the same size as an attachment, since stock has no calendar part."""
    made = guests(env, number)
    body = "<p>There is something new for you. Log in to read it:</p><p><a href='https://x/updates'>x</a></p>"
    file = env["ir.attachment"].create({"name": "invite.ics", "raw": b"x" * 2000, "mimetype": "application/ics"})
    env["mail.mail"].create(
        [
            {
                "subject": "You have an update",
                "body_html": body,
                "email_from": "no-reply@example.com",
                "email_to": one.email,
                "attachment_ids": [(6, 0, file.ids)],
            }
            for one in made
        ]
    )
    env.ref("mail.ir_cron_mail_scheduler_action")._trigger()


env = globals()["env"]
if "ours" in WANTED:
    ours(env, WANTED["ours"], WANTED.get("hostile", ()))
else:
    stock(env, WANTED["stock"])
env.cr.commit()
