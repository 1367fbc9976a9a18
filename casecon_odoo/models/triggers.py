"""The SQL of triggers, written once: those that carry a change on to another table, and those that keep a row."""


def after(name, event, body, when="true"):
    """A trigger `name` that does `body` for each row after `event` ("UPDATE OF x ON t"), where `when` holds."""
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {body.strip()}
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER {name} AFTER {event} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}();
"""


def kept(table, words, when="true"):
    """A trigger on `table`: a row for which `when` holds is neither changed nor deleted; the refusal says `words`."""
    name = f"{table}_kept"
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}();
"""


def drop(*names):
    """Take these functions out, with the triggers that run them."""
    return "".join(f"DROP FUNCTION IF EXISTS {name} CASCADE;\n" for name in names)
