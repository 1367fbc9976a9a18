"""Conferences in every state, made by the real verbs under a clock that stands still."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import HttpCase

from ..models import clock
from ..models.conference.guarded import write_guarded
from ..models.conference.understanding import what_is_read
from .personas import NOW, Personas, promise

__all__ = ("GREYLISTED", "NOW", "NO_MAILBOX", "SECRET", "START", "CaseconCase", "CaseconHttpCase", "promise")

START = datetime(2026, 6, 15, 9)  # a Monday, 10:00 in London: a week of notice and to spare
GREYLISTED = (450, b"4.2.0 Greylisted")
NO_MAILBOX = (550, b"5.1.1 No such mailbox")
SECRET = "zebra-health-text"  # whatever only OH may read holds this word


class CaseconCase(Personas):
    def assert_rule(self, rule, call, *args, **kwargs):
        """The call is refused with a sentence that ends with its rule."""
        with self.assertRaises(UserError) as refused:
            call(*args, **kwargs)
        self.assertTrue(str(refused.exception).endswith(f"[{rule}]"), f"expected {rule}: {refused.exception}")

    @contextmanager
    def not_refused(self):
        """What is done here goes through; a refusal fails the test in its own words."""
        try:
            yield
        except UserError as refusal:
            self.fail(str(refusal))

    def register_report(self, employee="employee", issued_on="2026-05-20", by="hr"):
        reports = self.as_(by, self.env["casecon.report"])
        report_id = reports.action_register(
            employee_id=self.people[employee].id,
            author_name="Dr A. Outside",
            author_role="ohp",
            registration_number="GMC-1",
            issued_on=issued_on,
            received_on=issued_on,
        )
        return self.env["casecon.report"].browse(report_id)

    def ask_for(self, employee="employee", by="manager", **vals):
        """A fresh request."""
        told_on = {"told_on": "2026-05-29"} if "told_on" not in vals else {}
        conference = self.as_(by, self.env["casecon.conference"]).create(
            {
                "employee_id": self.people[employee].id,
                "clinician_id": self.chair.id,
                "ground": "return_to_work",
                "reason": "Away since March",
                "mode": "virtual",
                "video_url": "https://video.example.com/room",
                **told_on,
                **vals,
            }
        )
        return conference.with_env(self.env)

    def returned(self, **vals):
        conference = self.ask_for(**vals)
        self.as_("hr", conference).action_return(reason="Ask the author first")
        return conference

    def accepted(self, employee="employee", by="manager", **vals):
        conference = self.ask_for(employee, by, **vals)
        self.as_("hr", conference).action_accept()
        return conference

    def refused(self, **vals):
        conference = self.ask_for(**vals)
        self.as_("hr", conference).action_refuse(reason="Another way is open")
        return conference

    def scheduled(self, employee="employee", by="manager", start=START, **vals):
        if not self.env["casecon.report"].search([("employee_id", "=", self.people[employee].id)]):
            self.register_report(employee)
        conference = self.accepted(employee, by, **vals)
        self.as_("hr", conference).action_schedule(start=str(start))
        return conference

    def prepared(self, **vals):
        """Preparing comes with a later issue: the state is written by the module's own function."""
        conference = self.scheduled(**vals)
        write_guarded(conference.sudo(), {"state": "prepared"})
        self.env.flush_all()
        return conference

    def cancelled(self, **vals):
        conference = self.scheduled(**vals)
        self.as_("hr", conference).action_cancel(reason=f"{SECRET} cancelled")
        return conference

    def understand(self, conference, by="employee"):
        """The employee reads what they are shown, and confirms."""
        mine = self.as_(by, conference)
        return mine.action_confirm_understanding(**what_is_read(mine))

    def acknowledge(self, conference, by="employee"):
        """The employee reads the list of attendees, and says so."""
        mine = self.as_(by, conference)
        return mine.action_acknowledge_attendees(attendee_ids=mine.attendee_ids.ids)

    def with_companion(self, conference, employee="employee", email="companion@example.com"):
        """Name a companion, as the employee, and give them a login; returns the attendee row and the user."""
        self.as_(employee, conference).action_set_companion(name="Com Panion", email=email)
        self.as_("hr", conference).action_invite_companion()
        row = self.row(conference, "companion")
        return row, row.partner_id.user_ids

    def row(self, conference, role):
        """The live attendee of a role."""
        self.env.flush_all()
        self.env.invalidate_all()
        return conference.attendee_ids.filtered(lambda a: a.role == role and not a.removed_at)

    def send_due(self, refuse=(), down=False, answers=None):
        """Run the sender as its cron does; returns the mails that the server took, `[(address, message)]`.

        `answers`: by address, what the server does instead: an exception to raise, or what happens then, once.
        """
        sent, envelopes, answers = [], [], {**dict.fromkeys(refuse, GREYLISTED), **(answers or {})}

        class Session:
            from_filter = smtp_from = False

            def send_message(self, message, envelope_from, recipients):
                (address,) = recipients
                envelopes.append(envelope_from)
                answer = answers.get(address)
                if callable(answer):
                    answers.pop(address)()
                elif isinstance(answer, tuple):
                    raise SMTPRecipientsRefused({address: answer})
                elif answer:
                    raise answer
                sent.append((message["To"], message))

            def noop(self):
                return (250, b"")

            def quit(self):
                pass

        def connect(_server, **_options):
            if down:
                raise ConnectionRefusedError("down")
            return Session()

        server = type(self.env["ir.mail_server"])
        cron = type(self.env["ir.cron"])
        with (
            patch.object(server, "_connect__", connect),
            patch.object(cron, "_commit_progress", lambda *_args, **_options: float("inf")),
        ):
            self.env["casecon.message"]._cron_send()
        self.envelopes = envelopes
        return sent

    def tell(self, conference, after=timedelta(minutes=1)):
        """Send what waits, a minute later."""
        with clock.at(clock.now() + after):
            return self.send_due()

    def call_as(self, user):
        """What `/web/dataset/call_kw` does after it has found out who calls."""

        def call(model, method, *args, **kwargs):
            try:
                with self.env.cr.savepoint():
                    return {"result": call_kw(self.as_(user, self.env[model]), method, list(args), kwargs)}
            except UserError as error:
                return {"error": {"name": type(error).__name__, "message": str(error)}}

        return call

    def dump(self):
        """A fingerprint of every row that a verb could touch, by table."""
        cr = self.env.cr
        cr.flush()  # what waits for the access log, too
        cls = type(self)
        if "_fingerprint" not in cls.__dict__:
            cr.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ %s ORDER BY 1", [TOUCHED]
            )
            cls._fingerprint = " UNION ALL ".join(
                f"SELECT '{name}' AS t, md5(string_agg(r::text, '|' ORDER BY r::text)) FROM {name} r"
                for (name,) in cr.fetchall()
            )
        cr.execute(cls._fingerprint)
        return dict(cr.fetchall())


