from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class CalendarEvent(models.Model):
    """A conference's entry is sent neither to Google nor to Microsoft (`docs/decisions/007`).

    They would invite everybody who attends, in the name of whoever is synchronised first [R25]. The hooks are those of
    Odoo's `google_calendar` and `microsoft_calendar`: called where these are installed, so `super()` has them.
    """

    _inherit = "calendar.event"

    def _get_sync_domain(self):
        return super()._get_sync_domain() & _unmarked()

    def _get_microsoft_sync_domain(self):
        return super()._get_microsoft_sync_domain() & _unmarked()


def _unmarked():
    """In SQL, for a user who synchronises may not read the mark."""
    return Domain.custom(
        to_sql=lambda model, alias, query: SQL("%s IS NOT TRUE", SQL.identifier(alias, "casecon_marked"))
    )
