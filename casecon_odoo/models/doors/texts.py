from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain.texts import MOST_BYTES, fault_of

TEXTS = ("char", "text", "html")


def check_text(env, text):
    """Refuse, with a sentence, a text that is too long or cannot be kept; anything that is no text passes."""
    fault = fault_of(text) if isinstance(text, str) else None
    if fault == "broken":
        raise UserError(env._("This text contains characters that cannot be saved. Please type it again."))
    if fault == "long":
        raise UserError(env._("This text is too long. The limit is %(most)s kB.", most=MOST_BYTES // 1024))


class CaseconForm(models.AbstractModel):
    """Every text of ours is looked at where it is kept, and where it is searched, whichever verb or form it came by."""

    _inherit = "casecon.form"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_texts(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_texts(vals)
        return super().write(vals)

    @api.model
    def _search(self, domain, *args, **options):
        _check_domain(self.env, domain)
        return super()._search(domain, *args, **options)

    @api.model
    def _check_texts(self, vals):
        for name, value in vals.items():
            if name in self._fields and self._fields[name].type in TEXTS:
                check_text(self.env, value)


def _check_domain(env, domain):
    """Texts of a search, and of searches within it."""
    waiting = [domain if isinstance(domain, Domain) else list(domain or ())]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            check_text(env, part)
        elif isinstance(part, Domain):
            waiting += [condition.value for condition in part.iter_conditions()]
        elif isinstance(part, (list, tuple, set, frozenset)):
            waiting += part
