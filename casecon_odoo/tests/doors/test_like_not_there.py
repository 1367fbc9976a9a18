"""What a role may not see looks, to that role, as if it did not exist: every model, every role, over HTTP, debug on."""

import json
import re
from datetime import timedelta
from urllib.parse import unquote
from xmlrpc.client import dumps

from odoo import fields

from ..common import CaseconHttpCase, promise
from .by_number import NOBODY, ByNumber, without

VERBS = ("manager", "hr_elsewhere")  # of these two every verb; of the others what Odoo calls itself
# What a program says of its own mistake: the question never came to the rules, or broke on them.
MISTAKES = re.compile(r"\b(Attribute|Key|Type|Index|Name|Recursion|UnboundLocal)Error\b")


@promise("casecon_access", "casecon_R25")
class TestLikeNotThere(ByNumber, CaseconHttpCase):
    def told(self, model, method, args, named):
        """The whole answer, as it is sent to a session with debug on."""
        params = {"model": model, "method": method, "args": args, "kwargs": named}
        body = {"id": 0, "jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.opener.post(f"{self.base_url()}/web/dataset/call_kw?debug=1", json=body, timeout=60).json()
        if "error" in answer:
            del answer["error"]["data"]["debug"]  # lines of code; names in it are looked for elsewhere
        return self.plain(model, method, json.dumps(answer.get("error") or answer.get("result")))

    def plain(self, model, method, text):
        """The answer; that of a question of ours which never came to the code is none."""
        if model.startswith("casecon."):
            self.assertFalse(MISTAKES.search(text), f"{model}.{method}: {text}")
        return text

    def test_by_its_number(self):
        asked, different = 0, {}
        for role, user in self.readers.items():
            self.log_in(user)
            count, found = self.compare(role, self.told, verbs=role in VERBS)
            asked += count
            different |= found
        self.assertFalse(different, "what differs by method and model, the role and both answers")
        self.assertGreater(asked, 1000)

    def test_by_its_number_over_xml_rpc(self):
        asked, different = 0, {}
        for role in VERBS:
            user = self.users[role]
            until = fields.Datetime.now() + timedelta(days=1)
            key = self.env["res.users.apikeys"].with_user(user)._generate("rpc", "x", until)

            def told(model, method, args, named, user=user, key=key):
                return self.told_in_xml((self.env.cr.dbname, user.id, key), model, method, args, named)

            self.assertIn("<int>", told("res.users", "search_count", [[]], {}), "nobody is let in")
            count, found = self.compare(role, told)
            asked += count
            different |= found
        self.assertFalse(different, "what differs by method and model, the role and both answers")
        self.assertGreater(asked, 200)

    def told_in_xml(self, who, model, method, args, named):
        """The whole answer of the older RPC, which makes its own faults, of errors that it does not know with all."""
        body = dumps((*who, model, method, args, named), "execute_kw", allow_none=True)
        text = self.opener.post(f"{self.base_url()}/xmlrpc/2/object", data=body, timeout=60).text
        return "nothing" if "cannot marshal None" in text else self.plain(model, method, text)

    def pages(self, model, number):
        yield from (
            f"/mail/view?model={model}&res_id={number}",
            f"/odoo/{model}/{number}",
            f"/json/1/{model}/{number}",
            f"/web/image/{model}/{number}/avatar_128",
            f"/web/content/{model}/{number}/display_name",
        )
        if model == "casecon.conference":
            yield f"/updates/letter/{number}"
            yield from (f"/my/conferences/{number}{end}" for end in ("", "/minutes", "/minutes.pdf", "/agenda"))

    def page(self, path):
        answer = self.url_open(path, allow_redirects=False)
        is_text = answer.headers.get("Content-Type", "").startswith(("text/", "application/json"))
        body = answer.text if is_text else answer.content.hex()
        text = f"{answer.status_code} {answer.headers.get('Location')} {answer.headers.get('ETag')} {body}"
        text = re.sub(r'csrf_token: "\w+"|csrf_token" value="\w+"|"[\w-]{20,}"|\b\d{10,}\b', "", text)
        return unquote(text)

    def test_pages_by_their_number(self):
        asked = 0
        for role in ("colleague", "hr_elsewhere", "portal_employee"):
            self.log_in(role)
            for model in self.records:
                record_id = self.hidden(role, model)
                if not record_id:
                    continue
                for path, none in zip(self.pages(model, record_id), self.pages(model, NOBODY), strict=True):
                    asked += 1
                    found, nothing = (without(record_id, self.page(asked_for)) for asked_for in (path, none))
                    self.assertEqual(found, nothing, f"{role}: {path}")
        self.assertGreater(asked, 100)
