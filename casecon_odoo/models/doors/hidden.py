"""A search by the other end of a relation to what the reader may not see answers as if that were not there.

Odoo asks the rules of a comodel where a domain goes *into* it (`any`), and not where a one2many or many2many is
compared with ids or with nothing: `meeting_ids = 7` on contacts tells who attends, whoever asks. Here such a
comparison becomes a query on the comodel as the reader. It is registered where Odoo registers its own, so that it
holds on every path and in nested domains, too.
"""

from odoo.fields import Domain
from odoo.orm.domains import OptimizationLevel, field_type_optimization
from odoo.tools import OrderedSet

STOCK = frozenset({"calendar.event", "calendar.attendee"})  # theirs are hidden where a conference owns them


def hides(env, model_name):
    """Whether rows of this model can be hidden by our rules; never in a database without this addon."""
    ours = "casecon.conference" in env.registry
    return ours and bool(model_name) and (model_name in STOCK or model_name.startswith("casecon."))


@field_type_optimization(["one2many", "many2many"], level=OptimizationLevel.FULL)
def _compare_as_reader(condition, model):
    field = condition._field(model)
    if condition.operator not in ("in", "not in") or model.env.su or not hides(model.env, field.comodel_name):
        return condition
    if not isinstance(condition.value, (set, frozenset, list, tuple, OrderedSet)):
        return condition
    comodel = model.env[field.comodel_name].with_context(active_test=False)
    ids = [value for value in condition.value if value]
    found = Domain(field.name, "any", comodel._search(Domain("id", "in", ids))) if ids else Domain.FALSE
    if len(ids) < len(condition.value):
        found |= Domain(field.name, "not any", comodel._search(Domain.TRUE))
    return found if condition.operator == "in" else ~found
