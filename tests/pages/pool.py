"""The pool's week, which the OH administrator sees at a glance."""


class Pool:
    def __init__(self, page):
        self.page = page
        self.picture = page.locator(".o_casecon_pool")

    def open_from_menu(self):
        self.page.goto("/odoo/desk")
        self.page.get_by_role("menuitem", name="Clinicians' week").or_(
            self.page.get_by_role("link", name="Clinicians' week")
        ).first.click()
        self.table.wait_for()
        return self

    @property
    def table(self):
        return self.picture.get_by_role("table")

    @property
    def title(self):
        """The week as its first and last day."""
        return self.page.locator(".o_casecon_week_title")

    @property
    def settled(self):
        """The week, when nothing is being asked any more."""
        return self.picture.and_(self.page.locator("[aria-busy=false]"))

    def week_button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def row(self, name):
        return self.table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=name))

    def cell(self, name, number):
        """The day of a clinician, from 0 on."""
        return self.row(name).get_by_role("cell").nth(number)

    def week_load(self, name):
        return self.row(name).get_by_role("cell").last

    def conference(self, reference):
        return self.picture.get_by_role("link", name=reference)
