# Run in `odoo shell` on a clone: as many employees with the addon as without, and with it a conference for each.
from datetime import datetime, timedelta

COMPANY = "casecon_odoo.casecon_demo_company"
EMPLOYEES = 80

company = env.ref(COMPANY, raise_if_not_found=False) or env.ref("base.main_company")  # noqa: F821
env = env(context={"allowed_company_ids": company.ids, "tracking_disable": True})  # noqa: F821
own = {"company_id": company.id, "company_ids": [(6, 0, company.ids)], "email": "bench@example.com"}
groups = [(6, 0, env.ref("hr.group_hr_user").ids)]
hr = env["res.users"].create({"name": "Ben Bench", "login": "bench", "password": "bench", "group_ids": groups, **own})
portal = env["res.users"].search([("login", "=", "portal")])
if not portal:
    groups = [(6, 0, env.ref("base.group_portal").ids)]
    portal = env["res.users"].create({"name": "Pat Portal", "login": "portal", "group_ids": groups})
portal.password = "portal"
above = env["hr.employee"].search([("company_id", "=", company.id)], limit=1)
people = env["hr.employee"].create(
    [{"name": f"Person {number:02}", "company_id": company.id, "parent_id": above.id} for number in range(EMPLOYEES)]
)
people.parent_id = env["hr.employee"].search([("company_id", "=", company.id), ("user_id", "!=", False)], limit=1)

if "casecon.conference" in env.registry:
    reports = env["casecon.report"].with_user(hr)
    conferences = env["casecon.conference"].with_user(hr)
    clinician = env["casecon.clinician"].search([("company_id", "=", company.id)], limit=1)
    monday = datetime.now().replace(hour=9, minute=0, second=0, microsecond=0)  # noqa: DTZ005
    monday += timedelta(days=28 - monday.weekday())
    today = str(datetime.now().date())  # noqa: DTZ005
    for number, person in enumerate(people):
        reports.action_register(
            employee_id=person.id,
            author_name="Dr A. Outside",
            author_role="ohp",
            registration_number="GMC-1",
            issued_on=today,
            received_on=today,
        )
        conference = conferences.create(
            {
                "employee_id": person.id,
                "clinician_id": clinician.id,
                "ground": "long_absence",
                "reason": "Away for a while",
                "mode": "virtual",
                "video_url": "https://video.example.com/room",
                "told_on": today,
            }
        )
        if number % 4:
            week, day = divmod(number, 20)
            start = monday + timedelta(weeks=week, days=day % 5, hours=day // 5)
            conference.action_schedule(start=str(start))
        env.flush_all()
env.cr.commit()
