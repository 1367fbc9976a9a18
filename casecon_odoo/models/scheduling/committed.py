"""What is booked by now, for a check under a lock."""


def rows_by_now(env, query):
    """The rows of a query as this transaction sees them, and as one that begins now: a set of tuples.

    Odoo's transactions keep the picture of their beginning (REPEATABLE READ). Whoever waited for a lock does not
    see what the one before has committed meanwhile; a fresh transaction does.
    """
    rows = set(env.execute_query(query))
    # While an addon is installed its transaction holds the tables: another connection would wait for ever.
    if env.registry.ready:
        with env.registry.cursor() as fresh:
            fresh.execute(query)
            rows.update(fresh.fetchall())
    return rows
