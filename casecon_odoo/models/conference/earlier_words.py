from datetime import datetime

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
TRIGGERS = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{"".join(_ONE.format(stem=stem) for stem in STEMS)}
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {NAME} BEFORE UPDATE ON casecon_conference FOR EACH ROW
    WHEN (({", ".join(f"OLD.{stem}_at" for stem in STEMS)}) IS DISTINCT FROM
          ({", ".join(f"NEW.{stem}_at" for stem in STEMS)})) EXECUTE FUNCTION {NAME}();
"""
REMOVE = drop(NAME)


class CaseconConference(models.Model):
    """What the employee had said before they said something else: it stood at its time, so it is kept (R3, R7, R18).

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
        self.flush_recordset()
        query = SQL("SELECT earlier_words FROM casecon_conference WHERE id = %s", self.id)
        ((kept,),) = self.env.execute_query(query)
        routes = dict(ROUTES)
        for word in kept or ():
            if word["stem"] == stem:
                at, entered_at = (word[name] and datetime.fromisoformat(word[name]) for name in ("at", "entered_at"))
                yield at, entered_at, word["through"] if word["through"] in routes else ""
