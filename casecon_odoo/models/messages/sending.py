import logging
import math
import random
import time
from datetime import timedelta

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ...domain.mail_address import NotOneAddress, plain_address
from ...domain.states import DATED
from .. import clock
from ..conference.guarded import write_guarded
from .each import each
from .mail import build_mail, new_message_ref, sender_of
from .post import Post
from .reply_address import fix_organizer, has_organizer

_logger = logging.getLogger(__name__)

FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=30), timedelta(minutes=30)
LOST_AFTER = timedelta(minutes=15)  # longer than a mail server may take for all its answers
BATCH = 100
TRIES = 10
LONGER = 70  # seconds that a run takes beyond Odoo's ten, so that five hundred mails are one run; workers end at 120


class CaseconMessage(models.Model):
    """The sender. Three short transactions for each mail, and the talk with the server between two of them.

    Taken: the row is locked, the mail built, `sending` written, all committed. Talk: nothing is locked, so no verb
    waits for a mail server. Settled: what became of it, written beside whatever happened meanwhile. Only one process
    sends, because Odoo runs a job once at a time.
    """

    _inherit = "casecon.message"

    def _cron_send(self):
        """Send what is due. Whatever goes wrong with one row is that row's; each is tried once in a run."""
        _repeated(self.env, self._take_back_lost)
        _repeated(self.env, self._queue_reachable)
        post, tried, closed = Post(self.env), [], set()
        ends_at = self.env.context.get("cron_end_time", math.inf) + LONGER
        try:
            while due := self.search(self._due(tried, closed), order="next_try_at, id", limit=BATCH):
                left = self.search_count(self._due(tried, closed))
                for row in map(self.browse, due.ids):  # alone: each transaction would read the whole batch again
                    if time.monotonic() > ends_at:
                        self.env["ir.cron"]._commit_progress(remaining=left)
                        return
                    tried.append(row.id)
                    left -= 1
                    company = row.company_id
                    if company.id not in closed and row._deliver(post):
                        closed.add(company.id)
                    self.env["ir.cron"]._commit_progress(1, remaining=max(left, 0))
            self.env["ir.cron"]._commit_progress(remaining=0)
        finally:
            post.close()

    @api.model
    def _due(self, tried, closed):
        return [
            ("state", "=", "waiting"),
            ("next_try_at", "<=", clock.now()),
            ("id", "not in", tried),
            ("company_id", "not in", list(closed)),
        ]

    def _deliver(self, post):
        """Send one mail; whether its server takes none at all, so that the others of the company wait."""
        self.ensure_one()
        try:
            if self._lacks_organizer():
                _repeated(self.env, self._fix_organizer)
            taken = _repeated(self.env, self._take)
            if not taken:
                return False
            mail, bounces_to, was_in_doubt = taken
            outcome = post.hand_over(mail, bounces_to)
            moment = clock.now()
            _commit(self.env)  # the next statement sees what happened during the talk
            if _repeated(self.env, lambda: self._settle(outcome, moment, was_in_doubt)):
                _repeated(self.env, self._plan_after)
        except Exception as error:  # whatever it is, the other rows go on
            self.env.cr.rollback()
            said = type(error).__name__
            _repeated(self.env, lambda: self._set_aside(said))
            return False
        return outcome.is_servers

    def _fix_organizer(self):
        """The organiser of an entry stays who it was when the first invitation left.

        Before the row is locked: the conference may be locked by a verb that is about to lock the row.
        """
        fix_organizer(self.attendee_id, sender_of(self.attendee_id.conference_id.company_id))

    def _lacks_organizer(self):
        return self.kind == "request" and self.state == "waiting" and not has_organizer(self.attendee_id)

    def _take(self):
        """Lock the row, build its mail: `(mail, where it comes back to, whether an earlier try may have arrived)`."""
        self.invalidate_recordset()
        row = self.try_lock_for_update(allow_referencing=True)
        if not row or row.state != "waiting":
            return None
        if not row._is_wanted():
            row.write({"state": "void"})
            return None
        goes_to = row._written_to()
        if row.kind == "reminder":
            row.address = goes_to[0] if goes_to else False
        if row.address not in goes_to:
            row._send_elsewhere()
            return None
        try:
            address = plain_address(row.address)
            with self.env.cr.savepoint():
                row.message_ref = row.message_ref or new_message_ref(sender_of(row.company_id))
                # a cancellation tells of what is over, whatever is booked by now
                row.start = (row.kind == "cancel" and row.start) or row.attendee_id.conference_id.start
                mail = build_mail(row, address)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except NotOneAddress:
            row._give_up("address", "not an address")
            return None
        except Exception as error:  # of this mail; whatever it is, it must not stop the others
            row._give_up("mail", type(error).__name__)
            return None
        was_in_doubt = row.is_in_doubt
        row.write({"state": "sending", "asked_at": clock.now(), "is_in_doubt": True})
        return mail, row.company_id.bounce_email, was_in_doubt

    def _is_wanted(self):
        """Whether the row still says what is true; the conference may have changed since it was queued."""
        attendee = self.attendee_id
        if self.kind == "cancel":
            return not self.address or self.address in attendee._told_at()  # without one: a row of an older version
        if attendee.removed_at:
            return False
        if self.kind != "request":
            return True
        is_booked = attendee.conference_id.state in DATED
        return is_booked and self.sequence == attendee.latest_request_id.sequence

    def _send_elsewhere(self):
        """The address has changed since: what waits for the old one goes to the new one, or says that there is none."""
        self.write({"state": "void"})
        if self.kind == "reminder" or not self.attendee_id:
            return  # whom nothing reaches now is not reminded; who does not attend sees it when they log in
        siblings = self.search([("attendee_id", "=", self.attendee_id.id), ("kind", "=", self.kind)])
        siblings = siblings.filtered(lambda row: row.state != "void" and row.about == self.about)
        known = siblings.filtered(lambda row: row.sequence >= self.sequence).mapped("address")
        more = {"about": self.about, "moment": self.moment}
        self._queue_to(self.attendee_id, self.kind, [to for to in self._written_to() if to not in known], **more)

    def _settle(self, outcome, moment, was_in_doubt):
        """Write what became of a mail that was handed over, beside whatever happened meanwhile.

        Whether there is something to plan, now that it was sent.
        """
        self.invalidate_recordset()
        if self.state != "sending":
            return False
        if outcome.is_accepted:
            self._stamp(moment)  # first, in the order in which verbs lock: attendees, then rows
            self.write({"state": "sent", "sent_at": moment, "is_in_doubt": False})
            return self._plans_after()
        self.is_in_doubt = was_in_doubt or outcome.is_in_doubt
        if outcome.reason:
            self._give_up(outcome.reason, outcome.said)
        elif self._is_wanted():
            self._try_later(outcome.said)
        else:
            self.write({"state": "void"})
        return False

    def _stamp(self, moment):
        """The attendee was told: of the latest booking, or only of one that has changed since."""
        attendee = self.attendee_id
        if self.kind != "request" or attendee.removed_at or not attendee._counts(self.address):
            return
        vals = {}
        if self.sequence == attendee.latest_request_id.sequence:
            vals["is_told"] = True
        if self.start == attendee.conference_id.start:
            vals |= attendee._told(moment, "email")
        if vals:
            write_guarded(attendee, vals)
            attendee.flush_recordset(list(vals))

    def _set_aside(self, said):
        """A row that nobody foresaw: not the first of the next run; in mid-talk it is found again as lost."""
        self.invalidate_recordset()
        if self.state == "waiting":
            self._try_later(said)

    # The log: no name, address or subject, so no text of an error either. The row's id is enough for whoever looks.

    def _give_up(self, reason, said):
        self.write({"state": "failed", "reason": reason})
        _logger.warning("Message %s was not accepted (%s) and is not tried again", self.id, said)

    def _try_later(self, said):
        wait = min(FIRST_RETRY * 2 ** min(self.attempts, 10), LONGEST_RETRY)  # 2 ** 42 is no length of time any more
        next_try_at = clock.now() + wait
        self.write({"state": "waiting", "attempts": self.attempts + 1, "next_try_at": next_try_at})
        self._wake(next_try_at)
        _logger.warning("Message %s was not accepted (%s), next try at %s", self.id, said, next_try_at)

    @api.model
    def _take_back_lost(self):
        """Rows of a sender that ended in mid-talk: tried again, with the same Message-ID."""
        lost = self.search([("state", "=", "sending"), ("asked_at", "<=", clock.now() - LOST_AFTER)])
        each(lost, lambda row: row._try_later("the sender ended") if row._is_wanted() else row.write({"state": "void"}))


def _repeated(env, step):
    """Do `step` and commit; where somebody else changed the same rows at the same time, do it again."""
    tries = 0
    while True:
        try:
            result = step()
            _commit(env)
            return result
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            env.cr.rollback()
            tries += 1
            if tries == TRIES:
                raise
            time.sleep(random.uniform(0.01, 0.2))  # noqa: S311  # no secret: apart from each other


def _commit(env):
    """One step is done. How far the run is, which Odoo writes into a row of its own, is told once for each mail."""
    env["ir.cron"].with_context(ir_cron_progress_id=False)._commit_progress()
