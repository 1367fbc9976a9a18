"""An address is one address, clean, by whichever door it is entered; else a sentence says what is wrong with it."""

from odoo.exceptions import UserError

from ..common import CaseconCase, CaseconHttpCase, promise

WRONG = {
    "by letter": "This is not an email address",
    "a@example.com, b@example.com": "one email address only",
    "zoë@example.com": "Before the @",
    "zoe@localhost": "After the @",
}
PASTED = "\u200b\u201cZoe@Example.com\u201d\u00a0"


@promise("casecon_messages")
class TestAddresses(CaseconCase):
    def test_what_is_pasted_is_kept_clean(self):
        self.as_("hr", self.people["employee"]).casecon_invitation_email = PASTED
        self.assertEqual(self.people["employee"].casecon_invitation_email, "zoe@example.com")
        self.company.casecon_no_reply_email = "no-reply@ПРИМЕР.рф "
        self.assertEqual(self.company.casecon_no_reply_email, "no-reply@пример.рф")
        employee = self.as_("hr", self.env["hr.employee"]).create({"name": "New", "casecon_invitation_email": PASTED})
        self.assertEqual(employee.casecon_invitation_email, "zoe@example.com")
        employee.casecon_invitation_email = "  "
        self.assertFalse(employee.casecon_invitation_email)

    def test_an_import_is_cleaned_and_refused_alike(self):
        employees = self.as_("hr", self.env["hr.employee"])
        names = ["name", "casecon_invitation_email"]
        loaded = employees.load(names, [["Imported", PASTED]])
        self.assertEqual(employees.browse(loaded["ids"]).casecon_invitation_email, "zoe@example.com")
        refused = employees.load(names, [["Imported two", "by letter"]])
        self.assertFalse(refused["ids"])
        self.assertIn("not an email address", refused["messages"][0]["message"])

    def test_the_companions_address_is_checked_too(self):
        conference = self.scheduled()
        employee = self.as_("employee", conference)
        employee.action_set_companion(name="Com Panion", email=PASTED)
        self.assertEqual(self.row(conference, "companion").partner_id.email, "zoe@example.com")
        for text, why in WRONG.items():
            with self.subTest(text=text), self.assertRaisesRegex(UserError, rf"{why}.*\[R13\]"):
                self.as_("employee", conference).action_set_companion(name="Com Panion", email=text)
        self.as_("employee", conference).action_set_companion(name="Com Panion", email=" ")
        self.assertFalse(self.row(conference, "companion").partner_id.email)

    def test_settings_refuse_a_sender_that_is_none(self):
        settings = self.env["res.config.settings"].with_company(self.company)
        with self.assertRaisesRegex(UserError, "After the @"):
            settings.create({"casecon_no_reply_email": "no-reply@localhost"}).execute()


@promise("casecon_messages")
class TestAddressesOverHttp(CaseconHttpCase):
    def test_the_form_of_hr_is_told_what_is_wrong(self):
        employee = self.people["employee"]
        self.log_in("hr")
        for text, why in WRONG.items():
            for method, arguments in (
                ("write", [[employee.id], {"casecon_invitation_email": text}]),
                ("web_save", [[employee.id], {"casecon_invitation_email": text}, {"casecon_invitation_email": {}}]),
            ):
                with self.subTest(text=text, method=method):
                    error = self.call("hr.employee", method, *arguments)["error"]
                    self.assertIn(why, error["message"])
                    self.assertNotIn(text, error["message"])
        self.call("hr.employee", "write", [employee.id], {"casecon_invitation_email": PASTED})
        employee.invalidate_recordset()
        self.assertEqual(employee.casecon_invitation_email, "zoe@example.com")
