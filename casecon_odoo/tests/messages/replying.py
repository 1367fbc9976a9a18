"""A case whose invitations went out with a reply address, and the answers that come back through Odoo's gateway."""

import logging
from datetime import timedelta

from ...domain.reply_address import split_token
from ...models import clock
from ..common import NOW, START, CaseconCase
from .golden import golden

REPLY, SERVER = "replies@example.com", "mx.example.com"


class Replying(CaseconCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.casecon_reply_email = REPLY
        cls.company.casecon_reply_server = SERVER

    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        self.sent = self.send(1)

    def send(self, minutes):
        with clock.at(NOW + timedelta(minutes=minutes)):
            return dict(self.send_due())

    def to(self, role):
        """The address to which this person's answers go."""
        return str(self.sent[f"{role}@example.com"]["From"])

    def reply(self, role, name="thunderbird", **more):
        """What this person's program answers."""
        values = {
            "sender": f"{role}@example.com",
            "to": self.to(role),
            "uid": self.conference.sudo().ical_uid,
            "sequence": self.conference.sudo().sequence,
            "start": START,
            **more,
        }
        return golden(name, **values)

    def comes_in(self, raw, minutes=5, env=None):
        """What the gateway is handed; the word under which it was counted."""
        before = dict(self.counts())
        with clock.at(NOW + timedelta(minutes=minutes)):
            self.assertFalse((env or self.env)["mail.thread"].message_process(False, raw))
        self.env.flush_all()
        self.env.invalidate_all()
        (found,) = [why for why, count in self.counts().items() if count != before.get(why, 0)]
        return found

    def counts(self):
        return self.company.sudo().casecon_reply_counts or {}

    def answer(self, role):
        return self.row(self.conference, role).answer

    def token_of(self, role):
        return split_token(self.to(role)).token

    def logged(self, call):
        """All that is logged meanwhile, of every logger and level that a server keeps."""
        with self.assertLogs(level=logging.INFO) as logs:
            logging.getLogger("odoo").info("begins")
            call()
        return " ".join([*logs.output, *(str(record.exc_text) for record in logs.records)])
