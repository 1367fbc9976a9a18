from datetime import date, datetime

from odoo import fields, models
from odoo.tools import SQL

from ..triggers import drop, keeps_before
from .evidence import ROUTES

NAME = "casecon_earlier_words"
STEMS = ("understood", "notice_waived", "notice_kept")
SAID = {
    **{stem: {"at": f"{stem}_at", "entered_at": f"{stem}_entered_at", "through": f"{stem}_through"} for stem in STEMS},
    "briefed": {"at": "briefed_on", "entered_at": "briefing_attested_at", "by": "briefed_by"},
    "accepted": {"at": "accepted_at", "by": "accepted_by"},
}
TRIGGERS = keeps_before(NAME, "casecon_conference", "earlier_words", SAID)
REMOVE = drop(NAME)


class CaseconConference(models.Model):
    """What the employee had said before they said something else, and what was attested before: it stood at its
    time, so it is kept (R3, R7, R18).

    Each column of the conference holds the latest word. PostgreSQL keeps the one before, whoever replaces it: a waiver
    on which a meeting began stays on record when the meeting is adjourned.
    """

    _inherit = "casecon.conference"
    _guarded = ("earlier_words",)

    earlier_words = fields.Json(readonly=True, copy=False, groups=".", export_string_translation=False)

    def init(self):
        self.pool.post_init(self.env.cr.execute, TRIGGERS)
        return super().init()

    def _words_before(self, stem):
        """`(said at, entered at, route)` of each that was replaced, in the order in which that was done."""
        routes = dict(ROUTES)
        for word in self._replaced(stem):
            at, entered_at = (word[name] and datetime.fromisoformat(word[name]) for name in ("at", "entered_at"))
            yield at, entered_at, word["through"] if word["through"] in routes else ""

    def _briefings_before(self):
        """`(day of the conversation, attested at, login)` of each attestation that was replaced."""
        for word in self._replaced("briefed"):
            attested_at = word["entered_at"] and datetime.fromisoformat(word["entered_at"])
            yield date.fromisoformat(word["at"]), attested_at, self.env["res.users"].browse(word["by"] or ())

    def _acceptances_before(self):
        """`(moment, login)` of each acceptance of the request that was taken back."""
        for word in self._replaced("accepted"):
            yield datetime.fromisoformat(word["at"]), self.env["res.users"].browse(word["by"] or ())

    def _replaced(self, stem):
        self.flush_recordset()
        query = SQL("SELECT earlier_words FROM casecon_conference WHERE id = %s", self.id)
        ((kept,),) = self.env.execute_query(query)
        return [word for word in kept or () if word["stem"] == stem]
