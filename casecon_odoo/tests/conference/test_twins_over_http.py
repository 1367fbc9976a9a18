"""R8: the twins after the commit, as the web client reads them: fields, metadata, search and grouping, all alike."""

import re

from odoo.tools import mute_logger

from ...models import clock
from ..common import SECRET, CaseconHttpCase, promise
from ..quick import WHOLE
from .test_rule_twins import LATER

DATES = r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?)?|\d\d/\d\d/\d{4}(?: \d\d:\d\d:\d\d)?"
OWN = re.compile(
    rf"CC-\d{{4}}-\d+|{DATES}|(?:Attendee|Report|Clinician|Change|Note) \d+|companion\d\d|(?<=conference\()\d+"
)
STAMPS = ("create_uid", "create_date", "write_uid", "write_date")
READERS = ("hr", "manager", "companion", "colleague", "oh_admin", "privacy")
# What is grouped and searched one by one; the rest is read.
GROUPED = ("char", "boolean", "integer", "many2one", "selection", "date", "datetime")

MADE_ANEW = ("id", "ical_uid", "event_id", "latest_request_id", "message_ref")  # of each case another


@promise("casecon_R8")
class TestTwinsOverHttp(CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.twins = {"declined": self.twin("2026-06-15 09:00:00"), "cancelled": self.twin("2026-06-16 09:00:00")}
        self.tell(self.twins["declined"])
        self.companions = {key: self.row(twin, "companion").partner_id for key, twin in self.twins.items()}

    def twin(self, start):
        conference = self.scheduled(start=start)
        self.with_companion(conference, email=f"companion{start[8:10]}@example.com")
        return conference

    def end(self, by):
        """Both end, each in its own way and by a request of its own."""
        ways = {
            "employee": ("action_decline", {"reason": f"{SECRET} too ill"}),
            "clinician": (
                "action_record_for_employee",
                {
                    "verb": "decline",
                    "values": {"reason": f"{SECRET} too ill"},
                    "words": f"{SECRET} no",
                    "through": "phone",
                },
            ),
            "hr": ("action_cancel", {"reason": f"{SECRET} reorganised"}),
        }
        with clock.at(LATER):
            for twin, who in (("declined", by), ("cancelled", "hr")):
                self.log_in(who)
                verb, arguments = ways[who]
                answer = self.call("casecon.conference", verb, self.twins[twin].ids, **arguments)
                self.assertEqual(answer, {"result": True})
                self.env.invalidate_all()
        self.found = {key: self.records(twin) for key, twin in self.twins.items()}

    def records(self, conference):
        """Everything that hangs on a conference, and the companion, by model."""
        sudo = conference.sudo()
        found = {"casecon.conference": sudo}
        for name, model in self.registry.items():
            if name.startswith("casecon.") and "conference_id" in model._fields and not model._abstract:
                found[name] = self.env[name].sudo().search([("conference_id", "=", sudo.id)], order="id")
        messages = self.env["casecon.message"].sudo()
        found["casecon.message"] = messages.search([("attendee_id", "in", sudo.attendee_ids.ids)], order="id")
        companion = sudo.attendee_ids.filtered(lambda row: row.role == "companion").partner_id
        return found | {
            "res.partner": companion,
            "res.users": companion.user_ids,
            "mail.message": self.env["mail.message"].search(
                [("model", "=", "res.partner"), ("res_id", "=", companion.id)]
            ),
            "mail.followers": self.env["mail.followers"].search(
                [("res_model", "=", "res.partner"), ("res_id", "=", companion.id)]
            ),
        }

    def neutral(self, twin, field, value):
        """A value without what the twins differ in anyway: whose they are and when they are."""
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            own = self.found[twin].get(field.get("relation"), self.env["base"]).ids
            return ("own" if value[0] in own else value[0], OWN.sub("own", value[1]))
        if isinstance(value, list) and value and all(isinstance(item, int) for item in value):
            return len(value)
        return OWN.sub("own", str(value))

    def learns(self, twin, model):
        """All that whoever is logged in learns of the records of one model, as comparable values."""
        ids = self.found[twin][model].ids
        fields = self.call(model, "fields_get").get("result") or {}
        seen = {"rows": self.said(twin, fields, self.call(model, "read", ids, self.readable(fields)))}
        # of the first: where there are no stamps, Odoo answers for any id, whether there is such a row or not
        seen["metadata"] = self.said(twin, fields, self.call(model, "get_metadata", ids[:1]))
        domain = [("id", "in", ids)]
        for name, field in fields.items():
            if field["store"] and field["type"] in GROUPED and name != "id":
                by = f"{name}:year" if field["type"] in ("date", "datetime") else name
                groups = self.call(model, "formatted_read_group", domain, [by], ["__count"])
                seen[f"by {name}"] = self.said(twin, {by: field, **fields}, groups)
        for name in {*STAMPS, *(name for name, field in fields.items() if field.get("relation") == "res.users")}:
            for user in (self.users["employee"], self.users["hr"], self.env.ref("base.user_root")):
                counted = self.call(model, "search_count", [*domain, (name, "=", user.id)])
                seen[f"{name} = {user.name}"] = self.said(twin, fields, counted)
        return seen

    def readable(self, fields):
        return [name for name, field in fields.items() if field["type"] != "binary" and name != "ical_uid"]

    def said(self, twin, fields, answer):
        rows = answer.get("result")
        if not isinstance(rows, list):
            return OWN.sub("own", re.sub(r"\(?[\d, ]+\)?", "", str(answer)))
        return [
            {
                key: self.neutral(twin, fields.get(key) or {"relation": "res.users"}, value)
                for key, value in row.items()
                if key not in ("id", "__extra_domain")
            }
            for row in rows
        ]

    def assert_alike(self, readers):
        compared = 0
        for reader in readers:
            seen = {}
            for twin in self.twins:
                self.log_in(self.companions[twin].user_ids if reader == "companion" else reader)
                seen[twin] = {model: self.learns(twin, model) for model in self.found[twin]}
            for model, learnt in seen["declined"].items():
                for what, declined in learnt.items():
                    self.assertEqual(declined, seen["cancelled"][model][what], f"{reader}: {what} of {model}")
                    compared += 1
        self.assertGreater(compared, 150 * len(readers))

    @mute_logger("odoo.http")  # there are no stamps to search by
    def test_nothing_that_a_client_reads_tells_them_apart(self):
        self.end("employee")
        self.assert_alike(READERS if WHOLE else READERS[:3])

    @mute_logger("odoo.http")
    def test_nor_where_oh_recorded_the_decline(self):
        self.end("clinician")
        self.assert_alike(READERS[:3] if WHOLE else READERS[:1])

    def test_no_row_below_the_rights_tells_them_apart_but_the_note(self):
        """What is closed today, messages too: as many rows, and the same in them."""
        self.end("employee")
        for model, rows in self.found["declined"].items():
            if model in ("casecon.note", "casecon.access.entry"):
                continue  # their author is whoever gave the reason; clinicians alone read it
            names = [
                name
                for name, field in rows._fields.items()
                if field.store and field.type != "binary" and name not in MADE_ANEW
            ]
            fields = rows.fields_get(names)
            seen = [
                [
                    {
                        name: self.neutral(twin, fields[name], list(value) if isinstance(value, tuple) else value)
                        for name, value in row.items()
                        if name != "id"
                    }
                    for row in self.found[twin][model].sudo().read(names)
                ]
                for twin in self.twins
            ]
            self.assertEqual(*seen, model)

    def test_no_model_of_a_case_is_stamped(self):
        kept = {"casecon.clinician", "casecon.room"}  # who is enrolled and where people meet: no case
        for name, model in self.registry.items():
            if name.startswith("casecon.") and not model._abstract and name not in kept:
                self.assertFalse(set(STAMPS) & set(model._fields), name)
                columns = self.columns(model._table)
                self.assertTrue(columns, name)
                self.assertFalse(set(STAMPS) & columns, f"{name}: an older version's columns are still there")

    def columns(self, table):
        self.env.cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        return {name for (name,) in self.env.cr.fetchall()}
