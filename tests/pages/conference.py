"""The form of one case conference, and the dialogs of its verbs."""

from datetime import UTC
from zoneinfo import ZoneInfo


class ConferencePage:
    def __init__(self, page):
        self.page = page
        self.form = page.locator(".o_form_view").first
        self.dialog = page.get_by_role("dialog").filter(has=page.locator(".o_casecon_verb"))

    def open(self, conference):
        self.page.goto(f"/odoo/casecon.conference/{conference}")
        self.form.wait_for()
        return self

    @property
    def state(self):
        """The state that is marked in the status bar."""
        return self.form.locator(".o_statusbar_status .o_arrow_button_current")

    def button(self, label):
        """A button in the bar."""
        return self.form.get_by_role("button", name=label, exact=True)

    def say(self, label, text):
        """Fill one field of the open dialog."""
        self.dialog.get_by_label(label).fill(text)

    def press(self, label):
        """A verb's button, in the bar or under More."""
        button = self.button(label)
        more = self.form.get_by_role("button", name="More")
        button.or_(more).first.wait_for()
        if not button.count():
            more.click()
            button = self.page.get_by_role("menuitem", name=label, exact=True)
        button.click()
        self.dialog.wait_for()

    def confirm(self, label):
        self.dialog.get_by_role("button", name=label, exact=True).click()
        self.dialog.wait_for(state="detached")

    def move(self, start, reason):
        """Move it to another start (naive UTC), typed as a person in London types it."""
        self.press("Move")
        field = self.dialog.get_by_label("New date and time")
        field.fill(typed(start))
        field.press("Tab")
        self.dialog.get_by_label("Why it is moved").fill(reason)
        self.confirm("Move")

    def cancel(self, reason):
        self.press("Cancel")
        self.dialog.get_by_label("Why", exact=True).fill(reason)
        self.confirm("Cancel the meeting")


def typed(start):
    """A naive UTC time as a person in London types it."""
    return start.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/London")).strftime("%m/%d/%Y %H:%M")
