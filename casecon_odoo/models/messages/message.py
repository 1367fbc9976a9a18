from odoo import api, fields, models

from ...domain.states import DATED
from .. import clock
from ..by_nobody import by_nobody, drop_stamps
from .each import each


class CaseconMessage(models.Model):
    """One mail to send to one address of one person: made by a verb, sent by the cron, stamped when it was accepted.

    The person attends, or is somebody else who has to do with a case, and then is known by their contact alone.

    A row says `sending` before the mail server is asked; from there it counts as told for a cancellation, and for
    nothing else. Nobody but code reads it (no access right on purpose: the rows would tell who was told what, R8).
    """

    _name = "casecon.message"
    _description = "Message to send"
    _log_access = False  # no stamp tells who did what [R8]
    _order = "id"
    _rec_name = "kind"

    attendee_id = fields.Many2one("casecon.attendee", index="btree_not_null", ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="cascade", export_string_translation=False
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="cascade",
        export_string_translation=False,
    )
    kind = fields.Selection(
        [
            ("request", "Invitation"),
            ("cancel", "Cancellation"),
            ("notice", "Update"),
            ("portal", "Portal invitation"),
            ("reminder", "Reminder"),
        ],
        required=True,
    )
    about = fields.Char(export_string_translation=False)  # which mail of the kind: a key of `domain/mails.py`
    moment = fields.Datetime(export_string_translation=False)  # of which it tells, where that is not the meeting
    due_at = fields.Datetime(export_string_translation=False)  # of a reminder: never sent before
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("sending", "Being sent"),
            ("sent", "Sent"),
            ("failed", "Not possible"),
            ("void", "Not needed any more"),
        ],
        required=True,
    )
    # why it is not possible: of this mail alone, so that it is not tried again
    reason = fields.Selection(
        [
            ("no_address", "No address"),
            ("away", "Away, with only a work address"),
            ("address", "Not an address"),
            ("refused", "Refused by the mail server"),
            ("mail", "The email could not be written"),
            ("bounced", "Came back"),
        ],
        export_string_translation=False,
    )
    address = fields.Char(export_string_translation=False)  # where it goes, and later: where the person was told
    sequence = fields.Integer(export_string_translation=False)  # of the booking that it tells of, in calendars too
    start = fields.Datetime(export_string_translation=False)  # of which it tells
    # its Message-ID, the same each time that it is tried
    message_ref = fields.Char(index="btree_not_null", export_string_translation=False)
    queued_at = fields.Datetime(export_string_translation=False)
    attempts = fields.Integer()
    next_try_at = fields.Datetime()
    asked_at = fields.Datetime(export_string_translation=False)  # when the mail server was last asked to take it
    # the mail server was asked, and has not said no: it may have arrived
    is_in_doubt = fields.Boolean(export_string_translation=False)
    sent_at = fields.Datetime()

    _somebodys = models.Constraint(
        "CHECK (attendee_id IS NOT NULL OR partner_id IS NOT NULL)", "A message needs a recipient."
    )
    _waiting = models.Index("(next_try_at) WHERE state = 'waiting'")
    _sending = models.Index("(asked_at) WHERE state = 'sending'")

    @api.depends("attendee_id")
    def _compute_company_id(self):
        for message in self:
            message.company_id = message.attendee_id.conference_id.company_id or message.company_id

    @api.depends("kind")
    def _compute_display_name(self):
        for message in self:
            message.display_name = self.env._("Message %(id)s", id=message.id or "…")

    def _auto_init(self):
        result = super()._auto_init()
        drop_stamps(self)
        return result

    @api.model
    def _queue(self, attendees, kind, **more):
        """A mail of this kind to each of them; one that waits already is replaced. `more`: `about` and `moment`."""
        rows = self.search([("attendee_id", "in", attendees.ids), ("state", "=", "waiting"), ("kind", "=", kind)])
        rows.filtered(lambda row: (row.about or False) == more.get("about", False)).write({"state": "void"})
        for attendee in attendees:
            self._queue_to(attendee, kind, attendee._addresses(kind), **more)

    @api.model
    def _queue_to(self, attendee, kind, addresses, **more):
        """A mail of this kind to each address. An invitation without any leaves a row that says so."""
        made = self.create([{**self._prepare(attendee, kind, address), **more} for address in addresses])
        for due in set(made.mapped("next_try_at")):
            self._wake(due if due > clock.now() else None)
        if not addresses and kind == "request":
            reason = "away" if attendee._is_away() else "no_address"
            self.create([{**self._prepare(attendee, kind, False), "state": "failed", "reason": reason}])

    @api.model
    def _prepare(self, attendee, kind, address):
        now = clock.now()
        return {
            "attendee_id": attendee.id,
            "kind": kind,
            "state": "waiting",
            "address": address,
            "sequence": attendee.conference_id.sequence,
            "queued_at": now,
            "next_try_at": self._not_before(attendee, kind, address),
        }

    @api.model
    def _queue_end(self, attendees):
        """Take back what waits; whoever was told of the booking is told, there, that it is over for them."""
        self.search([("attendee_id", "in", attendees.ids), ("state", "=", "waiting")]).write({"state": "void"})
        for attendee in attendees:
            self._queue_to(attendee, "cancel", attendee._told_at(), start=attendee.conference_id.start)

    @api.model
    def _queue_end_elsewhere(self, attendees):
        """Take the entry back where they were told and are not written to any more; whether there was any."""
        rows = self.search([("attendee_id", "in", attendees.ids), ("state", "=", "waiting"), ("kind", "=", "cancel")])
        rows.write({"state": "void"})
        elsewhere = {attendee: attendee._told_at(but=attendee._addresses()) for attendee in attendees}
        for attendee, addresses in elsewhere.items():
            self._queue_to(attendee, "cancel", addresses)
        return any(elsewhere.values())

    @api.model
    def _queue_reachable(self):
        """Invite who is not told and can be by now: an address was entered or corrected since."""
        untold = self.env["casecon.attendee"].search(
            [
                ("is_told", "=", False),
                ("removed_at", "=", False),
                ("conference_id.state", "in", DATED),
                ("conference_id.start", ">", clock.now()),
                "|",
                ("latest_request_id", "=", False),
                ("latest_request_id.state", "in", ("failed", "void")),
            ]
        )
        each(untold, self._queue_if_reachable)

    @api.model
    def _queue_if_reachable(self, attendee):
        latest = attendee.latest_request_id
        tried = attendee.message_row_ids.filtered(
            lambda row: row.kind == "request" and row.state != "void" and row.sequence >= latest.sequence
        )
        addresses = [address for address in attendee._addresses() if address not in tried.mapped("address")]
        if addresses or not tried:
            self._queue_to(attendee, "request", addresses)

    @api.model
    def _address_entered(self, attendees):
        """Somebody has entered an address for them: whoever could not be reached is tried once more, at once."""
        failed = attendees.latest_request_id.filtered(lambda row: row.state == "failed")
        failed.write({"state": "void"})
        if failed:
            self._wake()

    @api.model
    def _wake(self, moment=None):
        # nobody's: the trigger is stamped, and administrators read it [R8]
        by_nobody(self.env.ref("casecon_odoo.casecon_cron_send"))._trigger(moment)
