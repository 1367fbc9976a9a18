"""What a new company has to do: each step is done when it really is; who does not set up sees nothing of it."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models import clock
from ..common import NOW, CaseconHttpCase
from ..personas import own_password
from ..sealed.keys import use_keys

FORBIDDEN = ("hr", "manager", "employee", "portal_employee", "clinician", "colleague", "privacy", "system")
OH = {"casecon_oh_name": "Works OH", "casecon_oh_address": "2 Mill Lane\nLeeds", "casecon_oh_phone": "0113 496 0000"}
STEPS = [
    "mail",
    "address",
    "dates",
    "jobs",
    "roles",
    "oh_contact",
    "clinicians",
    "logins",
    "schedule",
    "wording",
    "booking",
]


@tagged("post_install", "-at_install", "casecon_setup")
class TestSetup(CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.mail_server"].search([]).unlink()
        cls.env["casecon.message"].search([("state", "=", "sent")]).unlink()
        cls.users["hr_manager"] = cls.make_user("hr_manager", "hr.group_hr_manager")

    def steps(self, by="oh_admin"):
        return self.as_(by, self.env["res.company"]).action_casecon_setup()

    def done(self, by="oh_admin"):
        return [step["name"] for step in self.steps(by) if step["is_done"]]

    def test_who_sets_up_sees_the_steps_and_nobody_else(self):
        for by in ("hr_manager", "oh_admin", "lead"):
            self.assertEqual([step["name"] for step in self.steps(by)], STEPS, by)
        companies = self.env["res.company"]
        for by in FORBIDDEN:
            for verb in ("action_casecon_setup", "action_casecon_dismiss_setup", "action_casecon_review_wording"):
                if (by, verb) == ("system", "action_casecon_setup"):
                    continue  # they have a list of their own
                with self.subTest(by=by, verb=verb), self.assertRaises(AccessError):
                    getattr(self.as_(by, companies), verb)()
        self.assertFalse(self.company.sudo().casecon_setup_done)

    def test_a_system_administrator_sees_what_is_theirs(self):
        steps = self.steps("system")
        names = ["mail", "address", "dates", "jobs", "roles", "key", "schedule"]
        self.assertEqual([step["name"] for step in steps], names)
        followed = {step["name"] for step in steps if step["action"]}
        self.assertEqual(followed, {*names} - {"key"}, "each can be followed but the key, which is made on the server")

    def test_the_key_is_made_by_the_system_administrator(self):
        for keys, is_done in (((), False), (("2026",), False), (("2026", "log-2026"), True)):
            use_keys(self, *keys)
            self.assertEqual("key" in self.done("system"), is_done, keys)

    def test_the_address_the_dates_the_jobs_and_the_roles(self):
        set_param = self.env["ir.config_parameter"].set_param
        for address, is_done in (("http://localhost:8069", False), ("https://odoo.works.example", True)):
            set_param("web.base.url", address)
            self.assertEqual("address" in self.done("system"), is_done, address)
        self.env["res.lang"]._activate_lang("en_GB")
        users = self.env["res.users"].search([("company_ids", "in", self.company.ids)])
        for language, is_done in (("en_US", False), ("en_GB", True)):
            users.lang = language
            self.assertEqual("dates" in self.done("system"), is_done, language)
        job = self.env["ir.cron"].search([("model_id.model", "=like", "casecon.%")], limit=1)
        self.assertIn("jobs", self.done("system"))
        job.active = False
        self.assertNotIn("jobs", self.done("system"))
        self.assertIn("roles", self.done("system"))
        self.users["lead"].active = False
        self.assertNotIn("roles", self.done("system"))

    def test_one_person_may_have_two_roles_in_a_users_form(self):
        names = ("hr", "oh_admin", "clinician", "lead_clinician", "privacy_officer")
        privileges = [self.env.ref(f"casecon_odoo.casecon_group_{name}").privilege_id for name in names]
        self.assertEqual(len({one.id for one in privileges if one}), len(names))

    def test_over_http_the_words_are_for_those_who_set_up(self):
        for by, status in (("oh_admin", 200), ("hr_manager", 200), ("colleague", 404), ("portal_employee", 404)):
            own_password(self.users[by])
            self.env.flush_all()
            self.log_in(by)
            response = self.url_open("/updates/wording")
            self.assertEqual(response.status_code, status, by)
            info = self.url_open("/web/session/get_session_info", json={}).json()["result"]
            self.assertEqual(bool(info.get("casecon_sets_up")), status == 200, by)
            if status == 200:
                self.assertIn("Declining is not misconduct", response.text)

    def test_links_are_for_those_who_may_follow_them(self):
        links = {by: [s["name"] for s in self.steps(by) if s["action"]] for by in ("hr_manager", "oh_admin", "lead")}
        self.assertEqual(links["hr_manager"], ["wording", "booking"])
        self.assertEqual(links["oh_admin"], ["clinicians", "logins", "wording"])
        self.assertEqual(links["lead"], ["clinicians", "logins", "wording"])

    def test_oh_can_be_reached_when_name_address_and_telephone_are_there(self):
        self.assertNotIn("oh_contact", self.done())
        for name, value in OH.items():
            self.assertNotIn("oh_contact", self.done())
            self.company[name] = value
        self.assertIn("oh_contact", self.done())

    def test_a_clinician_counts_with_a_valid_registration(self):
        self.assertIn("clinicians", self.done())
        (self.chair | self.chair2).sudo().registration_valid_until = "2026-05-31"
        self.assertNotIn("clinicians", self.done())

    def test_the_working_schedule_knows_a_day_off_ahead(self):
        self.assertNotIn("schedule", self.done())
        vals = {"name": "Public holiday", "calendar_id": self.company.resource_calendar_id.id}
        leaves = self.env["resource.calendar.leaves"]
        past = leaves.create({**vals, "date_from": "2026-05-25 00:00:00", "date_to": "2026-05-25 22:00:00"})
        self.assertNotIn("schedule", self.done())
        past.copy({"date_from": "2026-08-31 00:00:00", "date_to": "2026-08-31 22:00:00"})
        self.assertIn("schedule", self.done())

    def test_the_wording_is_read_once_for_each_version(self):
        self.assertNotIn("wording", self.done())
        self.as_("lead", self.env["res.company"]).action_casecon_review_wording()
        self.assertIn("wording", self.done())
        self.company.sudo().casecon_wording_reviewed = "2020-01"
        self.assertNotIn("wording", self.done())

    def test_mail_works_when_a_server_is_there_and_nothing_failed(self):
        self.assertNotIn("mail", self.done())
        self.env["ir.mail_server"].create({"name": "Out", "smtp_host": "mail.example.com"})
        self.assertIn("mail", self.done())
        self.scheduled()
        with clock.at(NOW + timedelta(minutes=1)), self.assertLogs("odoo.addons.casecon_odoo", "WARNING"):
            self.send_due(down=True)
        (mail, *_others) = self.steps()
        self.assertFalse(mail["is_done"])
        self.assertIn("did not accept a message", mail["text"])
        with clock.at(NOW + timedelta(minutes=5)):
            self.send_due()
        self.env["ir.mail_server"].search([]).unlink()
        self.assertIn("mail", self.done(), "the server's default one took the messages")

    def test_a_booking_counts_in_its_own_company(self):
        self.ask_for()
        self.assertNotIn("booking", self.done())
        self.scheduled("colleague", "other_manager")
        self.assertIn("booking", self.done())
        self.users["hr_elsewhere"].group_ids += self.env.ref("hr.group_hr_manager")
        self.assertEqual(self.done("hr_elsewhere"), ["jobs"])

    def test_it_is_gone_when_all_is_done_and_stays_gone(self):
        self.env["ir.mail_server"].create({"name": "Out", "smtp_host": "mail.example.com"})
        vals = {"name": "Public holiday", "calendar_id": self.company.resource_calendar_id.id}
        day = {"date_from": "2026-08-31 00:00:00", "date_to": "2026-08-31 22:00:00"}
        self.env["resource.calendar.leaves"].create({**vals, **day})
        self.scheduled()
        self.company.write(OH)
        self.env["ir.config_parameter"].set_param("web.base.url", "https://odoo.works.example")
        self.env["res.lang"]._activate_lang("en_GB")
        self.env["res.users"].search([("company_ids", "in", self.company.ids)]).lang = "en_GB"
        self.assertEqual(len(self.steps()), len(STEPS))
        self.as_("hr_manager", self.env["res.company"]).action_casecon_review_wording()
        with self.assertRaises(AccessError):
            self.as_("hr_manager", self.env["res.company"]).action_casecon_look_at_logins()
        self.as_("lead", self.env["res.company"]).action_casecon_look_at_logins()
        self.assertEqual(self.steps(), [])
        self.env["ir.mail_server"].search([]).unlink()
        self.assertEqual(self.steps("lead"), [])

    def test_it_is_gone_when_somebody_puts_it_away(self):
        self.as_("oh_admin", self.env["res.company"]).action_casecon_dismiss_setup()
        self.assertEqual(self.steps("hr_manager"), [])
        self.assertFalse(self.elsewhere.sudo().casecon_setup_done)
