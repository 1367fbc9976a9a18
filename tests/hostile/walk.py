"""One hostile reader: every channel of a live server, and whatever of a canary comes back.

A finding is (channel, what was asked, the canary). The reader is logged in, with debug on, and knows the ids of what
is hidden from them: those are small numbers, easily guessed.
"""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

from tests.rpc import Rpc, RpcError

GROUPABLE = ("many2one", "selection", "char", "boolean", "date", "datetime")
TEXTS = ("char", "text", "html")
VERB_ARGUMENTS = ({}, {"reason": "x"}, {"start": "2030-01-07 10:00:00"}, {"values": {}, "verb": "decline"})


class Walker:
    """`Walker(server, login, canaries, hidden).walk(models)`; then `.findings`, `.requests` (by channel)."""

    def __init__(self, server, login, canaries, hidden):
        """`canaries`: {text: models that may show it}; `hidden`: {model: ids}."""
        self.session, self.login, self.server = Rpc(server, login, login), login, server
        self.canaries, self.hidden = canaries, hidden
        self.requests, self.findings, self.errors = Counter(), set(), Counter()
        self.page("debug", "/web?debug=1")

    def walk(self, models, pages=True):
        for model in models:
            fields = self.fields(model)
            if fields is None:
                continue
            self.read(model, fields)
            self.search(model, fields)
            self.group(model, fields)
            self.leave(model, fields)
            if model in self.hidden:
                self.by_id(model, fields)
                self.form(model, fields)
        if pages:
            self.pages()
        return self.findings

    def ask(self, channel, model, method, *args, **kwargs):
        """The answer, or None; either is looked through, errors with all that they tell in debug mode."""
        self.requests[channel] += 1
        try:
            answer = self.session.call(model, method, *args, **kwargs)
        except RpcError as error:
            if channel != "search":  # Odoo repeats the reader's own words
                self.look(channel, f"{model}.{method}", json.dumps(error.error), model)
            self.errors[error.name] += 1
            return None
        except urllib.error.HTTPError as error:
            self.look(channel, f"{model}.{method}", error.read().decode(errors="replace"), model)
            self.errors[f"HTTP {error.code}"] += 1
            return None
        self.look(channel, f"{model}.{method}", json.dumps(answer, ensure_ascii=False), model)
        return answer

    def page(self, channel, path, form=None):
        self.requests[channel] += 1
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.session.open(self.server.url + path, data, timeout=60) as answer:
                body, headers = answer.read(), str(answer.headers)
        except urllib.error.HTTPError as error:
            body, headers = error.read(), str(error.headers)
        self.look(channel, path, headers + body.decode(errors="replace"))

    def look(self, channel, asked, text, model=""):
        """Of what is hidden nothing is shown, not even what the same model shows of ordinary rows."""
        hidden = model in self.hidden and channel.startswith(("by id", "verb"))
        for canary, shown_by in self.canaries.items():
            if canary in text and (hidden or model not in shown_by):
                self.findings.add((channel, asked, canary))

    def fields(self, model):
        self.requests["fields_get"] += 1
        try:
            return self.session.call(model, "fields_get", [], ["type", "store", "relation", "searchable", "groupable"])
        except (RpcError, urllib.error.HTTPError):
            return None

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
        for name, field in fields.items():
            if not field.get("searchable") or field["type"] not in (*TEXTS, "many2one", "one2many", "many2many"):
                continue
            secret = [
                canary
                for canary, shown_by in self.canaries.items()
                if model not in shown_by and field.get("relation") not in shown_by
            ]
            any_of = [*["|"] * (len(secret) - 1), *((name, "ilike", canary) for canary in secret)]
            found = secret and self.ask("search", model, "search_count", any_of)
            # a model without a name finds all of its rows by any word
            if found and not self.ask("search", model, "search_count", [(name, "ilike", "no-such-word")]):
                self.findings.add(("search", f"{model}.{name}", "one of them"))
            for ids in [self.hidden[field["relation"]]] if field.get("relation") in self.hidden else []:
                if field["type"] != "many2one" and self.ask("inverse", model, "search_count", [(name, "in", ids)]):
                    self.findings.add(("inverse", f"{model}.{name}", f"ids of {field['relation']}"))

    def group(self, model, fields):
        for name, field in fields.items():
            if field.get("groupable") and field["type"] in GROUPABLE:
                by = f"{name}:day" if field["type"] in ("date", "datetime") else name
                self.ask("group", model, "formatted_read_group", [], [by], ["__count"], limit=200)

    def leave(self, model, fields):
        ids = self.ask("search", model, "search", [], limit=50) or []
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
        for verb in self.verbs(model):
            for named in VERB_ARGUMENTS:
                self.ask("verb", model, verb, ids[:1], **named)

    def verbs(self, model):
        return [f"action_{verb}" for verb in VERBS.get(model, ())]

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

    def pages(self):
        for model, ids in self.hidden.items():
            for record_id in ids[:2]:
                self.page("page", f"/mail/view?model={model}&res_id={record_id}")
                self.page("page", f"/web/image/{model}/{record_id}/avatar_128")
                self.page("page", f"/odoo/{model}/{record_id}")
                self.page("json", f"/json/1/{model}/{record_id}")
        for record_id in self.hidden.get("casecon.conference", ()):
            for end in ("", "/minutes", "/minutes.pdf", "/agenda", "/consent", "/companion", "/needs", "/decline"):
                self.page("page", f"/my/conferences/{record_id}{end}")
            self.page("page", f"/updates/letter/{record_id}")
        for path in ("/my", "/my/conferences", "/updates", "/updates/wording", "/my/home"):
            self.page("page", path)


VERBS = {
    "casecon.conference": (
        *("accept", "add_attendee", "answer_for_companion", "ask_for_manager", "attest_briefing", "cancel", "change"),
        *("close", "confirm_understanding", "decline", "end", "move", "next", "not_held", "prepare", "reassign"),
        *("record_for_employee", "refuse", "remove_companion", "return", "schedule", "set_needs", "start"),
    ),
    "casecon.attendee": ("answer", "enter", "leave", "acknowledge_recording"),
    "casecon.note": ("sign", "add_addendum", "mark_error"),
    "casecon.consent.line": ("grant", "refuse", "withdraw", "disclose"),
    "casecon.minutes": ("send_for_fact_check", "comment", "answer_fact_check", "flag", "finalise", "add_addendum"),
    "casecon.report": ("issue", "offer", "answer_offer", "release", "withhold"),
}
