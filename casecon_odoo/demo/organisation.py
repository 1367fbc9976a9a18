"""The people of the demo: one row each, so that the organisation can be read at a glance."""

from typing import NamedTuple

from odoo.fields import Command

from ..models.people.login import keep_chosen_address, know

ZONE = "Europe/London"
LANGUAGE = "en_GB"  # days before months
DOMAIN = "alderbridge.example"

# department: the one above it
DEPARTMENTS = {
    "Executive": None,
    "Operations": "Executive",
    "Customer Services": "Operations",
    "Warehouse": "Operations",
    "Finance": "Executive",
    "People": "Executive",
    "Occupational Health": "People",
}

GROUPS = {
    "user": "base.group_user",
    "portal": "base.group_portal",
    "hr": "hr.group_hr_user",
    "oh_admin": "casecon_odoo.casecon_group_oh_admin",
    "lead_clinician": "casecon_odoo.casecon_group_lead_clinician",
    "privacy_officer": "casecon_odoo.casecon_group_privacy_officer",
}


class Person(NamedTuple):
    """`above` names the manager; `login` is empty where there is none; `chosen` is the address for invitations."""

    name: str
    job: str
    department: str
    above: str | None = None
    login: str = ""
    group: str = "user"
    chosen: str = ""


PEOPLE = (
    Person("Catherine Lowe", "Managing Director", "Executive"),
    Person("Stephen Achebe", "Director of Operations", "Operations", "Catherine Lowe"),
    Person("Priya Raman", "Director of People", "People", "Catherine Lowe"),
    Person("Oliver Grant", "Finance Manager", "Finance", "Catherine Lowe"),
    # customer services: three levels below the managing director
    Person("Martin Doyle", "Customer Services Manager", "Customer Services", "Stephen Achebe", "manager"),
    Person("Aisha Khan", "Team Leader", "Customer Services", "Martin Doyle"),
    Person("Tom Whitfield", "Customer Adviser", "Customer Services", "Martin Doyle", "employee"),
    Person("Ben Carver", "Customer Adviser", "Customer Services", "Martin Doyle", "colleague"),
    Person("Daniel Rees", "Customer Adviser", "Customer Services", "Aisha Khan"),
    Person("Mohammed Iqbal", "Customer Adviser", "Customer Services", "Aisha Khan"),
    Person("Rachel Dunn", "Customer Adviser", "Customer Services", "Aisha Khan"),
    Person("Emily Stone", "Customer Adviser", "Customer Services", "Martin Doyle", chosen="emily.stone@home.example"),
    Person("Owen Blake", "Customer Adviser", "Customer Services", "Martin Doyle", chosen="owen.blake@home.example"),
    # warehouse
    Person("Janet Okafor", "Warehouse Manager", "Warehouse", "Stephen Achebe", "manager2"),
    Person("Grace Adeyemi", "Warehouse Operative", "Warehouse", "Janet Okafor", "portal.employee", "portal"),
    Person("Kevin Harte", "Forklift Driver", "Warehouse", "Janet Okafor", chosen="kevin.harte@home.example"),
    Person("Sofia Mendes", "Warehouse Operative", "Warehouse", "Janet Okafor", chosen="sofia.mendes@home.example"),
    Person("Gareth Lloyd", "Warehouse Operative", "Warehouse", "Janet Okafor"),
    Person("Yusuf Demir", "Warehouse Operative", "Warehouse", "Janet Okafor"),
    Person("Joanne Price", "Stock Controller", "Warehouse", "Janet Okafor"),
    Person("Leanne Foster", "Payroll Assistant", "Finance", "Oliver Grant"),
    # people and occupational health
    Person("Helen Marsh", "HR Business Partner", "People", "Priya Raman", "hr", "hr"),
    Person("Iris Novak", "Data Protection Officer", "Executive", "Catherine Lowe", "privacy", "privacy_officer"),
    Person("Anne Forsyth", "Lead Nurse", "Occupational Health", "Priya Raman", "leadclinician", "lead_clinician"),
    Person("Nora Bell", "Occupational Health Adviser", "Occupational Health", "Anne Forsyth", "clinician"),
    Person("David Osei", "Occupational Health Adviser", "Occupational Health", "Anne Forsyth", "clinician2"),
    Person("Ruth Levy", "Occupational Health Physician", "Occupational Health", "Priya Raman", "ohp"),
    Person("Sam Petrie", "OH Administrator", "Occupational Health", "Anne Forsyth", "ohadmin", "oh_admin"),
)


OTHER_HR = Person("Peter Quinn", "HR of another company", "", login="other.hr", group="hr")
COMPANION = Person("Carol Finch", "Union representative", "", None, "companion", "portal", "carol.finch@union.example")


OH = {
    "casecon_oh_name": "Alderbridge Occupational Health",
    "casecon_oh_address": "The Gatehouse\n14 Weir Street\nAlderbridge AL7 4QX",
    "casecon_oh_phone": "01632 960123",
}


def build_people(env, company):
    """Make departments, logins (password = login) and employees. Returns (users by login, employees by name)."""
    departments = _departments(env, company)
    users = build_users(env, company, [person for person in PEOPLE if person.login])
    employees = {}
    for person in PEOPLE:  # each manager stands before the team
        above = employees.get(person.above, env["hr.employee"])
        employees[person.name] = env["hr.employee"].create(
            {
                "name": person.name,
                "company_id": company.id,
                "user_id": users[person.login].id if person.login else False,
                "job_title": person.job,
                "department_id": departments[person.department].id,
                "parent_id": above.id,
                "work_email": _address(person.name),
                "resource_calendar_id": company.resource_calendar_id.id,
                "tz": ZONE,
                "casecon_invitation_email": person.chosen or False,
            }
        )
    for name, department in departments.items():
        department.manager_id = employees[next(person.name for person in PEOPLE if person.department == name)]
    users |= build_users(env, env.ref("base.main_company"), [OTHER_HR])
    confirm_logins(env)
    return users, employees


def confirm_logins(env):
    """As OH would, after talking to each person: the demo's logins are made with passwords that everybody knows."""
    know(env["casecon.login"].search([("waits", "=", True)]))
    for employee in env["hr.employee"].search([("casecon_invitation_email", "!=", False)]):
        keep_chosen_address(employee.casecon_login_ids, employee.casecon_invitation_email)


def _departments(env, company):
    made = {}
    for name, above in DEPARTMENTS.items():
        parent = made[above].id if above else False
        made[name] = env["hr.department"].create({"name": name, "company_id": company.id, "parent_id": parent})
    return made


def build_users(env, company, people, partner=None):
    """Make logins; the password is the login. Returns users by login. `partner`: whom a single login is for."""
    groups = {kind: env.ref(xml_id).id for kind, xml_id in GROUPS.items()}
    users = env["res.users"].with_context(no_reset_password=True)
    made = users.create(
        [
            {
                "name": person.name,
                "login": person.login,
                "password": person.login,
                **({"partner_id": partner.id} if partner else {"email": _address(person.name)}),
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set([groups[person.group]])],
                "tz": ZONE,
                "lang": LANGUAGE,
                "notification_type": "email" if person.group == "portal" else "inbox",
            }
            for person in people
        ]
    )
    return {user.login: user for user in made}


def _address(name):
    return f"{name.lower().replace(' ', '.')}@{DOMAIN}"
