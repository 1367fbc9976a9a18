"""R30: who may look at the access log sees who opened what about whom, and when; nobody else does, and none a text."""

from datetime import timedelta

from odoo.exceptions import AccessError

from ...models import clock
from ...models.sealed.access_log import log_now
from ..common import NOW, promise
from ..portal.case import PortalCase
from .keys import use_keys
from .test_store import SealedCase

SEEN = ("at", "act", "user_id", "role", "employee_id", "conference_id", "number", "stands_out", "login", "ip")


class LoggedCase(SealedCase):
    def setUp(self):
        super().setUp()
        use_keys(self, "2026", "log-2026")

    def opened(self, about="employee", by="clinician", act="open", conference=None, **after):
        with clock.at(NOW + timedelta(**after)):
            env = self.env(user=self.users[by])
            told = {"person": self.people[about].id, "company": self.company.id, "role": "clinician", "number": 1}
            log_now(env, act, conference=conference and conference.id, **told)
        self.env.cr.execute("SELECT max(seq) FROM casecon_access")
        return self.env["casecon.access.entry"].browse(self.env.cr.fetchone()[0])

    def seen_by(self, name):
        return self.env["casecon.access.entry"].with_user(self.users[name]).search([])


@promise("casecon_R30", "casecon_sealed")
class TestAccessEntry(LoggedCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()  # the log's own transactions end with the test's

    def test_the_privacy_officer_sees_who_opened_what_about_whom(self):
        entry = self.opened(act="refused").with_user(self.users["privacy"])
        (seen,) = entry.read(SEEN)
        self.assertEqual(seen["user_id"], (self.users["clinician"].id, self.users["clinician"].name))
        self.assertEqual(seen["employee_id"][0], self.employee.id)
        self.assertEqual((seen["act"], seen["role"], seen["at"]), ("refused", "clinician", NOW))
        by_person = self.env["casecon.access.entry"].with_user(self.users["privacy"])
        self.assertIn(entry, by_person.search([("employee_id", "=", self.employee.id)]))

    def test_a_clinician_sees_the_openings_of_the_cases_that_they_chair(self):
        conference = self.scheduled()
        entry, other = self.opened(by="clinician2", conference=conference), self.opened("colleague", by="clinician2")
        self.assertIn(entry, self.seen_by("clinician"))
        self.assertNotIn(other, self.seen_by("clinician"))
        self.assertNotIn(entry, self.seen_by("clinician2"), "it is not theirs to chair")

    def test_nobody_else_does(self):
        self.opened()
        for name in ("hr", "manager", "employee", "oh_admin", "lead", "system", "portal_employee"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.seen_by(name)

    def test_nothing_of_it_can_be_changed(self):
        entry = self.opened()
        for name in ("privacy", "clinician"):
            mine = entry.with_user(self.users[name])
            for change in (lambda one=mine: one.write({"act": "write"}), mine.unlink, lambda one=mine: one.create({})):
                with self.subTest(name), self.assertRaises(AccessError):
                    change()

    def test_what_stands_out(self):
        self.scheduled()
        plain = self.opened(hours=-3)
        self.assertFalse(plain.stands_out, "there is a case with them")
        without = self.opened("colleague", hours=-2)
        self.assertEqual(without.stands_out, "no_case")
        own = self.opened("employee", by="employee")
        self.assertFalse(own.stands_out, "one's own")
        names = [f"P{number}" for number in range(10)]
        many = self.env["hr.employee"].create([{"name": name, "company_id": self.company.id} for name in names])
        for number, person in enumerate(many):
            self.people[person.name] = person
            last = self.opened(person.name, minutes=number % 5)
        self.assertEqual(last.stands_out, "many")
        found = self.env["casecon.access.entry"].search([("stands_out", "in", ("many", "no_case"))])
        self.assertEqual(len(found), 11)
        self.assertNotIn(plain, found)
        others = self.env["casecon.access.entry"].search([("stands_out", "=", False)])
        self.assertIn(plain, others)
        self.assertFalse(others & found)
        rest = self.env["casecon.access.entry"].search([("stands_out", "!=", "many")])
        self.assertLessEqual(plain | without, rest)
        self.assertNotIn(last, rest)

    def test_the_nightly_check_says_what_it_found(self):
        entries = self.env["casecon.access.entry"].with_user(self.users["privacy"])
        self.written()
        self.env.cr.precommit.run()
        entries.sudo()._cron_verify()
        self.env.cr.precommit.run()
        check = entries.last_check()
        self.assertEqual(check["findings"], 0)
        self.assertGreater(check["rows"], 0)
        self.env.cr.execute("ALTER TABLE casecon_access DISABLE TRIGGER USER")
        self.env.cr.execute("UPDATE casecon_access SET line = replace(line, 'write', 'wrote') WHERE act = 'write'")
        with self.assertLogs("odoo.addons.casecon_odoo.models.sealed.nightly", "ERROR"):
            entries.sudo()._cron_verify()
        self.env.cr.precommit.run()
        self.assertGreater(entries.last_check()["findings"], 0)
        with self.assertRaises(AccessError):
            entries.with_user(self.users["hr"]).last_check()


@promise("casecon_R30")
class TestOpenedPage(LoggedCase, PortalCase):
    def test_the_employee_reads_who_opened_what_is_about_them(self):
        self.opened("portal_employee")
        self.opened("portal_employee", by="portal_employee")
        self.opened("employee", by="clinician2")
        self.log_in("portal_employee")
        said = self.text_of(self.page("/opened"))
        self.assertIn(f"{self.users['clinician'].name}, Clinician", said)
        self.assertIn("You", said)
        self.assertNotIn(self.users["clinician2"].name, said)

    def test_ones_own_pages_push_nothing_out(self):
        self.opened("portal_employee")
        for _text in range(101):
            self.opened("portal_employee", by="portal_employee", minutes=1)
        self.log_in("portal_employee")
        tree = self.page("/opened")
        self.assertEqual(len(tree.xpath("//tbody/tr")), 2, "what was opened within a minute is one line")
        self.assertIn(f"{self.users['clinician'].name}, Clinician", self.text_of(tree))

    def test_who_is_no_employee_reads_that_there_is_nothing(self):
        self.opened("portal_employee")
        self.log_in("hr")
        self.assertIn("Nobody has opened anything yet", self.text_of(self.page("/opened")))
