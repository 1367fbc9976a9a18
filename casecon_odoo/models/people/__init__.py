from . import res_company, res_config_settings, res_users, clinician, hr_employee, setup, ir_http
