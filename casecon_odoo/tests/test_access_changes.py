"""Access follows at once when somebody is replaced, removed, or may no longer see something."""

from odoo.exceptions import AccessError, UserError

from .common import SECRET, CaseconCase, promise


@promise("casecon_access")
class TestAccessChanges(CaseconCase):
    def can_read(self, name, record):
        """Whether the persona can read the record, by rule and in fact."""
        reader = self.as_(name, record)
        allowed = reader.has_access("read")
        if not allowed:
            with self.assertRaises(AccessError):
                self.as_(name, record).read(["display_name"])
        return allowed

    @promise("casecon_R12")
    def test_the_manager_who_is_replaced_loses_access_at_once_also_as_the_requester(self):
        conference = self.scheduled()
        request = conference.request_ids
        self.assertTrue(self.can_read("manager", conference) and self.can_read("manager", request))
        new = self.people["other_manager"]
        self.as_("employee", conference).action_ask_for_manager(manager_id=new.id)
        for record in (conference, request, conference.attendee_ids[:1], conference.agenda_item_ids[:1]):
            self.assertFalse(self.can_read("manager", record), record._name)
        self.assertFalse(self.can_read("manager", conference.report_id), "the report is known through it alone")
        self.assertTrue(self.can_read("other_manager", conference))
        self.assertFalse(self.can_read("other_manager", request), "named, but not who asked")

    @promise("casecon_R12")
    def test_hr_replaces_the_manager_with_the_same_effect(self):
        conference = self.scheduled()
        self.as_("hr", conference).action_reassign(
            role="manager", value=self.people["other_manager"].id, reason="On leave"
        )
        self.assertFalse(self.can_read("manager", conference))
        self.assertTrue(self.can_read("other_manager", conference))

    @promise("casecon_R13")
    def test_a_companion_who_is_removed_sees_nothing_any_more(self):
        conference = self.scheduled()
        row, companion = self.with_companion(conference)
        employee_row = self.row(conference, "employee")
        self.as_("employee", conference).action_share_with_companion(agenda=True)
        self.assertTrue(self.can_read(companion, row))
        self.assertTrue(self.can_read(companion, conference.agenda_item_ids[:1]))
        self.as_("employee", conference).action_remove_companion()
        for record in (row, employee_row, conference, conference.agenda_item_ids[:1]):
            self.assertFalse(self.can_read(companion, record), record._name)

    @promise("casecon_R13")
    def test_a_companion_sees_time_and_place_and_the_agenda_only_if_the_employee_allows(self):
        conference = self.scheduled()
        row, companion = self.with_companion(conference)
        item = conference.agenda_item_ids[:1]
        seen = self.as_(companion, row).read(["start", "stop", "mode", "video_url"])[0]
        self.assertEqual(seen["start"], conference.start)
        self.assertFalse(self.can_read(companion, conference))
        self.assertFalse(self.can_read(companion, conference.request_ids))
        self.assertFalse(self.can_read(companion, item))
        self.as_("employee", conference).action_share_with_companion(agenda=True)
        self.assertTrue(self.can_read(companion, item))
        self.as_("employee", conference).action_share_with_companion(agenda=False)
        self.assertFalse(self.can_read(companion, item))

    @promise("casecon_R13")
    def test_another_companion_takes_nothing_over_from_the_first(self):
        conference = self.scheduled()
        first_row, first = self.with_companion(conference)
        self.as_("employee", conference).action_share_with_companion(agenda=True)
        _second_row, second = self.with_companion(conference, email="second@example.com")
        self.assertFalse(self.can_read(first, first_row))
        self.assertFalse(self.can_read(second, conference.agenda_item_ids[:1]), "shared with the first only")

    def test_who_wears_two_hats_sees_and_does_as_the_employee_only(self):
        self.register_report("two_hats")
        conference = self.accepted("two_hats", by="hr")
        mine = self.as_("two_hats", conference)
        self.assertFalse(mine.has_access("write"))
        for verb in ("action_accept", "action_cancel", "action_schedule"):
            with self.subTest(verb=verb), self.assertRaises(AccessError):
                kwargs = {"reason": "x"} if verb == "action_cancel" else {}
                getattr(self.as_("two_hats", conference), verb)(**kwargs)
        with self.assertRaises(AccessError):
            self.ask_for("two_hats", by="two_hats")
        with self.assertRaises(AccessError):
            self.register_report("two_hats", by="two_hats")
        self.assertTrue(self.as_("two_hats", conference).action_decline(reason=f"{SECRET} no"))

    def test_a_clinician_does_not_read_notes_about_herself(self):
        self.people["clinician2"] = self.make_employee("clinician2", self.people["manager"], self.users["clinician2"])
        self.register_report("clinician2")
        conference = self.accepted("clinician2", by="hr")
        self.as_("clinician2", conference).action_decline(reason=f"{SECRET} mine")
        note = self.env["casecon.note"].search([("conference_id", "=", conference.id)])
        self.assertTrue(self.can_read("clinician", note))
        self.assertFalse(self.can_read("clinician2", note))

    def test_own_cases_only_narrows_every_clinician_to_their_cases(self):
        conference = self.scheduled()
        self.as_("employee", conference).action_set_needs(text=f"{SECRET} needs")
        self.as_("employee", conference).action_waive_notice(
            earliest_start="2026-06-10 09:00:00", reason=f"{SECRET} waiver"
        )
        self.company.casecon_own_cases_only = True
        note = self.env["casecon.note"].search([("conference_id", "=", conference.id)])
        records = (conference, note, conference.request_ids, conference.change_ids, conference.needs_ids)
        for record in (*records, conference.attendee_ids[:1], conference.agenda_item_ids[:1]):
            self.assertTrue(self.can_read("clinician", record), record._name)
            self.assertFalse(self.can_read("clinician2", record), record._name)

    def test_nobody_without_the_group_reaches_notes_or_the_event_through_the_conference(self):
        conference = self.scheduled()
        for name in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(name=name):
                reader = self.as_(name, conference)
                self.assertNotIn("note_ids", reader.fields_get())
                for field in ("note_ids", "event_id", "ical_uid"):
                    with self.assertRaises(AccessError):
                        self.as_(name, conference).read([field])
                    with self.assertRaises(AccessError):
                        self.as_(name, conference).search([(field, "!=", False)])
        self.assertIn("note_ids", self.as_("clinician", conference).fields_get())
        with self.assertRaises(AccessError):
            self.as_("clinician", conference).read(["event_id"])

    def test_an_employee_edits_on_the_agenda_what_they_raised_and_no_more(self):
        conference = self.scheduled()
        theirs = conference.agenda_item_ids[:1]
        items = self.as_("employee", self.env["casecon.agenda.item"])
        mine = items.create({"conference_id": conference.id, "name": "Can I begin at noon?"})
        self.assertEqual(mine.raised_by, "employee")
        mine.write({"name": "Can I begin at eleven?"})
        for refused in (lambda item: item.write({"name": "x"}), lambda item: item.unlink()):
            with self.assertRaises(UserError):
                refused(self.as_("employee", theirs))
        with self.assertRaises(UserError):
            self.as_("employee", mine).write({"raised_by": "oh"})
