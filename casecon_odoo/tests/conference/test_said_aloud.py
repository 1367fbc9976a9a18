"""R28, R18: what Start will ask is said beforehand, and one sentence in the room serves everybody who is there."""

from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ..common import NOW, START, promise
from ..life import ALL, LifeCase


@promise("casecon_R28")
class TestSaidAloud(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conference = cls("run").prepared()

    def rows(self, *roles):
        return [self.row(self.conference, role).id for role in roles]

    def start(self, *roles, **arguments):
        return self.as_("clinician", self.conference).action_start(self.rows(*roles), **arguments)

    def asked(self, by="clinician"):
        self.env.invalidate_all()
        return {line["key"] for line in self.as_(by, self.conference).next_asks}

    def test_it_serves_those_in_the_room_and_nobody_else(self):
        self.as_("hr", self.row(self.conference, "hr")).action_acknowledge_recording()
        known_at = clock.now()
        self.at(START)
        self.start("employee", "clinician", "hr", said_aloud=True, reason="The manager is late")
        evidence = {}
        for role in ALL:
            row = self.row(self.conference, role).sudo()
            evidence[role] = (row.recording_acknowledged_at, row.recording_acknowledged_through)
        self.assertEqual(
            evidence,
            {
                "employee": (START, "aloud"),
                "clinician": (START, "aloud"),
                "manager": (False, False),
                "hr": (known_at, "login"),
            },
        )

    def test_entered_later_it_carries_both_times(self):
        self.at(START + timedelta(minutes=30))
        self.start(*ALL, said_aloud=True, started_at=str(START))
        row = self.row(self.conference, "manager").sudo()
        self.assertEqual(
            (row.recording_acknowledged_at, row.recording_acknowledged_entered_at),
            (START, START + timedelta(minutes=30)),
        )

    def test_a_tick_is_a_tick(self):
        self.at(START)
        for said in (None, False, "no", 1):
            with self.subTest(said=said), self.assertRaisesRegex(UserError, r"\[R28\]"), self.env.cr.savepoint():
                self.start(*ALL, said_aloud=said)

    def test_a_refused_start_keeps_nothing_of_it(self):
        self.at(START)
        with self.assertRaisesRegex(UserError, r"\[R18\]"), self.env.cr.savepoint():
            self.start("clinician", "manager", "hr", said_aloud=True)
        self.assertFalse(self.row(self.conference, "manager").recording_acknowledged_at)

    def test_what_start_will_ask_is_said_beforehand(self):
        self.at(NOW)
        self.assertEqual(self.asked(), {"start_from", "room_is_asked", "recording_is_asked"})
        self.at(START - timedelta(minutes=15))
        for role in ALL:
            self.as_("clinician", self.row(self.conference, role)).action_acknowledge_recording()
        self.assertEqual(self.asked(), {"room_is_asked"})

    def test_before_it_is_prepared_ready_comes_first(self):
        conference = self.ready("portal_employee", start=START + timedelta(hours=3))
        keys = {line["key"] for line in self.as_("clinician", conference).next_asks}
        self.assertIn("ready_is_pressed", keys)
        self.assertTrue(all(line["met"] for line in self.as_("clinician", conference).readiness))
