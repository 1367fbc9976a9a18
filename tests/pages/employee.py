"""The form of an employee in the HR app."""

import re


class EmployeePage:
    def __init__(self, page):
        self.page = page

    def open(self, name):
        """Find the employee in the list of employees, as HR does."""
        self.page.goto("/odoo/employees")
        search = self.page.get_by_role("searchbox")
        search.fill(name)
        search.press("Enter")
        self.page.locator(".o_kanban_record, .o_data_row").filter(has_text=name).first.click()
        self.page.get_by_role("button", name="Book a case conference").wait_for()
        return self

    @property
    def book(self):
        return self.page.get_by_role("button", name="Book a case conference")

    @property
    def conferences(self):
        """The button with the number of case conferences."""
        return self.page.get_by_role("button", name=re.compile("Case conferences"))
