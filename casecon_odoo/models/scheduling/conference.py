from contextlib import contextmanager

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger
from psycopg2.errors import ExclusionViolation


class CaseconConference(models.Model):
    """No clinician is booked twice: PostgreSQL refuses it, and the loser reads one sentence."""

    _inherit = "casecon.conference"

    # An empty range would collide with everybody, hence the NOT NULLs (performance.md 2).
    _clinician_hour_once = models.Constraint(
        "EXCLUDE USING gist (int4range(clinician_id, clinician_id, '[]') WITH &&,"
        " tsrange(start - make_interval(mins => coalesce(buffer_before, 0)),"
        " stop + make_interval(mins => coalesce(buffer_after, 0))) WITH &&)"
        " WHERE (clinician_id IS NOT NULL AND start IS NOT NULL AND stop IS NOT NULL"
        " AND state IN ('scheduled', 'prepared', 'in_session'))",
        "The clinician already has a case conference at this time. Choose another time.",
    )

    @contextmanager
    def _clinician_hour(self, vals):
        """Claim the clinician's hour: lock the clinician, flush inside a savepoint, answer with a sentence."""
        clinician_id = vals.get("clinician_id") or self.sudo().clinician_id.id
        if clinician_id:
            # without this lock two that meet wait for each other, a deadlock for seconds (performance.md 2)
            self.env.execute_query(SQL("SELECT 1 FROM casecon_clinician WHERE id = %s FOR NO KEY UPDATE", clinician_id))
        taken = False
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                with super()._clinician_hour(vals):
                    yield
                self.flush_recordset()
        except ExclusionViolation:
            taken = True
        if taken:  # raised here, so that the database's message is not carried along
            self.invalidate_recordset()
            raise UserError(
                self.env._("The clinician already has a case conference at this time. Choose another time.")
            ) from None
