"""One hostile reader: every channel of a live server, and whatever of a canary comes back.

A finding is (channel, what was asked, the canary). The reader is logged in, with debug on, and knows the ids of what
is hidden from them: those are small numbers, easily guessed.
"""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

from tests.hostile.doors import knock
from tests.hostile.verbs import arguments, verbs_of
from tests.hostile.world import CANARY
from tests.rpc import Rpc, RpcError

GROUPABLE = ("many2one", "selection", "char", "boolean", "date", "datetime")
TEXTS = ("char", "text", "html")
# How a question is refused. Any other error is a finding: our code broke on it, or it never reached the code and the
# walk was blind.
REFUSALS = {"AccessDenied", "AccessError", "Forbidden", "MissingError", "NotFound", "UserError", "ValidationError"}

# Odoo's own faults, whatever is asked for: a field that it offers to group by and cannot, a chatter of no record, the
# search of a module's dependencies, which takes no domain in words, a count of days off by a name that is no number, a
# mailing list of its contacts.
FAULTS_OF_ODOO = (
    "to SQL because it is not stored",
    "Expected singleton: calendar.event()",  # of a thread that is not there, or hidden: alike
    "Expected singleton: res.partner()",
    'invalid input syntax for type integer: "|"',
    "operator does not exist: text = integer",
    'SELECT 2, COUNT(*) FROM "mailing_contact" GROUP BY 2',
)
# they fail for everybody: the one without its wizard's form, the other of a number that is no answer to a survey
NOT_BY_NUMBER = {"hr_holidays.report_holidayssummary", "survey.certification_report_view"}


