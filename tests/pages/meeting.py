"""The form of a conference from the pre-call to the end of the meeting, as the clinician uses it."""

import re

from playwright.sync_api import expect

from tests.pages.conference import ConferencePage
from tests.pages.sealed import SealedText


class MeetingPage(ConferencePage):
    def tab(self, name):
        """Open one tab; returns what it shows."""
        self.form.get_by_role("tab", name=name, exact=True).click()
        return self.form.locator(".tab-pane.active")

    @property
    def tabs(self):
        return self.form.get_by_role("tab").all_inner_texts()

    @property
    def in_the_room(self):
        return self.form.locator("[name=room_names]")

    def row(self, words):
        """One row of the list in the open tab."""
        return self.form.locator(".o_data_row", has_text=words)

    def record_pre_call(self):
        self.press("Record the pre-call")
        self.choose("Done")
        self.confirm("Record")

    def write_note(self, text):
        """A note about this conference, signed at once."""
        self.tab("Clinical").get_by_role("button", name="New note").click()
        dialogs = self.page.get_by_role("dialog")
        SealedText(dialogs).begin().type(text)
        dialogs.get_by_role("button", name="Sign").click()
        dialogs.filter(has_text="A signed note is locked").last.get_by_role("button", name="Sign").click()
        expect(self.row("Signed").first).to_be_visible()

    def propose(self, wording):
        """What may be said."""
        self.tab("Consent").get_by_role("button", name="Propose an item").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Wording").fill(wording)
        dialog.get_by_role("button", name="Save").click()
        expect(self.item(wording)).to_be_visible()

    def item(self, words):
        """The row of the item with these words, which stand in the frame above the list, by its number."""
        frame = self.form.locator("[name=item_texts]").frame_locator("iframe.o_casecon_sealed")
        heading = frame.locator("article").filter(has_text=words).locator("h2").inner_text()
        number = re.compile(rf"^{re.search(r'[0-9]+', heading)[0]}$")
        return self.form.locator(".o_data_row").filter(has=self.page.locator("td[name=number]", has_text=number))

    def start(self, *present, reason):
        self.press("Start")
        for person in present:
            self.dialog.get_by_label(person).check()
        self.say("Reason", reason)
        self.confirm("Start")

    def enter(self, person):
        self.tab("Meeting")
        self.row(person).get_by_role("button", name="Enter").click()
        expect(self.in_the_room).to_contain_text(person)

    def leave(self, person):
        self.tab("Meeting")
        self.row(person).get_by_role("button", name="Leave").click()
        expect(self.in_the_room).not_to_contain_text(person)

    def standing(self, wording):
        """Whether these words may be said now, as the tab shows it."""
        self.tab("Consent")
        return self.item(wording).locator("td[name=standing]")

    def said(self, wording):
        """The button by which they are ticked as said."""
        self.tab("Consent")
        return self.item(wording).get_by_role("button", name="Said")

    def end(self):
        self.press("End the meeting")
        self.confirm("End the meeting")
