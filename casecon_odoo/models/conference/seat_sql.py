"""Whose seat an attendee's row is, kept in step by PostgreSQL: rules ask `casecon_attendee.user_id`, never a contact.

The employee's and the clinician's seat is that of the login that acts now; the manager's and HR's follows Odoo; a
companion's, minute taker's or other's is the one that was let in. Whoever was removed has none.
"""

TRIGGERS = """
CREATE OR REPLACE FUNCTION casecon_seat_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_seat_settle BEFORE INSERT OR UPDATE ON casecon_attendee
    FOR EACH ROW EXECUTE FUNCTION casecon_seat_settle();

CREATE OR REPLACE FUNCTION casecon_seat_follow_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casecon_attendee a SET role = a.role FROM casecon_conference c
     WHERE a.conference_id = c.id AND c.employee_id = NEW.employee_id AND a.role = 'employee'
       AND a.removed_at IS NULL;
    IF NEW.employee_id IS NULL THEN
        UPDATE casecon_attendee SET role = role WHERE known_user_id = NEW.user_id AND removed_at IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER casecon_seat_follow_login AFTER UPDATE ON casecon_login FOR EACH ROW
    WHEN (OLD.acting_user_id IS DISTINCT FROM NEW.acting_user_id) EXECUTE FUNCTION casecon_seat_follow_login();

CREATE OR REPLACE FUNCTION casecon_seat_follow_clinician() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casecon_attendee a SET role = a.role FROM casecon_conference c
     WHERE a.conference_id = c.id AND c.clinician_id = NEW.id AND a.role = 'clinician' AND a.removed_at IS NULL;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER casecon_seat_follow_clinician AFTER UPDATE ON casecon_clinician FOR EACH ROW
    WHEN (OLD.acting_user_id IS DISTINCT FROM NEW.acting_user_id) EXECUTE FUNCTION casecon_seat_follow_clinician();

CREATE OR REPLACE FUNCTION casecon_seat_follow_manager() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casecon_attendee a SET role = a.role FROM casecon_conference c
     WHERE a.conference_id = c.id AND c.manager_id = NEW.id AND a.role = 'manager' AND a.removed_at IS NULL;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER casecon_seat_follow_manager AFTER UPDATE OF user_id ON hr_employee
    FOR EACH ROW EXECUTE FUNCTION casecon_seat_follow_manager();

CREATE OR REPLACE FUNCTION casecon_seat_follow_conference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casecon_attendee SET role = role WHERE conference_id = NEW.id AND removed_at IS NULL;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER casecon_seat_follow_conference
    AFTER UPDATE OF manager_id, hr_user_id, clinician_id ON casecon_conference FOR EACH ROW
    WHEN (OLD.manager_id IS DISTINCT FROM NEW.manager_id OR OLD.hr_user_id IS DISTINCT FROM NEW.hr_user_id
          OR OLD.clinician_id IS DISTINCT FROM NEW.clinician_id)
    EXECUTE FUNCTION casecon_seat_follow_conference();
"""

# Rows of a database that had no seats yet: the login of the contact that was let in, and the rest follows.
TAKE_OVER = """
UPDATE casecon_attendee a SET known_user_id = (
    SELECT u.id FROM res_users u WHERE u.partner_id = a.partner_id AND u.active ORDER BY u.id LIMIT 1)
 WHERE a.role NOT IN ('employee', 'clinician', 'manager', 'hr') AND a.known_user_id IS NULL;
UPDATE casecon_attendee a SET given_name = p.name, given_address = p.email_normalized
  FROM res_partner p WHERE p.id = a.partner_id AND a.role = 'companion';
UPDATE casecon_attendee SET role = role;
"""

REMOVE = """
DROP FUNCTION IF EXISTS casecon_seat_settle() CASCADE;
DROP FUNCTION IF EXISTS casecon_seat_follow_login() CASCADE;
DROP FUNCTION IF EXISTS casecon_seat_follow_clinician() CASCADE;
DROP FUNCTION IF EXISTS casecon_seat_follow_manager() CASCADE;
DROP FUNCTION IF EXISTS casecon_seat_follow_conference() CASCADE;
"""
