"""R20, R30: the one page that shows sealed text; each of its checks, and the row of the log before the text."""

import json
from unittest.mock import patch

import psycopg2
from odoo.tools import mute_logger

from ...models.sealed import opening
from ..common import SECRET, CaseconHttpCase, promise
from ..life import LifeCase
from .reading import page_as_person, read_as_person

NOBODYS = "00000000-0000-4000-8000-000000000000"


class PageCase(LifeCase, CaseconHttpCase):
    """One signed note of the clinician, and what the log says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.note = self.signed()
        cls.env.flush_all()
        cls.env.cr.precommit.run()

    def said(self, act):
        """The rows of the log of this act, as they were said."""
        self.env.cr.execute("SELECT line FROM casecon_access WHERE act = %s ORDER BY seq", [act])
        return [json.loads(line) for (line,) in self.env.cr.fetchall()]

    def page(self, login="clinician", texts=None, **headers):
        return page_as_person(self, login, texts or self.note.text_uuid, **headers)

    def assert_closed(self, answer, status, purpose=None):
        """No text, but a sentence; and a row of the log that says why."""
        self.assertEqual(answer.status_code, status)
        self.assertNotIn(SECRET, answer.text)
        self.assertIn("<p>", answer.text)
        self.assertEqual(self.said("open"), [])
        self.assertEqual([row["purpose"] for row in self.said("refused")], [purpose] if purpose else [])


@promise("casecon_R20", "casecon_R30", "casecon_sealed")
class TestPage(PageCase):
    def test_a_clinician_reads_it_and_the_log_says_so(self):
        text = self.note.text_uuid
        self.assertEqual(read_as_person(self, "clinician2", text), {text: f"{SECRET} body"})
        (row,) = self.said("open")
        self.assertEqual((row["uid"], row["texts"], row["number"]), (self.users["clinician2"].id, [f"{text}/1"], 1))
        self.assertEqual((row["role"], row["company"]), ("clinician", self.company.id))
        self.assertTrue(row["session"] and row["ip"])

    def test_a_page_of_many_is_one_row(self):
        other = self.signed("Another")
        addendum = self.env["casecon.note"].browse(self.as_("clinician", self.note).action_add_addendum("More"))
        self.env.cr.precommit.run()
        asked = [note.text_uuid for note in (addendum, other, self.note)]
        self.assertEqual(set(read_as_person(self, "clinician2", asked).values()), {f"{SECRET} body", "Another", "More"})
        (row,) = self.said("open")
        self.assertEqual(row["number"], 3)

    def test_who_may_not_read_it_gets_what_is_not_there_and_stands_in_the_log(self):
        missing = self.page("clinician", NOBODYS)
        self.assert_closed(missing, 404)
        refused = self.page("hr")
        self.assert_closed(refused, 404, "rights")
        self.assertEqual(refused.text, missing.text)

    def test_of_many_those_alone_that_may_be_read(self):
        draft = self.draft("Not yours", by="clinician2")
        self.env.cr.precommit.run()
        answer = self.page(texts=[self.note.text_uuid, draft.text_uuid, NOBODYS])
        self.assertIn(SECRET, answer.text)
        self.assertNotIn("Not yours", answer.text)
        self.assertIn("2 more are not here, or you cannot read them", answer.text)
        self.assertEqual([row["texts"] for row in self.said("refused")], [[f"{draft.text_uuid}/1"]])

    def test_a_note_that_was_put_with_another_person_does_not_open(self):
        """As the owner of the table can."""
        self.env.cr.execute("ALTER TABLE casecon_note DISABLE TRIGGER casecon_note_signed")
        other = self.people["colleague"].id
        self.env.cr.execute("UPDATE casecon_note SET employee_id = %s WHERE id = %s", [other, self.note.id])
        answer = self.page()
        self.assertNotIn(SECRET, answer.text)
        self.assertIn("was changed", answer.text)
        self.assertEqual([row["purpose"] for row in self.said("refused")], ["unreadable"])

    def test_it_opens_in_a_frame_of_our_own_alone(self):
        for name, value in (
            ("sec_fetch_dest", "document"),
            ("sec_fetch_dest", "empty"),
            ("sec_fetch_mode", "cors"),
            ("sec_fetch_site", "cross-site"),
            ("sec_fetch_site", "none"),
            ("sec_fetch_site", ""),
        ):
            with self.subTest(header=name, value=value):
                answer = self.page(**{name: value})
                self.assertEqual(answer.status_code, 403)
                self.assertNotIn(SECRET, answer.text)
                self.assertEqual(self.said("refused")[-1]["purpose"], "headers")
        self.assertEqual(self.said("open"), [])

    def test_a_browser_that_says_nothing_is_told_so(self):
        answer = self.page(sec_fetch_dest="", sec_fetch_mode="", sec_fetch_site="")
        self.assert_closed(answer, 403, "browser")
        self.assertIn("Use a current browser", answer.text)

    def test_no_key_of_a_program_opens_it(self):
        self.assert_closed(self.page(authorization="Bearer x"), 403, "headers")

    def test_without_a_login_there_is_no_page(self):
        answer = self.url_open(f"/updates/text/{self.note.text_uuid}", allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_without_a_row_of_the_log_nothing_opens(self):
        with (
            patch.object(opening, "log_now", side_effect=psycopg2.OperationalError("full")),
            mute_logger(opening.__name__),
        ):
            self.assert_closed(self.page(), 503)

    def test_the_row_is_written_before_keys_and_texts(self):
        order = []

        def opened(_cr, rows, _about):
            order.append("opened")
            return [{"body": "x"} for _row in rows]

        with (
            patch.object(opening, "log_now", side_effect=lambda _env, act, **_said: order.append(act)),
            patch.object(opening, "open_texts", side_effect=opened),
        ):
            self.page()
        self.assertEqual(order, ["open", "opened"])
