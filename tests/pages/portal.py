"""The employee's and the companion's pages, on a phone."""

from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}


class Portal:
    def __init__(self, page):
        self.page = page
        page.set_viewport_size(PHONE)
        self.main = page.locator("main")

    def open(self, path=""):
        """The list, or what follows it in the address."""
        self.page.goto(f"/my/conferences{path}")
        return self

    def follow(self, words):
        self.main.get_by_role("link", name=words).first.click()
        return self

    def press(self, words):
        self.main.get_by_role("button", name=words).first.click()
        return self

    def says(self, words):
        """The main heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)
        return self
