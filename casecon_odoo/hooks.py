import logging

from odoo.exceptions import UserError

from .models.clinical import pre_call
from .models.conference import earlier_words, seat_sql
from .models.people import login_sql
from .models.record import decisions_read, minutes_comment, minutes_or_none, minutes_version, time_stands_still
from .models.scheduling.busy import REMOVE
from .models.sealed import access_log, key_file, sealed, store

_logger = logging.getLogger(__name__)


def post_init_hook(env):
    """The double-booking constraint must really exist: Odoo only logs when PostgreSQL refuses it."""
    env.cr.execute("SELECT 1 FROM pg_constraint WHERE contype = 'x' AND conrelid = 'casecon_conference'::regclass")
    if not env.cr.fetchone():
        raise UserError(env._("PostgreSQL could not add the constraint against double booking. See the server's log."))
    _build_demo(env)


def _build_demo(env):
    """Where demo data is wanted: what happened of late, by the real verbs. A module function: no RPC reaches it."""
    # sudo: ir.module.module - whether this database takes demo data
    if env["ir.module.module"].sudo().search_count([("name", "=", "casecon_odoo"), ("demo", "=", True)]):
        if not key_file.can_write():  # what people say in it is sealed
            _logger.warning("The demo has people and no case conferences, because this server has no key.")
            return
        from .demo.build import build

        build(env)


def uninstall_hook(env):
    """Leave nothing behind: no event with attendees, no to-do, no trigger, no function, no group link.

    The events of past conferences go, because without our rules every employee could read who attended. While
    conferences are ahead, uninstalling is refused before it begins (`models/conference/ir_module_module.py`).
    """
    env.cr.execute(
        """
        DELETE FROM calendar_event WHERE casecon_marked;
        DELETE FROM mail_activity WHERE id IN (SELECT to_do_id FROM casecon_decision);
        DROP TRIGGER IF EXISTS casecon_conference_state_insert ON casecon_conference;
        DROP TRIGGER IF EXISTS casecon_conference_state_update ON casecon_conference;
        DROP FUNCTION IF EXISTS casecon_conference_state() CASCADE;
        DROP FUNCTION IF EXISTS casecon_note_signed() CASCADE;
        DROP FUNCTION IF EXISTS casecon_consent_line_answered() CASCADE;
        DROP FUNCTION IF EXISTS casecon_consent_answer_kept() CASCADE;
        DROP FUNCTION IF EXISTS casecon_minutes_final() CASCADE;
        DROP FUNCTION IF EXISTS casecon_meeting_event_kept() CASCADE;
        DROP FUNCTION IF EXISTS casecon_meeting_event_turns() CASCADE;
        """
    )
    kept = (
        earlier_words,
        pre_call,
        decisions_read,
        minutes_comment,
        minutes_or_none,
        minutes_version,
        time_stands_still,
        access_log,
        sealed,
        store,
    )
    for statements in (REMOVE, *(part.REMOVE for part in kept), seat_sql.REMOVE, login_sql.REMOVE):
        env.cr.execute(statements)
    env.invalidate_all()
    group = env.ref("casecon_odoo.casecon_group_hr", raise_if_not_found=False)
    if group:
        env.ref("hr.group_hr_user").write({"implied_ids": [(3, group.id)]})
