from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.in_time import minute_of
from .. import clock
from ..entered import LONGEST_AGO
from .arguments import to_text
from .evidence import ROUTES, Said, by_login, entered_field, not_before_it_happened, recorded, through_field

TOLD = [("email", "By email"), ("letter", "By letter")]


class CaseconConference(models.Model):
    """What the employee said, with when they said it, when it was entered, and how it was said (R3 R7 R18)."""

    _inherit = "casecon.conference"

    _guarded = (
        "asked_at",
        "request_changed_at",
        "understood_entered_at",
        "understood_through",
        "notice_waived_entered_at",
        "notice_waived_through",
        "notice_kept_at",
        "notice_kept_entered_at",
        "notice_kept_through",
    )

    # bounds of what is entered later; empty: of before they were kept
    asked_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    request_changed_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    notice_kept_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)

    understood_entered_at = entered_field()
    understood_through = through_field()
    notice_waived_entered_at = entered_field()
    notice_waived_through = through_field()
    notice_kept_entered_at = entered_field()
    notice_kept_through = through_field()

    _understood_entered = not_before_it_happened("understood")
    _notice_waived_entered = not_before_it_happened("notice_waived")
    _notice_kept_entered = not_before_it_happened("notice_kept")

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "asked_at": clock.now()}

    def _zone(self):
        # sudo: hr.employee - in which zone the times of this conference are meant
        return self.sudo().employee_id._casecon_zone()

    def _first_word(self):
        """Nothing that was said about this conference is older."""
        return self.sudo().asked_at or clock.now() - LONGEST_AGO  # sudo: casecon.conference - a bound

    def _last_word_on_notice(self):
        """When the employee last accepted a shorter notice or took that back: an older word changes nothing."""
        c_sudo = self.sudo()  # sudo: casecon.conference - a bound
        # what was accepted before the meeting was not said of its next sitting
        began_at = self._began_at() if c_sudo.state == "adjourned" else None
        return max(filter(None, (c_sudo.notice_waived_at, c_sudo.notice_kept_at, self._first_word(), began_at)))


class CaseconAttendee(models.Model):
    """The two acknowledgements of somebody who attends (R11, R28), kept alike."""

    _inherit = "casecon.attendee"

    _guarded = (
        "added_at",
        "invited_entered_at",
        "invited_through",
        "first_invited_entered_at",
        "first_invited_through",
        "acknowledged_entered_at",
        "acknowledged_through",
        "recording_acknowledged_entered_at",
        "recording_acknowledged_through",
    )

    added_at = fields.Datetime(readonly=True, groups=".", export_string_translation=False)
    # of `invited_at` and `first_invited_at`, so that a letter that is entered later shows both times
    invited_entered_at = fields.Datetime(readonly=True, groups=".", export_string_translation=False)
    invited_through = fields.Selection(TOLD, readonly=True, groups=".", export_string_translation=False)
    first_invited_entered_at = fields.Datetime(readonly=True, groups=".", export_string_translation=False)
    first_invited_through = fields.Selection(TOLD, readonly=True, groups=".", export_string_translation=False)
    acknowledged_entered_at = entered_field()
    acknowledged_through = through_field()
    recording_acknowledged_entered_at = entered_field()
    recording_acknowledged_through = through_field([*ROUTES, ("aloud", "Said aloud at the start")])

    _acknowledged_entered = not_before_it_happened("acknowledged")
    _recording_acknowledged_entered = not_before_it_happened("recording_acknowledged")

    def _said_of_recording(self, at, through, words):
        """What is entered of one's own acknowledgement, which is made now, or of another person's."""
        env, is_own = self.env, bool(self.sudo()._holds())  # sudo: casecon.attendee - whose seat it is
        if is_own and at is not None:
            raise UserError(env._("Your own acknowledgement is recorded now, so leave the time empty. [R28]"))
        if is_own:
            return by_login()
        if at is None and through is None:
            return Said(clock.now(), False)
        to_text(env, words, env._("their words"))
        # sudo: casecon.attendee - a bound
        first = self.sudo().added_at or self.conference_id._first_word()
        return recorded(self, at, through, "R28", first, self.conference_id._zone())

    def _knew_of_recording(self, moment):
        """Whether the person had acknowledged by then that nothing is recorded."""
        return bool(self.recording_acknowledged_at) and minute_of(self.recording_acknowledged_at) <= moment
