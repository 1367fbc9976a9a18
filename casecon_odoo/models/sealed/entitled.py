"""Who may open which text, asked of PostgreSQL itself: no field, no record rule and no cache of the ORM has a say.

One statement for each class of text. It answers the rows that are there, and of each whether this user may open it.
"""

from datetime import datetime
from typing import NamedTuple

from .. import clock


class NoteText(NamedTuple):
    """The text of one note, and what stands beside it on the page."""

    text: str
    revision: int
    may: bool
    note_id: int
    amends: int | None
    kind: str
    state: str
    in_error: bool
    held_at: datetime
    author_id: int
    author: str
    signed_by: str | None
    company_id: int
    conference_id: int | None

    @property
    def row(self) -> str:
        """Which revision of which text, as the access log names it."""
        return f"{self.text}/{self.revision}"


# Clinicians of the note's service, in a company of theirs, never about themselves; a draft is its author's.
_NOTES = """
SELECT n.text_uuid, coalesce(n.text_revision, 0),
       EXISTS (SELECT FROM res_groups_users_rel held
                 JOIN ir_model_data named ON named.model = 'res.groups' AND named.res_id = held.gid
                WHERE held.uid = %(uid)s AND named.module = 'casecon_odoo' AND named.name = 'casecon_group_clinician')
       AND c.active AND EXISTS (SELECT FROM res_company_users_rel r WHERE r.user_id = %(uid)s AND r.cid = n.company_id)
       AND EXISTS (SELECT FROM casecon_clinician e WHERE e.company_id = n.company_id AND e.acting_user_id = %(uid)s
                      AND (e.registration_valid_until IS NULL OR e.registration_valid_until >= %(today)s))
       AND NOT casecon_is_theirs(n.employee_id, %(uid)s)
       AND (n.state = 'signed' OR n.author_id = %(uid)s)
       AND (c.casecon_own_cases_only IS NOT TRUE OR n.author_id = %(uid)s
            OR chair.acting_user_id IS NOT DISTINCT FROM %(uid)s),
       n.id, n.amended_note_id, n.kind, n.state, coalesce(n.entered_in_error, false), n.held_at, n.author_id, p.name,
       n.signed_by, n.company_id, n.conference_id
  FROM casecon_note n
  JOIN res_company c ON c.id = n.company_id
  JOIN res_users u ON u.id = n.author_id
  JOIN res_partner p ON p.id = u.partner_id
  LEFT JOIN casecon_conference f ON f.id = n.conference_id
  LEFT JOIN casecon_clinician chair ON chair.id = f.clinician_id
 WHERE n.text_uuid = ANY(%(texts)s)
"""


def notes_of(cr, uid, texts):
    """The texts of notes among `texts` that are there, each with whether user `uid` may open it now."""
    cr.execute(_NOTES, {"uid": uid, "texts": list(texts), "today": clock.now().date()})
    return [NoteText(*row) for row in cr.fetchall()]


def is_active(cr, uid):
    """Whether this login is switched on."""
    cr.execute("SELECT 1 FROM res_users WHERE id = %s AND active", [uid])
    return bool(cr.rowcount)
