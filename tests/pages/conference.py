"""The form of one case conference, and the dialogs of its verbs."""

import re
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

    def type_moment(self, label, moment):
        """A moment in the open dialog, typed as a person in London types it."""
        field = self.dialog.get_by_label(label)
        field.fill(typed(moment))
        field.press("Tab")

    def choose(self, answer):
        """One of the answers that stand as buttons in the open dialog."""
        self.dialog.locator("label.btn").filter(has_text=re.compile(rf"^\s*{answer}\s*$")).click()

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
        self.type_moment("New date and time", start)
        self.dialog.get_by_label("Why it is moved").fill(reason)
        self.confirm("Move")

    def cancel(self, reason):
        self.press("Cancel")
        self.dialog.get_by_label("Why", exact=True).fill(reason)
        self.confirm("Cancel the meeting")

    def choose_start(self, start):
        """Propose a start (naive UTC) on the form of a request."""
        shown = self.form.locator(".o_field_datetime[name=start]")
        shown.locator("input, button").first.click()
        field = shown.locator("input").first
        field.fill(typed(start))
        field.press("Tab")

    def save(self):
        """Keep what was typed on the form of a request."""
        self.form.locator(".o_form_button_save").click()
        self.form.locator(".o_form_button_save").wait_for(state="hidden")

    def choose_record(self, field, name):
        """Choose a record by its name on the form of a request."""
        self.form.locator(f"[name={field}] input").first.fill(name)
        self.page.locator(".o-autocomplete--dropdown-menu").get_by_role("option", name=name).first.click()


def typed(start):
    """A naive UTC time as a person in London types it."""
    return start.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/London")).strftime("%d/%m/%Y %H:%M")
