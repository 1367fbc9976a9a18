"""The SQL of triggers that carry a change of one table on to another, written once."""


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


def drop(*names):
    """Take these functions out, with the triggers that run them."""
    return "".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE;\n" for name in names)
