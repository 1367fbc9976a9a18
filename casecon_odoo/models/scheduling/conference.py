from contextlib import contextmanager
from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL
from psycopg2.errors import ExclusionViolation, SerializationFailure

from ...domain.notice import first_instant, local_time
from ...domain.states import BOOKED
from ..quiet_log import unlogged
from .committed import rows_by_now


class CaseconConference(models.Model):
    """No clinician and no room is booked twice: PostgreSQL refuses it, and the loser reads one sentence."""

    _inherit = "casecon.conference"

    # An empty range would collide with everybody, hence the NOT NULLs (performance.md 2).
    _clinician_hour_once = models.Constraint(
        "EXCLUDE USING gist (int4range(clinician_id, clinician_id, '[]') WITH &&,"
        " tsrange(start - make_interval(mins => coalesce(buffer_before, 0)),"
        " stop + make_interval(mins => coalesce(buffer_after, 0))) WITH &&)"
        " WHERE (clinician_id IS NOT NULL AND start IS NOT NULL AND stop IS NOT NULL"
        " AND state IN ('scheduled', 'prepared', 'adjourned', 'in_session'))",
        "The clinician already has a case conference at this time. Choose another time.",
    )
    _room_hour_once = models.Constraint(
        "EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH &&, tsrange(start, stop) WITH &&)"
        " WHERE (room_id IS NOT NULL AND start IS NOT NULL AND stop IS NOT NULL"
        " AND state IN ('scheduled', 'prepared', 'adjourned', 'in_session'))",
        "The room is taken at this time. Choose another room or time.",
    )

    @contextmanager
    def _claim_hour(self, vals, despite=()):
        """Claim the hour: lock clinician and room, add the clinician's buffers, flush inside a savepoint.

        `vals` is what is about to be written; the buffers are put into it. UserError: somebody else has it.
        """
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns
        clinician_sudo = self.env["casecon.clinician"].sudo().browse(vals.get("clinician_id") or c_sudo.clinician_id.id)
        # without these locks two that meet wait for each other, a deadlock for seconds (performance.md 2)
        self._lock_rows(casecon_clinician=clinician_sudo.id, casecon_room=vals.get("room_id", c_sudo.room_id.id))
        if clinician_sudo:
            vals |= {"buffer_before": clinician_sudo.buffer_before, "buffer_after": clinician_sudo.buffer_after}
        taken = None
        try:
            with unlogged(ExclusionViolation, SerializationFailure), self.env.cr.savepoint():
                with super()._claim_hour(vals, despite):
                    yield  # here the gate is asked: whoever may not book learns nothing of anybody's day
                if {"start", "clinician_id"} & set(vals):  # else the day stays as full as it is
                    self._check_day_limit(clinician_sudo, c_sudo.start)
                self.flush_recordset()
        except ExclusionViolation as violation:
            taken = violation.diag.constraint_name
        if taken:  # raised here, so that the database's message is not carried along
            self.invalidate_recordset()
            if taken.endswith("room_hour_once"):
                sentence = self.env._("The room is taken at this time. Choose another room or time.")
            else:
                sentence = self.env._("The clinician already has a case conference at this time. Choose another time.")
            raise UserError(self._with_next_times(sentence, vals)) from None

    def _with_next_times(self, sentence, vals):
        """The sentence, and the next times at which all are free."""
        return sentence

    def _lock_rows(self, **rows):
        """Lock one row of each table, in this order, in one statement."""
        rows = {table: row_id for table, row_id in rows.items() if row_id}
        if rows:
            tables = SQL(", ").join(map(SQL.identifier, rows))
            these = SQL(" AND ").join(SQL("%s = %s", SQL.identifier(table, "id"), rows[table]) for table in rows)
            self.env.execute_query(SQL("SELECT 1 FROM %s WHERE %s FOR NO KEY UPDATE", tables, these))

    def _check_day_limit(self, clinician_sudo, start):
        """Refuse more case conferences on one day, in the clinician's zone, than OH set; under the clinician's lock."""
        if not clinician_sudo.day_limit or not start:
            return
        zone = clinician_sudo.tz or "UTC"
        day = local_time(start, zone).replace(hour=0, minute=0, second=0)
        others = SQL(
            "SELECT id FROM casecon_conference WHERE clinician_id = %s AND state IN %s AND start >= %s AND start < %s"
            " AND id <> %s",
            clinician_sudo.id,
            BOOKED,
            first_instant(day, zone),
            first_instant(day + timedelta(days=1), zone),
            self.id,
        )
        self.flush_model(["clinician_id", "state", "start"])
        if len(rows_by_now(self.env, others)) >= clinician_sudo.day_limit:
            raise UserError(
                self.env._(
                    "The clinician already has %(count)s case conferences on this day, which is their limit. Choose"
                    " another day or clinician. An OH administrator can raise the limit.",
                    count=clinician_sudo.day_limit,
                )
            )
