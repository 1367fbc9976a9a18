"""Who may see what (`docs/access.md`), one cell each, asked by ORM and over HTTP as the person."""

import itertools

from .cases import CODE_ALONE, Cases
from .common import CaseconHttpCase, promise

# What is the employee's own, and nobody's else outside OH.
OWN_CASE = {
    "employee":        ("r", "", "", "", "", ""),
    "colleague":       ("", "r", "", "", "", ""),
    "two_hats":        ("", "", "", "r", "", ""),
    "portal_employee": ("", "", "", "", "r", ""),
}  # fmt: skip
MAY_CREATE = dict.fromkeys(("manager_above", "lead", "oh_admin", "privacy", "system"), ("", "", "", "", "", "c"))

# Per model and role: what may be done (r read, w write, d delete) with the record of
#   A  the case of `employee`, asked for by `manager`, chaired by `clinician`, with a companion
#   B  the case of `colleague`, asked for by `other_manager`, chaired by `clinician2`
#   C  a case of another company
#   D  the case of `two_hats`, who works in HR, asked for by `hr`; `manager` is the line manager
#   P  the case of `portal_employee`, asked for by `manager`
# and last whether the role may create at all. Who is not listed may do nothing.
MATRIX = {
    "casecon.conference": {
        #                  A     B     C     D     P     create
        "hr":             ("rw", "rw", "",   "rw", "rw", "c"),
        "two_hats":       ("rw", "rw", "",   "r",  "rw", "c"),
        "hr_elsewhere":   ("",   "",   "rw", "",   "",   "c"),
        "oh_admin":       ("rw", "rw", "",   "rw", "rw", "c"),
        "clinician":      ("rw", "rw", "",   "rw", "rw", "c"),
        "clinician2":     ("rw", "rw", "",   "rw", "rw", "c"),
        "manager":        ("r",  "",   "",   "r",  "r",  "c"),
        "other_manager":  ("",   "r",  "",   "",   "",   "c"),
        "employee":       ("r",  "",   "",   "",   "",   "c"),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        "colleague":      ("",   "r",  "",   "",   "",   "c"),
        # may ask, for their own hierarchy: the verb decides
        "manager_above":  ("",   "",   "",   "",   "",   "c"),
        "lead":           ("",   "",   "",   "",   "",   "c"),
        "privacy":        ("",   "",   "",   "",   "",   "c"),
        "system":         ("",   "",   "",   "",   "",   "c"),
    },
    "casecon.request": {
        "hr":             ("rw", "rw", "",   "rw", "rw", ""),
        "two_hats":       ("rw", "rw", "",   "r",  "rw", ""),
        "hr_elsewhere":   ("",   "",   "rw", "",   "",   ""),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "manager":        ("rw", "",   "",   "",   "rw", ""),  # D: named, but not the requester
        "other_manager":  ("",   "rw", "",   "",   "",   ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
    },
    "casecon.report": {
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "r",  "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  "c"),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  "c"),
        "manager":        ("r",  "",   "",   "r",  "r",  ""),
        "other_manager":  ("",   "r",  "",   "",   "",   ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
    },
    "casecon.attendee": {
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "r",  "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "manager":        ("r",  "",   "",   "r",  "r",  ""),
        "other_manager":  ("",   "r",  "",   "",   "",   ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "companion":      ("r",  "",   "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
    },
    "casecon.meeting.event": {  # that somebody came; what the employee asked for is shown in test_in_the_room
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "r",  "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "manager":        ("r",  "",   "",   "r",  "r",  ""),
        "other_manager":  ("",   "r",  "",   "",   "",   ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
    },
    "casecon.question": {  # the companion never, whatever is shared
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "r",  "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "manager":        ("r",  "",   "",   "r",  "r",  ""),
        "other_manager":  ("",   "r",  "",   "",   "",   ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
    },
    "casecon.disclosure": {
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
    },
    "casecon.agenda.item": {  # raised by the employer: the employee's d and w end in the model's own refusal
        "hr":             ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "two_hats":       ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "hr_elsewhere":   ("",   "",   "rwd", "",  "",   "c"),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  "c"),
        "clinician":      ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "clinician2":     ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "manager":        ("rwd", "",  "",   "rwd", "rwd", "c"),
        "other_manager":  ("",   "rwd", "",  "",   "",   "c"),
        "employee":       ("rwd", "",  "",   "",   "",   "c"),
        "portal_employee": ("",  "",   "",   "",   "rwd", "c"),
        "colleague":      ("",   "rwd", "",  "",   "",   "c"),
        "companion":      ("",   "",   "",   "",   "",   "c"),
        "manager_above":  ("",   "",   "",   "",   "",   "c"),
        "lead":           ("",   "",   "",   "",   "",   "c"),
        "privacy":        ("",   "",   "",   "",   "",   "c"),
        "system":         ("",   "",   "",   "",   "",   "c"),
    },
    "casecon.change": {
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "",   "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
    },
    "casecon.needs": {
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
        "two_hats":       ("",   "",   "",   "r",  "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
    },
    "casecon.note": {  # of a signed one, w and d end in the model's own refusal
        "clinician":      ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "clinician2":     ("rwd", "rwd", "", "rwd", "rwd", "c"),
    },
    "casecon.pre.call": {
        "oh_admin":       ("r",  "r",  "",   "r",  "r",  ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        **OWN_CASE,
    },
    "casecon.consent.line": {
        "clinician":      ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "clinician2":     ("rwd", "rwd", "", "rwd", "rwd", "c"),
        **OWN_CASE,
    },
    "casecon.consent.answer": {
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        **OWN_CASE,
    },
    "casecon.minutes": {  # final ones; who may create them at all is for the model to say
        "hr":             ("rw", "rw", "",   "rw", "rw", "c"),
        "two_hats":       ("rw", "rw", "",   "r",  "rw", "c"),
        "hr_elsewhere":   ("",   "",   "rw", "",   "",   "c"),
        "clinician":      ("r",  "r",  "",   "r",  "r",  "c"),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  "c"),
        "manager":        ("r",  "",   "",   "r",  "r",  "c"),
        "other_manager":  ("",   "r",  "",   "",   "",   "c"),
        "employee":       ("r",  "",   "",   "",   "",   "c"),
        "colleague":      ("",   "r",  "",   "",   "",   "c"),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        **MAY_CREATE,
    },
    "casecon.minutes.comment": {  # an addendum to final minutes
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "r",  "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "manager":        ("r",  "",   "",   "r",  "r",  ""),
        "other_manager":  ("",   "r",  "",   "",   "",   ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
    },
    "casecon.minutes.version": {  # what was sent; nothing of it reaches a manager
        "hr":             ("r",  "r",  "",   "r",  "r",  ""),
        "two_hats":       ("r",  "r",  "",   "r",  "r",  ""),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "clinician":      ("r",  "r",  "",   "r",  "r",  ""),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  ""),
        "employee":       ("r",  "",   "",   "",   "",   ""),
        "colleague":      ("",   "r",  "",   "",   "",   ""),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
    },
    "casecon.decision": {
        "hr":             ("rwd", "rwd", "", "rwd", "rwd", "c"),
        "two_hats":       ("rwd", "rwd", "", "r",  "rwd", "c"),
        "hr_elsewhere":   ("",   "",   "rwd", "",  "",   "c"),
        "clinician":      ("r",  "r",  "",   "r",  "r",  "c"),
        "clinician2":     ("r",  "r",  "",   "r",  "r",  "c"),
        "manager":        ("r",  "",   "",   "r",  "r",  "c"),
        "other_manager":  ("",   "r",  "",   "",   "",   "c"),
        "employee":       ("r",  "",   "",   "",   "",   "c"),
        "colleague":      ("",   "r",  "",   "",   "",   "c"),
        "portal_employee": ("",  "",   "",   "",   "r",  ""),
        **MAY_CREATE,
    },
    "casecon.clinician": {
        **dict.fromkeys(
            ("hr", "two_hats", "manager", "manager_above", "other_manager", "employee", "portal_employee", "companion",
             "colleague", "clinician", "clinician2", "privacy", "system"),
            ("r", "r", "", "r", "r", ""),
        ),
        "hr_elsewhere":   ("",   "",   "r",  "",   "",   ""),
        "oh_admin":       ("rw", "rw", "",   "rw", "rw", "c"),
        "lead":           ("rw", "rw", "",   "rw", "rw", "c"),
    },
    "casecon.login": dict.fromkeys(("oh_admin", "lead"), ("r", "r", "", "r", "r", "")),
    "casecon.login.change": dict.fromkeys(("oh_admin", "lead", "privacy"), ("r", "r", "", "r", "r", "")),
    "casecon.access.entry": {
        "clinician":      ("r",  "",   "",   "r",  "r",  ""),
        "clinician2":     ("",   "r",  "",   "",   "",   ""),
        "privacy":        ("r",  "r",  "",   "r",  "r",  ""),
    },
    "casecon.room": {  # places, not people: whoever is invited may read where
        **dict.fromkeys(
            ("manager", "manager_above", "other_manager", "employee", "colleague", "clinician", "clinician2", "lead",
             "privacy", "system"),
            ("r", "r", "", "r", "r", ""),
        ),
        "hr":             ("rw", "rw", "",   "rw", "rw", "c"),
        "two_hats":       ("rw", "rw", "",   "rw", "rw", "c"),
        "oh_admin":       ("rw", "rw", "",   "rw", "rw", "c"),
        "hr_elsewhere":   ("",   "",   "rw", "",   "",   "c"),
    },
}  # fmt: skip
NOTHING = ("", "", "", "", "", "")
OPERATIONS = {"r": "read", "w": "write", "d": "unlink"}


@promise("casecon_access")
class TestAccessMatrix(Cases, CaseconHttpCase):
    def test_no_model_escapes_the_matrix(self):
        models = {name for name, model in self.registry.items() if name.startswith("casecon.") and not model._abstract}
        self.assertEqual(models, set(MATRIX) | CODE_ALONE)

    def test_nobody_has_access_to_messages(self):
        self.assertFalse(self.env["ir.model.access"].search([("model_id.model", "in", list(CODE_ALONE))]))
        for role, user in self.readers.items():
            for model, operation in itertools.product(CODE_ALONE, ("read", "write", "create", "unlink")):
                with self.subTest(role=role, model=model, operation=operation):
                    self.assertFalse(self.as_(user, self.env[model]).has_access(operation))

    def test_each_cell_through_the_orm(self):
        for model, rows in MATRIX.items():
            for role, user in self.readers.items():
                *cells, create = rows.get(role, NOTHING)
                self.assertEqual(
                    self.as_(user, self.env[model]).has_access("create"), bool(create), f"{role} creates {model}"
                )
                for case, allowed in zip("ABCDP", cells, strict=True):
                    record = self.records[model][case].with_user(user)
                    got = "".join(key for key, operation in OPERATIONS.items() if record.has_access(operation))
                    self.assertEqual(got, allowed, f"{role} on {model} of case {case}")
                self._check_reads(role, model, {case for case, cell in zip("ABCDP", cells, strict=True) if "r" in cell})

    def _check_reads(self, role, model, cases):
        """What is found is what may be read, and it can be read."""
        if not self.as_(role, self.env[model]).has_access("read"):
            return
        known = [record.id for record in self.records[model].values()]
        found = self.as_(role, self.env[model]).search([("id", "in", known)])
        self.assertEqual(set(found.ids), {self.records[model][case].id for case in cases}, f"{role} finds {model}")
        fields = [name for name in ("display_name", "state", "body", "text", "reason") if name in found._fields]
        self.assertEqual(len(found.read(fields)), len(found))

    def test_each_reader_over_http(self):
        for role, user in self.readers.items():
            self.log_in(user)
            for model, rows in MATRIX.items():
                cells = rows.get(role, NOTHING)[:5]
                wanted = {
                    self.records[model][case].id for case, cell in zip("ABCDP", cells, strict=True) if "r" in cell
                }
                known = {record.id for record in self.records[model].values()}
                answer = self.call(model, "search_read", [("id", "in", list(known))], ["display_name"])
                got = {row["id"] for row in answer.get("result") or ()}
                self.assertEqual(got, wanted, f"{role} reads {model}: {answer.get('error')}")
                for forbidden in known - wanted:
                    refusal = self.call(model, "read", [forbidden], ["display_name"])
                    self.assertEqual(refusal.get("error", {}).get("name"), "AccessError", f"{role} reads {model}")
