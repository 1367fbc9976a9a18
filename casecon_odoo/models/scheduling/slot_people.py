"""Who a search for a time is about: one statement for everybody's name, zone, hours, contacts and diary."""

from datetime import timedelta
from typing import NamedTuple

from odoo.tools import SQL, str2bool

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


# Whether a diary is kept elsewhere, and when it last arrived. Google notes until when its key is valid, an hour from
# each renewal at most; Microsoft notes the sync itself, also while it is paused. Where a key is withdrawn, Odoo forgets
# it and leaves the second trace, so that a diary which stopped arriving does not pass for one that is kept here.
SYNCS = {
    "google_calendar_rtoken": """
        s.google_calendar_rtoken IS NOT NULL OR s.google_calendar_sync_token IS NOT NULL,
        s.google_calendar_token_validity - interval '1 h'""",
    "microsoft_last_sync_date": """
        u.microsoft_calendar_rtoken IS NOT NULL OR s.microsoft_last_sync_date IS NOT NULL,
        CASE WHEN NOT %(paused)s THEN s.microsoft_last_sync_date END""",
}

# Of each kind: whose row it is, their user and employee, the contact and the resource of their own, and a name.
KINDS = {
    "employees": """
        SELECT 'employee' AS kind, e.id, e.user_id, e.id AS employee_id, e.active, NULL::int AS partner_id,
               NULL::int AS resource_id, e.name
          FROM hr_employee e WHERE e.id = ANY(%(ids)s)""",
    "users": """
        SELECT 'user', u.id, u.id, (SELECT e.id FROM hr_employee e
               WHERE e.user_id = u.id AND e.company_id = %(company)s AND e.active ORDER BY e.id LIMIT 1), true,
               NULL, NULL, NULL
          FROM res_users u WHERE u.id = ANY(%(ids)s)""",
    "partners": """
        SELECT 'partner', p.id, (SELECT u.id FROM res_users u
               WHERE u.partner_id = p.id AND u.active AND NOT u.share ORDER BY u.id LIMIT 1), NULL, p.active,
               p.id, NULL, p.name
          FROM res_partner p WHERE p.id = ANY(%(ids)s)""",
    "clinicians": """
        SELECT 'clinician', c.id, c.user_id, (SELECT e.id FROM hr_employee e
               WHERE e.user_id = c.user_id AND e.company_id = c.company_id AND e.active ORDER BY e.id LIMIT 1),
               c.active, NULL, c.resource_id, c.name
          FROM casecon_clinician c WHERE c.id = ANY(%(ids)s)""",
    "rooms": """
        SELECT 'room', m.id, NULL, NULL, m.active, NULL, m.resource_id, m.name
          FROM casecon_room m WHERE m.id = ANY(%(ids)s)""",
}
PEOPLE = """
    SELECT w.kind, w.id, coalesce(w.name, p.name), u.id, ARRAY[p.id, e.work_contact_id], coalesce(own.tz, r.tz, p.tz),
           w.active AND u.active AND NOT u.share,
           own.id, own.calendar_id, own.company_id, r.id, r.calendar_id, r.company_id, e.id, %(syncs)s
      FROM (%(wanted)s) AS w (kind, id, user_id, employee_id, active, partner_id, resource_id, name)
      LEFT JOIN res_users u ON u.id = w.user_id
      LEFT JOIN res_partner p ON p.id = coalesce(u.partner_id, w.partner_id)
      LEFT JOIN hr_employee e ON e.id = w.employee_id
      LEFT JOIN resource_resource r ON r.id = e.resource_id
      LEFT JOIN resource_resource own ON own.id = w.resource_id %(settings)s
"""


def look_up(env, company_sudo, zone, **wanted):
    """By (kind, id): `Who`. `wanted`: ids of employees, users, partners, clinicians, rooms; `zone` where none is known.

    Only names, zones and hours are read, whoever asks: the caller has checked that they may look for a time.
    """
    parts = [SQL(KINDS[name], company=company_sudo.id, ids=sorted(ids)) for name, ids in wanted.items() if ids]
    if not parts:
        return {}
    if not wanted.get("employees"):  # it gives the columns their types
        parts.insert(0, SQL(KINDS["employees"], company=company_sudo.id, ids=[]))
    syncs, settings = _sync_columns(env)
    rows = env.execute_query(SQL(PEOPLE, wanted=SQL(" UNION ALL ").join(parts), syncs=syncs, settings=SQL(settings)))
    default = company_sudo.resource_calendar_id.id or 0
    return {(row[0], row[1]): _who(row, default, zone) for row in rows}


def _sync_columns(env):
    """The columns of the diaries kept elsewhere, and the table that has them; none where no such app is installed."""
    settings, users = env["res.users.settings"]._fields, env["res.users"]._fields
    columns = [text for name, text in SYNCS.items() if name in settings or name in users]
    if not columns:
        return SQL("false, NULL"), ""
    # sudo: ir.config_parameter - whether Odoo has paused the synchronisation of all
    paused = str2bool(env["ir.config_parameter"].sudo().get_param("microsoft_calendar_sync_paused"), default=False)
    return SQL(", ".join(columns), paused=paused), "LEFT JOIN res_users_settings s ON s.user_id = u.id"


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
        hours = Hours(resource, calendar or default, tz, company or 0, employee, (own,))
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
