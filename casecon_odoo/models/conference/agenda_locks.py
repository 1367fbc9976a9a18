from odoo import api, fields, models

from ...domain import notice

OWN_WORKING_DAYS = 1


class CaseconConference(models.Model):
    """Until when the agenda is open: for the employee's own items longer than for everybody else's (R9)."""

    _inherit = "casecon.conference"

    own_agenda_locks_at = fields.Datetime(
        compute="_compute_own_agenda_locks_at",
        compute_sudo=True,
        export_string_translation=False,
        help="The employee can change their own items until one working day before the start. If they accepted less"
        " notice, they can change them until the start.",
    )

    @api.depends("agenda_locks_at", "start", "notice_waived_at")
    def _compute_own_agenda_locks_at(self):
        for conference in self:
            locks_at, start = conference.agenda_locks_at, conference.start
            if not (locks_at and start):
                conference.own_agenda_locks_at = locks_at
            elif conference.notice_waived_at:
                conference.own_agenda_locks_at = start
            else:
                working_days = conference._working_days(conference.company_id)
                conference.own_agenda_locks_at = notice.agenda_locks_at(
                    start, locks_at, conference._zone(), working_days, OWN_WORKING_DAYS
                )
