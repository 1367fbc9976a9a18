from odoo import api, models
from odoo.exceptions import MissingError, UserError

from .. import in_words
from ..by_nobody import drop_stamps
from ..entered import check_times


class CaseconGuarded(models.AbstractModel):
    """Columns that only the code behind the gate can change.

    `_guarded` names them, `_guarded_later` those that may be given at creation only. The mixin refuses both
    for everybody, superuser too. `write_guarded` and `create_guarded` are module functions on purpose: a
    method or a token in the context could be used from outside.
    """

    _name = "casecon.guarded"
    _inherit = ["casecon.form"]
    _description = "Guarded columns"

    _made_by_verbs = False  # records come from a verb: neither created nor copied directly
    _guarded: tuple[str, ...] = ()
    _guarded_later: tuple[str, ...] = ()

    def _auto_init(self):
        result = super()._auto_init()
        if not self._log_access:
            drop_stamps(self)
        return result

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_by_hand()
        for vals in vals_list:
            self._refuse_guarded(set(vals) & self._guarded_of_all())
            check_times(self, vals)
        return super().create([{**vals, **self._guarded_initial()} for vals in vals_list])

    def write(self, vals):
        try:
            guarded = self._guarded_now()
        except MissingError:  # refused with the words for a record that is there
            self.check_access("write")
            raise
        self._refuse_guarded(set(vals) & guarded)
        check_times(self, vals)
        return super().write(vals)

    def copy(self, default=None):
        self._refuse_by_hand()
        return super().copy(default)

    def copy_data(self, default=None):
        if self._is_clinical:
            raise UserError(self.env._("Clinical records cannot be exported. [R21]"))
        return super().copy_data(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unshared(self):
        self._refuse_by_hand()

    @api.model
    def _refuse_by_hand(self):
        if self._made_by_verbs:
            raise UserError(
                self.env._(
                    "%(what)s cannot be created, copied or deleted by hand. Use the buttons of the case conference.",
                    what=self.env["ir.model"]._get(self._name).name,
                )
            )

    def _guarded_now(self):
        """The names that cannot be written to these records at this moment."""
        return {*self._guarded_of_all(), *self._guarded_later}

    @classmethod
    def _guarded_of_all(cls):
        """What each area has named: an attribute of one class would hide that of another."""
        return {name for part in cls.__mro__ for name in vars(part).get("_guarded", ())}

    @api.model
    def _guarded_initial(self):
        """What guarded columns hold at creation, so that neither `default_…` nor ir.default decides it."""
        return dict.fromkeys(self._guarded_of_all(), False)

    @api.model
    def _refuse_guarded(self, names):
        if names:
            raise UserError(
                self.env._(
                    "%(fields)s cannot be set directly. Use the buttons of the case conference.",
                    fields=in_words.names(self.env, sorted(names)),
                )
            )


def write_guarded(records, vals):
    """Write guarded columns past the guard. Only for code that has asked the gate."""
    return super(CaseconGuarded, records).write(vals)


def create_guarded(model, vals_list):
    """Create records of a guarded model past the guard. Only for code that has asked the gate."""
    return super(CaseconGuarded, model).create(vals_list)
