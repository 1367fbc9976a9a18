"""R25: a word is planted in every free text of the app, the whole life is lived, and nothing that leaves holds it.

The free texts are found by walking the registry: one that comes later and is not filled here fails the test.
"""

from datetime import timedelta
from unittest.mock import patch

from ..models import clock
from ..models.messages import sending
from .clinical.test_text_in_errors import Heard
from .common import NOW, START, promise
from .life import LENGTH, PRE_CALL, LifeCase

CANARY = "quokka"
VIDEO = f"https://{CANARY}.example.com/room"
# Made by the app, from its own words and numbers; nobody writes them.
MADE = {
    "casecon.access.entry": {"login", "ip"},  # of the log
    "casecon.clinician": {"name"},  # the person's
    "casecon.conference": {"name", "ical_uid", "organizer_email", "understood_wording", "leavers_key"},
    "casecon.change": {"conflict_key"},
    "casecon.message": {"about", "address", "message_ref"},  # code writes them; an address is cleaned
    "casecon.feed": {"secret_hash"},
    "casecon.sealed": {"text", "kind", "owner_model"},  # names, and never the text
    "casecon.sealed.key": {"key", "master"},
    **{model: {"text_uuid"} for model in ("casecon.note", "casecon.consent.line", "casecon.needs")},
    "casecon.login": {"address", "held_groups", "code_hash"},
    "casecon.attendee": {"given_name", "given_address", "reply_token", "reply_refs"},  # read by code alone
    "casecon.minutes": {"digest"},
    "casecon.minutes.comment": {"paragraph", "read_digest"},
    "casecon.minutes.version": {"digest"},
}
# Where something leaves the app, or is shown beside it.
PLACES = (
    "calendar_attendee",
    "calendar_event",
    "bus_bus",
    "casecon_access",
    "casecon_message",
    "casecon_consent_line",
    "casecon_needs",
    "casecon_note",
    "casecon_sealed",
    "discuss_channel",
    "ir_attachment",
    "ir_logging",
    "mail_activity",
    "mail_followers",
    "mail_mail",
    "mail_message",
    "mail_notification",
    "mail_tracking_value",
    "res_partner",
    "res_users",
)


def said(what):
    return f"{CANARY} {what}"


