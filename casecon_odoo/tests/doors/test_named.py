"""Who and what may be named: an id that is not the caller's answers like one that is not there."""

from ..cases import Cases
from ..common import CaseconHttpCase, promise

NOBODY = 2**31 - 5


@promise("casecon_access")
class TestNamed(Cases, CaseconHttpCase):
    def answers(self, model, method, ids, name, record_ids, **kwargs):
        """The answers for each id, whose number is left out."""
        return [
            str(self.call(model, method, ids, **{name: record_id}, **kwargs)).replace(str(record_id), "asked")
            for record_id in (*record_ids, NOBODY)
        ]

    def assert_alike(self, answers):
        self.assertIn("error", answers[0])
        self.assertEqual(len(set(answers)), 1, answers)

    def test_a_contact_of_another_company_is_not_told_by_name(self):
        there = self.env["res.partner"].create({"name": "Secretly There", "company_id": self.elsewhere.id})
        for role in ("hr", "oh_admin", "clinician"):
            self.log_in(role)
            for kind in ("other", "minute_taker"):
                self.assert_alike(
                    self.answers(
                        "casecon.conference",
                        "action_add_attendee",
                        self.cases["A"].ids,
                        "partner_id",
                        there.ids,
                        role=kind,
                    )
                )
        self.assertNotIn(there, self.cases["A"].attendee_ids.partner_id)

    def test_verbs_take_no_id_of_another_company(self):
        case = self.cases["A"].ids
        there = self.cases["C"]
        for role in ("hr", "oh_admin", "clinician"):
            self.log_in(role)
            for verb, name, record, more in (
                ("action_reassign", "value", self.chair_elsewhere, {"role": "clinician", "reason": "x"}),
                ("action_reassign", "value", self.people["elsewhere"], {"role": "manager", "reason": "x"}),
                ("action_remove_attendee", "attendee_id", there.attendee_ids[:1], {}),
                ("action_move", "clinician_id", self.chair_elsewhere, {"start": "2026-06-22 09:00:00", "reason": "x"}),
                ("action_change", "room_id", self.records["casecon.room"]["C"], {"mode": "in_person"}),
            ):
                with self.subTest(role=role, verb=verb, name=name):
                    self.assert_alike(self.answers("casecon.conference", verb, case, name, record.ids, **more))

    def test_a_draft_of_a_report_is_refused_like_one_that_is_not_there(self):
        draft = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["employee"].id})
        case = self.ask_for()
        others = (draft.id, self.cases["B"].report_id.id, self.cases["C"].report_id.id)
        for role in ("hr", "oh_admin", "clinician"):
            self.log_in(role)
            answers = [
                str(self.call("casecon.conference", "write", case.ids, {"report_id": report_id}))
                for report_id in (*others, NOBODY)
            ]
            self.assert_alike(answers)
        self.log_in("hr")
        values = {"employee_id": self.people["employee"].id}
        self.assert_alike(
            [
                str(self.call("casecon.conference", "create", [{**values, "report_id": report_id}]))
                for report_id in (*others, NOBODY)
            ]
        )
        released = self.cases["A"].report_id
        self.assertIn("result", self.call("casecon.conference", "write", case.ids, {"report_id": released.id}))

    def test_a_manager_names_nobody_above_themselves(self):
        """Whoever is named learns that there is a case."""
        self.people["ceo"] = self.make_employee("ceo", user=self.make_user("ceo", "base.group_user"))
        self.people["manager_above"].parent_id = self.people["ceo"]
        names = {"manager": ("manager",), "manager_above": ("manager", "manager_above")}
        for role, may in names.items():
            self.log_in(role)
            refused = []
            for person in ("manager", "manager_above", "ceo", "other_manager", "elsewhere"):
                values = {"employee_id": self.people["employee"].id, "manager_id": self.people[person].id}
                answer = self.call("casecon.conference", "create", [values])
                self.assertEqual("result" in answer, person in may, f"{role} names {person}: {answer}")
                refused += [answer["error"]["message"]] if person not in may else []
            values["manager_id"] = NOBODY
            refused.append(self.call("casecon.conference", "create", [values])["error"]["message"])
            self.assertEqual(len(set(refused)), 1, refused)
            self.assertIn("between you and the employee", refused[0])
        self.log_in("hr")
        values["manager_id"] = self.people["ceo"].id
        self.assertIn("result", self.call("casecon.conference", "create", [values]))


@promise("casecon_access")
class TestOwnCasesOnly(Cases, CaseconHttpCase):
    def test_it_narrows_every_model_of_a_case(self):
        self.company.casecon_own_cases_only = True
        draft = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["employee"].id})
        for role, mine, theirs in (("clinician", "A", "B"), ("clinician2", "B", "A")):
            self.log_in(role)
            for model, records in self.records.items():
                if model in ("casecon.clinician", "casecon.room", "casecon.login", "casecon.login.change"):
                    continue  # of no case
                found = self.call(model, "search", [("id", "in", (records["A"] | records["B"]).ids)])["result"]
                self.assertEqual(found, records[mine].ids, f"{role}: {model}, not {theirs}")
        found = self.call("casecon.report", "search", [("id", "=", draft.id)])["result"]
        self.assertEqual(found, [], "a colleague's draft")
        self.log_in("clinician")
        self.assertTrue(self.call("casecon.report", "search", [("id", "=", draft.id)])["result"])
