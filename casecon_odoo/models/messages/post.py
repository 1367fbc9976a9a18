"""The talk with mail servers: what Odoo's own sender does, without its log, which names the recipient [R25]."""

import contextlib
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr

from ...domain.reply_address import split_token
from ...domain.smtp_answer import is_final

MAILS_PER_CONNECTION = 50  # servers end connections that go on for ever


@dataclass(frozen=True)
class Outcome:
    """What became of one mail. `said` is for the log: no address, no text of a server."""

    is_accepted: bool = False
    reason: str = ""  # it is never accepted: a value of `casecon.message.reason`
    is_in_doubt: bool = False  # the connection ended before the answer
    is_servers: bool = False  # the server takes no mail at all
    said: str = ""


class Post:
    """The connections of one run, one for each sender."""

    def __init__(self, env):
        self._servers = env["ir.mail_server"]
        self._open = {}

    def hand_over(self, mail, bounces_to) -> Outcome:
        """Ask the mail server of its sender to take `mail`, which goes to one recipient.

        `bounces_to`: where it comes back to if it cannot be delivered; nothing: as Odoo decides.
        """
        # one connection, whatever token stands in it
        sender = split_token(parseaddr(mail["From"])[1]).address
        try:
            session = self._session(sender)
            if session and split_token(parseaddr(session.smtp_from or "")[1]).address == sender:
                session.smtp_from = mail["From"]  # Odoo writes it into the mail
        except Exception as error:  # no server is set, none answers, or the login is refused
            return Outcome(is_servers=True, said=type(error).__name__)
        try:
            servers = self._servers.with_context(domain_bounce_address=bounces_to)
            envelope_from, recipients, mail = servers._prepare_email_message__(mail, session)
        except Exception as error:  # Odoo finds the mail unfit for an envelope
            return Outcome(reason="mail", said=type(error).__name__)
        if session is None:
            return Outcome(is_accepted=True)  # in tests, and while it is being installed, Odoo sends nothing
        return self._talk(sender, session, (mail, envelope_from, recipients))

    def close(self):
        for sender in list(self._open):
            self._drop(sender)

    def _talk(self, sender, session, arguments):
        try:
            session.send_message(*arguments)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, text),) = list(error.recipients.values())[:1]
            return self._refused(sender, code, text)
        except smtplib.SMTPSenderRefused as error:
            self._drop(sender)
            return Outcome(is_servers=True, said=f"sender {error.smtp_code}")
        except smtplib.SMTPDataError as error:
            return self._refused(sender, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPHeloError, smtplib.SMTPNotSupportedError) as error:
            self._drop(sender)
            return Outcome(is_servers=True, said=type(error).__name__)
        except OSError as error:  # smtplib's own are of this kind: it may have been taken
            self._drop(sender)
            return Outcome(is_in_doubt=True, is_servers=isinstance(error, TimeoutError), said=type(error).__name__)
        except Exception as error:  # a mail that cannot be written out
            self._drop(sender)
            return Outcome(reason="mail", said=type(error).__name__)
        return Outcome(is_accepted=True)

    def _refused(self, sender, code, text):
        if code == 421:
            self._drop(sender)
        text = text.decode("ascii", "replace") if isinstance(text, bytes) else str(text)
        return Outcome(reason="refused" if is_final(code, text) else "", said=f"code {code}")

    def _session(self, sender):
        """An open connection; one that the server has ended meanwhile is made again."""
        session, mails = self._open.get(sender, (None, 0))
        if session and (mails >= MAILS_PER_CONNECTION or not _answers(session)):
            self._drop(sender)
            session, mails = None, 0
        if not session:
            session = self._servers._connect__(smtp_from=sender)
        if session:
            self._open[sender] = (session, mails + 1)
        return session

    def _drop(self, sender):
        session, _mails = self._open.pop(sender, (None, 0))
        if session:
            with contextlib.suppress(Exception):  # it may be gone already
                session.quit()


def _answers(session):
    try:
        return session.noop()[0] == 250
    except OSError:
        return False
