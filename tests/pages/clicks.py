"""A mouse whose clicks are counted."""


class CountedMouse:
    """Clicks for a person; one click more than allowed fails. Typing and Tab do not count."""

    def __init__(self, page, allowed):
        self.page, self.allowed, self.clicks = page, allowed, 0

    def click(self, locator):
        self.clicks += 1
        assert self.clicks <= self.allowed, f"click {self.clicks} of {self.allowed} allowed"
        locator.click()

    def type(self, text):
        """What a person types where the cursor is."""
        self.page.keyboard.type(text)

    def tab(self, times=1):
        for _ in range(times):
            self.page.keyboard.press("Tab")
