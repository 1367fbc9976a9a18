# Run in `odoo shell` on the demo company, before texts were sealed and since: one employee with 80 signed notes.
from datetime import datetime, timedelta

env = globals()["env"]
clinician = env["res.users"].search([("login", "=", "clinician")])
env = env(user=clinician, context={"allowed_company_ids": clinician.company_ids.ids, "tracking_disable": True})
person = env["hr.employee"].sudo().create({"name": "Person 01", "company_id": clinician.company_id.id})
began = datetime.now() - timedelta(days=100)  # noqa: DTZ005
for number in range(80):
    note = env["casecon.note"].create(
        {
            "employee_id": person.id,
            "held_at": began + timedelta(days=number),
            "body": f"Note {number}. " + "Slept better, walks to work, the back hurts after two hours of sitting. " * 8,
        }
    )
    note.action_sign()
env.cr.commit()
