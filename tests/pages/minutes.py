"""What HR writes down: decisions in a list, the minutes on their form."""

from playwright.sync_api import expect

from tests.pages.conference import ConferencePage


class MinutesPage(ConferencePage):
    """Opened by a button of the conference."""

    @property
    def text(self):
        return self.form.locator("[name=body]")

    def write(self, *paragraphs):
        editor = self.text.locator(".odoo-editor-editable")
        editor.click()
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(paragraph)

    def send(self):
        self._agree("Send for the fact check", "Send")
        expect(self.state).to_have_text("Fact check")

    def make_final(self):
        self._agree("Make final", "Make final")
        expect(self.state).to_have_text("Final")

    def _agree(self, label, answer):
        self.button(label).click()
        self.page.get_by_role("dialog").get_by_role("button", name=answer).click()


class DecisionsPage:
    """The list to write in."""

    def __init__(self, page):
        self.page = page
        self.list = page.locator(".o_list_view")

    def add_action(self, what, owner, due):
        """One action, by the keyboard as in the meeting; `due` as a person types it."""
        self.list.get_by_role("button", name="New").click()
        self.list.locator(".o_selected_row [name=name] input").fill(what)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(owner)
        self.page.get_by_role("option", name=owner).click()
        self.list.locator("[name=due_on] input").fill(due)
        self.list.get_by_role("button", name="Save").click()
        expect(self.list.get_by_role("button", name="New")).to_be_visible()
