"""The picture in which a time is found: three suggestions, and the week."""


class Times:
    def __init__(self, dialog):
        self.picture = dialog.locator(".o_casecon_times")

    @property
    def suggestions(self):
        return self.picture.locator(".o_casecon_suggestion:not(.placeholder)")

    @property
    def chosen(self):
        """The suggestion that is chosen."""
        return self.picture.locator(".o_casecon_suggestion[aria-pressed=true]")

    @property
    def toggle(self):
        return self.picture.locator(".o_casecon_toggle")

    @property
    def grid(self):
        return self.picture.get_by_role("grid")

    @property
    def tab_stop(self):
        """The one cell of the grid that Tab reaches."""
        return self.grid.locator("[tabindex='0']")

    @property
    def line(self):
        """What is said of the time at which one is."""
        return self.picture.locator(".o_casecon_line")

    @property
    def switches(self):
        """The names of those who may be made optional."""
        return self.grid.locator("button[aria-pressed]")

    @property
    def refusal(self):
        return self.picture.get_by_role("alert")

    @property
    def settled(self):
        """The picture, when nothing is being asked any more."""
        return self.picture.and_(self.picture.page.locator("[aria-busy=false]"))

    @property
    def free_clinicians(self):
        return self.picture.page.locator(".o_casecon_free_clinicians button")
