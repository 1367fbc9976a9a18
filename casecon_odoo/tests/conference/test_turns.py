"""Whoever acts on a conference takes its turn: a new version of its row, so that who is late is refused and retries.

That two requests at once then end as one after the other is raced over HTTP: `tests/acceptance/test_verbs_race.py`.
"""

from contextlib import contextmanager

from odoo.exceptions import UserError

from ...models import clock
from ..common import START, promise
from ..life import MINUTES, PRE_CALL, LifeCase


class TestTurns(LifeCase):
    def version(self, record):
        """Where PostgreSQL keeps the row now: it changes with every UPDATE, whatever is written."""
        self.env.flush_all()
        self.env.cr.execute(f"SELECT ctid::text FROM {record._table} WHERE id = %s", [record.id])
        return self.env.cr.fetchone()

    @contextmanager
    def turn(self, record):
        before = self.version(record)
        yield
        self.assertNotEqual(self.version(record), before, "somebody else could act on it at the same moment")

    @promise("casecon_R16", "casecon_R17")
    def test_saying_and_withdrawing_take_one_turn(self):
        conference = self.in_session(lines=("Tires by noon", "Sees a physio"))
        self.at(START)
        one, other = conference.consent_line_ids
        with self.turn(conference):
            self.as_("employee", one).action_grant()
        with self.turn(conference):
            self.as_("clinician", one).action_disclose()
        with self.turn(conference):
            self.as_("employee", one).action_withdraw()
        self.as_("employee", other).action_grant()
        with self.turn(conference):
            self.as_("employee", self.env["casecon.conference"]).action_withdraw_everything()

    @promise("casecon_R22")
    def test_flagging_and_finalising_take_one_turn(self):
        minutes = self.in_fact_check()
        self.at(MINUTES)
        with self.turn(minutes.conference_id):
            self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        with self.turn(minutes.conference_id):
            self.as_("clinician", minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        with self.turn(minutes.conference_id):
            self.as_("hr", minutes).action_finalise()

    @promise("casecon_R15")
    def test_a_pre_call_is_recorded_in_its_turn_and_once(self):
        conference = self.told()
        with clock.at(PRE_CALL):
            with self.turn(conference):
                self.call_beforehand(conference)
            self.assert_rule("R15", self.call_beforehand, conference)
        self.assertEqual(len(conference.sudo().pre_call_ids), 1)

    @promise("casecon_walk")
    def test_one_conference_follows_another_unless_it_came_to_nothing(self):
        conference = self.held()
        self.at(MINUTES)
        following = self.env["casecon.conference"].browse(self.as_("hr", conference).action_next())
        self.assertFalse(self.as_("hr", conference).can_next)
        with self.assertRaisesRegex(UserError, "already"):
            self.as_("hr", conference).action_next()
        self.as_("hr", following).action_cancel(reason="Too early")
        self.assertTrue(self.as_("hr", conference).can_next)
        self.as_("hr", conference).action_next()
