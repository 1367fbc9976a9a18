"""A colleague who invites somebody into the hour of a conference sees “busy” on them, and nothing else."""

from datetime import timedelta

from odoo.tests import Form

from ..common import START, CaseconCase, promise


@promise("casecon_calendar")
class TestCalendarBusy(CaseconCase):
    def setUp(self):
        super().setUp()
        for name in ("employee", "manager", "colleague"):  # else Odoo marks them all as off
            self.people[name].contract_date_start = "2026-01-01"
        self.conference = self.scheduled()
        self.partners = {name: self.user(name).partner_id for name in ("employee", "manager", "colleague")}

    def busy(self, start, as_="colleague"):
        """The names that the calendar marks on a meeting of employee and manager which is being written."""
        self.env.flush_all()
        self.env.invalidate_all()
        user = self.user(as_)
        form = Form(self.env["calendar.event"].with_user(user).with_context(default_user_id=user.id))
        form.name = "Lunch"
        form.start, form.stop = str(start), str(start + timedelta(minutes=30))
        for name in ("employee", "manager"):
            form.partner_ids.add(self.partners[name])
        return set(form.unavailable_partner_ids[:].mapped("name")) & {p.name for p in self.partners.values()}

    def names(self, *people):
        return {self.partners[name].name for name in people}

    def test_those_who_attend_are_marked_in_the_hour_and_not_beside_it(self):
        self.assertEqual(self.busy(START + timedelta(minutes=15)), self.names("employee", "manager"))
        self.assertEqual(self.busy(START + timedelta(minutes=45)), set())
        self.assertEqual(self.busy(START - timedelta(minutes=30)), set())

    def test_whoever_declined_is_free(self):
        self.as_("manager", self.row(self.conference, "manager")).action_answer("declined")
        self.assertEqual(self.busy(START), self.names("employee"))

    def test_a_cancelled_conference_frees_them(self):
        self.as_("hr", self.conference).action_cancel(reason="No need")
        self.assertEqual(self.busy(START), set())

    def test_the_colleague_learns_nothing_else(self):
        self.busy(START)
        events = self.as_("colleague", self.env["calendar.event"])
        self.assertFalse(events.search([("start", "=", START)]))
        self.assertFalse(self.as_("colleague", self.env["calendar.attendee"]).search([("event_id.start", "=", START)]))
