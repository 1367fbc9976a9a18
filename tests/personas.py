"""Who takes part in the demo data: login (and password) and role."""

PERSONAS = {
    "hr": "HR business partner",
    "manager": "line manager",
    "employee": "employee with an internal login",
    "portal.employee": "employee with a portal login",
    "companion": "companion (portal)",
    "clinician": "occupational-health clinician",
    "clinician2": "another clinician",
    "leadclinician": "lead clinician",
    "ohadmin": "occupational-health administrator",
    "privacy": "privacy officer",
    "admin": "system administrator",
}
