"""What a role may not see looks, to that role, as if it did not exist: every model, every role, over HTTP, debug on."""

import re

from ..cases import Cases
from ..common import CaseconHttpCase, promise

NOBODY = 2**31 - 5
VERBS = ("manager", "hr_elsewhere")  # of these two every verb; of the others what Odoo calls itself
NAME = {"display_name": {}}
TRACEBACK = re.compile(r'"debug": "(?:[^"\\]|\\.)*"')  # lines of code; names in it are looked for elsewhere


@promise("casecon_access", "casecon_R25")
class TestLikeNotThere(Cases, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records |= {
            "casecon.message": {
                case: cls.env["casecon.message"].search([("attendee_id.conference_id", "=", conference.id)])
                for case, conference in cls.cases.items()
            },
        }

    def hidden(self, role, model):
        """One record of a case that this role may not read, of the own company first; else none."""
        records = self.env[model].browse(found.ids[0] for found in self.records[model].values())
        readable = self.as_(self.readers[role], records)._filtered_access("read")
        return (records - readable.with_env(self.env))[:1].id

    def verbs(self, model):
        stock = set(dir(self.env["ir.config_parameter"]))
        return sorted(name for name in dir(self.env[model]) if name.startswith("action_") and name not in stock)

    def questions(self, role, model, ids):
        """(method, arguments) of all by which a record can be asked for by its number."""
        one = [("id", "in", ids)]
        yield from (("read", [ids, ["display_name"]]), ("search_read", [one, ["display_name"]]), ("write", [ids, {}]))
        if not self.as_(self.readers[role], self.env[model]).has_access("read"):
            return  # Odoo refuses the model before it looks at a number
        yield from (
            ("read", [ids, []]),
            ("web_read", [ids, NAME]),
            ("search_count", [one]),
            ("web_search_read", [one, NAME]),
            ("name_search", ["", one]),
            ("formatted_read_group", [one, [], ["__count"]]),
            ("export_data", [ids, ["id", "display_name"]]),
            ("get_metadata", [ids]),
            ("copy_data", [ids]),
            ("copy", [ids]),
            ("web_save", [ids, {}, NAME]),
            ("unlink", [ids]),
            ("check_access", [ids, "read"]),
            ("has_access", [ids, "read"]),
            ("onchange", [ids, {}, [], NAME]),
            ("get_formview_action", [ids]),
            *((verb, [ids]) for verb in self.verbs(model) if role in VERBS),
        )

    def told(self, model, method, args, number):
        """The whole answer, as it is sent to a session with debug on, without the number that was asked for."""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        body = {"id": 0, "jsonrpc": "2.0", "method": "call", "params": params}
        text = self.opener.post(f"{self.base_url()}/web/dataset/call_kw?debug=1", json=body, timeout=60).text
        return re.sub(rf"\b{number}\b", "asked", TRACEBACK.sub("", text))

    def test_by_its_number(self):
        asked, different = 0, {}
        for role, user in self.readers.items():
            self.log_in(user)
            for model in self.records:
                record_id = self.hidden(role, model)
                for (method, args), (_method, nothing) in zip(
                    self.questions(role, model, [record_id]), self.questions(role, model, [NOBODY]), strict=True
                ):
                    if not record_id:
                        break
                    asked += 1
                    found = (self.told(model, method, args, record_id), self.told(model, method, nothing, NOBODY))
                    if found[0] != found[1]:
                        different.setdefault((method, model), (role, *found))
        self.assertFalse(different, "what differs by method and model, the role and both answers")
        self.assertGreater(asked, 1000)