TOUCHED = (
    "^(casecon_.*|calendar_event|calendar_attendee|calendar_event_res_partner_rel|res_users|res_partner"
    "|mail_(message|mail|notification|activity|followers|tracking_value|scheduled_message))$"
)


class CaseconHttpCase(CaseconCase, HttpCase):
    """The same over HTTP, as a browser calls: who serves the request, in another thread, meets the test's moment."""

    @classmethod
    def setUpClass(cls):
        # of this class alone, before its first block begins: one list for all threads, where each has its own else
        cls.enterClassContext(patch.object(clock, "_blocks", SimpleNamespace(entered=[])))
        super().setUpClass()

    def call(self, model, method, *args, **kwargs):
        """`/web/dataset/call_kw` as whoever is logged in: `{"result": …}` or `{"error": {name, message}}`."""
        response = self.opener.post(
            f"{self.base_url()}/web/dataset/call_kw",
            json={
                "id": 0,
                "jsonrpc": "2.0",
                "method": "call",
                "params": {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
            },
            timeout=60,
        ).json()
        if "error" in response:
            data = response["error"]["data"]
            return {"error": {"name": data["name"].rsplit(".", 1)[-1], "message": data["message"]}}
        return {"result": response.get("result")}

    def log_in(self, name):
        user = self.users[name] if isinstance(name, str) else name
        self.authenticate(user.login, user.login)
