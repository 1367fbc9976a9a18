"""R22: minutes of an older version of the addon: what was sent was not kept, nothing is lost, a check keeps its end."""

from ..common import promise
from ..life import MINUTES, LifeCase


@promise("casecon_R22")
class TestMinutesTakenOver(LifeCase):
    def as_before(self, minutes):
        """What an older version of the addon had of them."""
        self.env.flush_all()
        run = self.env.cr.execute
        run("UPDATE casecon_message SET minutes_version_id = NULL")
        run("ALTER TABLE casecon_minutes_version DISABLE TRIGGER casecon_minutes_version_stays")
        run("DELETE FROM casecon_minutes_version")
        run("ALTER TABLE casecon_minutes_version ENABLE TRIGGER casecon_minutes_version_stays")
        run("ALTER TABLE casecon_minutes_comment DISABLE TRIGGER casecon_minutes_comment_kept")
        run(
            "UPDATE casecon_minutes_comment SET read_digest = NULL, read_version = NULL, delivered_at = NULL,"
            " delivered_through = NULL"
        )
        run("ALTER TABLE casecon_minutes_comment ENABLE TRIGGER casecon_minutes_comment_kept")
        self.env.invalidate_all()
        before = self.stored(minutes)
        for _twice in range(2):
            self.env["casecon.minutes.version"]._take_over()
            self.env["casecon.minutes.version"]._take_over_final()
            self.env.flush_all()
            self.env.invalidate_all()
        self.assertEqual(self.stored(minutes), before)

    def test_a_check_that_goes_on_keeps_its_end(self):
        minutes = self.in_fact_check()
        until = minutes.fact_check_until
        self.as_before(minutes)
        first, second = minutes.version_ids.sorted("number")
        self.assertFalse(first.body or first.digest, "not kept at that time")
        self.assertEqual((first.delivered_at, first.delivered_through), (MINUTES, "unknown"))
        self.assertEqual((second.body, second.digest), (minutes.body, minutes.text_digest))
        self.assertEqual(minutes.fact_check_until, until)
        self.at(MINUTES)
        self.as_("hr", minutes).write({"body": str(minutes.body).replace("Two", "Three")})
        self.assertIn("<ins>", str(self.as_("employee", minutes).changes), "from now on it is shown")
        self.send_due()
        self.assertEqual(minutes.fact_check_until, until)

    def test_final_minutes_have_a_version_that_was_not_kept(self):
        minutes = self.final()
        self.at(MINUTES)
        self.as_("hr", minutes).action_add_addendum("On Tuesday")
        self.as_before(minutes)
        self.assertEqual(minutes.version_ids.mapped("number"), [1])
        self.assertFalse(minutes.version_ids.body)
        self.assertFalse(self.as_("hr", minutes).not_delivered_note, "nobody is sent after old addenda")

    def test_of_a_draft_there_is_none(self):
        minutes = self.minuted()
        self.as_before(minutes)
        self.assertFalse(minutes.version_ids)
