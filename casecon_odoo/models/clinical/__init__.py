from . import (
    sentences,
    note,
    note_verbs,
    pre_call,
    pre_call_settled,
    conference,
    hr_employee,
    read_notes,
    ir_module_module,
    account,
)
