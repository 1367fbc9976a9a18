import logging
from datetime import timedelta
from smtplib import SMTPException

from odoo import api, fields, models
from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .. import clock
from ..by_nobody import by_nobody, drop_stamps
from ..conference.guarded import write_guarded
from .mail import build_mail

_logger = logging.getLogger(__name__)

FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=30), timedelta(minutes=30)


class CaseconMessage(models.Model):
    """One mail to send to one attendee: made by a verb, sent by the cron, stamped when it was accepted.

    Nobody but code reads it (no access right on purpose: the rows would tell who was told what, R8).
    """

    _name = "casecon.message"
    _description = "Message to send"
    _log_access = False  # no stamp tells who did what [R8]
    _order = "id"
    _rec_name = "kind"

    attendee_id = fields.Many2one("casecon.attendee", required=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [("request", "Invitation"), ("cancel", "Cancellation"), ("notice", "Update"), ("portal", "Portal invitation")],
        required=True,
    )
    state = fields.Selection([("waiting", "Waiting"), ("sent", "Sent"), ("void", "Not needed any more")], required=True)
    attempts = fields.Integer()
    next_try_at = fields.Datetime()
    sent_at = fields.Datetime()

    _waiting = models.Index("(next_try_at) WHERE state = 'waiting'")

    @api.depends("kind")
    def _compute_display_name(self):
        for message in self:
            message.display_name = self.env._("Message %(id)s", id=message.id or "…")

    def _auto_init(self):
        result = super()._auto_init()
        drop_stamps(self)
        return result

    def _cron_send(self):
        """Send what is due, one row at a time: locked, sent, stamped, committed."""
        cron = self.env["ir.cron"]
        while True:
            due = self.search([("state", "=", "waiting"), ("next_try_at", "<=", clock.now())], order="next_try_at, id")
            row = due.try_lock_for_update(limit=1)
            if not row:
                break
            row._send()
            if not cron._commit_progress(1, remaining=max(len(due) - 1, 0)):
                break

    def _send(self):
        """Hand one mail to the mail server; stamp it when it was accepted, else try again later."""
        self.ensure_one()
        attendee = self.attendee_id
        address = attendee._address()
        if not address:
            self.write({"state": "void"})
            return
        try:
            self.env["ir.mail_server"].send_email(build_mail(self, address))
        except (MailDeliveryException, SMTPException, OSError, ValueError) as error:
            # ValueError: an address or name of which no mail can be made; it must not stop the others
            self._try_later(error)
            return
        now = clock.now()
        self.write({"state": "sent", "sent_at": now})
        if self.kind == "request":
            first = {} if attendee.invited_at else {"invited_at": now}
            write_guarded(attendee, {"is_told": True, **first})

    def _try_later(self, error):
        wait = min(FIRST_RETRY * 2**self.attempts, LONGEST_RETRY)
        next_try_at = clock.now() + wait
        self.write({"attempts": self.attempts + 1, "next_try_at": next_try_at})
        self._wake(next_try_at)
        # no name, address or subject: the row's id is enough for whoever looks
        _logger.warning("Message %s was not accepted (%s), next try at %s", self.id, type(error).__name__, next_try_at)

    @api.model
    def _queue(self, attendees, kind):
        """A mail of this kind to each of them; one that waits already is replaced."""
        rows = self.search([("attendee_id", "in", attendees.ids), ("state", "=", "waiting")])
        rows.filtered(lambda row: row.kind == kind).write({"state": "void"})
        reachable = attendees.filtered(lambda attendee: attendee._address())
        made = self.create(
            [
                {
                    "attendee_id": attendee.id,
                    "kind": kind,
                    "state": "waiting",
                    "next_try_at": self._not_before(attendee, kind),
                }
                for attendee in reachable
            ]
        )
        if reachable:
            self._wake()
        for due in {row.next_try_at for row in made if row.next_try_at > clock.now()}:
            self._wake(due)

    @api.model
    def _queue_end(self, attendees):
        """Take back what waits; whoever was told of the booking is told that it is over for them."""
        self.search([("attendee_id", "in", attendees.ids), ("state", "=", "waiting")]).write({"state": "void"})
        self._queue(attendees.filtered(lambda attendee: attendee._was_told()), "cancel")

    def _wake(self, moment=None):
        # nobody's: the trigger is stamped, and administrators read it [R8]
        by_nobody(self.env.ref("casecon_odoo.casecon_cron_send"))._trigger(moment)
