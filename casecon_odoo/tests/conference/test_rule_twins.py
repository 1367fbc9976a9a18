"""R8: one conference is declined by the employee, its twin cancelled by HR. Nobody outside OH can tell which."""

import re
from datetime import datetime

from odoo.exceptions import AccessError

from ...models import clock
from ..common import NOW, SECRET, CaseconCase, promise

LATER = datetime(2026, 6, 2, 14)
# What the twins differ in anyway: whose they are and when they are.
OWN = re.compile(r"CC-\d{4}-\d+|\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?)?|\d\d/\d\d/\d{4}( \d\d:\d\d:\d\d)?")
READERS = ("hr", "manager", "two_hats", "oh_admin", "colleague", "system", "privacy")


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

    def end(self, by="employee"):
        """Both end at the same moment, each in its own way."""
        self.tell(self.declined)
        with clock.at(LATER):
            if by == "clinician":
                self.as_("clinician", self.declined).action_record_for_employee(
                    verb="decline", values={"reason": f"{SECRET} too ill"}, words=f"{SECRET} no", through="phone"
                )
            else:
                self.as_("employee", self.declined).action_decline(reason=f"{SECRET} too ill")
            self.as_("hr", self.cancelled).action_cancel(reason=f"{SECRET} reorganised")

    def records(self, conference):
        """Everything that hangs on a conference, found by code, whoever may read it."""
        sudo = conference.sudo()
        found = {"casecon.conference": sudo}
        for name in self.registry:
            model = self.env[name].sudo()
            if name.startswith("casecon.") and "conference_id" in model._fields and not model._abstract:
                found[name] = model.search([("conference_id", "=", sudo.id)], order="id")
        found["casecon.message"] = (
            self.env["casecon.message"]
            .sudo()
            .search([("attendee_id", "in", sudo.with_context(active_test=False).attendee_ids.ids)], order="id")
        )
        return found

    def view(self, name, conference):
        """All that the persona reads of a conference: every model, every field, in one comparable text."""
        seen = {}
        for model, records in self.records(conference).items():
            reader = self.as_(name, records)
            if not reader.has_access("read"):
                seen[model] = "closed"
                continue
            rows = self.as_(name, records).read()
            ids = [record.id for record in records]
            for row in rows:
                row.pop("id")
                # the partners of the two companions are two people
                seen.setdefault(model, []).append(
                    {key: self.neutral(value, conference, ids) for key, value in row.items() if key != "ical_uid"}
                )
        return seen

    def neutral(self, value, conference, ids):
        """A value without the record's own id, reference and dates; ids of users stay."""
        if isinstance(value, datetime) or (isinstance(value, str) and OWN.fullmatch(value)):
            return "own"
        if isinstance(value, tuple):
            known = {conference.id, *conference.sudo().attendee_ids.partner_id.filtered(self._is_companion).ids}
            return ("own" if value[0] in known else value[0], OWN.sub("own", str(value[1])))
        if isinstance(value, list) and value and all(isinstance(item, int) for item in value):
            return len(value)
        return OWN.sub("own", str(value))

    @staticmethod
    def _is_companion(partner):
        return partner.name == "Com Panion"

    def test_nothing_that_anybody_reads_tells_them_apart(self):
        for by in ("employee", "clinician"):
            with self.subTest(by=by), self.env.cr.savepoint() as savepoint:
                self.end(by)
                for name in READERS:
                    self.assertEqual(self.view(name, self.declined), self.view(name, self.cancelled), name)
                self.assertEqual(
                    (self.declined.state, self.cancelled.state, self.declined.write_uid),
                    ("cancelled", "cancelled", self.cancelled.write_uid),
                )
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_nor_does_who_wrote_any_row_last(self):
        """Not even what the rules close today: users of every row, messages and calendar included."""
        self.end()
        for model in self.records(self.declined):
            if model == "casecon.note":
                continue  # its author is whoever gave the reason; clinicians alone read it
            twins = [
                [(row.create_uid.id, row.write_uid.id) for row in self.records(conference)[model]]
                for conference in (self.declined, self.cancelled)
            ]
            self.assertEqual(*twins, model)

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
            bodies.setdefault(twin, set()).add((address, message["Subject"], message["From"], text))
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
            self.assertEqual(self.as_("clinician", note).body, f"{SECRET} {word}")
            for name in ("hr", "manager", "employee", "oh_admin", "lead", "privacy", "system", "companion"):
                if name in self.users:
                    with self.subTest(name=name), self.assertRaises(AccessError):
                        self.as_(name, note).read(["body"])

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
