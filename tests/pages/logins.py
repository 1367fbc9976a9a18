"""The list of logins that wait for occupational health, as OH uses it; its presses are counted."""

import re

from playwright.sync_api import expect

from tests.pages.clicks import CountedMouse


class LoginsPage:
    """Opened from the menu or a to-do; what is pressed in it counts, `allowed` presses at most."""

    def __init__(self, page, allowed):
        self.page, self.mouse = page, CountedMouse(page, allowed)
        self.code = page.locator(".o_notification").get_by_text(re.compile(r"\d{4} \d{4}"))

    def open(self):
        self.page.goto("/odoo/logins")
        self.page.locator(".o_list_view").wait_for()
        return self

    def row(self, person):
        return self.page.locator("tr.o_data_row").filter(has_text=person)

    def confirm(self, person):
        """One press on the row, and it waits no more."""
        self.mouse.click(self.row(person).get_by_role("button", name="Confirm", exact=True))
        expect(self.row(person)).to_have_count(0)

    def confirm_domain(self):
        self.mouse.click(self.page.get_by_role("button", name="Confirm new email domain"))

    def make_code(self, person):
        """One press on the row; the code that OH reads out."""
        self.mouse.click(self.row(person).get_by_role("button", name="Make a code", exact=True))
        return re.search(r"\d{4} \d{4}", self.code.first.inner_text())[0]

    def has_nobody(self, person):
        """Nobody has to press anything for this person."""
        expect(self.page.locator(".o_list_view")).to_be_visible()
        expect(self.row(person)).to_have_count(0)
