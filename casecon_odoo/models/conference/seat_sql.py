"""Whose seat an attendee's row is, kept in step by PostgreSQL: rules ask `casecon_attendee.user_id`, never a contact.

The employee's and the clinician's seat is that of the login that acts now; the manager's and HR's follows Odoo; a
companion's, minute taker's or other's is the one that was let in. No login that is or was the employee's has another's
seat beside theirs. Whoever was removed has none: whose it was, and which time they knew, is kept beside it.
"""

from ...domain.states import OPEN
from ..triggers import after, drop

TAKES_PART = f"""
-- Whether a login stands in an open case of the employee for the organisation: as a manager by what OH knows, since HR
-- links a manager to whomever they like.
CREATE OR REPLACE FUNCTION casecon_takes_part(employee int, login int) RETURNS bool LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM casecon_conference c
          LEFT JOIN casecon_clinician k ON k.id = c.clinician_id
          LEFT JOIN casecon_login m ON m.employee_id = c.manager_id
         WHERE c.employee_id = employee AND c.state IN {OPEN!r}
           AND login IN (k.user_id, c.hr_user_id, m.user_id))
$$;
"""  # noqa: S608  # constants of this file

SETTLE = """
CREATE OR REPLACE FUNCTION casecon_seat_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL THEN
        NEW.left_user_id := OLD.user_id;
        SELECT c.start, c.stop INTO NEW.left_start, NEW.left_stop
          FROM casecon_conference c WHERE c.id = NEW.conference_id;
    END IF;
    NEW.user_id := CASE
        WHEN NEW.removed_at IS NOT NULL THEN NULL
        WHEN NEW.role = 'employee' THEN (
            SELECT l.acting_user_id FROM casecon_conference c JOIN casecon_login l ON l.employee_id = c.employee_id
             WHERE c.id = NEW.conference_id)
        WHEN NEW.role = 'clinician' THEN (
            SELECT k.acting_user_id FROM casecon_conference c JOIN casecon_clinician k ON k.id = c.clinician_id
             WHERE c.id = NEW.conference_id)
        WHEN NEW.role = 'manager' THEN (
            SELECT e.user_id FROM casecon_conference c JOIN hr_employee e ON e.id = c.manager_id
             WHERE c.id = NEW.conference_id)
        WHEN NEW.role = 'hr' THEN (SELECT c.hr_user_id FROM casecon_conference c WHERE c.id = NEW.conference_id)
        ELSE (SELECT l.acting_user_id FROM casecon_login l
               WHERE l.employee_id IS NULL AND l.user_id = NEW.known_user_id)
    END;
    IF NEW.role <> 'employee' AND casecon_is_theirs(
        (SELECT c.employee_id FROM casecon_conference c WHERE c.id = NEW.conference_id), NEW.user_id) THEN
        NEW.user_id := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_seat_settle BEFORE INSERT OR UPDATE ON casecon_attendee
    FOR EACH ROW EXECUTE FUNCTION casecon_seat_settle();
"""

# A row whose seat may be another's now is settled anew.
OF_CONFERENCE = """
    UPDATE casecon_attendee a SET role = a.role FROM casecon_conference c
     WHERE a.conference_id = c.id AND a.removed_at IS NULL AND {of}"""
ACTS = "OLD.acting_user_id IS DISTINCT FROM NEW.acting_user_id"
IS_WHOSE = """(OLD.acting_user_id, OLD.user_id, OLD.linked_user_id)
 IS DISTINCT FROM (NEW.acting_user_id, NEW.user_id, NEW.linked_user_id)"""
KEPT_OUT = OF_CONFERENCE.format(of="c.employee_id = (SELECT employee_id FROM casecon_login WHERE id = {row}.login_id)")

FOLLOW = {
    "casecon_seat_follow_login": (
        "UPDATE ON casecon_login",
        OF_CONFERENCE.format(of="c.employee_id = NEW.employee_id") + ";",
        IS_WHOSE,
    ),
    "casecon_seat_follow_kept_out": ("INSERT ON casecon_login_kept_out", KEPT_OUT.format(row="NEW") + ";"),
    "casecon_seat_follow_let_in": ("DELETE ON casecon_login_kept_out", KEPT_OUT.format(row="OLD") + ";"),
    "casecon_seat_follow_known": (
        "UPDATE ON casecon_login",
        "UPDATE casecon_attendee SET role = role WHERE known_user_id = NEW.user_id AND removed_at IS NULL;",
        f"NEW.employee_id IS NULL AND {ACTS}",
    ),
    "casecon_seat_follow_clinician": (
        "UPDATE ON casecon_clinician",
        OF_CONFERENCE.format(of="c.clinician_id = NEW.id AND a.role = 'clinician'") + ";",
        ACTS,
    ),
    "casecon_seat_follow_manager": (
        "UPDATE OF user_id ON hr_employee",
        OF_CONFERENCE.format(of="c.manager_id = NEW.id AND a.role = 'manager'") + ";",
    ),
    "casecon_seat_follow_conference": (
        "UPDATE OF manager_id, hr_user_id, clinician_id ON casecon_conference",
        "UPDATE casecon_attendee SET role = role WHERE conference_id = NEW.id AND removed_at IS NULL;",
        "(OLD.manager_id, OLD.hr_user_id, OLD.clinician_id)"
        " IS DISTINCT FROM (NEW.manager_id, NEW.hr_user_id, NEW.clinician_id)",
    ),
}
TRIGGERS = TAKES_PART + SETTLE + "".join(after(name, *what) for name, what in FOLLOW.items())

# Rows of a database that had no seats yet: the login of the contact that was let in, and the rest follows.
TAKE_OVER = """
UPDATE casecon_attendee a SET known_user_id = (
    SELECT u.id FROM res_users u WHERE u.partner_id = a.partner_id AND u.active ORDER BY u.id LIMIT 1)
 WHERE a.role NOT IN ('employee', 'clinician', 'manager', 'hr') AND a.known_user_id IS NULL;
UPDATE casecon_attendee a SET given_name = p.name, given_address = p.email_normalized
  FROM res_partner p WHERE p.id = a.partner_id AND a.role = 'companion';
UPDATE casecon_attendee SET role = role;
"""

# Rows of a database whose seats were settled before logins of the employee's had no other's.
AGAIN = """
UPDATE casecon_attendee a SET role = a.role FROM casecon_conference c
 WHERE c.id = a.conference_id AND a.role <> 'employee' AND casecon_is_theirs(c.employee_id, a.user_id)
"""

REMOVE = drop("casecon_seat_settle", *FOLLOW, "casecon_takes_part")
