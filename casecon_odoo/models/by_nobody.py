"""What the app keeps in Odoo's own tables bears nobody's name and leaves no line in a chatter [R8 R25].

Who made a contact, a login, an entry or a to-do, and who changed it last, is read by every colleague: it would tell
that somebody has a case, and who did what in it.
"""

from contextlib import contextmanager

from odoo.api import SUPERUSER_ID
from odoo.models import LOG_ACCESS_COLUMNS
from odoo.tools import SQL
from odoo.tools.sql import table_columns

QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "tracking_disable": True,
}


def by_nobody(records):
    """The same records as the system, which is nobody's name."""
    return records.with_user(SUPERUSER_ID).with_context(**QUIET)


@contextmanager
def settling(records, *also):
    """`records` as the system, written out when the block ends; `also`: other models that are written with them.

    What is still unwritten at the end of the request bears the name of whoever called, however it was written.
    """
    names = (records._name, *also)
    for name in names:
        records.env[name].flush_model()
    by_system = by_nobody(records)
    yield by_system
    for name in names:
        by_system.env[name].flush_model()


def drop_stamps(model):
    """Take away the stamps that an older version of the addon kept: Odoo leaves their columns where they are."""
    left = set(LOG_ACCESS_COLUMNS) & set(table_columns(model.env.cr, model._table))
    for column in sorted(left):
        model.env.cr.execute(
            SQL("ALTER TABLE %s DROP COLUMN %s CASCADE", SQL.identifier(model._table), SQL.identifier(column))
        )
