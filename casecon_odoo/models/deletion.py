from odoo import api, models
from odoo.exceptions import UserError

from .quiet_log import REFERRED, is_ours


class Base(models.AbstractModel):
    """Who is refused a deletion learns that something refers to the record, and not what: a note, a report, a case.

    For every person, company and contact the sentence is the same, whichever table it is, Odoo's own included: else
    it would be told from Odoo's.
    """

    _inherit = "base"

    def unlink(self):
        return _without_telling(self, super().unlink)

    @api.model
    def _sql_error_to_message_generic(self, exc):
        if is_ours(exc):
            return self._casecon_deletion_refused()
        return super()._sql_error_to_message_generic(exc)

    @api.model
    def _casecon_deletion_refused(self):
        return self.env._("This cannot be deleted because other records refer to it. Archive it instead.")

    @api.model
    def _casecon_referred(self):
        """The models to which ours refer, and those whose deletion takes records of these along."""
        found, ours = set(), [model for name, model in self.env.registry.items() if name.startswith("casecon.")]
        following = {field.comodel_name for model in ours for field in model._fields.values() if _is_column(field)}
        while following:
            found |= following
            following = {
                field.comodel_name
                for name in following
                for field in self.env.registry[name]._fields.values()
                if _is_column(field) and field.ondelete == "cascade"
            } - found
        return found


def _without_telling(records, delete):
    """What `delete` returns; where PostgreSQL refuses it, the one sentence."""
    records.env.lang  # noqa: B018  # for the sentence: after the error nothing can be read any more
    try:
        return delete()
    except REFERRED as violation:
        if not is_ours(violation) and records._name not in records._casecon_referred():
            raise
    raise UserError(records._casecon_deletion_refused())  # outside, so that the error is not carried along


def _is_column(field):
    return field.type == "many2one" and field.store
