from . import (
    res_company,
    res_config_settings,
    res_users,
    clinician,
    login,
    login_change,
    login_hooks,
    login_verbs,
    role_ends,
    hr_employee,
    setup,
    ir_http,
)
