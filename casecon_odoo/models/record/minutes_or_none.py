from odoo import models

from ..triggers import after, drop

REFUSED = "RAISE EXCEPTION 'final minutes, and why there are none' USING ERRCODE = 'check_violation';"
FINAL, WHY = "casecon_minutes_not_none", "casecon_conference_not_both"
# Whichever comes second is refused, by whatever door it comes.
TRIGGERS = after(
    FINAL,
    "INSERT OR UPDATE OF state ON casecon_minutes",
    "IF EXISTS (SELECT FROM casecon_conference c WHERE c.id = NEW.conference_id AND c.no_minutes_reason <> '') THEN"
    f" {REFUSED} END IF;",
    "NEW.state = 'final'",
) + after(
    WHY,
    "INSERT OR UPDATE OF no_minutes_reason ON casecon_conference",
    "IF EXISTS (SELECT FROM casecon_minutes m WHERE m.conference_id = NEW.id AND m.state = 'final') THEN"
    f" {REFUSED} END IF;",
    "NEW.no_minutes_reason <> ''",
)
REMOVE = drop(FINAL, WHY)


class CaseconMinutes(models.Model):
    """A conference has final minutes, or the reason why there are none: never both (R22)."""

    _inherit = "casecon.minutes"

    def init(self):
        self.pool.post_init(self.env.cr.execute, TRIGGERS)
        return super().init()
