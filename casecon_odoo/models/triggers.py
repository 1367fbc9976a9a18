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


def keeps_before(name, table, column, stems):
    """A trigger `name` on `table`: what is replaced is appended to its jsonb `column`, with its time.

    `stems`: for each, by its name in the json, the columns that say one thing together as `{key: column}`; where the
    first is empty, nothing was said.
    """
    body = "".join(_kept_before(stem, column, columns) for stem, columns in stems.items())
    known = [one for columns in stems.values() for one in columns.values()]
    old, new = (", ".join(f"{row}.{one}" for one in known) for row in ("OLD", "NEW"))
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{body}
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION {name}();
"""


def _kept_before(stem, column, columns):
    said, *_rest = columns.values()
    old, new = (", ".join(f"{row}.{one}" for one in columns.values()) for row in ("OLD", "NEW"))
    pairs = ", ".join(f"'{key}', OLD.{one}" for key, one in columns.items())
    return f"""
    IF OLD.{said} IS NOT NULL AND ({new}) IS DISTINCT FROM ({old}) THEN
        NEW.{column} := coalesce(NEW.{column}, '[]')
            || jsonb_build_array(jsonb_build_object('stem', '{stem}', {pairs}));
    END IF;"""


def drop(*names):
    """Take these functions out, with the triggers that run them."""
    return "".join(f"DROP FUNCTION IF EXISTS {name} CASCADE;\n" for name in names)
