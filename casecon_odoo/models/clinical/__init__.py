from . import sentences, note, note_verbs, pre_call, conference, hr_employee, ir_module_module, account
