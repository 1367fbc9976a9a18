from odoo import models


class CaseconMinutes(models.Model):
    """HR is told of a flag, and who flagged that the text was changed; each by an email that says nothing."""

    _inherit = "casecon.minutes"

    def action_flag(self, paragraph_id=None, digest=None):
        """The clinician flags a passage as outside consent; it cannot be finalised unresolved [R22].

        `digest`: as for `action_comment`.
        """
        comment_id = super().action_flag(paragraph_id, digest)
        conference_sudo = self.sudo().conference_id  # sudo: casecon.conference - whom to tell; nobody is shown it
        hr = conference_sudo._in_role("casecon_odoo.casecon_group_hr")
        named = conference_sudo._who_may_read(conference_sudo.hr_user_id & hr)
        for user in (named or conference_sudo._who_may_read(hr)) - self.env.user:
            conference_sudo._tell_turn(user, "flagged")
        return comment_id

    def write(self, vals):
        before = {minutes: minutes._flags_as_they_stand() for minutes in self} if "body" in vals else {}
        result = super().write(vals)
        for minutes, flags_sudo in before.items():
            put_right_sudo = flags_sudo - minutes._flags_as_they_stand()
            for user in put_right_sudo.author_id - self.env.user:
                minutes.sudo().conference_id._tell_turn(user, "put_right")  # sudo: as above
        return result

    def _flags_as_they_stand(self):
        """Open flags on the text as it is now, as superuser."""
        return self._open_flags().filtered(lambda flag: flag.read_digest == self.text_digest)
