"""All by which a record can be asked for by its number, with arguments that fit: no question ends before the code."""

import inspect
import re

from ..cases import Cases
from ..quick import takes

NOBODY = 2**31 - 5
NAME = {"display_name": {}}
VERBS = ("action_", "activity_", "change_", "do_", "find_", "get_", "message_")
DAY, MOMENT = "2026-06-20", "2026-06-20 09:00:00"
# Values of parameters that take no text: what nobody could tell from a hidden record.
VALUES = {
    **dict.fromkeys(("start", "earliest_start", "at", "started_at", "ended_at", "handed_over_at", "called_at"), MOMENT),
    **dict.fromkeys(("told_on", "until"), DAY),
    **dict.fromkeys(("agenda", "minutes", "agrees", "had_said_so"), True),
    **{name: [] for name in ("despite", "attempts", "attendee_ids", "present_attendee_ids")},
    **dict.fromkeys(("attendee_id", "partner_id", "manager_id", "clinician_id", "room_id", "value"), NOBODY),
    "duration": 45,
    "mode": "virtual",
    "video_url": "https://video.example.com/x",
    "role": "manager",
    "answer": "accepted",
    "through": "phone",
    "verb": "decline",
    "values": {},
    "msg_dict": {},
    "outcome": "done",
    "channel": "phone",
    "email": "x@example.com",
    "paragraph_id": "p-1",
}


def without(record_id, text):
    """The text without the numbers that were asked for, whatever else may have the same one; of code without lines."""
    return re.sub(rf"\b(?:{record_id}|{NOBODY})\b", "asked", re.sub(r"\bline \d+", "line", text))


class ByNumber(Cases):
    """Mixed into a test case before CaseconCase."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records |= {
            "casecon.message": {
                case: cls.env["casecon.message"].search([("attendee_id.conference_id", "=", conference.id)])
                for case, conference in cls.cases.items()
            },
            "calendar.event": {case: conference.sudo().event_id for case, conference in cls.cases.items()},
            "calendar.attendee": {
                case: conference.sudo().event_id.attendee_ids[:1] for case, conference in cls.cases.items()
            },
        }

    def hidden(self, role, model):
        """One record of a case that this role may not read, of the own company first; else none."""
        records = self.env[model].browse(found.ids[0] for found in self.records[model].values())
        readable = self.as_(self.readers[role], records)._filtered_access("read")
        return (records - readable.with_env(self.env))[:1].id

    def verbs(self, model):
        """{name: arguments} of the verbs of a model."""
        stock = set(dir(self.env["ir.config_parameter"]))
        found = {}
        for name in sorted(set(dir(self.env[model])) - stock):
            method = getattr(self.registry[model], name)
            if name.startswith(VERBS) and callable(method) and not getattr(method, "_api_model", False):
                parameters = [key for key in inspect.signature(method).parameters if key != "self"]
                found[name] = {key: VALUES.get(key, "x") for key in parameters}
        return found

    def questions(self, role, model, ids, verbs=True):
        """(method, arguments, named arguments)."""
        one = [("id", "in", ids)]
        yield from (
            ("read", [ids, ["display_name"]], {}),
            ("search_read", [one, ["display_name"]], {}),
            ("write", [ids, {}], {}),
        )
        if not self.as_(self.readers[role], self.env[model]).has_access("read"):
            return  # Odoo refuses the model before it looks at a number
        for method, args in (
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
        ):
            yield method, args, {}
        if verbs:
            for verb, named in self.verbs(model).items():
                yield verb, [ids], named

    def compare(self, role, tell, verbs=True):
        """(how many were asked, {(method, model): both answers where they differ}), as `tell` gets them."""
        asked, different = 0, {}
        for model in self.records:
            record_id = self.hidden(role, model)
            if not record_id:
                continue
            for one, other in zip(
                self.questions(role, model, [record_id], verbs),
                self.questions(role, model, [NOBODY], verbs),
                strict=True,
            ):
                if not takes(4, role, model, one[0]):
                    continue
                asked += 1
                found = [without(record_id, tell(model, *question)) for question in (one, other)]
                if found[0] != found[1]:
                    different[one[0], model] = (role, *found)
        return asked, different
