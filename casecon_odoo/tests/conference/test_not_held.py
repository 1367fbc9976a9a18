"""R24: it did not take place; the attempts are kept, and the reason stays with OH. Then the next one."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ..common import SECRET, START, promise
from ..life import LifeCase
from ..sealed.opened import notes_about, sealed_in

THREE = (0, 7, 15)


@promise("casecon_R24")
class TestNotHeld(LifeCase):
    def attempts(self, *minutes, how="By phone"):
        return [{"at": str(START + timedelta(minutes=minute)), "how": how} for minute in minutes]

    def test_three_attempts_over_fifteen_minutes(self):
        conference = self.told()
        self.at(START + timedelta(minutes=30))
        give_up = self.as_("clinician", conference).action_not_held
        for minutes in ((), (0, 15), (0, 7, 14), (0, 0, 0), (0, 15, 31)):
            with self.subTest(minutes=minutes), self.assertRaisesRegex(UserError, r"\[R24\]$"):
                give_up(f"{SECRET} absent", self.attempts(*minutes))
        self.assertEqual(conference.state, "scheduled")
        give_up(f"{SECRET} absent", self.attempts(*THREE))
        self.assertEqual(conference.state, "not_held")

    def test_no_attempt_is_needed_where_they_had_said_so(self):
        conference = self.prepared()
        self.at(START + timedelta(minutes=1))
        self.as_("clinician", conference).action_not_held(f"{SECRET} rang before", had_said_so=True)
        self.assertEqual(conference.state, "not_held")

    def test_an_attempt_that_is_named_all_the_same_was_made_in_time(self):
        conference = self.prepared()
        self.at(START + timedelta(minutes=1))
        for minute in (-60 * 24 * 300, 30):
            with self.subTest(minute=minute), self.assertRaisesRegex(UserError, r"\[R24\]$"):
                self.as_("clinician", conference).action_not_held(
                    "Rang before", self.attempts(minute), had_said_so=True
                )

    def test_not_before_the_start(self):
        conference = self.told()
        self.at(START - timedelta(seconds=1))
        with self.assertRaisesRegex(UserError, r"\[R24\]$"):
            self.as_("clinician", conference).action_not_held("Said so", had_said_so=True)

    def test_a_reason_and_well_formed_attempts(self):
        conference = self.told()
        self.at(START + timedelta(minutes=30))
        give_up = self.as_("clinician", conference).action_not_held
        for reason, attempts in (
            (None, self.attempts(*THREE)),
            ("x", "three"),
            ("x", ["at ten"]),
            ("x", [{"at": "ten", "how": "By phone"}] * 3),
            ("x", self.attempts(*THREE, how="")),
            ("x", [{}]),
        ):
            with self.subTest(attempts=attempts), self.assertRaises(UserError):
                give_up(reason, attempts)
        self.assertEqual(conference.state, "scheduled")

    def test_nobody_else_says_so(self):
        conference = self.told()
        self.at(START + timedelta(minutes=30))
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_not_held("x", self.attempts(*THREE))

    def test_manager_and_hr_see_the_state_and_no_reason(self):
        conference = self.told()
        self.at(START + timedelta(minutes=30))
        self.as_("clinician", conference).action_not_held(
            f"{SECRET} absent", self.attempts(*THREE, how=f"{SECRET} mobile")
        )
        for by in ("hr", "manager", "oh_admin", "employee"):
            with self.subTest(by=by):
                seen = self.as_(by, conference)
                self.assertEqual(seen.state, "not_held")
                self.assertNotIn(SECRET, str(seen.read()))
                for model in ("casecon.change", "casecon.request", "casecon.attendee"):
                    if self.as_(by, self.env[model]).has_access("read"):
                        self.assertNotIn(SECRET, str(self.as_(by, self.env[model]).search([]).read()))
        kept = sealed_in(notes_about(self, "not_held"))["body"]
        self.assertIn(f"{SECRET} absent", kept)
        self.assertEqual(kept.count(f"{SECRET} mobile"), 3)

    def test_the_next_one_takes_along_what_was_left_open(self):
        conference = self.in_session(
            agenda_item_ids=[(0, 0, {"name": "What about the night shift?"}), (0, 0, {"name": "What about stairs?"})]
        )
        self.at(START)
        first = conference.agenda_item_ids[:1]
        self.as_("clinician", first).action_discuss()
        self.at(START + timedelta(minutes=20))
        self.as_("clinician", conference).action_end()
        for by in ("manager", "employee", "clinician"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_next()
        following = self.env["casecon.conference"].browse(self.as_("hr", conference).action_next())
        self.assertEqual((following.state, following.employee_id), ("requested", conference.employee_id))
        self.assertEqual(following.agenda_item_ids.mapped("name"), ["What about stairs?"])
        missed = self.told("portal_employee", by="hr", start=START + timedelta(days=30))
        self.at(START + timedelta(days=30, minutes=1))
        self.as_("clinician", missed).action_not_held("Said so", had_said_so=True)
        again = self.env["casecon.conference"].browse(self.as_("hr", missed).action_next())
        self.assertEqual(again.agenda_item_ids.mapped("name"), missed.agenda_item_ids.mapped("name"))
        self.assertEqual(again.manager_id, missed.manager_id)

    def test_the_next_one_does_not_ask_again_what_was_answered(self):
        conference = self.in_session()
        self.at(START)
        for item in conference.agenda_item_ids:
            self.as_("clinician", item).action_discuss()
        self.at(START + timedelta(minutes=20))
        self.as_("clinician", conference).action_end()
        following = self.env["casecon.conference"].browse(self.as_("hr", conference).action_next())
        self.assertEqual(len(following.agenda_item_ids), 1)
        self.assertNotIn(following.agenda_item_ids.name, conference.agenda_item_ids.mapped("name"))

    def test_there_is_no_next_one_while_this_one_is_ahead(self):
        conference = self.scheduled()
        self.assertRaises(UserError, self.as_("hr", conference).action_next)
