"""Who may open which portal page, and what no page ever holds."""

import re

from odoo.tests import tagged

from ...models.conference.wording import PRESENT
from ..common import SECRET
from ..personas import own_password
from .case import ROOT, PortalCase

OWN_PAGES = (
    "",
    "/understanding",
    "/decline",
    "/notice",
    "/manager",
    "/needs",
    "/attendees",
    "/recording",
    "/answer",
    "/companion",
    "/companion/answer",
    "/companion/remove",
    "/companion/sharing",
    "/agenda/add",
    "/consent",
    "/consent/check",
)


@tagged("post_install", "-at_install", "casecon_portal")
class TestPortalAccess(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls("run")
        cls.own = case.scheduled("portal_employee", "manager", reason="Plain reason of the request")
        cls.internal = case.scheduled("employee", "manager", start="2026-06-16 09:00:00")
        cls.two_hats = case.scheduled("two_hats", "hr", start="2026-06-17 09:00:00")
        case.as_("portal_employee", cls.own).action_set_needs(text="Needs in own words", on_the_day="A quiet room")
        case.as_("portal_employee", cls.own).action_waive_notice(
            earliest_start="2026-06-10 09:00:00", reason=f"{SECRET} waiver"
        )
        cls.companion_row, cls.users["companion"] = case.with_companion(cls.own, "portal_employee")
        own_password(cls.users["companion"])
        for name in ("portal_employee", "employee", "two_hats", "hr", "colleague", "manager", "hr_elsewhere"):
            own_password(cls.users[name])
        cls.users["stranger"] = cls.make_user("stranger", "base.group_portal", password="casecon_stranger")

    def test_own_pages_open_and_change_nothing(self):
        for name, conference in (
            ("portal_employee", self.own),
            ("employee", self.internal),
            ("two_hats", self.two_hats),
        ):
            self.log_in(name)
            for page in OWN_PAGES:
                with self.subTest(name=name, page=page):
                    response = self.get(self.path_of(conference) + page)
                    self.assertEqual(response.headers["Cache-Control"], "no-store")
                    self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
                    self.assertEqual(response.headers["X-Frame-Options"], "DENY")
                    title = re.search(r"<title>(.*?)</title>", response.text, re.DOTALL).group(1)
                    self.assertNotIn("Person", title)

    def test_not_yours_and_not_there_look_alike(self):
        for name in ("stranger", "colleague", "hr", "manager", "companion", "hr_elsewhere", "two_hats"):
            self.log_in(name)
            for page in OWN_PAGES:
                with self.subTest(name=name, page=page):
                    foreign = self.get(self.path_of(self.own) + page, 404)
                    nothing = self.get(f"/99999999{page}", 404)
                    self.get(f"/{10**20}{page}", 404)
                    self.assertEqual(self._bare(foreign), self._bare(nothing))
                    self.assertEqual(foreign.headers["Cache-Control"], "no-store")
                    self.assertNotIn(self.own.name, foreign.text)

    def _bare(self, response):
        """Without what differs in any two answers: the token of the form guard."""
        return re.sub(r'csrf_token: "[^"]*"', "", response.text)

    def test_posts_to_a_foreign_conference_are_not_there_and_change_nothing(self):
        self.log_in("stranger")
        token = re.search(r'csrf_token: "([^"]*)"', self.get("").text).group(1)
        for page in ("/understanding", "/decline", "/needs", "/companion", "/consent/withdraw", "/agenda/add"):
            with self.subTest(page=page):
                before = self.dump()
                response = self.url_open(
                    ROOT + self.path_of(self.own) + page, data={"csrf_token": token, "name": "x", "text": "x"}
                )
                self.assertEqual(response.status_code, 404)
                self.env.invalidate_all()
                self.assertEqual(self.dump(), before)

    def test_a_post_without_the_token_is_refused(self):
        self.log_in("portal_employee")
        for page in ("/understanding", "/decline", "/needs", "/companion/remove", "/consent/withdraw"):
            with self.subTest(page=page):
                before = self.dump()
                response = self.url_open(
                    ROOT + self.path_of(self.own) + page,
                    data={"understands": "yes", "wording": PRESENT, "request": "1"},
                )
                self.assertEqual(response.status_code, 400)
                self.env.invalidate_all()
                self.assertEqual(self.dump(), before)

    def test_without_a_login_there_is_the_login_page(self):
        self.authenticate(None, None)
        for path in ("", self.path_of(self.own), f"/invitation/{self.companion_row.id}"):
            response = self.url_open(ROOT + path, allow_redirects=False)
            self.assertEqual(response.status_code, 303)
            self.assertIn("/web/login", response.headers["Location"])

    def test_the_page_says_what_is_the_employees_and_no_more(self):
        self.log_in("portal_employee")
        page = self.page(self.path_of(self.own))
        needs = self.env["casecon.needs"].search([("conference_id", "=", self.own.id)]).text_uuid
        self.assertIn(needs, page.xpath("//iframe/@src")[0])
        text = self.text_of(page)
        for words in (
            "Plain reason of the request",
            "Person manager",
            "Person clinician",
            "London time",
            "It is your turn.",
            "Com Panion",
        ):
            self.assertIn(words, text)
        for page in OWN_PAGES:
            source = self.get(self.path_of(self.own) + page).text
            for hidden in (SECRET, "@example.com", "Person employee", "Person two_hats", "Person colleague"):
                with self.subTest(page=page, hidden=hidden):
                    self.assertNotIn(hidden, source)

    def test_a_reader_in_another_zone_sees_both(self):
        self.users["portal_employee"].tz = "America/New_York"
        self.log_in("portal_employee")
        text = self.text_of(self.page(self.path_of(self.own)))
        self.assertIn("10:00 to 10:45 (London time)", text)
        self.assertIn("05:00 to 05:45 (New York time)", text)

    def test_the_companion_sees_time_and_place_and_is_out_at_once(self):
        path = f"/invitation/{self.companion_row.id}"
        self.log_in("companion")
        self.assertIn(self.own.name, self.text_of(self.page("")))
        text = self.text_of(self.page(path))
        self.assertIn("10:00 to 10:45", text)
        self.assertIn("Person clinician", text)
        for hidden in ("Plain reason", SECRET, "Needs in own words", "Agenda", "@example.com"):
            self.assertNotIn(hidden, self.source)
        self.as_("portal_employee", self.own).action_share_with_companion(agenda=True)
        self.env.flush_all()
        self.assertIn("Agenda", self.text_of(self.page(path)))
        self.assertIn("saved", self.text_of(self.send(f"{path}/answer", answer="accepted")))
        self.assertEqual(self.companion_row.answer, "accepted")
        self.as_("portal_employee", self.own).action_remove_companion()
        self.env.flush_all()
        for page in ("", "/answer", "/recording", "/done/answer"):
            gone, nothing = self.get(path + page, 404), self.get(f"/invitation/99999999{page}", 404)
            self.assertEqual(self._bare(gone), self._bare(nothing))

    def test_no_link_says_what_one_has_not_done(self):
        self.log_in("portal_employee")
        here = self.path_of(self.own)
        for path in (f"{here}/done/declined", f"{here}/done/understanding"):
            self.assertTrue(self.get(path, 303).headers["Location"].endswith(here))
        self.get(f"{here}/done/nonsense", 404)
        self.send(f"{here}/needs", text="Needs in own words")
        self.get(f"{here}/done/needs")

    def test_a_window_is_its_owners_alone(self):
        for name in ("portal_employee", "stranger", "hr", "manager", "colleague"):
            self.log_in(name)
            self.get(f"/invitation/{self.companion_row.id}", 404)

    def test_a_minute_taker_has_the_same_window(self):
        partner = self.users["colleague"].partner_id
        row_id = self.as_("hr", self.own).action_add_attendee(role="minute_taker", partner_id=partner.id)
        self.env.flush_all()
        self.log_in("colleague")
        self.assertIn("You are asked to attend.", self.text_of(self.page(f"/invitation/{row_id}")))
        self.get(self.path_of(self.own), 404)

    def test_the_link_in_a_mail_leads_where_one_may_read(self):
        for name, address in (
            ("portal_employee", ROOT),
            ("companion", ROOT),
            ("employee", ROOT),
            ("hr", "/odoo/updates"),
            ("manager", "/odoo/updates"),
            ("clinician", "/odoo/updates"),
        ):
            with self.subTest(name=name):
                own_password(self.users[name])
                self.log_in(name)
                response = self.url_open("/updates", allow_redirects=False)
                self.assertTrue(response.headers["Location"].endswith(address), response.headers["Location"])

    def test_the_home_card_counts_what_is_mine(self):
        for name, count in (("portal_employee", 1), ("companion", 1), ("stranger", 0), ("hr", 0)):
            with self.subTest(name=name):
                self.log_in(name)
                response = self.opener.post(
                    f"{self.base_url()}/my/counters", json={"params": {"counters": ["casecon_count"]}}, timeout=60
                )
                self.assertEqual(response.json()["result"]["casecon_count"], count)
