"""R7: portal, dialog, letter, telephone script and set-up page show the words of their version, and no others."""

import hashlib
import json
import re
from pathlib import Path

from lxml import html

from ...models.conference.wording import PRESENT, WORDINGS, wording
from ..common import CaseconHttpCase, promise
from ..personas import own_password

ADDON = Path(__file__).resolve().parents[2]
# A version is what somebody read: it is never edited. Other words are a new version, with a line here.
SUMS = {"2026-11": "a0cf43b9", "2026-12": "1b54ac3c"}


def words(node):
    return " ".join(node.text_content().split())


def shown_in(page):
    """What a page shows as wording: its version, and the texts in their order."""
    block = html.fromstring(page).find(".//div[@class='o_casecon_wording']")
    if block is None:
        return None
    return block.get("data-version"), [words(block.find("p")), *map(words, block.iterfind("ul/li"))]


@promise("casecon_R7")
class TestSameWords(CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("fr_FR")

    def assert_present(self, page, lang):
        """The page shows the present version, whole, in the language."""
        told = wording(self.env(context={**self.env.context, "lang": lang}))
        self.assertEqual(shown_in(page), (PRESENT, [told["opening"], *told["points"]]))

    def test_portal_letter_and_set_up_page_show_the_present_version(self):
        own_password(self.users["portal_employee"])
        by_portal = self.scheduled("portal_employee")
        by_letter = self.scheduled("no_login", by="hr", start="2026-06-18 09:00:00")
        for lang in ("en_US", "fr_FR"):
            people = [self.users[name] for name in ("portal_employee", "oh_admin", "hr")]
            for user in people:
                user.lang = lang
            self.people["no_login"].lang = lang
            self.env.flush_all()
            with self.subTest(lang=lang):
                self.log_in("portal_employee")
                page = self.url_open(f"/my/conferences/{by_portal.id}/understanding").text
                self.assert_present(page, lang)
                sent = dict(html.fromstring(page).xpath("//form[@id='form']")[0].fields)
                self.assertEqual((sent["wording"], sent["request"]), (PRESENT, "1"))
                self.log_in("oh_admin")
                self.assert_present(self.url_open("/updates/wording").text, lang)
                self.log_in("hr")
                letter = self.url_open(f"/updates/letter/{by_letter.id}").text
                self.assert_present(letter, lang if self.people["no_login"]._casecon_lang() == lang else "en_US")
                self.assertIn(PRESENT, words(html.fromstring(letter).xpath("//section[@class='slip']")[0]))

    def test_the_dialogs_of_employee_and_clinician_get_the_present_version(self):
        """What they draw of it is in `static/tests/verb_dialog/same_words.test.js`."""
        conference = self.scheduled()
        for by in ("employee", "clinician"):
            self.log_in(by)
            shown = self.call("casecon.conference", "read", conference.ids, ["understanding"])["result"][0]
            expected = wording(self.env)
            self.assertEqual({name: shown["understanding"][name] for name in expected}, expected)
            self.assertEqual(shown["understanding"]["request"], 1)
            self.assertIn(["What your employer wrote", "Away since March"], shown["understanding"]["asked"])

    def test_what_somebody_read_in_the_past_stays_readable(self):
        self.log_in("employee")
        for version in WORDINGS:
            response = self.url_open(f"/updates/wording/{version}")
            told = wording(self.env, version)
            self.assertEqual(shown_in(response.text), (version, [told["opening"], *told["points"]]))
            self.assertIn("no-store", response.headers["Cache-Control"])
        for version in ("2020-01", "x", "2026-11%2F.."):
            self.assertEqual(self.url_open(f"/updates/wording/{version}").status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(f"/updates/wording/{PRESENT}").url)

    def test_a_version_is_never_edited(self):
        found = {
            version: hashlib.sha256(json.dumps(wording(self.env, version)).encode()).hexdigest()[:8]
            for version in WORDINGS
        }
        self.assertEqual(found, SUMS)

    def test_what_is_said_of_declining_stands_in_one_place(self):
        found = [
            str(path.relative_to(ADDON))
            for kind in ("py", "xml", "js")
            for path in ADDON.rglob(f"*.{kind}")
            if "tests" not in path.parts and re.search(r"misconduct|hold it against", path.read_text())
        ]
        self.assertEqual(found, ["models/conference/wording.py"])

    def test_each_page_about_declining_says_it(self):
        own_password(self.users["portal_employee"])
        conference = self.scheduled("portal_employee")
        declining = wording(self.env)["declining"]
        self.log_in("portal_employee")
        for path in ("", "/decline", "/understanding"):
            page = html.fromstring(self.url_open(f"/my/conferences/{conference.id}{path}").text)
            self.assertIn(declining, words(page.xpath("//main")[0]), path)
