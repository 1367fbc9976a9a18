from datetime import UTC, datetime

from odoo import api, fields, models

from ...domain.sealed.ring import KeyFileError, check_value
from .. import in_words
from . import key_file, moved
from .data_key import held_by


class ResConfigSettings(models.TransientModel):
    """Settings tell how it stands with the keys; they are made and changed on the server alone."""

    _inherit = "res.config.settings"

    casecon_key_state = fields.Text(compute="_compute_casecon_key_state", string="State of the keys")

    @api.depends("company_id")
    @api.depends_context("uid", "lang")
    def _compute_casecon_key_state(self):
        said = "\n".join(_said(self.env)) if self.env.user.has_group("base.group_system") else False
        for settings in self:
            settings.casecon_key_state = said


def _said(env):
    """Which keys there are, what hangs on each, when the file was changed, and what is missing."""
    try:
        ring = key_file.ring()
    except KeyFileError as error:
        ring = None
        yield env._("There is no key that can be used: %(why)s.", why=str(error))
    held = held_by(env.cr)
    known = ring.known() if ring else ()
    for number, name in enumerate(known):
        said = {"name": name, "check": check_value(ring.raw(name)).hex()[:8], "count": held[name]}
        if number == 0:
            yield env._(
                "%(name)s seals new text, and opens that of %(count)s employees. Fingerprint: %(check)s", **said
            )
        elif held[name]:
            yield env._("%(name)s still opens the text of %(count)s employees. Fingerprint: %(check)s", **said)
        else:
            yield env._("%(name)s opens nothing, so it may go if it is an older one. Fingerprint: %(check)s", **said)
    for name in sorted(set(held) - set(known)):
        yield env._(
            "The text of %(count)s employees is closed: %(name)s is not in the key file.", name=name, count=held[name]
        )
    if ring and not known:
        yield env._("No key seals text. Run on the server: odoo casecon key new NAME")
    if ring and ring.signing():
        yield env._("%(name)s signs the access log.", name=ring.signing()[0])
    else:
        yield env._("No key signs the access log. Run on the server: odoo casecon key new log-NAME")
    if ring:
        changed = datetime.fromtimestamp(key_file.path().stat().st_mtime, UTC).replace(tzinfo=None)
        when = in_words.dated_moment(env, changed, env.user.tz or "UTC")
        yield env._("The key file was last changed on %(when)s.", when=when)
    if waiting := moved.left(env.cr):
        yield env._("%(count)s texts are not sealed yet. Run on the server: odoo casecon key seal", count=waiting)
