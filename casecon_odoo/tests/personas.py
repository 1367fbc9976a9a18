"""Who takes part in the tests: one persona per role. Built anew for each class, never from demo data."""

from datetime import datetime

from odoo.tests import TransactionCase, tagged

from ..models import clock
from ..models.people.login import know

NOW = datetime(2026, 6, 1, 9)  # a Monday, 10:00 in London

CASECON = "casecon_odoo.casecon_group_"
GROUPS = {
    "hr": "hr.group_hr_user",
    "manager_above": "base.group_user",
    "manager": "base.group_user",
    "other_manager": "base.group_user",
    "employee": "base.group_user",
    "portal_employee": "base.group_portal",
    "two_hats": "hr.group_hr_user",
    "clinician": CASECON + "clinician",
    "clinician2": CASECON + "clinician",
    "lead": CASECON + "lead_clinician",
    "oh_admin": CASECON + "oh_admin",
    "privacy": CASECON + "privacy_officer",
    "system": "base.group_system",
    "colleague": "base.group_user",
    "hr_elsewhere": "hr.group_hr_user",
}
REPORTS_TO = {  # who is an employee, and whose
    "manager_above": None,
    "manager": "manager_above",
    "other_manager": "manager_above",
    "employee": "manager",
    "portal_employee": "manager",
    "two_hats": "manager",
    "no_login": "manager",
    "colleague": "other_manager",
}


def promise(*tags):
    """Tag a test class or method with the rules that it keeps; Odoo itself tags classes only."""

    def tag(test):
        if isinstance(test, type):
            return tagged("post_install", "-at_install", *tags)(test)
        test.promises = tags
        return test

    return tag


def own_password(user):
    """Set a password as the person does: set by somebody else, the login would wait for OH."""
    user.with_user(user).sudo().password = user.login


class Promised(TransactionCase):
    """Tests can be chosen by the tags of their methods: `--tags casecon_R3`."""

    def get_method_additional_tags(self, test_method):
        return [*super().get_method_additional_tags(test_method), *getattr(test_method, "promises", ())]


class Personas(Promised):
    """One user and one employee per role, two companies, two clinicians, and a clock that stands still."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(clock.at(NOW))
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_reset_password": True})
        # without a logo, which Odoo would make of each in five sizes
        names = ("Test Works", "Other Works")
        cls.company, cls.elsewhere = cls.env["res.company"].create([{"name": name, "logo": False} for name in names])
        for company in (cls.company, cls.elsewhere):
            company.resource_calendar_id.tz = "Europe/London"
            company.casecon_video_url = "https://video.example.com/room"
        made = cls.env["res.users"].create([cls._user_vals(name, groups) for name, groups in GROUPS.items()])
        cls.users = dict(zip(GROUPS, made, strict=True))
        cls.people = {}
        for name, above in REPORTS_TO.items():
            cls.people[name] = cls.make_employee(name, cls.people.get(above), cls.users.get(name))
        cls.chair, cls.chair2 = (cls.make_clinician(name) for name in ("clinician", "clinician2"))

    @classmethod
    def make_user(cls, name, groups, **vals):
        return cls.env["res.users"].create([cls._user_vals(name, groups, **vals)])

    @classmethod
    def _user_vals(cls, name, groups, **vals):
        """An address of their own for everybody: `new_test_user` gives one address to equal initials."""
        company = cls.elsewhere if name == "hr_elsewhere" else cls.company
        return {
            "name": f"Person {name}",
            "login": f"casecon_{name}",
            "email": f"{name}@example.com",
            "tz": "Europe/London",
            "company_id": company.id,
            "company_ids": [(6, 0, company.ids)],
            "group_ids": [(6, 0, [cls.env.ref(group).id for group in groups.split(",")])],
            **vals,
        }

    @classmethod
    def make_employee(cls, name, above=None, user=None, **vals):
        """An employee whose login OH knows, as after the install."""
        employee = cls.env["hr.employee"].create(
            {
                "name": f"Person {name}",
                "company_id": cls.company.id,
                "parent_id": above.id if above else False,
                "user_id": user.id if user else False,
                "tz": "Europe/London",
                **vals,
            }
        )
        know(employee.casecon_login_ids)
        return employee

    @classmethod
    def make_clinician(cls, name):
        return cls.env["casecon.clinician"].create(
            {
                "user_id": cls.users[name].id,
                "company_id": cls.company.id,
                "kind": "oha",
                "registration_body": "nmc",
                "registration_number": f"NMC-{name}",
                "registration_valid_until": "2030-01-01",
            }
        )

    def user(self, name):
        return self.users[name]

    def as_(self, name, record):
        """`record` as the persona sees it, with an empty cache: else the cache would be tested, not the rules."""
        self.env.flush_all()
        self.env.invalidate_all()
        user = self.users[name] if isinstance(name, str) else name
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def seen(self, record):
        """A login, or a case, as a button of its screen calls it: with the word for what is shown."""
        self.env.flush_all()
        record_sudo = record.sudo()
        word = record_sudo.login_seen if record._name == "casecon.conference" else record_sudo.seen
        return record.with_context(casecon_seen=word)

    @classmethod
    def made(cls):
        """A case to call the helpers of from `setUpClass`."""
        return cls("run")
