"""A keyboard, and nothing else: what has the focus is reached with Tab, and pressed."""


class Keys:
    """The keys of one page; a click is not among them."""

    def __init__(self, page):
        self.page = page

    def has_focus(self, locator):
        return locator.evaluate_all("all => all.includes(document.activeElement)")

    def to(self, locator, key="Tab", among=60):
        """Press Tab (or Shift+Tab) until it has the focus."""
        locator.first.wait_for()
        for _step in range(among):
            if self.has_focus(locator):
                return self
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} never reaches {locator}")

    def back_to(self, locator):
        return self.to(locator, "Shift+Tab")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text):
        self.page.keyboard.type(text)
        return self
