"""The dialogs in which HR books and a line manager asks."""

import re


class BookingDialog:
    def __init__(self, page):
        self.page = page
        self.dialog = page.get_by_role("dialog").filter(has=page.locator(".o_casecon_book, .o_casecon_ask"))

    def ground(self, label):
        return self.dialog.get_by_label(label, exact=True)

    @property
    def reason(self):
        return self.dialog.locator("[name=reason] textarea")

    @property
    def report_date(self):
        """Of which day the report is, for a line manager to whom its label says nothing yet."""
        return self.dialog.locator("[name=report_issued_on]")

    @property
    def today(self):
        """Today is the day of the talk with the employee."""
        return self.dialog.get_by_role("button", name="Today")

    @property
    def talk(self):
        """The date of the talk."""
        return self.dialog.locator("[name=told_on] input")

    @property
    def start(self):
        return self.dialog.locator("div[name=start] input")

    @property
    def missing(self):
        """The checklist of what is missing."""
        return self.dialog.locator(".o_casecon_readiness")

    @property
    def book(self):
        return self.dialog.get_by_role("button", name="Book", exact=True)

    @property
    def save(self):
        """Save it as a request, to be booked later."""
        return self.dialog.get_by_role("button", name="Save without booking")

    @property
    def send(self):
        """A line manager's button."""
        return self.dialog.get_by_role("button", name="Ask", exact=True)

    @property
    def saved(self):
        """The strip on its form that it is saved, or asked for by a manager."""
        return self.page.locator(".o_casecon_done").filter(has_text=re.compile("Accepted|You have asked"))

    @property
    def booked(self):
        """The strip on its form that it is booked."""
        return self.page.locator(".o_casecon_done").filter(has_text="Booked for")
