"""Who holds a login, kept in step by PostgreSQL itself, so that no door goes past it (import, merge, SQL).

`casecon_login` has a row for each login and a row for each employee. `acting_user_id` is the login that may read and
act now, and is empty while it waits for OH: nothing else says who somebody is.
"""

from ..triggers import after, drop

SETTLE = """
CREATE OR REPLACE FUNCTION casecon_actor() RETURNS int LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('casecon.actor', true), '')::int
$$;

-- A login acts while nobody else has touched it; a person's login, while OH knows it and Odoo links it, both.
CREATE OR REPLACE FUNCTION casecon_login_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.employee_id IS NULL THEN
        NEW.acting_user_id := CASE WHEN NOT NEW.waits THEN NEW.user_id END;
    ELSE
        NEW.waits := NEW.user_id IS DISTINCT FROM NEW.linked_user_id;
        NEW.had_login := coalesce(NEW.had_login, false) OR NEW.user_id IS NOT NULL;
        NEW.acting_user_id := CASE WHEN NOT NEW.waits THEN (
            SELECT l.acting_user_id FROM casecon_login l WHERE l.employee_id IS NULL AND l.user_id = NEW.user_id) END;
        IF NEW.user_id IS NOT NULL AND (
            NEW.acting_user_id IS NULL OR NOT (SELECT u.active FROM res_users u WHERE u.id = NEW.user_id)) THEN
            NEW.suspended_at := coalesce(NEW.suspended_at, now() AT TIME ZONE 'UTC');
        ELSE
            NEW.suspended_at := NULL;
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_login_settle BEFORE INSERT OR UPDATE ON casecon_login
    FOR EACH ROW EXECUTE FUNCTION casecon_login_settle();

-- An enrolment ends with its archiving, and waits with its login.
CREATE OR REPLACE FUNCTION casecon_clinician_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.acting_user_id := CASE WHEN NEW.active AND NOT coalesce(NEW.role_ended, false) THEN (
        SELECT l.acting_user_id FROM casecon_login l WHERE l.employee_id IS NULL AND l.user_id = NEW.user_id) END;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_clinician_settle BEFORE INSERT OR UPDATE ON casecon_clinician
    FOR EACH ROW EXECUTE FUNCTION casecon_clinician_settle();

-- Whether a login is, or was, the employee's own: it is nobody else's in their case.
CREATE OR REPLACE FUNCTION casecon_is_theirs(employee int, login int) RETURNS bool LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM casecon_login l WHERE l.employee_id = employee AND (login IN (l.user_id, l.linked_user_id)
            OR EXISTS (SELECT FROM casecon_login_kept_out k WHERE k.login_id = l.id AND k.user_id = login)))
$$;

-- A link that OH never knew, taken off by somebody else, was a slip where OH knows the login as a colleague's, or where
-- it stands in the case for the organisation (`casecon_takes_part`, of a later area): else somebody sheds a hat by it.
CREATE OR REPLACE FUNCTION casecon_was_slip(mine casecon_login, login int) RETURNS bool LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN login <> coalesce(casecon_actor(), login) AND (casecon_takes_part(mine.employee_id, login) OR EXISTS (
        SELECT FROM casecon_login o JOIN hr_employee other ON other.id = o.employee_id, hr_employee e
         WHERE o.user_id = login AND o.id <> mine.id AND e.id = mine.employee_id
           AND other.active AND other.company_id = e.company_id));
END $$;

-- Odoo's link of an employee to a login is followed, never believed. Who takes their own login off is who they were.
CREATE OR REPLACE FUNCTION casecon_login_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row casecon_login%ROWTYPE;
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO casecon_login (employee_id, linked_user_id, what, changed_at, changed_by_id, tells)
        VALUES (NEW.id, NEW.user_id, CASE WHEN NEW.user_id IS NOT NULL THEN 'link' END,
                now() AT TIME ZONE 'UTC', casecon_actor(), false)
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END IF;
    IF NEW.user_id IS NOT DISTINCT FROM OLD.user_id THEN
        RETURN NULL;
    END IF;
    UPDATE casecon_login
       SET linked_user_id = CASE WHEN NEW.user_id IS NULL AND user_id = casecon_actor() THEN user_id
                                 ELSE NEW.user_id END,
           code_hash = NULL, code_until = NULL,
           what = 'link', changed_at = now() AT TIME ZONE 'UTC', changed_by_id = casecon_actor(),
           tells = true
     WHERE employee_id = NEW.id RETURNING * INTO row;
    INSERT INTO casecon_login_change (login_id, what, changed_at, changed_by_id, before_user_id, after_user_id)
    VALUES (row.id, 'link', row.changed_at, row.changed_by_id, OLD.user_id, NEW.user_id);
    IF OLD.user_id IS NOT NULL AND OLD.user_id IS DISTINCT FROM row.user_id
        AND NOT casecon_was_slip(row, OLD.user_id) THEN
        INSERT INTO casecon_login_kept_out (login_id, user_id) VALUES (row.id, OLD.user_id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER casecon_login_follow AFTER INSERT OR UPDATE OF user_id ON hr_employee
    FOR EACH ROW EXECUTE FUNCTION casecon_login_follow();
"""

