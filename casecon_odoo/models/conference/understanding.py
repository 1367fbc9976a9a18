from odoo import api, fields, models
from odoo.tools import LazyTranslate

from .. import clock
from .guarded import write_guarded
from .wording import wording

_lt = LazyTranslate(__name__)

# Of the request, what the employee reads, and under which heading.
READ = {
    "ground": _lt("Reason"),
    "reason": _lt("What your employer wrote"),
    "tried_before": _lt("What was tried before"),
    "longer_because": _lt("Why it is longer than usual"),
}


def what_is_read(conference):
    """The arguments of `action_confirm_understanding` for what the reader is shown now."""
    shown = conference.understanding
    return {"wording": shown["version"], "request_version": shown["request"]}


class CaseconConference(models.Model):
    """What the employee reads before they confirm that they understand, and whether that is what stands [R7].

    A confirmation names the version of the words and of the request that were read. A request that is rewritten
    afterwards makes it stale, and it is asked for again; nothing of what was confirmed is lost.
    """

    _inherit = "casecon.conference"
    _guarded = ("understood_at", "understood_wording", "understood_request", "request_version", "is_understood")

    understood_at = fields.Datetime(readonly=True, copy=False)
    understood_wording = fields.Char(string="Text that was read", readonly=True, copy=False)
    # 0: it was not kept then
    understood_request = fields.Integer(readonly=True, copy=False, export_string_translation=False)
    request_version = fields.Integer(readonly=True, copy=False, default=1, export_string_translation=False)
    is_understood = fields.Boolean(
        compute="_compute_is_understood", store=True, readonly=True, copy=False, export_string_translation=False
    )
    understanding = fields.Json(compute="_compute_understanding", export_string_translation=False)

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "request_version": 1}

    @api.depends("understood_at", "understood_request", "request_version")
    def _compute_is_understood(self):
        for conference in self:
            read = conference.understood_request or 1
            conference.is_understood = bool(conference.understood_at) and read == conference.request_version

    @api.depends_context("uid", "lang")
    @api.depends("request_version")
    def _compute_understanding(self):
        """All that every channel shows: the present wording, what was asked, and the version of both."""
        told = wording(self.env)
        grounds = dict(self._fields["ground"]._description_selection(self.env))
        # lazy constants of this file
        headings = {name: self.env._(text) for name, text in READ.items()}  # pylint: disable=gettext-variable
        for conference in self:
            asked = {name: conference[name] for name in READ if conference[name]}
            if "ground" in asked:
                asked["ground"] = grounds[asked["ground"]]
            conference.understanding = {
                **told,
                "request": conference.request_version,
                "asked": [[headings[name], text] for name, text in asked.items()],
            }

    def _request_rewritten(self):
        """What the employee reads of the request has changed: who had confirmed it is asked again."""
        for c_sudo in self.sudo():  # sudo: casecon.conference - a guarded column, by the write of its request
            confirmed = c_sudo.is_understood
            write_guarded(c_sudo, {"request_version": c_sudo.request_version + 1, "request_changed_at": clock.now()})
            if confirmed:
                c_sudo.with_env(self.env)._tell_employee()
