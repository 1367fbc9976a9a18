from odoo import models

# While the employee's login waits for OH, their time to check the facts stands still; afterwards it goes on.
TRIGGERS = """
CREATE OR REPLACE FUNCTION casecon_minutes_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casecon_minutes m
       SET fact_check_until = CASE WHEN m.fact_check_until > OLD.suspended_at THEN m.fact_check_until + v.stood_still
                                   ELSE m.fact_check_until END,
           promised_until = CASE WHEN m.promised_until > OLD.suspended_at THEN m.promised_until + v.stood_still
                                 ELSE m.promised_until END
      FROM casecon_conference c, (
            SELECT minutes_id, now() AT TIME ZONE 'UTC' - greatest(OLD.suspended_at, max(delivered_at)) AS stood_still
              FROM casecon_minutes_version GROUP BY minutes_id) v
     WHERE m.conference_id = c.id AND c.employee_id = NEW.employee_id AND m.state = 'fact_check'
       AND v.minutes_id = m.id;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER casecon_minutes_go_on AFTER UPDATE ON casecon_login FOR EACH ROW
    WHEN (OLD.suspended_at IS NOT NULL AND NEW.suspended_at IS NULL) EXECUTE FUNCTION casecon_minutes_go_on();
"""

REMOVE = "DROP FUNCTION IF EXISTS casecon_minutes_go_on() CASCADE;"


class CaseconMinutes(models.Model):
    """The fact check of an employee whose login somebody else has changed (R22, R31)."""

    _inherit = "casecon.minutes"

    def init(self):
        self.pool.post_init(self.env.cr.execute, TRIGGERS)
        return super().init()

    def _waits_since(self, conference_sudo):
        """While their login waits for OH, silence is no answer."""
        if self.sudo().state != "fact_check":
            return super()._waits_since(conference_sudo)
        self.env["casecon.minutes"].flush_model()
        return conference_sudo.employee_id._casecon_login().suspended_at or None

    def _login_is_off(self, conference_sudo):
        """Whether time stands still because the login that OH knows is switched off."""
        login_sudo = conference_sudo.employee_id._casecon_login()
        return bool(login_sudo.suspended_at and login_sudo.acting_user_id)
