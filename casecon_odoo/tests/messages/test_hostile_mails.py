"""Whatever a name, address, zone, language or company holds: the mail of the others arrives, and this one says why."""

import itertools
import random
from datetime import timedelta
from email.utils import parseaddr

from icalendar import Calendar
from odoo.tools import mute_logger

from ...models import clock
from ...models.conference.guarded import create_guarded
from ...models.messages import post, sending
from ..cases import Cases
from ..common import GREYLISTED, NO_MAILBOX, NOW, START, CaseconCase, promise
from .test_sending import LOGGER

NAMES = (
    "Zoë O\u2019Neill",
    'Q"uote; Semi, Colon: \\n back\\slash ^n',
    "Line\r\nATTENDEE:mailto:other@example.com",
    "\u202eright to left\u202c",
    "\u200b",
    "\ud7ff\U0001f600 漢字",
    "x" * 5000,
    "\x0b\x1f",
    "=?utf-8?b?w6k=?=",
    "BEGIN:VCALENDAR\nEND:VEVENT",
)
GOOD = (
    "\u200bgood{n}@example.com",
    "\u201cgood{n}@example.com\u201d",
    "Zoe <good{n}@example.com>",
    "good{n}@пример.рф",
)
BAD = (
    *("by letter", "n/a", "@", "a@b", "a b@example.com", "zoë@example.com", "a@example.com, b@example.com", "a@@b.c"),
    *(
        "x@exa mple.com",
        f"{'x' * 65}@example.com",
        "x@[127.0.0.1]",
        "x@example.com\nBcc: y@example.com",
        "\u200b",
        "<>",
    ),
)
ZONES = ("Europe/London", "UTC", "Asia/Kolkata", "Africa/Casablanca", "Nowhere/Land", "", None)
LANGS = ("en_US", "fr_FR", "xx_XX", "", None)
COMPANIES = (
    {},
    {"casecon_no_reply_email": "\u200bno reply"},
    {"casecon_no_reply_email": "", "email": "by letter"},
    {"casecon_no_reply_email": "no-reply@пример.рф"},
    {"casecon_event_name": "conversation", "name": 'Com"pany\r\nBcc: y@example.com'},
)


