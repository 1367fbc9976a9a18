"""R8: one conference is declined by the employee, its twin cancelled by HR. Nobody outside OH can tell which.

What a client reads of them is compared in `test_twins_over_http.py`, after the commit.
"""

import re
from datetime import datetime

from odoo.exceptions import AccessError

from ...models import clock
from ...models.sealed.entitled import texts_of
from ..common import NOW, SECRET, CaseconCase, promise
from ..sealed.opened import sealed_in

LATER = datetime(2026, 6, 2, 14)


@promise("casecon_R8")
class TestTwins(CaseconCase):
    def setUp(self):
        super().setUp()
        self.declined = self.twin("2026-06-15 09:00:00")
        self.cancelled = self.twin("2026-06-16 09:00:00")

    def twin(self, start):
        conference = self.scheduled(start=start)
        self.with_companion(conference, email=f"companion{start[8:10]}@example.com")
        return conference

    def end(self):
        """Both end at the same moment, each in its own way."""
        self.tell(self.declined)
        with clock.at(LATER):
            self.as_("employee", self.declined).action_decline(reason=f"{SECRET} too ill")
            self.as_("hr", self.cancelled).action_cancel(reason=f"{SECRET} reorganised")

    def test_the_same_people_are_told_the_same(self):
        self.end()
        with clock.at(LATER):
            sent = self.send_due()
        self.assertTrue(sent)
        bodies = {}
        for address, message in sent:
            calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
            text = calendar.get_content()
            twin = "declined" if self.declined.ical_uid in text else "cancelled"
            text = re.sub(r"UID:.*|DT(START|END|STAMP).*|LAST-MODIFIED.*|ATTENDEE(.*\n )*.*", "", text)
            address = re.sub(r"companion\d\d", "companion", address)
            bodies.setdefault(twin, set()).add(
                (address, re.sub(r" on .*", "", message["Subject"]), message["From"], text)
            )
        self.assertEqual(bodies["declined"], bodies["cancelled"])

    def test_both_leave_no_event_and_no_row_of_attendance(self):
        events = [conference.sudo().event_id for conference in (self.declined, self.cancelled)]
        self.assertTrue(all(events))
        self.end()
        self.assertFalse(self.env["calendar.event"].union(*events).exists())

    def test_both_reasons_are_notes_that_only_clinicians_read(self):
        self.end()
        for conference, word in ((self.declined, "too ill"), (self.cancelled, "reorganised")):
            note = self.env["casecon.note"].search([("conference_id", "=", conference.id)])
            self.assertEqual(sealed_in(note)["body"], f"{SECRET} {word}")
            (text,) = texts_of(self.env.cr, self.users["clinician"].id, [note.text_uuid])
            self.assertTrue(text.may, "the page opens it to a clinician")
            for name in ("hr", "manager", "employee", "oh_admin", "lead", "privacy", "system", "companion"):
                if name in self.users:
                    with self.subTest(name=name), self.assertRaises(AccessError):
                        self.as_(name, note).read(["text_uuid"])

    def test_a_decline_without_a_reason_is_as_good(self):
        conference = self.ask_for()
        self.as_("employee", conference).action_decline()
        self.assertEqual(conference.state, "cancelled")
        for by in ("hr", "manager", "clinician", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.declined).action_decline()

    def test_the_end_is_final(self):
        self.end()
        for conference in (self.declined, self.cancelled):
            for verb, kwargs in (
                ("action_cancel", {"reason": "x"}),
                ("action_move", {"start": "2026-07-01 09:00:00"}),
                ("action_schedule", {}),
            ):
                with self.subTest(verb=verb), self.assertRaisesRegex(Exception, "Cancelled"):
                    getattr(self.as_("hr", conference), verb)(**kwargs)
        self.assertLess(NOW, LATER)
