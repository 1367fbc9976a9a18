"""Who takes part in the demo data: login (and password) and role."""

PERSONAS = {
    "hr": "HR business partner",
    "manager": "line manager",
    "manager2": "another line manager",
    "employee": "employee with an internal login",
    "portal.employee": "employee with a portal login",
    "colleague": "colleague whom no case conference concerns",
    "companion": "companion (portal)",
    "clinician": "occupational-health clinician",
    "clinician2": "another clinician",
    "ohp": "occupational-health physician",
    "leadclinician": "lead clinician",
    "ohadmin": "occupational-health administrator",
    "privacy": "privacy officer",
    "other.hr": "HR of another company",
    "admin": "system administrator",
}