@promise("casecon_messages", "casecon_R25")
class TestHostileMails(CaseconCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled().sudo()
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()

    def force(self, record, **vals):
        """Values that got in by another door than ours: an import into SQL, a stock form, another addon."""
        self.env.flush_all()
        for name, value in vals.items():
            self.env.cr.execute(f"UPDATE {record._table} SET {name} = %s WHERE id = %s", [value, record.id])
        self.env.invalidate_all()

    def invited(self, partners):
        rows = create_guarded(
            self.env["casecon.attendee"],
            [
                {
                    "conference_id": self.conference.id,
                    "role": "other",
                    "partner_id": partner.id,
                    "answer": "needs_action",
                }
                for partner in partners
            ],
        )
        self.env["casecon.message"]._queue(rows, "request")
        return rows

    def send(self, minutes, **how):
        with clock.at(NOW + timedelta(minutes=minutes)), mute_logger(LOGGER, "odoo.sql_db"):
            return dict(self.send_due(**how))

    def test_five_hundred_of_which_fifty_are_hostile_in_one_run(self):
        partners = self.env["res.partner"].create([{"name": f"Guest {n}"} for n in range(500)])
        for n, partner in enumerate(partners):
            partner.email = f"guest{n}@example.com"
        hostile = partners[::10]
        for partner, email in zip(hostile, itertools.cycle(BAD), strict=False):
            self.force(partner, email=email)
        rows = self.invited(partners)
        sent = self.send(2)
        self.env.invalidate_all()
        self.assertEqual(len(sent), 450)
        told = rows.filtered("is_told")
        self.assertEqual(told.partner_id, partners - hostile)
        self.assertEqual(set((rows - told).latest_request_id.mapped("state")), {"failed"})
        self.assertEqual(set((rows - told).latest_request_id.mapped("reason")), {"address"})
        for row in rows - told:
            self.assertIn("address", row.not_told_note)
        self.assertEqual(self.send(60), {}, "nothing is tried again for ever")

    def test_any_name_zone_and_language_makes_a_mail_to_this_reader_alone(self):
        dice = random.Random(11)
        combinations = list(itertools.product(NAMES, GOOD, ZONES, LANGS))
        chosen = dice.sample(combinations, 120)
        partners = self.env["res.partner"].create([{"name": f"Guest {n}"} for n in range(len(chosen))])
        for n, (partner, (name, email, zone, lang)) in enumerate(zip(partners, chosen, strict=True)):
            self.force(partner, name=name, email=email.format(n=n), tz=zone, lang=lang)
        rows = self.invited(partners)
        sent = self.send(2)
        self.env.invalidate_all()
        self.assertEqual(rows.filtered(lambda row: not row.is_told).mapped("partner_id.name"), [])
        self.assertEqual(len(sent), len(chosen))
        for address, message in sent.items():
            self.assertRegex(address, r"^good\d+@[a-z0-9.-]+$")
            raw = message.as_bytes().decode("ascii")  # what goes over the wire
            self.assertNotIn("\nBcc:", raw)
            (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
            (event,) = Calendar.from_ical(part.get_content()).events
            self.assertEqual(str(event["ATTENDEE"]), f"mailto:{address}")
            self.assertEqual(event.start.utctimetuple()[:5], START.timetuple()[:5])

    def test_no_data_of_a_company_stops_a_mail(self):
        partner = self.env["res.partner"].create({"name": "Guest", "email": "guest@example.com"})
        row = self.invited(partner)
        for minutes, vals in enumerate(COMPANIES, start=2):
            with self.subTest(vals=vals):
                names = {"email", "name"} & set(vals)
                self.force(self.company, **{key: value for key, value in vals.items() if key not in names})
                if names:
                    self.force(self.company.partner_id, **{key: vals[key] for key in names})
                self.force(self.conference, organizer_email=None)
                self.env["casecon.message"]._queue(row, "request")
                (message,) = self.send(minutes).values()
                self.assertRegex(parseaddr(message["From"])[1], r"^[!-~]+@[a-z0-9.-]+$")
                self.assertNotIn("\nBcc:", message.as_string())

    def test_a_bug_in_one_mail_is_that_mails(self):
        """Whatever is raised while one mail is built, the others arrive and the row says so."""
        build = sending.build_mail
        for minutes, error in enumerate((KeyError("x"), AssertionError(), RecursionError(), TypeError()), start=2):
            partners = self.env["res.partner"].create(
                [{"name": f"G{n}", "email": f"g{n}@example.com"} for n in range(3)]
            )
            rows = self.invited(partners)

            def broken(message, address, bad=rows[0], error=error):
                if message.attendee_id == bad:
                    raise error
                return build(message, address)

            self.patch(sending, "build_mail", broken)
            with self.subTest(error=error):
                self.assertEqual(len(self.send(minutes)), 2)
                self.assertEqual(rows.latest_request_id.mapped("state"), ["failed", "sent", "sent"])
                self.assertEqual(rows[0].latest_request_id.reason, "mail")
            self.patch(sending, "build_mail", build)

    def test_a_person_whose_address_cannot_even_be_read_stops_nobody(self):
        """In each step of the job: who was lost, who can be reached by now, who is due."""
        partners = self.env["res.partner"].create([{"name": f"G{n}"} for n in range(3)])
        rows = self.invited(partners)
        partners.write({"email": "someone@example.com"})
        bad, attendees = rows[0], type(rows)
        addresses = attendees._addresses

        def broken(row, kind="request"):
            if row == bad:
                raise KeyError("x")
            return addresses(row, kind)

        self.patch(attendees, "_addresses", broken)
        with mute_logger("odoo.addons.casecon_odoo.models.messages.each"):
            self.send(2)
        self.assertEqual(rows.mapped("is_told"), [False, True, True])
        self.patch(attendees, "_addresses", addresses)
        self.send(4)
        self.assertTrue(bad.is_told)

    def test_what_fails_is_never_the_first_for_ever(self):
        partners = self.env["res.partner"].create([{"name": f"G{n}", "email": f"g{n}@example.com"} for n in range(4)])
        rows = self.invited(partners)
        answers = {"g0@example.com": GREYLISTED, "g1@example.com": NO_MAILBOX, "g2@example.com": ValueError("odd")}
        self.assertEqual(list(self.send(2, answers=answers)), ["g3@example.com"])
        states = [(row.state, row.reason) for row in rows.latest_request_id]
        self.assertEqual(states, [("waiting", False), ("failed", "refused"), ("failed", "mail"), ("sent", False)])
        self.assertEqual(list(self.send(4)), ["g0@example.com"])


@promise("casecon_messages")
class TestServers(Cases, CaseconCase):
    def test_one_companys_server_is_down_and_the_others_mails_go(self):
        asked = []
        session_of = post.Post._session

        def session(mine, sender):
            asked.append(sender)
            if sender == "no-reply@down.example":
                raise ConnectionRefusedError
            return session_of(mine, sender)

        self.patch(post.Post, "_session", session)
        self.company.casecon_no_reply_email = "no-reply@down.example"
        with clock.at(NOW + timedelta(minutes=1)), mute_logger(LOGGER):
            sent = {address for address, _message in self.send_due()}
        self.assertEqual(sent, {f"{name}@example.com" for name in ("hr_elsewhere", "elsewhere", "chair_elsewhere")})
        self.assertEqual(asked.count("no-reply@down.example"), 1, "not once for each mail")
        self.company.casecon_no_reply_email = "no-reply@up.example"
        with clock.at(NOW + timedelta(minutes=2)):
            self.send_due()
        waiting = self.env["casecon.message"].search([("state", "=", "waiting"), ("kind", "!=", "reminder")])
        self.assertFalse(waiting)
