from markupsafe import Markup
from odoo import api, fields, models

from ...domain.fact_check import what_is_read
from ...domain.minutes import digest as digest_of
from ...domain.text_changes import ADDED, GONE, changed_names, changes
from .. import clock
from ..conference.evidence import ROUTES
from ..conference.guarded import create_guarded, write_guarded


class CaseconMinutes(models.Model):
    """What becomes of minutes whose text is changed: another version, another check, flags that fall (R22)."""

    _inherit = "casecon.minutes"

    version_ids = fields.One2many("casecon.minutes.version", "minutes_id", readonly=True)
    text_digest = fields.Char(
        compute="_compute_text_digest",
        export_string_translation=False,
        help="Identifies the present text. Verbs that answer it take it as `digest`.",
    )
    # the latest end that the employee was told of: no other is before it
    promised_until = fields.Datetime(readonly=True, export_string_translation=False)
    changes = fields.Html(compute="_compute_changes", sanitize=False, string="What has changed since it was sent")

    @api.depends("body", "conference_id.decision_ids", "comment_ids")
    def _compute_text_digest(self):
        for minutes in self:
            # sudo: casecon.conference - its reference, as part of the digest
            read = minutes.sudo().conference_id.name, *what_is_read(minutes.body or "")
            # whoever disagrees with final minutes has read them with their addenda
            read = *read, *(f"{addendum.id} {addendum.text}" for addendum in minutes._addenda())
            read = *read, *minutes._read_beside_text()
            minutes.text_digest = digest_of(*map(str, read)) if minutes._origin else False

    @api.depends("body", "state", "version_ids", "conference_id.decision_ids")
    @api.depends_context("lang")
    def _compute_changes(self):
        for minutes in self:
            minutes.changes = minutes._changes_as_html()

    def _addenda(self):
        """What was added to final minutes, in order; as superuser."""
        return self.sudo().comment_ids.filtered(lambda row: row.kind == "addendum").sorted("id")

    def _present_version(self):
        """The version that is to be checked now, as superuser; none of a draft."""
        return self.sudo().version_ids[:1]  # sudo: casecon.minutes.version - one of these minutes

    def _read_before(self):
        """The version that the present one is a change of: the last that reached the employee, or was answered."""
        present = self._present_version()
        earlier = (self.sudo().version_ids - present).filtered("body")
        # sudo: casecon.minutes.comment - which versions the employee has read
        read = {remark.read_digest for remark in self.sudo().comment_ids if remark.kind != "flag"}
        known = earlier.filtered(lambda version: version.delivered_at or version.digest in read)
        return known[:1] or earlier[-1:]

    def _changes(self):
        """What has changed since the employee read the text, paragraph by paragraph, then decisions; nothing where it
        is as sent.
        """
        self.ensure_one()
        before = self._read_before() if self.state == "fact_check" else None
        return [*changes(before.body or "", self.body or ""), *self._decision_changes(before)] if before else []

    def _changes_as_html(self):
        """The changed paragraphs; what is added and what is gone can be heard as well as seen."""
        lines = [one for one in self._changes() if one.is_changed]
        words = {ADDED: (Markup("ins"), self.env._("added:")), GONE: (Markup("del"), self.env._("taken out:"))}
        said = Markup('<%(tag)s><span class="visually-hidden">[%(what)s </span>%(text)s')
        said += Markup('<span class="visually-hidden">]</span></%(tag)s>')
        shown = [Markup(" ").join(_said(words.get(how), text, said) for how, text in one.parts) for one in lines]
        return Markup("").join(Markup("<p>%s</p>") % line for line in shown) if shown else False

    def _keep_version(self):
        """Keep the text as it stands, under the next number."""
        number = (self._present_version().number or 0) + 1
        # sudo: casecon.minutes.version - the verb was allowed
        made = create_guarded(
            self.env["casecon.minutes.version"].sudo(),
            [
                {
                    "minutes_id": self.id,
                    "number": number,
                    "body": self.body,
                    "decisions": {"rows": self._decisions_read()},
                    "digest": self.text_digest,
                    "made_at": clock.now(),
                }
            ],
        )
        made.flush_recordset()
        self.invalidate_recordset(["version_ids"])
        return made

    def _text_changed(self, before):
        """Other words stand in the minutes: flags fall with their paragraph; what was sent is to be checked again."""
        self._reopen_flags(before)
        if self.state != "fact_check":
            return
        minutes_sudo = self.sudo()  # sudo: casecon.minutes - guarded columns, by a write that was allowed
        ends = filter(None, (minutes_sudo.promised_until, minutes_sudo.fact_check_until))
        again = dict.fromkeys(("answered_at", "answered_through", "fact_check_until"), False)
        write_guarded(minutes_sudo, {**again, "promised_until": max(ends, default=False)})
        self._keep_version()
        self._tell_of_check()

    def _reopen_flags(self, before):
        """A flag that was resolved is open again where its paragraph is not what the clinician read."""
        changed = changed_names(before, self.body or "")
        # sudo: casecon.minutes.comment - rows are only added, by a write that was allowed
        flags = self.sudo().comment_ids.filtered(lambda row: row.kind == "flag")
        latest = {flag.paragraph: flag for flag in flags.sorted("id")}
        for paragraph, flag in latest.items():
            if paragraph in changed and flag.resolved_at:
                self._add("flag", False, paragraph, author_id=flag.author_id.id, fallen_flag_id=flag.id)


def _said(change, text, pattern):
    return pattern % {"tag": change[0], "what": change[1], "text": text} if change else Markup.escape(text)


class CaseconMinutesComment(models.Model):
    """What was said names what was read."""

    _inherit = "casecon.minutes.comment"
    _guarded = ("read_digest", "read_version", "read_addendum_id", "through", "fallen_flag_id")

    # empty and 0: of before it was kept; 0 as well: of a draft
    read_digest = fields.Char(readonly=True, string="Text that was read")
    read_version = fields.Integer(readonly=True, string="Version that was read")
    read_addendum_id = fields.Many2one(
        "casecon.minutes.comment",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        string="Latest addendum that was read",
    )
    through = fields.Selection(
        ROUTES,
        readonly=True,
        string="By which route",
    )
    fallen_flag_id = fields.Many2one(
        "casecon.minutes.comment",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        string="Flag removed with its passage",
    )
