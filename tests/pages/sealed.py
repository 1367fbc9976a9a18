"""A sealed text as a person reads and types it: in a frame of its own."""

from playwright.sync_api import expect

from tests.pages.axe import found_in


class SealedText:
    """The frame within a form or dialog."""

    def __init__(self, within, label="Note"):
        self._within = within
        self.frame = within.frame_locator("iframe.o_casecon_sealed")
        self.element = within.locator("iframe.o_casecon_sealed")
        self.box = self.frame.get_by_role("textbox", name=label)
        self.status = self.frame.get_by_role("status")

    def begin(self):
        """Of a record that is new."""
        self._within.get_by_role("button", name="Write the note").click()
        expect(self.box).to_be_focused()
        return self

    def type(self, text):
        """Typed, and saved by itself."""
        self.box.fill(text)
        expect(self.status).to_contain_text("Saved at")

    def flaws(self):
        """What axe finds wrong within the frame."""
        # the page around the frame has the main heading
        return found_in(self.element.element_handle().content_frame(), but=("page-has-heading-one",))
