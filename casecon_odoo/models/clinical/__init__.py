from . import note, note_verbs, pre_call, conference, hr_employee
