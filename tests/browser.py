"""Logging in as a person does, and noticing what the browser complains about."""

import re

VIEWPORT = {"width": 1366, "height": 768}
PATIENCE = 20_000  # ms: a busy machine is slow, not wrong

# Names of other apps' icons, and the browser's own wish: not ours.
_ALLOWED = re.compile(r"/static/description/icon\.png|/favicon\.ico")


class Login:
    """Browser contexts, each logged in through the login page."""

    def __init__(self, chromium, server):
        self._chromium, self._server = chromium, server

    def context(self, login, password):
        context = self._chromium.new_context(
            base_url=self._server.url, viewport=VIEWPORT, locale="en-US", timezone_id="Europe/London"
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto("/web/login")
        page.get_by_label("Email").fill(login)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_url(re.compile(r"/(odoo|my)(/|$|\?)"))
        page.close()
        return context


class NoErrors:
    """Collects console errors and uncaught exceptions of the pages it listens to."""

    def __init__(self):
        self.seen = []

    def listen(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"uncaught: {error}"))

    def _console(self, message):
        if message.type == "error" and not _ALLOWED.search(f"{message.text} {message.location.get('url')}"):
            self.seen.append(f"{message.text} ({message.location.get('url')})")

    def forgive(self, pattern):
        """Forget the errors that a test provokes on purpose."""
        self.seen = [error for error in self.seen if not re.search(pattern, error)]

    def check(self):
        assert not self.seen, "The browser's console shows errors:\n" + "\n".join(self.seen)
