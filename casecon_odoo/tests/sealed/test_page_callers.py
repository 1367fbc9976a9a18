"""R20: the page is called by a browser's request; an expression that an administrator stored does not reach it."""

import sys
from unittest.mock import patch

from odoo.tools.safe_eval import safe_eval

from ...models.sealed import callers, opening
from ..common import CaseconCase, promise
from .test_page import PageCase


def looks():
    """What a page sees that is called from here: whether an expression of the database is below it."""
    return callers.runs_expression(sys._getframe())


@promise("casecon_R20", "casecon_sealed")
class TestPageCallers(CaseconCase):
    def test_plain_code_is_none(self):
        self.assertFalse(looks())

    def test_an_expression_shows(self):
        self.assertTrue(safe_eval("looks()", {"looks": looks}))

    def test_a_lambda_that_was_kept_for_later_shows(self):
        kept = safe_eval("lambda: looks()", {"looks": looks})
        self.assertTrue(kept())

    def test_a_template_shows(self):
        view = self.env["ir.ui.view"].create({"type": "qweb", "arch": '<t t-name="x"><t t-out="looks()"/></t>'})
        self.assertEqual(str(self.env["ir.qweb"]._render(view.id, {"looks": looks})).strip(), "True")

    def test_a_function_called_by_hand_is_not_dispatched(self):
        self.assertFalse(callers.is_dispatched(sys._getframe(), looks))
        self.assertFalse(callers.is_dispatched(sys._getframe(), type(self).test_plain_code_is_none))


@promise("casecon_R20", "casecon_R30", "casecon_sealed")
class TestPageInARequest(PageCase):
    def test_an_expression_in_the_request_is_refused(self):
        http = type(self.env["ir.http"])

        def _dispatch(cls, endpoint):
            return safe_eval("page(**named)", {"page": endpoint, "named": {"texts": self.note.text_uuid}})

        with patch.object(http, "_dispatch", classmethod(_dispatch)):
            self.assert_closed(self.page(), 403, "caller")

    def test_code_that_calls_it_by_itself_is_refused(self):
        http = type(self.env["ir.http"])

        def by_hand(endpoint):
            return endpoint(texts=self.note.text_uuid)

        def _dispatch(cls, endpoint):
            return by_hand(endpoint)

        with patch.object(http, "_dispatch", classmethod(_dispatch)):
            self.assert_closed(self.page(), 403, "caller")

    def test_a_login_that_is_switched_off_reads_nothing(self):
        with patch.object(opening, "is_active", return_value=False):
            self.assert_closed(self.page(), 403, "session")

    def test_who_became_superuser_reads_nothing(self):
        with patch.object(opening, "SUPERUSER_ID", self.users["clinician"].id):
            self.assert_closed(self.page(), 403, "session")

    def test_the_session_and_the_user_are_one(self):
        http = type(self.env["ir.http"])
        original = http._pre_dispatch.__func__

        def _pre_dispatch(cls, rule, args):
            original(cls, rule, args)
            opening.request.update_env(user=self.users["clinician2"].id)

        with patch.object(http, "_pre_dispatch", classmethod(_pre_dispatch)):
            self.assert_closed(self.page(), 403, "session")