@promise("casecon_R25")
class TestCanary(LifeCase):
    def setUp(self):
        super().setUp()
        self.sent = []

    def send(self):
        """Send what waits; what the transport was handed is kept."""
        self.sent += self.send_due()

    def act(self, by, record, verb, *arguments, **named):
        result = getattr(self.as_(by, record), f"action_{verb}")(*arguments, **named)
        self.send()
        return result

    def live(self):
        """The whole life, and what branches off it, with the canary in whatever a person writes."""
        self.chair.sudo().write({"registration_number": said("number")})
        conference = self.ask_and_book()
        self.prepare(conference)
        self.meet(conference)
        self.settle(conference)
        self.branch_off()
        self.on_paper()

    def ask_and_book(self):
        self.act(
            "hr",
            self.env["casecon.report"],
            "register",
            employee_id=self.people["employee"].id,
            author_name=said("author"),
            author_role="ohp",
            registration_number=said("number"),
            issued_on="2026-02-02",
            received_on="2026-02-03",
        )
        conference = self.ask_for(
            reason=said("reason"),
            tried_before=said("tried"),
            duration=60,
            longer_because=said("longer"),
            report_age_reason=said("age"),
        )
        self.act("hr", conference, "return", said("return"))
        self.act("manager", conference, "answer_return", said("answer"))
        self.act("hr", conference, "accept")
        self.act("clinician", conference, "mark_complex", 60, said("complex"))
        items = self.as_("employee", self.env["casecon.agenda.item"])
        items.create({"conference_id": conference.id, "name": said("agenda"), "kind": "expectation"})
        room = self.as_("hr", self.env["casecon.room"]).create({"name": said("room"), "address": said("address")})
        self.act(
            "hr",
            conference,
            "schedule",
            start=str(START),
            room_id=room.id,
            duration=60,
            mode="hybrid",
            place=said("place"),
            video_url=VIDEO,
        )
        self.act("hr", conference, "move", str(START + timedelta(hours=1)), said("move"))
        below = self.make_employee("below", self.people["employee"], self.users["clinician"])
        self.act("oh_admin", conference, "accept_conflict", said("conflict"))
        below.active = False
        conference._tell_of_leavers()
        below.active = True
        return conference

    def prepare(self, conference):
        self.understand(conference)
        self.act("employee", conference, "set_needs", said("needs"), said("on the day"))
        self.act("employee", conference, "waive_notice", str(START), said("waiver"))
        self.act("employee", conference, "set_companion", "Com Panion", "companion@example.com")
        self.act("employee", conference, "share_with_companion", agenda=True, minutes=True)
        self.act("hr", conference, "invite_companion")
        self.act("employee", self.row(conference, "employee"), "answer", "accepted")
        self.act("clinician", conference, "plan_pre_call", str(PRE_CALL), "phone", said("where"))
        with clock.at(PRE_CALL):
            self.act("clinician", conference, "record_pre_call", "done", str(PRE_CALL), 5)
            self.act("clinician", conference, "prepare")
            note = self.draft(said("note"), conference_id=conference.id, kind="pre_call")
            self.act("clinician", note, "sign")
            self.act("clinician", note, "add_addendum", said("addendum"))
            self.act("clinician", note, "mark_error", said("error"))
            self.line = self.propose(conference, said("wording"))
            self.act("employee", self.line, "grant", None, None, said("words"))

    def meet(self, conference):
        with clock.at(conference.start):
            self.start(conference, absent=("hr",), reason=said("start"))
            self.act("clinician", self.line, "disclose")
            self.act("employee", self.line, "withdraw", None, None, said("withdraw"))
            self.act("clinician", conference.agenda_item_ids[:1], "park")
        with clock.at(conference.start + LENGTH):
            self.act("clinician", conference, "end")

    def settle(self, conference):
        with clock.at(conference.start + LENGTH):
            about = {"conference_id": conference.id}
            minutes = self.as_("hr", self.env["casecon.minutes"]).create({**about, "body": f"<p>{said('minutes')}</p>"})
            decision = self.as_("hr", self.env["casecon.decision"]).create(
                {
                    **about,
                    "name": said("decision"),
                    "why_open": said("why"),
                    "owner_id": self.users["manager"].partner_id.id,
                }
            )
            letter = {"handed_over_at": str(clock.now()), "how": said("letter")}
            self.as_("hr", minutes).action_send_for_fact_check()
            self.act("hr", minutes, "record_handover", **letter)
            self.act("employee", minutes, "comment", "p-1", said("comment"), digest=minutes.text_digest)
            self.act("employee", minutes, "answer_fact_check", said("answer"), digest=minutes.text_digest)
            self.act("employee", minutes, "state_disagreement", said("disagreement"), digest=minutes.text_digest)
            self.act("hr", minutes, "finalise")
            self.as_("hr", minutes).action_add_addendum(said("addendum"))
            self.act("hr", minutes, "record_handover", **letter)
            self.act("manager", decision, "done")
            self.act("hr", conference, "close")
            self.act("hr", conference, "next")

    def branch_off(self):
        """Refused; declined; did not take place; closed without minutes."""
        refused = self.ask_for("portal_employee", reason=said("reason"))
        self.act("hr", refused, "refuse", said("refuse"))
        declined = self.told("portal_employee")
        self.act("portal_employee", declined, "decline", said("decline"))
        cancelled = self.told("two_hats", start=START + timedelta(hours=3))
        self.act("hr", cancelled, "cancel", said("cancel"))
        missed = self.told("no_login", by="hr", start=START + timedelta(hours=5))
        with clock.at(missed.start + LENGTH):
            attempts = [{"at": str(missed.start + timedelta(minutes=m)), "how": said("how")} for m in (0, 8, 16)]
            self.act("clinician", missed, "not_held", said("not held"), attempts)
        quiet = self.held("colleague", by="hr", start=START + timedelta(days=1))
        with clock.at(quiet.start + LENGTH):
            self.act("hr", quiet, "close", said("no minutes"))

    def on_paper(self):
        """What is handed over to who has no login: a report, the letter about an end, final minutes."""
        letter = {"handed_over_at": str(clock.now()), "how": said("letter")}
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["no_login"].id})
        for verb, arguments in (("issue", {}), ("offer", {}), ("record_handover", letter)):
            self.act("clinician", report, verb, **arguments)
        cancelled = self.told("no_login", by="hr", start=START + timedelta(days=2))
        self.act("hr", cancelled, "cancel", said("cancel"))
        self.act("hr", cancelled, "record_end_letter", **letter)
        minutes = self.minuted(employee="no_login", by="hr", start=START + timedelta(days=3))
        for verb in ("send_for_fact_check", "record_handover", "finalise", "record_handover"):
            with clock.at(minutes.fact_check_until or minutes.conference_id.start + LENGTH):
                letter["handed_over_at"] = str(clock.now())
                self.act("hr", minutes, verb, **(letter if verb == "record_handover" else {}))

    def free_texts(self):
        """(model, field) of every stored text that a person can write."""
        for name, model in self.registry.items():
            if not name.startswith("casecon.") or model._abstract:
                continue
            for key, field in model._fields.items():
                if field.store and field.type in ("char", "text", "html") and key not in MADE.get(name, ()):
                    yield name, key

    def unfilled(self):
        self.env.flush_all()
        empty = []
        for name, key in self.free_texts():
            self.env.cr.execute(
                f'SELECT count(*) FROM {self.env[name]._table} WHERE "{key}"::text LIKE %s', [f"%{CANARY}%"]
            )
            if not self.env.cr.fetchone()[0]:
                empty.append(f"{name}.{key}")
        return empty

    def leaks(self, log=""):
        """Where the canary is found among what leaves the app."""
        self.env.flush_all()
        self.env.cr.precommit.run()  # the bus writes its rows there
        found = []
        for table in PLACES:
            self.env.cr.execute("SELECT to_regclass(%s)", [table])
            if not self.env.cr.fetchone()[0]:
                continue
            self.env.cr.execute(
                f"SELECT r FROM (SELECT (to_jsonb(t) - 'signed_by')::text AS r FROM {table} t) t WHERE r ILIKE %s",
                [f"%{CANARY}%"],
            )
            found += [f"{table}: {row}" for (row,) in self.env.cr.fetchall()]
        for attachment in self.env["ir.attachment"].sudo().search([("create_date", ">=", self.env.cr.now())]):
            if CANARY.encode() in (attachment.raw or b"").lower():
                found.append(f"file of ir_attachment {attachment.id}")
        for address, mail in self.sent:
            texts = [str(value) for value in mail.values()]
            for part in mail.walk():
                if not part.is_multipart():
                    content = part.get_content()
                    texts += [part.get_filename() or "", content if isinstance(content, str) else content.decode()]
            told = "\n".join(texts).lower()
            for where in (said("place"), said("room"), said("address"), VIDEO):  # an invitation says where [R25]
                told = told.replace(where.lower(), "")
            if CANARY in told:
                found.append(f"mail to {address}")
        if CANARY in log.lower():
            found.append("log: " + next(line for line in log.splitlines() if CANARY in line.lower()))
        return found

    def test_nothing_that_people_write_leaves_the_app(self):
        with Heard() as heard:
            self.live()
        self.assertEqual(self.unfilled(), [], "a free text that the test does not know of")
        self.assertGreater(len(self.sent), 20, "mails were sent at all")
        self.assertTrue(self.env["mail.activity"].with_context(active_test=False).search([("automated", "=", True)]))
        self.assertEqual(self.leaks(heard.text), [])

    def test_a_canary_in_the_body_of_a_mail_is_found(self):
        build = sending.build_mail

        def telling(message, address):
            mail = build(message, address)
            body = mail.get_body(("plain",))
            body.set_content(f"{body.get_content()} {message.attendee_id.conference_id.reason}")
            return mail

        with patch.object(sending, "build_mail", telling):
            conference = self.scheduled(reason=said("reason"))
            with clock.at(NOW + timedelta(minutes=1)):
                self.send()
        self.assertTrue(conference.reason)
        self.assertIn("mail to manager@example.com", self.leaks())

    def test_a_canary_elsewhere_is_found(self):
        event = self.scheduled().sudo().event_id
        self.env.flush_all()
        self.env.cr.execute("UPDATE calendar_event SET description = %s WHERE id = %s", [said("event"), event.id])
        self.assertEqual([leak.partition(":")[0] for leak in self.leaks()], ["calendar_event"])
        note = self.draft(said("note"))
        self.assertEqual(len(self.leaks()), 1, "sealed text is no leak")
        self.env.cr.execute("UPDATE casecon_note SET through = %s WHERE id = %s", [said("note"), note.id])
        self.env["bus.bus"]._sendone(self.users["hr"].partner_id, "note", said("bus"))
        self.assertEqual(
            {leak.partition(":")[0] for leak in self.leaks("x\n" + said("log"))},
            {"calendar_event", "casecon_note", "bus_bus", "log"},
        )

    def test_a_free_text_that_nobody_filled_is_found(self):
        self.assertIn("casecon.minutes.body", self.unfilled())
