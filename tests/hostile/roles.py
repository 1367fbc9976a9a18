"""Which text of whose case a role may read: written down by hand, not asked of the code.

`Roles(rows).reads(login, table, column, conference)`. Hats of a case: employee, companion, manager, requester; of the
company: hr, oh_admin, clinician, lead, privacy. Whoever is not named here may read nothing.
"""

PERSONAS = (
    *("colleague", "stranger", "other.hr", "privacy", "admin", "portal.employee", "companion", "employee"),
    *("manager", "manager2", "hr", "ohadmin", "leadclinician", "clinician", "clinician2"),
)
# Whom the walked case does not concern: they do not even learn that there is one.
STRANGERS = frozenset(
    {"colleague", "stranger", "other.hr", "privacy", "admin", "portal.employee", "companion", "manager2"}
)

COMPANY = {"hr": {"hr"}, "ohadmin": {"oh_admin"}, "leadclinician": {"lead"}, "privacy": {"privacy"}}
COMPANY |= {key: {"clinician"} for key in ("clinician", "clinician2", "ohp")}

_OH = {"clinician", "oh_admin"}
_CASE = {"employee", "manager", "requester", "hr", *_OH}
READ_BY = {
    "casecon_request": {"employee", "requester", "manager", "hr", *_OH},
    "casecon_conference": _CASE,
    "casecon_meeting_event": _CASE,
    "casecon_question": _CASE,
    "casecon_conference.place": {*_CASE, "companion"},
    "casecon_conference.video_url": {*_CASE, "companion"},
    "casecon_attendee.given_name": {*_CASE, "companion"},
    "stand_in": {*_CASE, "companion", "lead"},  # of an employee without a contact of their own
    "casecon_agenda_item": {*_CASE, "companion"},  # where the employee allows it, as in the demo data
    "casecon_needs": {"employee", *_OH},
    "casecon_pre_call": {"employee", *_OH},
    "casecon_report": _CASE,
    "casecon_change.reason": {"hr", *_OH},
    "casecon_consent_line": {"employee", "clinician"},
    "casecon_consent_answer": {"employee", "clinician"},
    "casecon_note": {"clinician"},
    "casecon_minutes": {"employee", "manager", "requester", "hr", "clinician"},
    "casecon_minutes_version": {"employee", "hr", "clinician"},
    "casecon_minutes_comment": {"employee", "manager", "requester", "hr", "clinician"},
    "casecon_decision": {"employee", "manager", "requester", "hr", "clinician"},
    "casecon_access_entry": {"clinician", "privacy"},  # of a clinician, the cases that they chair
    "casecon_login": {"oh_admin", "lead"},
    "casecon_login.address": {"oh_admin", "lead", "clinician"},  # asked of the employee in the call [R31]
    "casecon_login_change": {"oh_admin", "lead", "privacy"},
}


class Roles:
    """Who has which hat in which case, by the rows of the database."""

    def __init__(self, hats):
        """`hats`: [(conference, hat, login)]."""
        self.hats = {}
        for conference, hat, login in hats:
            self.hats.setdefault((login, conference), set()).add(hat)

    def reads(self, login, table, column, conference):
        """Whether this login may read that column of a row that belongs to this conference (or to none: False)."""
        own = self.hats.get((login, conference), set())
        # one's own case is seen as the employee only [two hats]
        hats = own if "employee" in own else own | COMPANY.get(login, set())
        return bool(hats & READ_BY.get(f"{table}.{column}", READ_BY.get(table, set())))