class Walker:
    """`Walker(world, login).walk(models)`; then `.findings`, `.requests` (by channel)."""

    def __init__(self, world, login):
        self.server, self.login = world.server, login
        self.session = Rpc(self.server, login, login)
        self.secrets, self.facts, self.hidden = world.secrets(login), world.facts(login), world.hidden(login)
        reports = {name for (name,) in world.rows("SELECT report_name FROM ir_act_report_xml")}
        self.reports = sorted(reports - NOT_BY_NUMBER)
        self.partly = len(self.secrets) < len(world.texts)
        self.requests, self.findings, self.errors = Counter(), set(), Counter()
        self.page("debug", "/web?debug=1")

    def walk(self, models, pages=True):
        for model in models:
            fields = self.fields(model)
            if fields is None:
                continue
            rows = self.ask("search_count", model, "search_count", [])
            if rows is None:
                self.closed(model, fields)
            else:
                self.read(model, fields)
                self.search(model, fields)
                self.leave(model, fields)
            if rows or (rows == 0 and model in self.hidden):
                self.group(model, fields)
            if model in self.hidden:
                self.by_id(model, fields)
                self.form(model, fields)
            self.verbs(model)
        if pages:
            knock(self)
        return self.findings

    def ask(self, channel, model, method, /, *args, **kwargs):
        """The answer, or None; either is looked through, errors with all that they tell in debug mode."""
        return self._told(
            channel, model, f"{model}.{method}", lambda: self.session.call(model, method, *args, **kwargs)
        )

    def post(self, channel, path, params):
        """The answer of a route that takes JSON, looked through like that of a method."""
        return self._told(channel, "", path, lambda: self.session.post(path, params))

    def _told(self, channel, model, asked, call):
        self.requests[channel] += 1
        try:
            answer = call()
        except RpcError as error:
            if channel != "search":  # Odoo repeats the reader's own words
                self.look(channel, asked, json.dumps(error.error), model)
            self.errors[error.name] += 1
            if error.name not in REFUSALS and not any(fault in str(error) for fault in FAULTS_OF_ODOO):
                self.findings.add((channel, asked, f"{error.name}: {_where(error)}"))
            return None
        except urllib.error.HTTPError as error:
            self.look(channel, asked, error.read().decode(errors="replace"), model)
            self.errors[f"HTTP {error.code}"] += 1
            if error.code >= 500:
                self.findings.add((channel, asked, f"HTTP {error.code}"))
            return None
        self.look(channel, asked, json.dumps(answer, ensure_ascii=False), model)
        return answer

    def page(self, channel, path, form=None):
        self.requests[channel] += 1
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.session.open(self.server.url + path, data, timeout=60) as answer:
                body, headers = answer.read(), str(answer.headers)
        except urllib.error.HTTPError as error:
            body, headers = error.read(), str(error.headers)
            if error.code >= 500:
                self.findings.add((channel, path, f"HTTP {error.code}"))
        self.look(channel, path, headers + body.decode(errors="replace"))

    def look(self, channel, asked, text, model=""):
        """Of what is hidden nothing is shown, not even what the same model shows of ordinary rows."""
        hidden = model in self.hidden and channel.startswith(("by id", "verb"))
        for word in self.secrets.intersection(CANARY.findall(text)):
            self.findings.add((channel, asked, word))
        for fact, shown_by in self.facts.items():
            if fact in text and (hidden or model not in shown_by):
                self.findings.add((channel, asked, fact))

    def fields(self, model):
        self.requests["fields_get"] += 1
        try:
            return self.session.call(model, "fields_get", [], ["type", "store", "relation", "searchable", "groupable"])
        except (RpcError, urllib.error.HTTPError):
            return None

    def closed(self, model, fields):
        """A model that is refused as a whole is asked once by each channel, not once by each of its fields."""
        self.ask("search_read", model, "search_read", [], list(fields)[:40], limit=200)
        self.ask("name_search", model, "name_search", "", limit=200)
        self.ask("group", model, "formatted_read_group", [], [], ["__count"])
        self.ask("export", model, "export_data", [1, 2, 3], ["display_name"])

    def read(self, model, fields):
        names = list(fields)
        for start in range(0, len(names), 40):  # one field that is refused hides the others
            part = names[start : start + 40]
            if self.ask("search_read", model, "search_read", [], part, limit=200) is None:
                for name in part:
                    self.ask("search_read", model, "search_read", [], [name], limit=200)
        self.ask("name_search", model, "name_search", "", limit=200)
        self.ask("active_test", model, "search_read", [], ["display_name"], limit=200, context={"active_test": False})

    def search(self, model, fields):
        """An answer that depends on a hidden text tells it letter by letter."""
        names = [
            name
            for name, field in fields.items()
            if field.get("searchable") and field["type"] in (*TEXTS, "many2one", "one2many", "many2many")
        ]
        for words in self.questions(model):
            self.search_for(model, names, words)
        for name in names:
            relation = fields[name].get("relation")
            leads_back = relation in self.hidden and fields[name]["type"] != "many2one"
            if leads_back and self.ask("inverse", model, "search_count", [(name, "in", self.hidden[relation])]):
                self.findings.add(("inverse", f"{model}.{name}", f"ids of {relation}"))

    def search_for(self, model, names, words):
        """All fields in one request; by halves, where that is refused or finds something."""
        if not names:
            return
        leaves = [(name, "ilike", word) for name in names for word in words]
        found = self.ask("search", model, "search_count", [*["|"] * (len(leaves) - 1), *leaves])
        if found == 0:
            return
        if len(names) > 1:
            middle = len(names) // 2
            self.search_for(model, names[:middle], words)
            self.search_for(model, names[middle:], words)
        # a model without a name finds all of its rows by any word
        elif found and not self.ask("search", model, "search_count", [(names[0], "ilike", "no-such-word")]):
            self.findings.add(("search", f"{model}.{names[0]}", words[0]))

    def questions(self, model):
        """What is searched for in one request: in models of ours, whose rows may be partly theirs, word by word."""
        facts = [fact for fact, shown_by in self.facts.items() if model not in shown_by and fact[0].isalpha()]
        words = sorted(self.secrets) if model.startswith("casecon.") and self.partly else ["canary-"]
        words += facts
        return [words[start : start + 50] for start in range(0, len(words), 50)]

    def group(self, model, fields):
        for name, field in fields.items():
            if field.get("groupable") and field["type"] in GROUPABLE:
                by = f"{name}:day" if field["type"] in ("date", "datetime") else name
                self.ask("group", model, "formatted_read_group", [], [by], ["__count"], limit=200)

    def leave(self, model, fields):
        ids = self.ask("search", model, "search", [], limit=50) or []
        nested = {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {} for name, field in fields.items()
        }
        self.ask("nested", model, "web_search_read", [], nested, limit=50)
        for name, field in fields.items():
            if field["type"] in ("many2one", "selection") and field.get("store") and model in self.hidden:
                self.ask("panel", model, "search_panel_select_range", name, enable_counters=True)
                self.ask("panel", model, "search_panel_select_multi_range", name, enable_counters=True)
        simple = [name for name, field in fields.items() if field["type"] in (*TEXTS, "many2one", "datetime")]
        self.ask("export", model, "export_data", ids, simple)

    def by_id(self, model, fields):
        ids = self.hidden[model]
        for method, args in (
            ("read", [ids]),
            ("web_read", [ids, {"display_name": {}}]),
            ("export_data", [ids, ["display_name"]]),
            ("copy_data", [ids]),
            ("get_metadata", [ids]),
            ("write", [ids, {}]),
            ("unlink", [ids]),
            ("copy", [ids]),
            ("check_access", [ids, "read"]),
        ):
            self.ask(f"by id: {method}", model, method, *args)
        for name in fields:
            self.ask("by id: one field", model, "read", ids[:1], [name])

    def verbs(self, model):
        """Each on every hidden record, or on some that anybody reads; what needs no record once."""
        verbs = verbs_of(model)
        some = self.hidden.get(model) or (verbs and self.ask("search", model, "search", [], limit=2)) or ()
        for verb, (parameters, of_no_record) in sorted(verbs.items()):
            for record in [()] if of_no_record else [([record_id],) for record_id in some]:
                self.ask("verb", model, verb, *record, **arguments(parameters, self.hidden))

    def form(self, model, fields):
        spec = {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {} for name, field in fields.items()
        }
        for name, field in fields.items():
            for record_id in self.hidden.get(field.get("relation"), ())[:1]:
                if field["type"] == "many2one":
                    self.ask("onchange", model, "onchange", [], {name: record_id}, [name], spec)
                    context = {f"default_{name}": record_id}
                    self.ask("default_get", model, "default_get", list(spec), context=context)


def _where(error):
    """The last line of code that a traceback names, and what went wrong there."""
    lines = [line.strip() for line in error.error.get("data", {}).get("debug", "").splitlines() if line.strip()]
    files = [line for line in lines if line.startswith("File ")]
    return f"{files[-1] if files else '?'}: {error.message}"
