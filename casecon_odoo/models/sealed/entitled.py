"""Who may open which text, asked of PostgreSQL itself: no field, no record rule and no cache of the ORM has a say.

One statement for each class of text. It answers the rows that are there, and of each whether this user may open it, and
as whom. Each class has `text`, `revision`, `may`, `role`, `employee_id`, `company_id` and `conference_id`.
"""

from datetime import datetime
from typing import NamedTuple

from ...domain.states import OPEN
from .. import clock


class NoteText(NamedTuple):
    """The text of one note, and what stands beside it on the page."""

    text: str
    revision: int
    may: bool
    is_draft: bool  # which the reader may write
    employee_id: int
    company_id: int
    conference_id: int | None
    note_id: int
    amends: int | None
    kind: str
    state: str
    in_error: bool
    held_at: datetime
    author: str
    signed_by: str | None

    purpose = "note"
    role = "clinician"


class CaseText(NamedTuple):
    """A text of one case conference: of an item of consent, by its number, or what the employee needs."""

    text: str
    revision: int
    may: bool
    is_draft: bool
    employee_id: int
    company_id: int
    conference_id: int
    role: str
    purpose: str
    number: int | None = None


Text = NoteText | CaseText

# ruff: noqa: S608  # statements of parts of this file; what is asked stands in the parameters
# Of a person `t.employee_id` in a company `c`, with the chair `chair` of the case, if it is one.
_HOLDS = """EXISTS (SELECT FROM res_groups_users_rel held
                 JOIN ir_model_data named ON named.model = 'res.groups' AND named.res_id = held.gid
                WHERE held.uid = %(uid)s AND named.module = 'casecon_odoo' AND named.name = '{group}')
       AND c.active AND EXISTS (SELECT FROM res_company_users_rel r WHERE r.user_id = %(uid)s AND r.cid = c.id)
       AND NOT casecon_is_theirs(t.employee_id, %(uid)s)"""
# Clinicians of the service, in a company of theirs, never about themselves; where it says so, in their own cases.
_CLINICIAN = (
    _HOLDS.format(group="casecon_group_clinician")
    + """
       AND EXISTS (SELECT FROM casecon_clinician e WHERE e.company_id = c.id AND e.acting_user_id = %(uid)s
                      AND (e.registration_valid_until IS NULL OR e.registration_valid_until >= %(today)s))
       AND (c.casecon_own_cases_only IS NOT TRUE OR {own}
            OR chair.acting_user_id IS NOT DISTINCT FROM %(uid)s)"""
)
_OWN = "EXISTS (SELECT FROM casecon_login l WHERE l.employee_id = t.employee_id AND l.acting_user_id = %(uid)s)"

# A draft is its author's.
_NOTES = f"""
SELECT t.text_uuid, coalesce(t.text_revision, 0),
       {_CLINICIAN.format(own="t.author_id = %(uid)s")}
       AND (t.state = 'signed' OR t.author_id = %(uid)s),
       t.state = 'draft' AND t.author_id = %(uid)s, t.employee_id, t.company_id, t.conference_id,
       t.id, t.amended_note_id, t.kind, t.state, coalesce(t.entered_in_error, false), t.held_at, p.name, t.signed_by
  FROM casecon_note t
  JOIN res_company c ON c.id = t.company_id
  JOIN res_users u ON u.id = t.author_id
  JOIN res_partner p ON p.id = u.partner_id
  LEFT JOIN casecon_conference f ON f.id = t.conference_id
  LEFT JOIN casecon_clinician chair ON chair.id = f.clinician_id
 WHERE t.text_uuid = ANY(%(texts)s)
"""

# The employee's own, whatever else they are; an item that was answered is changed by nobody.
_ITEMS = f"""
SELECT t.text_uuid, t.text_revision, t.is_own OR t.is_clinician, t.is_clinician AND NOT t.is_own AND t.is_open
       AND NOT EXISTS (SELECT FROM casecon_consent_answer a WHERE a.line_id = t.id),
       t.employee_id, t.company_id, t.conference_id, CASE WHEN t.is_own THEN 'employee' ELSE 'clinician' END,
       'item', t.number
  FROM (SELECT t.*, {_OWN} AS is_own, {_CLINICIAN.format(own="false")} AS is_clinician
          FROM (SELECT i.id, i.text_uuid, coalesce(i.text_revision, 0) AS text_revision, i.number, i.conference_id,
                       f.employee_id, f.company_id, f.clinician_id, f.state = ANY(%(open)s) AS is_open
                  FROM casecon_consent_line i JOIN casecon_conference f ON f.id = i.conference_id
                 WHERE i.text_uuid = ANY(%(texts)s)) t
          JOIN res_company c ON c.id = t.company_id
          LEFT JOIN casecon_clinician chair ON chair.id = t.clinician_id) t
"""

# OH administrators prepare the room.
_NEEDS = f"""
SELECT t.text_uuid, t.text_revision, t.is_own OR t.is_clinician OR t.is_oh_admin, false, t.employee_id, t.company_id,
       t.conference_id,
       CASE WHEN t.is_own THEN 'employee' WHEN t.is_clinician THEN 'clinician' ELSE 'oh_admin' END,
       'needs'
  FROM (SELECT t.*, {_OWN} AS is_own, {_CLINICIAN.format(own="false")} AS is_clinician,
               {_HOLDS.format(group="casecon_group_oh_admin")} AS is_oh_admin
          FROM (SELECT n.text_uuid, coalesce(n.text_revision, 0) AS text_revision, n.conference_id,
                       f.employee_id, f.company_id, f.clinician_id
                  FROM casecon_needs n JOIN casecon_conference f ON f.id = n.conference_id
                 WHERE n.text_uuid = ANY(%(texts)s)) t
          JOIN res_company c ON c.id = t.company_id
          LEFT JOIN casecon_clinician chair ON chair.id = t.clinician_id) t
"""
_CLASSES = ((_NOTES, NoteText), (_ITEMS, CaseText), (_NEEDS, CaseText))


def texts_of(cr, uid, texts) -> list[Text]:
    """The texts among `texts` that are there, each with whether user `uid` may open it now."""
    asked = {"uid": uid, "today": clock.now().date(), "open": list(OPEN)}
    found, left = [], set(texts)
    for statement, of_class in _CLASSES:
        if left:
            cr.execute(statement, {**asked, "texts": list(left)})
            found += [of_class(*row) for row in cr.fetchall()]
            left -= {row.text for row in found}
    return found


def row_of(text: Text) -> str:
    """Which revision of which text, as the access log names it."""
    return f"{text.text}/{text.revision}"


def is_active(cr, uid):
    """Whether this login is switched on."""
    cr.execute("SELECT 1 FROM res_users WHERE id = %s AND active", [uid])
    return bool(cr.rowcount)
