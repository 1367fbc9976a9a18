from odoo import models
from odoo.tools import SQL

from .hidden import hides


class Base(models.AbstractModel):
    """Rows are ordered by what they lead to only as far as the reader may see that; the rest sorts as empty.

    Anybody can make a row of their own that leads to a hidden one (a recurrence, an activity) and sort it between
    others: without this the order would tell when the hidden meeting is.
    """

    _inherit = "base"

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        field = self._fields.get(field_name)
        if not field or field.type != "many2one" or self.env.su or not hides(self.env, field.comodel_name):
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        seen = self.env.context.get("__m2o_order_seen", ())
        if field in seen:
            return SQL()
        comodel = self.env[field.comodel_name].with_context(__m2o_order_seen=frozenset((field, *seen)))
        readable = comodel.with_context(active_test=False)._search([])
        coalias = query.make_alias(alias, f"{field_name}__{self.env.uid}")
        query.add_join(
            "LEFT JOIN",
            coalias,
            readable.subselect(SQL("%s.*", SQL.identifier(comodel._table))),
            SQL("%s = %s", self._field_to_sql(alias, field_name, query), SQL.identifier(coalias, "id")),
        )
        return comodel._order_to_sql(comodel._order, query, alias=coalias, reverse=direction.code == "DESC")
