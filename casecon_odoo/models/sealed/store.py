"""The one row that says whose sealed texts these are: a random value of our own, made with the first key.

Not Odoo's `database.uuid`: Odoo renews that when a database is copied, and every text would become unreadable.
"""

import uuid

STORE = """
CREATE TABLE IF NOT EXISTS casecon_sealed_store (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    store text NOT NULL
);
"""
REMOVE = "DROP TABLE IF EXISTS casecon_sealed_store;"


def store_id(cr):
    """The id of this database's store; made the first time that it is asked for."""
    cr.execute("SELECT store FROM casecon_sealed_store")
    found = cr.fetchone()
    if found:
        return found[0]
    cr.execute(
        "INSERT INTO casecon_sealed_store (store) VALUES (%s) ON CONFLICT (single) DO UPDATE SET single = true"
        " RETURNING store",
        [str(uuid.uuid4())],
    )
    return cr.fetchone()[0]
