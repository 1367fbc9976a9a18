import os
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from .docs_pages import access_page, api_page, messages_page

DOCS = Path(__file__).resolve().parents[2] / "docs"


@tagged("post_install", "-at_install")
class TestDocs(TransactionCase):
    def test_access_page_is_fresh(self):
        self._check("access.md", access_page(self.env))

    def test_api_page_is_fresh(self):
        self._check("api.md", api_page(self.env))

    def test_messages_page_is_fresh(self):
        self._check("messages.md", messages_page(self.env))

    def _check(self, name, made):
        page = DOCS / name
        if os.environ.get("CASECON_WRITE_DOCS"):
            DOCS.mkdir(exist_ok=True)
            page.write_text(made)
        self.assertEqual(page.read_text(), made, f"docs/{name} is stale: see its first lines for how to make it.")
