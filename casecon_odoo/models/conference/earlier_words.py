from datetime import date, datetime

from odoo import fields, models
from odoo.tools import SQL

from ..triggers import drop
from .evidence import ROUTES

NAME = "casecon_earlier_words"
STEMS = ("understood", "notice_waived", "notice_kept")
_ONE = """
    IF OLD.{stem}_at IS NOT NULL AND NEW.{stem}_at IS DISTINCT FROM OLD.{stem}_at THEN
        NEW.earlier_words := coalesce(NEW.earlier_words, '[]') || jsonb_build_array(jsonb_build_object('stem', '{stem}',
            'at', OLD.{stem}_at, 'entered_at', OLD.{stem}_entered_at, 'through', OLD.{stem}_through));
    END IF;"""
_BRIEFING = """
    IF OLD.briefed_on IS NOT NULL AND (NEW.briefed_on, NEW.briefed_by, NEW.briefing_attested_at) IS DISTINCT FROM
            (OLD.briefed_on, OLD.briefed_by, OLD.briefing_attested_at) THEN
        NEW.earlier_words := coalesce(NEW.earlier_words, '[]') || jsonb_build_array(jsonb_build_object(
            'stem', 'briefed', 'at', OLD.briefed_on, 'entered_at', OLD.briefing_attested_at, 'by', OLD.briefed_by));
    END IF;"""
_BRIEFED = "briefed_on", "briefed_by", "briefing_attested_at"
_KEPT = (*(f"{stem}_at" for stem in STEMS), *_BRIEFED)
TRIGGERS = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{"".join(_ONE.format(stem=stem) for stem in STEMS)}{_BRIEFING}
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {NAME} BEFORE UPDATE ON casecon_conference FOR EACH ROW
    WHEN (({", ".join(f"OLD.{name}" for name in _KEPT)}) IS DISTINCT FROM
          ({", ".join(f"NEW.{name}" for name in _KEPT)})) EXECUTE FUNCTION {NAME}();
"""
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

    def _replaced(self, stem):
        self.flush_recordset()
        query = SQL("SELECT earlier_words FROM casecon_conference WHERE id = %s", self.id)
        ((kept,),) = self.env.execute_query(query)
        return [word for word in kept or () if word["stem"] == stem]
