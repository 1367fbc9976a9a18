"""Who a search for a time is about: one statement for everybody's name, zone, hours, contacts and diary."""

from datetime import timedelta
from typing import NamedTuple

from odoo.tools import SQL

from .working_time import Hours


class Who(NamedTuple):
    """One person. `partner_ids` are the contacts under which meetings are theirs; `has_diary`: an internal login
    that is used; `synced_at`: when a diary kept elsewhere last arrived here, False: it never did, None: kept here."""

    name: str
    user_id: int
    partner_ids: tuple[int, ...]
    zone: str
    has_diary: bool
    hours: Hours | None
    synced_at: object


# Google notes until when its key is valid, an hour from each renewal at most; Microsoft notes the sync itself.
SYNCS = {
    "google_calendar_rtoken": "s.google_calendar_rtoken IS NOT NULL, s.google_calendar_token_validity - interval '1 h'",
    "microsoft_last_sync_date": "u.microsoft_calendar_rtoken IS NOT NULL, s.microsoft_last_sync_date",
}

PEOPLE = """
    WITH wanted AS (
        SELECT 'employee' AS kind, e.id, e.user_id, e.id AS employee_id, e.active
          FROM hr_employee e WHERE e.id = ANY(%(employees)s)
        UNION ALL
        SELECT 'user', u.id, u.id, (SELECT e.id FROM hr_employee e
            WHERE e.user_id = u.id AND e.company_id = %(company)s AND e.active ORDER BY e.id LIMIT 1), true
          FROM res_users u WHERE u.id = ANY(%(users)s)
        UNION ALL
        SELECT 'partner', p.id, (SELECT u.id FROM res_users u
            WHERE u.partner_id = p.id AND u.active AND NOT u.share ORDER BY u.id LIMIT 1), NULL, p.active
          FROM res_partner p WHERE p.id = ANY(%(partners)s)
        UNION ALL
        SELECT 'clinician', c.id, c.user_id, (SELECT e.id FROM hr_employee e
            WHERE e.user_id = c.user_id AND e.company_id = c.company_id AND e.active ORDER BY e.id LIMIT 1), c.active
          FROM casecon_clinician c WHERE c.id = ANY(%(clinicians)s)
        UNION ALL
        SELECT 'room', m.id, NULL, NULL, m.active FROM casecon_room m WHERE m.id = ANY(%(rooms)s)
    )
    SELECT w.kind, w.id, coalesce(e.name, up.name, p.name, c.name, m.name), u.id,
           ARRAY[up.id, e.work_contact_id, p.id], coalesce(own.tz, r.tz, up.tz, p.tz),
           w.active AND u.active AND NOT u.share,
           own.id, own.calendar_id, own.company_id, r.id, r.calendar_id, r.company_id, e.id, %(syncs)s
      FROM wanted w
      LEFT JOIN res_users u ON u.id = w.user_id
      LEFT JOIN res_partner up ON up.id = u.partner_id
      LEFT JOIN res_users_settings s ON s.user_id = u.id
      LEFT JOIN hr_employee e ON e.id = w.employee_id
      LEFT JOIN resource_resource r ON r.id = e.resource_id
      LEFT JOIN res_partner p ON w.kind = 'partner' AND p.id = w.id
      LEFT JOIN casecon_clinician c ON w.kind = 'clinician' AND c.id = w.id
      LEFT JOIN casecon_room m ON w.kind = 'room' AND m.id = w.id
      LEFT JOIN resource_resource own ON own.id = coalesce(c.resource_id, m.resource_id)
"""


def look_up(env, company_sudo, zone, **wanted):
    """By (kind, id): `Who`. `wanted`: ids of employees, users, partners, clinicians, rooms; `zone` where none is known.

    Only names, zones and hours are read, whoever asks: the caller has checked that they may look for a time.
    """
    default = company_sudo.resource_calendar_id.id or 0
    ids = {name: sorted(wanted.get(name, ())) for name in ("employees", "users", "partners", "clinicians", "rooms")}
    rows = env.execute_query(SQL(PEOPLE, company=company_sudo.id, syncs=SQL(_sync_columns(env)), **ids))
    return {(row[0], row[1]): _who(row, default, zone) for row in rows}


def _sync_columns(env):
    settings, users = env["res.users.settings"]._fields, env["res.users"]._fields
    columns = [text for name, text in SYNCS.items() if name in settings or name in users]
    return ", ".join(columns) or "false, NULL"


def _who(row, default, zone):
    kind, _id, name, user_id, partner_ids, tz, has_diary, *rest = row
    own, own_calendar, own_company, resource, calendar, company, employee, *syncs = rest
    tz = tz or zone
    hours = None
    if kind == "room":
        hours = Hours(own, own_calendar or 0, tz, own_company or 0)
    elif own and ((own_calendar and own_calendar != default) or not employee):
        # a clinician's own schedule, where one was chosen, else the employee's; without any that of the company
        hours = Hours(own, own_calendar or default, tz, own_company or 0, 0, (resource,) if resource else ())
    elif own:
        hours = Hours(resource, calendar or 0, tz, company or 0, employee, (own,))
    elif resource:
        hours = Hours(resource, calendar or 0, tz, company or 0, employee)
    partners = tuple(dict.fromkeys(partner for partner in partner_ids if partner))
    synced = [at or False for connected, at in zip(syncs[::2], syncs[1::2], strict=True) if connected]
    return Who(name, user_id or 0, partners, tz, bool(has_diary), hours, min(synced, key=_age) if synced else None)


def _age(synced_at):
    return synced_at.timestamp() if synced_at else 0.0


def sync_is_stale(synced_at, now, hours):
    """Whether a diary that is kept elsewhere arrived too long ago to be relied on."""
    return synced_at is not None and (not synced_at or synced_at < now - timedelta(hours=hours))
