"""Nobody changes or deletes what another side put on the agenda, and there is one at the start (R9); over RPC."""

from odoo.exceptions import UserError
from odoo.fields import Command

from ...models import clock
from ..common import START, CaseconHttpCase, promise
from ..life import ALL, LifeCase
from ..personas import own_password

SIDES = {"employee": "employee", "manager": "employer", "hr": "employer", "clinician": "oh"}


@promise("casecon_R9")
class TestSides(LifeCase, CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        items = self.env["casecon.agenda.item"]
        self.items = {
            side: self.as_(by, items).create({"conference_id": self.conference.id, "name": f"Raised by {side}"})
            for by, side in (("employee", "employee"), ("hr", "employer"), ("clinician", "oh"))
        }

    def test_each_side_changes_its_own(self):
        for by, side in SIDES.items():
            own_password(self.users[by])
            self.log_in(by)
            for raised_by, item in self.items.items():
                with self.subTest(by=by, raised_by=raised_by):
                    for method, args in (("write", ({"name": f"As {by} has it"},)), ("unlink", ())):
                        with self.env.cr.savepoint() as savepoint:
                            answer = self.call("casecon.agenda.item", method, item.ids, *args)
                            savepoint.rollback()
                        self.env.invalidate_all(flush=False)
                        if side == raised_by:
                            self.assertIn("result", answer)
                        else:
                            self.assertIn("[R9]", answer["error"]["message"])

    def test_nor_through_the_form_of_the_conference(self):
        item = self.items["employee"]
        for command in (Command.update(item.id, {"name": "What HR wants"}), Command.delete(item.id)):
            with self.assertRaisesRegex(UserError, r"\[R9\]$"):
                self.as_("hr", self.conference).write({"agenda_item_ids": [command]})

    def test_the_order_is_nobodys(self):
        self.as_("hr", self.items["employee"]).write({"sequence": 3})


@promise("casecon_R9")
class TestAgendaAtTheStart(LifeCase):
    def test_a_meeting_without_an_agenda_does_not_start(self):
        conference = self.scheduled()
        self.env.flush_all()
        # an older version let the last item be deleted
        self.env.cr.execute("DELETE FROM casecon_agenda_item WHERE conference_id = %s", conference.ids)
        self.env.invalidate_all()
        self.tell(conference)
        self.understand(conference)
        with clock.at(START):
            self.as_("clinician", conference).action_record_pre_call(
                outcome="done", called_at="2026-06-12 09:00:00", minutes=5
            )
            self.as_("clinician", conference).action_prepare()
            self.assertFalse(self.as_("clinician", conference).can_start)
            rows = [self.row(conference, role).id for role in ALL]
            with self.assertRaisesRegex(UserError, r"agenda.*\[R9\]"):
                self.as_("clinician", conference).action_start(rows)
            # the cut-off is past, and nothing is left that everybody has read
            self.as_("hr", self.env["casecon.agenda.item"]).create(
                {"conference_id": conference.id, "name": "What now?"}
            )
            with self.assertRaisesRegex(UserError, r"locked.*\[R9\]$"):
                self.as_("hr", self.env["casecon.agenda.item"]).create(
                    {"conference_id": conference.id, "name": "And then?"}
                )
            self.start(conference)

    def test_in_the_next_conference_an_item_stays_whose_it_was(self):
        conference = self.scheduled()
        mine = self.as_("employee", self.env["casecon.agenda.item"])
        mine.create({"conference_id": conference.id, "name": "Which desk will I have?"})
        self.tell(conference)
        self.understand(conference)
        with clock.at(START):
            self.as_("clinician", conference).action_record_pre_call(
                outcome="done", called_at="2026-06-12 09:00:00", minutes=5
            )
            self.as_("clinician", conference).action_prepare()
            self.start(conference)
        with clock.at(START.replace(hour=10)):
            self.as_("clinician", conference).action_end()
            following = self.env["casecon.conference"].browse(self.as_("hr", conference).action_next())
        self.assertEqual(
            {item.name: item.raised_by for item in following.agenda_item_ids},
            {item.name: item.raised_by for item in conference.agenda_item_ids},
        )
        self.assertIn("employee", following.agenda_item_ids.mapped("raised_by"))
