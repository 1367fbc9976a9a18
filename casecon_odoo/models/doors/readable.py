from odoo.exceptions import AccessError

LARGEST_ID = 2**31 - 1


def readable_ids(env, model, ids):
    """Those of the ids that the user may read, archived ones too; an employee's public page counts.

    What is no id (a text, True, an id of a row that is not saved) is none that can be read.
    """
    wanted = [value for value in ids if type(value) is int and 0 < value <= LARGEST_ID]
    if not wanted:
        return []
    try:
        return env[model].with_context(active_test=False).search([("id", "in", wanted)]).ids
    except AccessError:
        return []
