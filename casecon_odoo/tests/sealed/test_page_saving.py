"""R20: the frame of a draft saves as its author, with a token that is for this text, this person and this session."""

import json
import re
from datetime import timedelta

from odoo.http import root
from odoo.tools import mute_logger

from ...models import clock
from ..common import NOW, SECRET, promise
from .opened import sealed_in
from .reading import page_as_person, read_as_person
from .test_page import PageCase

TYPED = f"{SECRET} typed"


@promise("casecon_R20", "casecon_R30", "casecon_sealed")
class TestPageSaving(PageCase):
    def setUp(self):
        super().setUp()
        self.mine = self.draft()
        self.env.flush_all()
        self.env.cr.precommit.run()

    def token(self, note=None, login="clinician"):
        page = page_as_person(self, login, (note or self.mine).text_uuid)
        found = re.search(r'data-token="([^"]+)"', page.text)
        return found and found[1]

    def save(self, token, note=None, revision=1, text=TYPED):
        """As the frame does: from no origin, without a cookie."""
        self.opener.cookies.pop("session_id", None)
        return self.url_open(
            f"/updates/text/{(note or self.mine).text_uuid}/save",
            data=json.dumps({"revision": revision, "text": text}),
            headers={"Authorization": f"Bearer {token}", "Origin": "null", "Content-Type": "text/plain"},
        )

    def assert_not_saved(self, answer, status, closed=True):
        self.assertEqual(answer.status_code, status)
        self.assertEqual(answer.json()["closed"], closed)
        self.assertTrue(answer.json()["sentence"])
        self.assertNotIn(SECRET, answer.text)
        self.env.invalidate_all()
        self.assertEqual(sealed_in(self.mine)["body"], f"{SECRET} body")

    def test_the_author_types_and_reads_it_again(self):
        answer = self.save(self.token())
        self.assertEqual((answer.status_code, answer.json()), (200, {"revision": 2}))
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "null")
        self.assertFalse(answer.cookies)
        text = self.mine.text_uuid
        self.assertEqual(read_as_person(self, "clinician", text), {text: TYPED})
        (wrote,) = [row for row in self.said("write") if row["texts"] == [f"{text}/2"]]
        self.assertEqual(
            (wrote["uid"], wrote["session"]), (self.users["clinician"].id, self.said("open")[0]["session"])
        )

    def test_a_new_draft_has_an_empty_box(self):
        empty = self.draft(body=False)
        self.env.flush_all()
        self.assertEqual(self.save(self.token(empty), empty, revision=0).json(), {"revision": 1})

    def test_the_browser_may_ask_first_and_gets_nothing_else(self):
        answer = self.opener.options(f"{self.base_url()}/updates/text/{self.mine.text_uuid}/save")
        self.assertEqual((answer.status_code, answer.text), (204, ""))
        self.assertIn("Authorization", answer.headers["Access-Control-Allow-Headers"])

    def test_nobody_elses_text_and_nothing_signed_can_be_typed(self):
        self.assertFalse(self.token(self.note))
        self.assertFalse(self.token(login="clinician2"))

    def test_a_token_is_for_one_text(self):
        other = self.draft("Another")
        self.env.flush_all()
        self.assert_not_saved(self.save(self.token(other)), 403)

    def test_a_token_is_for_one_person(self):
        token = self.token()
        forged = re.sub(r"^\d+", str(self.users["clinician2"].id), token)
        self.assert_not_saved(self.save(forged), 403)

    def test_a_token_ends_after_twelve_hours(self):
        token = self.token()
        with clock.at(NOW + timedelta(hours=12, minutes=1)):
            self.assert_not_saved(self.save(token), 403)
        self.assert_not_saved(self.save(re.sub(r"\.\d+\.", ".99999999999.", token, count=1)), 403)

    def test_a_token_ends_with_the_session(self):
        token = self.token()
        root.session_store.delete(self.session)
        self.assert_not_saved(self.save(token), 403)

    def test_a_token_ends_with_the_password(self):
        token, user = self.token(), self.users["clinician"]
        user.with_user(user).sudo().password = "another"
        self.env.flush_all()
        self.assert_not_saved(self.save(token), 403)

    def test_a_token_ends_with_the_login(self):
        token = self.token()
        self.env.cr.execute("UPDATE res_users SET active = false WHERE id = %s", [self.users["clinician"].id])
        self.assert_not_saved(self.save(token), 403)

    def test_no_token_no_saving(self):
        for header in ("", "x", "1.2.3.4"):
            self.assert_not_saved(self.save(header), 403)

    def test_over_a_newer_revision_nothing_is_saved(self):
        token = self.token()
        answer = self.save(token, revision=0)
        self.assertIn("changed in another window", answer.json()["sentence"])
        self.assert_not_saved(answer, 409)

    def test_what_was_saved_though_the_answer_was_lost_is_known_again(self):
        token = self.token()
        for _again in range(2):
            self.assertEqual(self.save(token).json(), {"revision": 2})
        self.assertEqual(self.save(token, text="Other words").status_code, 409)

    def test_what_was_signed_meanwhile_stays(self):
        token = self.token()
        self.as_("clinician", self.mine).action_sign()
        self.env.flush_all()
        self.assert_not_saved(self.save(token), 422, closed=False)

    def test_what_is_no_draft_is_refused_without_words(self):
        token = self.token()
        for body in ("[]", "{}", '{"revision": "x", "text": ""}', '{"revision": Infinity, "text": ""}'):
            with mute_logger("odoo.http"):
                answer = self.url_open(
                    f"/updates/text/{self.mine.text_uuid}/save",
                    data=body,
                    headers={"Authorization": f"Bearer {token}", "Content-Type": "text/plain"},
                    method="POST",
                )
            self.assertEqual(answer.status_code, 400, body)
