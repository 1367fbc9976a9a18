from email import message_from_bytes, policy
from hmac import compare_digest

from odoo import fields, models
from odoo.exceptions import UserError

from ...domain.mail_address import envelope_address
from ...domain.mail_authentication import names_itself
from ...domain.reply_address import with_token
from .. import clock
from .mail import new_message_ref
from .post import Post
from .reply_address import new_token


class ResCompany(models.Model):
    """Is the reply address read? A mail of ours goes there, and has to come back through Odoo's own gateway."""

    _inherit = "res.company"

    casecon_reply_probe = fields.Char(groups=".", export_string_translation=False, string="Test of the reply address")
    casecon_reply_probed_at = fields.Datetime(
        groups=".", export_string_translation=False, string="Reply address tested at"
    )
    casecon_reply_probe_back_at = fields.Datetime(
        groups=".", export_string_translation=False, string="Test email read at"
    )
    casecon_reply_server_seen = fields.Boolean(groups=".", export_string_translation=False, string="Mail server seen")

    def _casecon_send_reply_probe(self):
        """Send a test mail to the reply address; `_casecon_reply_state` then says whether it was read.

        UserError where there is no address, or no mail server takes the mail.
        """
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: res.company - the test mail's own columns; the caller sets the address up
        if not company_sudo.casecon_reply_email:
            raise UserError(self.env._("Enter the reply address first."))
        token = new_token()
        # from there and to there: so invitations leave, and so answers come
        address = with_token(envelope_address(company_sudo.casecon_reply_email), token)
        mail = self.env["ir.mail_server"]._build_email__(
            address,
            [address],
            self.env._("Test"),
            self.env._("This email tests whether replies are read. You can delete it."),
            message_id=new_message_ref(address),
            headers={"Auto-Submitted": "auto-generated"},
        )
        company_sudo.write({"casecon_reply_probe": token, "casecon_reply_probed_at": clock.now()})
        company_sudo.write({"casecon_reply_probe_back_at": False, "casecon_reply_server_seen": False})
        post = Post(company_sudo.env)
        try:
            outcome = post.hand_over(mail, company_sudo.bounce_email)
        finally:
            post.close()
        if not outcome.is_accepted:
            raise UserError(self.env._("The mail server did not accept the test email."))

    def _casecon_reply_state(self):
        """`{state, read_at, probed_at, server_seen}`.

        `state`: off (no address), untested (no test mail yet), waiting (sent, not read so far) or read. `read_at`: when
        any mail to the address was last read. `server_seen`: whether the test mail bore a header of the configured mail
        server; without it no sender is ever proven, and everybody is asked to confirm.
        """
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: res.company - whether and when; nothing of any mail
        if not company_sudo.casecon_reply_email:
            state = "off"
        elif not company_sudo.casecon_reply_probed_at:
            state = "untested"
        else:
            state = "read" if company_sudo.casecon_reply_probe_back_at else "waiting"
        return {
            "state": state,
            "read_at": company_sudo.casecon_reply_read_at,
            "probed_at": company_sudo.casecon_reply_probed_at,
            "server_seen": company_sudo.casecon_reply_server_seen,
        }

    def _casecon_heard_probe(self, raw, token):
        """Whether a mail is the test mail; then that it was read."""
        if not (token and self.casecon_reply_probe and compare_digest(token, self.casecon_reply_probe)):
            return ""
        headers = [(name, str(value)) for name, value in message_from_bytes(raw, policy=policy.compat32).items()]
        seen = names_itself(headers, self.casecon_reply_server or "")
        self.write({"casecon_reply_probe_back_at": clock.now(), "casecon_reply_server_seen": seen})
        return "probe"
