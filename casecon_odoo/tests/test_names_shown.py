"""R25: with debug on, Odoo's refusals print the label of what is refused, to the client and to the log: no name."""

import re
import xmlrpc.client

from .cases import Cases
from .clinical.test_text_in_errors import Heard
from .common import CaseconHttpCase, promise
from .quick import WHOLE, takes

STOCK = ("calendar.event", "calendar.attendee")  # of conferences' own entries
DEBUG = "Blame the following rules"


@promise("casecon_R25")
class TestNamesShown(Cases, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        events = {case: conference.sudo().event_id for case, conference in cls.cases.items()}
        cls.records |= {
            "calendar.event": events,
            "calendar.attendee": {case: event.attendee_ids for case, event in events.items()},
            "casecon.message": {
                case: cls.env["casecon.message"].search([("attendee_id.conference_id", "=", conference.id)])
                for case, conference in cls.cases.items()
            },
        }
        # every attendee of every case, not one of each
        cls.records["casecon.attendee"] = {
            case: conference.sudo().attendee_ids for case, conference in cls.cases.items()
        }
        cls.names = {user.name for user in cls.users.values()} | {"Person no_login", "Person chair_elsewhere"}

    def assert_no_name(self, text, caller, what):
        """None but the caller's own, which stands in Odoo's sentence."""
        text = text.replace(f"Sorry, {caller.name} ", "")
        found = {name for name in self.names if re.search(rf"{re.escape(name)}(?![\w])", text)}
        self.assertEqual(found, set(), f"{caller.login}: {what}")

    def ask(self, model, method, *args, **kwargs):
        """The whole answer, traceback included, of a session with debug on."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        body = {"id": 0, "jsonrpc": "2.0", "method": "call", "params": params}
        url = f"{self.base_url()}/web/dataset/call_kw?debug=1"
        return self.opener.post(url, json=body, timeout=60)

    def foreign(self, model, user):
        """The ids that this user may not read."""
        records = self.env[model].browse(id_ for found in self.records[model].values() for id_ in found.ids)
        readable = self.as_(user, records)._filtered_access("read")
        return sorted(set(records.ids) - set(readable.ids))

    def verbs(self, model):
        """The names of what can be called on a record of ours, beyond Odoo's own methods."""
        stock = set(dir(self.env["ir.config_parameter"]))
        return sorted(name for name in dir(self.env[model]) if name.startswith("action_") and name not in stock)

    def test_no_role_reads_a_name_in_a_refusal_nor_does_the_log(self):
        refused = 0
        for user in self.readers.values():
            self.log_in(user)
            for model in self.records:
                if not takes(3, user.login, model):
                    continue
                ids = self.foreign(model, user)
                if not ids:
                    continue
                calls = [
                    ("read", [ids, ["display_name"]], {}),
                    ("web_read", [ids[-6:]], {"specification": {"display_name": {}}}),
                    ("write", [ids[:6], {}], {}),
                    ("unlink", [ids[:1]], {}),
                ]
                with Heard() as heard:
                    told = [self.ask(model, method, *args, **kwargs).text for method, args, kwargs in calls]
                refused += sum("AccessError" in answer for answer in told)
                for (method, *_rest), answer in zip(calls, told, strict=True):
                    self.assert_no_name(answer, user, f"{model}.{method}")
                self.assert_no_name(heard.text, user, f"the log of {model}")
        self.assertGreater(refused, 200 if WHOLE else 60)

    def test_debug_is_on_and_odoo_names_what_of_its_own_it_refuses(self):
        times = {"start": "2026-06-15 09:00:00", "stop": "2026-06-15 10:00:00"}
        vals = {"name": "Dentist", "privacy": "private", "user_id": self.users["hr"].id, **times}
        plain = self.env["calendar.event"].create(vals)
        self.log_in("colleague")
        self.assertIn(DEBUG, self.ask("calendar.event", "write", plain.ids, {}).text)

    def test_no_verb_names_anybody_when_it_is_refused(self):
        for role in ("colleague", "system", "hr_elsewhere", "manager", "companion", "portal_employee", "lead"):
            user = self.users[role]
            self.log_in(user)
            for model in self.records:
                ids = self.foreign(model, user)
                if not ids or model in STOCK:
                    continue
                with Heard() as heard:
                    told = "".join(self.ask(model, verb, ids[:1]).text for verb in self.verbs(model))
                self.assert_no_name(told + heard.text, user, f"the verbs of {model}")

    def test_nor_over_the_other_doors(self):
        user = self.users["colleague"]
        user.password = user.login
        self.log_in(user)
        url = f"{self.base_url()}/xmlrpc/2/object?debug=1"
        for model in self.records:
            ids = self.foreign(model, user)
            args = (self.env.cr.dbname, user.id, user.login, model, "read", [ids, ["display_name"]])
            body = xmlrpc.client.dumps(args, "execute_kw", allow_none=True)
            with Heard() as heard:
                told = self.opener.post(url, data=body, headers={"Content-Type": "text/xml"}, timeout=60).text
                params = {"service": "object", "method": "execute_kw", "args": args}
                told += self.opener.post(
                    f"{self.base_url()}/jsonrpc?debug=1",
                    json={"id": 0, "jsonrpc": "2.0", "method": "call", "params": params},
                    timeout=60,
                ).text
            self.assertNotIn("Access Denied", told)
            self.assert_no_name(told + heard.text, user, model)

    def test_a_label_is_a_reference_for_who_may_not_read_it(self):
        rows = self.records["casecon.attendee"]["A"]
        for user in self.readers.values():
            self.assertEqual(self.as_(user, rows).sudo().mapped("display_name"), [f"Attendee {row.id}" for row in rows])
        report = self.records["casecon.report"]["A"]
        self.assertEqual(self.as_("colleague", report).sudo().display_name, f"Report {report.id}")
        for role in ("employee", "manager", "hr", "clinician"):
            self.assertRegex(self.as_(role, report).display_name, r"^Report of .*2026")
        self.assertEqual(
            self.as_("colleague", self.chair_elsewhere).sudo().display_name, f"Clinician {self.chair_elsewhere.id}"
        )

    def test_who_attends_reads_the_names(self):
        rows = self.records["casecon.attendee"]["A"]
        names = {"Person employee", "Person clinician", "Person manager", "Person hr", "Com Panion"}
        for role in ("employee", "manager", "hr", "clinician", "companion", "oh_admin"):
            self.assertEqual(set(self.as_(role, rows).mapped("name")), names, role)
        entry = self.records["calendar.attendee"]["A"]
        for role in ("employee", "manager", "companion"):
            self.assertEqual(set(self.as_(role, entry).sudo().mapped("display_name")), names, role)
        for role in ("colleague", "system", "oh_admin"):
            self.assertFalse(names & set(self.as_(role, entry).sudo().mapped("display_name")), role)

    def test_a_manager_of_another_company_reads_who_chairs(self):
        self.people["manager"].company_id = self.elsewhere
        self.users["manager"].write({"company_ids": [(6, 0, self.elsewhere.ids)], "company_id": self.elsewhere.id})
        conference = self.as_("manager", self.cases["A"])
        self.assertEqual(conference.read(["clinician_id"])[0]["clinician_id"][1], "Person clinician")
