"""The page on which people make, keep and turn off their calendar link."""

from odoo.tests import tagged

from ..common import promise
from ..personas import own_password
from .case import PortalCase


@tagged("post_install", "-at_install")
@promise("casecon_portal")
class TestFeedPage(PortalCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())

    def press(self, do, **fields):
        token = self.page("/calendar").xpath("//main//input[@name='csrf_token']/@value")[0]
        self.env.flush_all()
        response = self.url_open(
            "/my/conferences/calendar", data={"csrf_token": token, "do": do, **fields}, allow_redirects=False
        )
        self.env.invalidate_all()
        return response

    def test_portal_and_internal_people_make_keep_and_stop_their_link(self):
        for name in ("portal_employee", "colleague"):
            with self.subTest(name=name):
                own_password(self.users[name])
                self.log_in(name)
                self.assertNotIn("on since", self.text_of(self.page("/calendar")))
                refused = self.press("make")
                self.assertEqual(refused.status_code, 200)
                self.assertIn("Choose whether your emails", refused.text)
                self.assertFalse(self.env["casecon.feed"]._of(self.users[name]))
                made = self.press("make", mail_entries="no")
                self.assertIn("/updates/calendar/", made.text)
                self.assertEqual(made.headers["Cache-Control"], "no-store")
                again = self.text_of(self.page("/calendar"))
                self.assertIn("not yet", again)
                self.assertNotIn("/updates/calendar/", self.source, "shown once")
                self.assertEqual(self.press("keep", mail_entries="yes").status_code, 303)
                self.assertTrue(self.env["casecon.feed"]._of(self.users[name]).has_mail_entries)
                self.assertEqual(self.press("stop").status_code, 303)
                self.assertFalse(self.env["casecon.feed"]._of(self.users[name]))