CARRY = {
    # What hangs on a login waits with it, and goes on with it.
    "casecon_login_spread": (
        "UPDATE OF waits ON casecon_login",
        """
    UPDATE casecon_login SET user_id = user_id WHERE employee_id IS NOT NULL AND user_id = NEW.user_id;
    UPDATE casecon_clinician SET user_id = user_id WHERE user_id = NEW.user_id;""",
        "NEW.employee_id IS NULL AND OLD.waits IS DISTINCT FROM NEW.waits",
    ),
    # Time stands still for a person whose login somebody has switched off.
    "casecon_login_switch": (
        "UPDATE OF active ON res_users",
        "UPDATE casecon_login SET user_id = user_id WHERE employee_id IS NOT NULL AND user_id = NEW.id;",
        "OLD.active IS DISTINCT FROM NEW.active",
    ),
    "casecon_login_begin": (
        "INSERT ON res_users",
        """
    INSERT INTO casecon_login (user_id, waits, changed_at, tells)
    VALUES (NEW.id, false, now() AT TIME ZONE 'UTC', false) ON CONFLICT DO NOTHING;""",
    ),
}
TRIGGERS = SETTLE + "".join(after(name, *what) for name, what in CARRY.items())

# What stands at the install is taken over: logins first, a person's row asks for theirs.
TAKE_OVER = """
INSERT INTO casecon_login (user_id, waits, address, changed_at, tells)
SELECT u.id, false, p.email_normalized, now() AT TIME ZONE 'UTC', false
  FROM res_users u JOIN res_partner p ON p.id = u.partner_id;
INSERT INTO casecon_login (employee_id, user_id, linked_user_id, is_taken_over, changed_at, tells,
                           address)
SELECT e.id, e.user_id, e.user_id, e.user_id IS NOT NULL, now() AT TIME ZONE 'UTC', false,
       nullif(e.casecon_invitation_email, '')
  FROM hr_employee e;
UPDATE casecon_clinician SET user_id = user_id;
"""

# A login that was the person's is kept out, whichever follows: said before OH's word replaces it.
KEEP_OUT = """
INSERT INTO casecon_login_kept_out (login_id, user_id)
SELECT l.id, l.user_id FROM casecon_login l
 WHERE l.id = ANY(%s) AND l.employee_id IS NOT NULL AND l.user_id IS DISTINCT FROM l.linked_user_id
   AND l.user_id IS NOT NULL
ON CONFLICT DO NOTHING;
"""

# Until OH says that it never was: nothing else tells a slip from a hat that somebody would like to shed.
LET_IN_AGAIN = """
DELETE FROM casecon_login_kept_out WHERE login_id = %(row)s AND user_id = %(login)s;
INSERT INTO casecon_login_change (login_id, what, changed_at, changed_by_id, after_user_id)
VALUES (%(row)s, 'let_in', now() AT TIME ZONE 'UTC', %(uid)s, %(login)s);
UPDATE casecon_login SET tells = true WHERE id = %(row)s;
"""

# Before there could be several, a column held one.
FROM_ONE = """
INSERT INTO casecon_login_kept_out (login_id, user_id)
SELECT id, kept_out_user_id FROM casecon_login WHERE kept_out_user_id IS NOT NULL ON CONFLICT DO NOTHING;
ALTER TABLE casecon_login DROP COLUMN kept_out_user_id;
"""

REMOVE = drop(
    *("casecon_login_settle", "casecon_clinician_settle", "casecon_login_follow"),
    *CARRY,
    *("casecon_is_theirs", "casecon_was_slip", "casecon_actor"),
)
