import contextlib
import logging
import random
import time
import xmlrpc.client

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ...domain.mail_address import NotOneAddress, envelope_address, plain_address
from ...domain.reply_address import recipients
from .. import clock
from .bounces import is_gateway

_logger = logging.getLogger(__name__)
TRIES = 10
HEARD = ("taken", "asked", "bounced", "probe")


class MailThread(models.AbstractModel):
    """Odoo's own gateway: mails to a reply address go no further than here.

    Before Odoo parses, logs, routes and stores them: of an answer no word is kept, whatever it says (R25). Nobody gets
    an answer back, and nothing is raised, since Odoo writes the text of an error into its log.
    """

    _inherit = "mail.thread"

    @api.model
    def message_process(
        self, model, message, custom_values=None, save_original=False, strip_attachments=False, thread_id=None
    ):
        raw = _bytes(message)
        company_sudo, token = self.env["res.company"]._casecon_reads(raw)
        if company_sudo:
            self._casecon_hear(raw, company_sudo, token)
            return False
        return super().message_process(model, message, custom_values, save_original, strip_attachments, thread_id)

    @api.model
    def _casecon_hear(self, raw, company_sudo, token):
        env = self.env
        # as the system: the gateway may run as anybody, and who it was is nobody's to read
        own = env(user=SUPERUSER_ID, context={})
        is_believed = is_gateway(env)
        for tried in range(TRIES):
            try:
                with own.cr.savepoint():
                    company_sudo.with_env(own)._casecon_heard(raw, token, is_believed)
                return
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                if tried == TRIES - 1 or not env.context.get("fetchmail_cron_running"):
                    raise  # whoever called does the whole again
                own.cr.rollback()  # each mail that Odoo fetches has a transaction of its own
                time.sleep(random.uniform(0.01, 0.2))  # noqa: S311  # no secret: apart from each other
            except Exception as error:
                _logger.error("A reply could not be handled (%s)", type(error).__name__)
                return


class ResCompany(models.Model):
    """What became of the mails to the reply address, as numbers; and whether anybody reads it at all."""

    _inherit = "res.company"

    casecon_reply_counts = fields.Json(groups=".", export_string_translation=False, string="Counts of replies")
    casecon_reply_read_at = fields.Datetime(groups=".", export_string_translation=False, string="Replies last read at")

    @api.model
    def _casecon_reads(self, raw):
        """The company whose reply address (of now, or of invitations that are out) a mail goes to, and the token."""
        to = recipients(raw) if raw else []
        if not to:
            return self.browse(), ""
        addresses = list({one.address for one in to})
        # sudo: res.company, casecon.conference - the gateway may run as anybody; only its own code sees what is found
        read = {}
        for company_sudo in self.sudo().search([("casecon_reply_email", "!=", False)]):
            with contextlib.suppress(NotOneAddress):  # it is one company's, and stops no mail to the others
                read[envelope_address(plain_address(company_sudo.casecon_reply_email))] = company_sudo
        organized = [("organizer_email", "in", addresses), ("organizer_is_read", "=", True)]
        for conference_sudo in self.env["casecon.conference"].sudo().search(organized, limit=100):
            read.setdefault(conference_sudo.organizer_email, conference_sudo.company_id)
        return next(((read[one.address], one.token) for one in to if one.address in read), (self.browse(), ""))

    def _casecon_heard(self, raw, token, is_believed):
        """Read one mail to the reply address, and count it."""
        why = self.env["casecon.message"]._heard_report(raw) if is_believed else ""
        why = why or self._casecon_heard_probe(raw, token)
        why = why or self.env["casecon.attendee"]._hear(raw, token, self.casecon_reply_server or "", is_believed)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE res_company SET casecon_reply_read_at = %(now)s, casecon_reply_counts ="
                " coalesce(casecon_reply_counts, '{}') || jsonb_build_object(%(why)s::text,"
                " coalesce((casecon_reply_counts ->> %(why)s)::int, 0) + 1) WHERE id = %(id)s",
                now=clock.now(),
                why=why,
                id=self.id,
            )
        )
        self.invalidate_recordset(["casecon_reply_read_at", "casecon_reply_counts"], flush=False)
        if why not in HEARD:
            _logger.info("A reply was dropped (%s)", why)

    def _casecon_reply_note(self):
        """What became of the replies, for whoever sets the address up."""
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: res.company - numbers alone, for the settings
        if not company_sudo.casecon_reply_email:
            return self.env._("Replies from calendars are not read. People answer after logging in.")
        if not company_sudo.casecon_reply_read_at:
            return self.env._("No email has arrived at this address yet.")
        counts = company_sudo.casecon_reply_counts or {}
        return self.env._(
            "Last read at %(moment)s UTC. Used: %(taken)s. Asked to confirm: %(asked)s. Not used: %(dropped)s.",
            moment=fields.Datetime.to_string(company_sudo.casecon_reply_read_at),
            taken=counts.get("taken", 0),
            asked=counts.get("asked", 0),
            dropped=sum(count for why, count in counts.items() if why not in HEARD),
        )


def _bytes(message):
    """The mail as the gateway hands it over: bytes, text, or wrapped for XML-RPC."""
    if isinstance(message, xmlrpc.client.Binary):
        message = message.data
    if isinstance(message, str):
        message = message.encode()
    return bytes(message) if isinstance(message, bytes | bytearray) else b""
