"""The form of an employee: the full one that HR has, the public one of everybody else."""

import re


class EmployeePage:
    def __init__(self, page):
        self.page = page

    def open(self, name, path="/odoo/employees"):
        """Find the employee in the list of employees, as people do."""
        self.page.goto(path)
        search = self.page.get_by_role("searchbox")
        search.fill(name)
        search.press("Enter")
        self.page.locator(".o_kanban_record, .o_data_row").filter(has_text=name).first.click()
        self.page.locator(".o_form_view").get_by_text(name).first.wait_for()
        return self

    def open_public(self, name):
        return self.open(name, "/odoo/action-hr.hr_employee_public_action")

    @property
    def book(self):
        return self.page.get_by_role("button", name="Book a case conference")

    @property
    def ask(self):
        """What a line manager has instead."""
        return self.page.get_by_role("button", name="Ask for a case conference")

    @property
    def conferences(self):
        """The button with the number of case conferences."""
        return self.page.get_by_role("button", name=re.compile("Case conferences"))
