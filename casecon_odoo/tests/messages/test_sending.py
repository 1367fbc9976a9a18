"""Told is who the mail server has taken: never before, each once, whatever goes wrong on the way."""

from datetime import timedelta

from odoo.tools import mute_logger

from ...models import clock
from ..common import NOW, CaseconCase, promise

LOGGER = "odoo.addons.casecon_odoo.models.messages.sending"


@promise("casecon_messages", "casecon_R25")
class TestSending(CaseconCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()

    def told(self):
        self.env.invalidate_all()
        return sorted(self.conference.attendee_ids.filtered("is_told").mapped("role"))

    def send(self, minutes, **how):
        with clock.at(NOW + timedelta(minutes=minutes)), mute_logger(LOGGER):
            return sorted(address.partition("@")[0] for address, _message in self.send_due(**how))

    def test_nobody_is_told_before_the_mail_server_has_taken_the_mail(self):
        self.assertEqual(self.told(), [])
        self.assertFalse(any(self.conference.attendee_ids.mapped("invited_at")))
        self.assertEqual(self.conference.not_told_count, 4)
        self.send(1)
        self.assertEqual(self.told(), ["clinician", "employee", "hr", "manager"])
        self.assertEqual(set(self.conference.attendee_ids.mapped("invited_at")), {NOW + timedelta(minutes=1)})
        self.assertEqual(self.conference.not_told_count, 0)

    def test_a_server_that_is_down_tells_nobody_and_each_once_after_its_return(self):
        self.assertEqual(self.send(1, down=True), [])
        self.assertEqual(self.told(), [])
        self.assertEqual(self.send(2), ["clinician", "employee", "hr", "manager"])
        self.assertEqual(self.send(90), [])

    def test_one_refused_recipient_does_not_keep_the_others(self):
        self.assertEqual(self.send(1, refuse={"employee@example.com"}), ["clinician", "hr", "manager"])
        self.assertEqual(self.told(), ["clinician", "hr", "manager"])
        self.assertFalse(self.row(self.conference, "employee").invited_at)
        self.assertEqual(self.send(1, refuse={"employee@example.com"}), [], "not before the pause is over")
        self.assertEqual(self.send(2), ["employee"])

    def test_the_pauses_grow_to_half_an_hour(self):
        row = self.env["casecon.message"].search([("attendee_id", "=", self.row(self.conference, "employee").id)])
        at, pauses = NOW, []
        for _attempt in range(9):
            with clock.at(at), mute_logger(LOGGER):
                self.send_due(refuse={"employee@example.com"})
            pauses.append((row.next_try_at - at).total_seconds())
            at = row.next_try_at
        self.assertEqual(pauses[:3], [30, 60, 120])
        self.assertEqual(pauses[-1], 1800)

    def test_a_pause_of_days_ends_nothing(self):
        row = self.env["casecon.message"].search([("attendee_id", "=", self.row(self.conference, "employee").id)])
        row.attempts = 500
        self.assertEqual(self.send(1, refuse={"employee@example.com"}), ["clinician", "hr", "manager"])
        self.assertEqual((row.state, row.next_try_at), ("waiting", NOW + timedelta(minutes=31)))

    def test_an_address_that_is_none_keeps_nobody_else_from_being_told(self):
        self.users["employee"].partner_id.email = "by letter"
        self.assertEqual(self.send(1), ["clinician", "hr", "manager"])
        self.assertEqual(self.told(), ["clinician", "hr", "manager"])
        self.people["employee"].casecon_invitation_email = "right@example.com"
        self.assertEqual(self.send(2), ["right"])
        self.assertEqual(self.send(3), [])

    def test_the_log_names_neither_person_nor_address(self):
        with self.assertLogs(LOGGER, "WARNING") as log, clock.at(NOW + timedelta(minutes=1)):
            self.send_due(refuse={"employee@example.com"})
        self.assertNotRegex(" ".join(log.output), "example.com|Person|update")

    def test_a_change_on_the_way_is_told_in_its_last_form_only(self):
        self.send(1, down=True)
        self.as_("hr", self.conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        with clock.at(NOW + timedelta(minutes=5)):
            sent = self.send_due()
        self.assertEqual(len(sent), 4)
        self.assertEqual(self.row(self.conference, "employee").invited_at, NOW + timedelta(minutes=5))

    def test_a_change_leaves_the_notice_as_it_was(self):
        self.send(1)
        first = self.row(self.conference, "employee").invited_at
        self.as_("hr", self.conference).action_change(mode="in_person", place="Room 1")
        self.assertFalse(self.row(self.conference, "employee").is_told, "of the change, not yet")
        self.send(2)
        self.assertEqual(self.row(self.conference, "employee").invited_at, first)

    def test_the_booker_hears_at_once_that_somebody_cannot_come(self):
        self.send(1)
        sent = []
        users = type(self.env["res.users"])
        self.patch(users, "_bus_send", lambda user, *args, **kwargs: sent.append((user, args)))
        self.as_("clinician", self.row(self.conference, "clinician")).action_answer("declined")
        told = [user for user, args in sent if args[0] == "simple_notification"]
        self.assertEqual(told, [self.users["hr"]])
        self.assertNotIn("Person", str(sent))
