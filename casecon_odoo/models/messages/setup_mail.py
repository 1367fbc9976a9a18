"""Settings, Emails: whether what leaves arrives. Numbers and sentences; nothing of any case."""

import uuid
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import mail_domain
from ...domain.invitation import Invitation
from ...domain.mail_address import NotOneAddress, envelope_address, plain_address
from .. import clock
from ..conference.arguments import to_choice
from ..people.res_company import SETTINGS
from .ask_dns import texts_of
from .mail import add_entry, new_message_ref, sender_of
from .post import Post

DNS_SERVER = "casecon_odoo.dns_server"  # system parameter: `address:port` of a DNS server to ask
SLOW_AFTER = timedelta(minutes=15)
FAILED_WITHIN = timedelta(days=30)
AHEAD = timedelta(days=7)
BANDS = (0, 4, 19)  # a number would tell of one person's mail; these tell that something is wrong


class ResCompany(models.Model):
    _inherit = "res.company"

    casecon_dkim_selector = fields.Char(groups=SETTINGS, string="DKIM selector")
    casecon_buttons = fields.Selection(
        [("yes", "Yes"), ("no", "No")],
        copy=False,
        groups=SETTINGS,
        export_string_translation=False,
        string="Buttons shown",
    )
    casecon_buttons_at = fields.Datetime(
        copy=False, groups=SETTINGS, export_string_translation=False, string="Buttons shown at"
    )

    @api.model
    def action_casecon_mail_setup(self):
        """What the page shows at once: `{domain, sender, buttons, buttons_at, reply, allow, queue}`.

        `reply` as `_casecon_reply_state`; `queue`: how many emails wait too long and failed of late, by bands, and
        since when the oldest waits. Who sets up mail servers may ask.
        """
        company_sudo = self._casecon_sets_up_mail()
        sender = sender_of(company_sudo)
        return {
            "domain": _domain_of(sender),
            "sender": sender,
            "buttons": company_sudo.casecon_buttons,
            "buttons_at": company_sudo.casecon_buttons_at,
            "reply": company_sudo._casecon_reply_state(),
            "allow": company_sudo._casecon_allow_sentence(sender),
            "queue": company_sudo._casecon_queue_state(),
        }

    @api.model
    def action_casecon_ask_dns(self):
        """What the DNS says of the domain of our emails: `[{name, state, text}]` for SPF, DKIM and DMARC."""
        company_sudo = self._casecon_sets_up_mail()
        domain = _domain_of(sender_of(company_sudo))
        # sudo: ir.config_parameter - which DNS server to ask, set by a system administrator
        server = self.env["ir.config_parameter"].sudo().get_param(DNS_SERVER, "")
        selector = (company_sudo.casecon_dkim_selector or "").strip()
        sentences = self._casecon_dns_sentences(domain)
        states = {
            "SPF": mail_domain.spf(texts_of(domain, server)),
            "DKIM": mail_domain.dkim(texts_of(f"{selector}._domainkey.{domain}", server)) if selector else "unnamed",
            "DMARC": _dmarc(domain, server),
        }
        return [{"name": name, "state": state, "text": sentences[name, state]} for name, state in states.items()]

    @api.model
    def action_casecon_test_invitation(self):
        """Send an invitation to a made-up meeting to oneself, at once; returns the address that it went to."""
        company_sudo = self._casecon_sets_up_mail()
        try:
            address = envelope_address(plain_address(self.env.user.email or ""))
        except NotOneAddress as error:
            raise UserError(self.env._("Your own user has no valid email address. Enter it first.")) from error
        post = Post(company_sudo.env)
        try:
            outcome = post.hand_over(company_sudo._casecon_test_mail(address), company_sudo.bounce_email)
        finally:
            post.close()
        if not outcome.is_accepted:
            raise UserError(
                self.env._(
                    "The mail server did not accept the email (%(said)s). Check the mail servers.", said=outcome.said
                )
            )
        return address

    @api.model
    def action_casecon_keep_buttons(self, appeared=None):
        """Keep whether the test invitation showed buttons to accept and decline: `yes` or `no`."""
        to_choice(self.env, appeared, ("yes", "no"), self.env._("whether the buttons appeared"))
        self._casecon_sets_up_mail().write({"casecon_buttons": appeared, "casecon_buttons_at": clock.now()})
        return True

    @api.model
    def action_casecon_test_reply(self):
        """Send a test email to the reply address: whether Odoo reads it shows a little later."""
        self._casecon_sets_up_mail()._casecon_send_reply_probe()
        return True

    @api.model
    def _casecon_sets_up_mail(self):
        """The present company as superuser, for whoever may change the settings."""
        if not self.env.user.has_group(SETTINGS):
            raise AccessError(self.env._("Only a system administrator can set up email."))
        return self.env.company.sudo()  # sudo: res.company - how its emails fare, for those who mend it

    def _casecon_test_mail(self, address):
        """An email.message with an entry like those of real invitations, a week ahead at ten o'clock UTC."""
        reply, user = self.casecon_reply_email, self.env.user
        sender = envelope_address(reply) if reply else sender_of(self)
        start = (clock.now() + AHEAD).replace(hour=10, minute=0, second=0)
        subject = self.env._("Test invitation")
        text = self.env._(
            "This is a test. Does this email show buttons to accept and to decline? You do not have to use them. You"
            " can delete this email and its calendar entry."
        )
        mail = self.env["ir.mail_server"]._build_email__(
            sender,
            [address],
            subject,
            text,
            message_id=new_message_ref(sender),
            headers={"Auto-Submitted": "auto-generated"},
        )
        invitation = Invitation(
            uid=f"{uuid.uuid4()}@test",
            sequence=0,
            start=start,
            stop=start + timedelta(minutes=30),
            summary=subject,
            organizer_email=sender,
            organizer_name=self._casecon_shown_name() or self.env._("No reply"),
            wants_answer=bool(reply),
            attendee_email=address,
            attendee_name=user.name or "",
            partstat="NEEDS-ACTION",
            zone="UTC",
            stamped_at=clock.now(),
        )
        add_entry(mail, invitation, "REQUEST")
        return mail

    def _casecon_allow_sentence(self, sender):
        """What IT has to let through, in one sentence to copy."""
        return self.env._(
            "Please allow emails from %(sender)s (envelope sender: %(bounce)s), with their calendar part"
            " (text/calendar; method=REQUEST and method=CANCEL, attachment invite.ics), and do not rewrite their links,"
            " which begin with %(base)s.",
            sender=sender,
            bounce=self.bounce_email or sender,
            base=self.env["ir.config_parameter"].get_param("web.base.url"),
        )

    def _casecon_queue_state(self):
        """`{waiting, failed, oldest}`: bands of numbers as words, and a time rounded down to the hour."""
        messages, now = self.env["casecon.message"], clock.now()
        ours = [("company_id", "=", self.id)]
        slow = [*ours, ("state", "=", "waiting"), ("next_try_at", "!=", False), ("queued_at", "<", now - SLOW_AFTER)]
        slow += ["|", ("attempts", ">", 0), ("next_try_at", "<", now - SLOW_AFTER)]  # a companion's may be put off
        failed = [*ours, ("state", "=", "failed"), ("reason", "!=", "no_address")]
        failed += [("queued_at", ">", now - FAILED_WITHIN)]
        oldest = messages.search(slow, order="queued_at, id", limit=1).queued_at
        return {
            "waiting": self._casecon_band(messages.search_count(slow, limit=BANDS[-1] + 1)),
            "failed": self._casecon_band(messages.search_count(failed, limit=BANDS[-1] + 1)),
            "oldest": oldest and oldest.replace(minute=0, second=0),
        }

    def _casecon_band(self, number):
        if number <= BANDS[0]:
            return self.env._("none")
        if number <= BANDS[1]:
            return self.env._("fewer than %(number)s", number=BANDS[1] + 1)
        if number <= BANDS[2]:
            return self.env._("%(least)s to %(most)s", least=BANDS[1] + 1, most=BANDS[2])
        return self.env._("%(number)s or more", number=BANDS[2] + 1)

    def _casecon_dns_sentences(self, domain):
        """What to say for each check and state."""
        unknown = self.env._("We could not reach the DNS. Try again later, or ask your IT department.")
        return {
            ("SPF", "good"): self.env._("%(domain)s says which servers may send its emails.", domain=domain),
            ("SPF", "weak"): self.env._("The record allows every server to send. Ask IT to end it with ~all or -all."),
            ("SPF", "missing"): self.env._("%(domain)s does not say which servers may send its emails.", domain=domain),
            ("SPF", "several"): self.env._(
                "There are several SPF records, so none of them counts. Ask IT to merge them."
            ),
            ("SPF", "unknown"): unknown,
            ("DKIM", "good"): self.env._("The key for your mail server's signature is published."),
            ("DKIM", "missing"): self.env._("There is no key under this selector. Check its name with IT."),
            ("DKIM", "several"): self.env._("There are several keys under this selector. Ask IT to keep one."),
            ("DKIM", "unknown"): unknown,
            ("DKIM", "unnamed"): self.env._(
                "Enter your mail server's DKIM selector above. Your IT department knows it."
            ),
            ("DMARC", "good"): self.env._(
                "Recipients' mail servers are told to stop emails that only pretend to come from you."
            ),
            ("DMARC", "weak"): self.env._(
                "There is a policy, and it stops nothing (p=none). Ask IT whether it can be stricter."
            ),
            ("DMARC", "missing"): self.env._("There is no policy. Large providers may treat your emails as spam."),
            ("DMARC", "several"): self.env._("There are several policies, so none of them counts. Ask IT to keep one."),
            ("DMARC", "unknown"): unknown,
        }


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    casecon_dkim_selector = fields.Char(related="company_id.casecon_dkim_selector", readonly=False)


def _domain_of(address):
    return address.rpartition("@")[2]


def _dmarc(domain, server):
    """The policy of the nearest domain that has one."""
    for name in mail_domain.dmarc_domains(domain):
        state = mail_domain.dmarc(texts_of(f"_dmarc.{name}", server))
        if state != "missing":
            return state
    return "missing"
