"""One at a time: whoever acts on a case conference waits for whoever acts on it already."""

from odoo.tools import SQL


def take_turn(records):
    """Wait for whoever acts on these records; whoever comes later waits until this transaction ends.

    A row lock would not do: under REPEATABLE READ whoever waited for one goes on with what was true before. An UPDATE
    that changes nothing makes PostgreSQL refuse them, and Odoo does their request again from the start. So what this
    transaction has read, before or after, still stands: every change of the aggregate takes its turn here.
    """
    ids = [record_id for record_id in records._origin.ids if type(record_id) is int]  # not what a client made up
    for record_id in sorted(ids):  # in one order, so that two never wait for each other
        records.env.cr.execute(
            SQL(
                "UPDATE %(table)s SET company_id = company_id WHERE id = %(id)s",
                table=SQL.identifier(records._table),
                id=record_id,
            ),
            log_exceptions=False,  # that somebody was faster is no error
        )
