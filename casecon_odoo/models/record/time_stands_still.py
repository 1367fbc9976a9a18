from odoo import models
from odoo.exceptions import UserError

# While the employee's login waits for OH, their time to check the facts stands still; afterwards it goes on.
TRIGGERS = """
CREATE OR REPLACE FUNCTION casecon_minutes_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE casecon_minutes m
       SET fact_check_until = m.fact_check_until
                            + (now() AT TIME ZONE 'UTC' - greatest(OLD.suspended_at, m.sent_at))
      FROM casecon_conference c
     WHERE m.conference_id = c.id AND c.employee_id = NEW.employee_id AND m.state = 'fact_check'
       AND m.fact_check_until > OLD.suspended_at;
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

    def _check_time_is_over(self):
        """Refuse to take silence for an answer while the employee has time, or while it stands still."""
        result = super()._check_time_is_over()
        self.env["casecon.minutes"].flush_model()
        login_sudo = self.conference_id.sudo().employee_id._casecon_login()  # sudo: whether it waits, or is off
        since = login_sudo.suspended_at
        if since and self.fact_check_until > since:
            if login_sudo.acting_user_id:
                raise UserError(
                    self.env._(
                        "The employee's login is switched off, so their time to check the facts is paused. Record their"
                        " answer in their words, or have the login switched on, or taken off the employee's record."
                        " [R31]"
                    )
                )
            raise UserError(
                self.env._(
                    "OH has not confirmed the employee's login yet, so their time to check the facts is paused. Record"
                    " their answer in their words, or ask OH to confirm the login. [R31]"
                )
            )
        return result
