"""Who is told of a login that somebody else changed: the person where they were known before, and OH (R31)."""

from unittest.mock import patch

from odoo.tools import mute_logger

from ...models import clock
from ..common import NOW, SECRET, promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestLoginTold(Doors):
    def run_cron(self, fails=()):
        """Run the job as the scheduler does; returns the mails, `[(address, message)]`."""
        sent = []

        def send_email(_server, message, **_options):
            if message["To"] in fails:
                raise ConnectionRefusedError("down")
            sent.append((message["To"], message))
            return message["Message-Id"]

        server, cron = type(self.env["ir.mail_server"]), type(self.env["ir.cron"])
        commit = patch.object(cron, "_commit_progress", lambda *_args, **_options: float("inf"))
        with patch.object(server, "send_email", send_email), commit, mute_logger("odoo.addons.casecon_odoo"):
            self.env["casecon.login"]._cron_tell()
        return sent

    def to_dos(self, name):
        return self.env["mail.activity"].search_count([("user_id", "=", self.users[name].id)])

    def test_the_person_is_told_at_the_old_address_with_a_case_or_without(self):
        self.case()
        plain = self.make_user("plain", "base.group_user")
        for user in (self.owner, plain):
            user.partner_id.with_user(self.users["hr"]).sudo().email = f"new.{user.email}"
        mails = dict(self.run_cron())
        self.assertEqual(set(mails), {"portal_employee@example.com", "plain@example.com"})
        texts = [mail.get_body().get_content().strip() for mail in mails.values()]
        self.assertEqual(texts[0], texts[1], "the words are the same")
        self.assertNotRegex(texts[0], r"(?i)health|conference|clinic|Person")
        self.assertFalse(self.run_cron(), "once")

    def test_oh_gets_one_to_do_where_it_matters_and_not_about_themselves(self):
        self.case()
        before = {name: self.to_dos(name) for name in ("lead", "oh_admin", "clinician", "hr")}
        self.put("hr", self.employee, user_id=self.users["clinician"].id)
        self.put("hr", self.people["no_login"], user_id=self.accomplice.id)
        self.run_cron()
        self.assertEqual(
            {name: self.to_dos(name) - before[name] for name in before},
            {"lead": 1, "oh_admin": 1, "clinician": 0, "hr": 0},
        )

    def test_one_that_cannot_be_told_stops_no_other(self):
        for user in (self.owner, self.users["employee"]):
            user.partner_id.with_user(self.users["hr"]).sudo().email = f"new.{user.email}"
        told = [address for address, _mail in self.run_cron(fails=("portal_employee@example.com",))]
        self.assertEqual(told, ["employee@example.com"])


@promise("casecon_R31")
class TestLoginStands(Doors):
    def stand(self, days):
        self.env.flush_all()
        moment = "now() AT TIME ZONE 'UTC' - make_interval(days => %s)"
        self.env.cr.execute(f"UPDATE casecon_login SET changed_at = {moment}", [days])
        self.env.cr.execute(f"UPDATE casecon_login_change SET changed_at = {moment}", [days])
        self.env.invalidate_all()
        with clock.at(self.env.cr.now().replace(tzinfo=None)):
            self.env["casecon.login"]._cron_take_over()

    def test_a_first_login_that_has_stood_for_thirty_days_is_known(self):
        employee = self.people["no_login"]
        employee.user_id = self.accomplice
        row = employee.sudo().casecon_login_ids
        self.stand(29)
        self.assertTrue(row.waits)
        self.stand(31)
        self.assertEqual(row.acting_user_id, self.accomplice)

    def test_one_that_takes_the_place_of_a_known_one_never_is(self):
        self.employee.user_id = self.accomplice
        self.stand(400)
        self.assertTrue(self.employee.sudo().casecon_login_ids.waits)

    def test_nor_one_whose_credentials_somebody_else_changed(self):
        employee = self.people["no_login"]
        employee.user_id = self.accomplice
        self.accomplice.password = "set by somebody else"
        self.stand(400)
        self.assertTrue(employee.sudo().casecon_login_ids.waits)


@promise("casecon_R31", "casecon_R22")
class TestTimeStandsStill(Doors):
    login = "employee"

    def test_the_fact_check_waits_with_the_login_and_goes_on_with_it(self):
        conference = self.scheduled("employee", "hr")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_conference SET started_at = start, ended_at = stop WHERE id = %s", [conference.id]
        )
        self.env.invalidate_all()
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>We agreed on mornings.</p>"}
        )
        minutes.action_send_for_fact_check()
        self.send_due()
        until = minutes.fact_check_until
        self.employee.user_id = False
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_login SET suspended_at = %s WHERE employee_id = %s", [NOW, self.employee.id]
        )
        self.env.invalidate_all()
        with clock.at(until):
            self.assert_rule("R31", self.as_("hr", minutes).action_finalise)
        self.employee.user_id = self.owner
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertGreater(minutes.fact_check_until, until, "the time that it stood still comes on top")
        self.assertNotIn(SECRET, minutes.body)


@promise("casecon_R31")
class TestConfirmedInTheCall(Doors):
    def test_the_clinician_sees_login_and_address_and_confirms_a_first_one(self):
        own_password(self.users["clinician"])
        conference = self.scheduled("no_login", "hr")
        self.put("hr", self.people["no_login"], user_id=self.accomplice.id)
        self.log_in("clinician")
        names = ["known_login", "known_address", "login_waits", "can_confirm_login"]
        (seen,) = self.call("casecon.conference", "read", conference.ids, [*names, "login_seen"])["result"]
        both = f"{self.accomplice.login}, {self.accomplice.email}"
        self.assertEqual([seen[name] for name in names], [both, self.accomplice.email, True, True])
        context = {"casecon_seen": seen["login_seen"]}
        self.assertIn(
            "result", self.call("casecon.conference", "action_confirm_login", conference.ids, context=context)
        )
        self.env.invalidate_all()
        self.assertFalse(conference.login_waits)
        self.log_in("hr")
        self.assertIn("error", self.call("casecon.conference", "read", conference.ids, ["known_login"]))
