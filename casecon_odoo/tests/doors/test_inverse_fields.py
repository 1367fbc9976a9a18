"""What leads back to a hidden meeting or row answers a stranger as if that were not there."""

import re

from ..common import CaseconHttpCase, promise
from ..quick import WHOLE, takes

HIDDEN = ("calendar.event", "calendar.attendee")


@promise("casecon_calendar", "casecon_access")
class TestInverseFields(CaseconHttpCase):
    def leading_back(self):
        """(model, field) of every relation of any model that can be searched and leads to a hidden model."""
        for model in self.env.registry.values():
            if model._abstract or model._transient or not model._auto:
                continue
            for name, field in model._fields.items():
                hidden = field.comodel_name in HIDDEN or (field.comodel_name or "").startswith("casecon.")
                if hidden and field._description_searchable and field.type != "many2one_reference":
                    yield model._name, name

    def paths(self):
        """The same, and one step before them: `partner_id.meeting_ids` of a user."""
        back = list(self.leading_back())
        models = {model for model, _name in back}
        yield from back
        for model in ("res.users", "res.partner", "hr.employee.public", "casecon.clinician", "res.company"):
            for name, field in self.env[model]._fields.items():
                if field.comodel_name in models and field._description_searchable:
                    yield from ((model, f"{name}.{last}") for first, last in back if first == field.comodel_name)

    def asked(self, path, known=()):
        """Questions that do not name the hidden record."""
        yield "search", [[(path, "!=", False)]], {"order": "id"}
        yield "search", [[(path, "=", False)]], {"order": "id"}
        yield "search", [[(path, "not in", [])]], {"order": "id"}
        yield "search_count", [[(path, "!=", False)]], {}
        if "." not in path:
            yield "search", [[]], {"order": f"{path}, id", "limit": 500}
            yield "search", [[]], {"order": f"{path} desc, id", "limit": 500}
        yield "formatted_read_group", [[], [path], ["__count"]], {}

    def answers(self, role):
        self.log_in(role)
        return {
            (model, path, method, str(args), str(kwargs)): self.known(self.call(model, method, *args, **kwargs), model)
            for model, path in self.paths()
            if takes(3, model, path)
            for method, args, kwargs in self.asked(path)
        }

    def known(self, answer, model):
        """Only rows that were there before the conference: contacts of its people come with it."""
        rows = answer.get("result")
        if isinstance(rows, list) and all(isinstance(row, int) for row in rows):
            there = self.there.setdefault(model, set(rows)) if self.first else self.there.get(model, set())
            if self.first:
                there |= set(rows)
            return [row for row in rows if row in there]
        return answer

    def test_a_colleague_learns_nothing_that_was_not_there_before(self):
        self.first, self.there = True, {}
        before = {role: self.answers(role) for role in ("colleague", "portal_employee")}
        self.assertGreater(len(before["colleague"]), 300 if WHOLE else 100)
        self.first = False
        conference = self.scheduled("employee", "manager")
        self.env.flush_all()
        event = conference.sudo().event_id
        for role, answers in before.items():
            after = self.answers(role)
            for asked, answer in answers.items():
                self.assertEqual(after[asked], answer, f"{role}: {asked}")
            self.ask_by_id(role, conference, event)

    def ask_by_id(self, role, conference, event):
        """Nor by its id: the answers are those for an id that does not exist."""
        ids = {"calendar.event": event.ids, "calendar.attendee": event.attendee_ids.ids}
        ids |= {"casecon.conference": conference.ids, "casecon.attendee": conference.attendee_ids.ids}
        for model, path in self.paths():
            if not takes(3, model, path):
                continue
            last = self.env[model]
            for step in path.split("."):
                last = self.env[last._fields[step].comodel_name]
            if last._name not in ids:
                continue
            for operator in ("in", "not in", "any"):
                for suffix in ("", ".id"):
                    found, nothing = (
                        self.call(
                            model, "search", [(path + suffix, operator, self.value(operator, number))], order="id"
                        )
                        for number in (ids[last._name], [2**31 - 5])
                    )
                    self.assertEqual(
                        self.plain(found), self.plain(nothing), f"{role}: {model}.{path}{suffix} {operator}"
                    )

    @staticmethod
    def plain(answer):
        """Without the id that was asked for, which an error repeats."""
        return re.sub(r"\d+(, \d+)*", "n", answer["error"]["message"]) if "error" in answer else answer

    @staticmethod
    def value(operator, ids):
        return [("id", "in", ids)] if operator == "any" else ids

    def test_order_by_a_row_of_ones_own_does_not_tell_when(self):
        event = self.scheduled().sudo().event_id
        self.log_in("colleague")
        mine = self.call(
            "calendar.event", "create", [{"name": "x", "start": "2026-06-20 09:00:00", "stop": "2026-06-20 10:00:00"}]
        )["result"]
        made = {
            base: self.call("calendar.recurrence", "create", [{"base_event_id": mine[0], "rrule_type": "daily"}])[
                "result"
            ][0]
            for base in (event.id, mine[0])
        }
        # of a time when anybody could lead a row of their own to any entry
        self.env["calendar.recurrence"].sudo().browse(made[event.id]).base_event_id = event
        self.env.flush_all()
        for order in ("base_event_id", "base_event_id desc"):
            found = self.call("calendar.recurrence", "search", [("id", "in", list(made.values()))], order=order)
            first = made[event.id] if self.sorts_empty_first(order) else made[mine[0]]
            self.assertEqual(found["result"][0], first, order)

    def sorts_empty_first(self, order):
        """Whether a recurrence without a meeting stands before one with a meeting."""
        own = self.call(
            "calendar.event", "create", [{"name": "y", "start": "2026-06-21 09:00:00", "stop": "2026-06-21 10:00:00"}]
        )["result"]
        pair = [
            self.call("calendar.recurrence", "create", [{"base_event_id": base, "rrule_type": "daily"}])["result"][0]
            for base in (own[0], False)
        ]
        found = self.call("calendar.recurrence", "search", [("id", "in", pair)], order=order)["result"]
        return found[0] == pair[1]

    def test_those_who_attend_still_find_it(self):
        event = self.scheduled().sudo().event_id
        partner = self.users["employee"].partner_id
        for role in ("employee", "manager", "hr"):
            self.log_in(role)
            found = self.call("res.partner", "search", [("meeting_ids", "in", event.ids)])["result"]
            self.assertIn(partner.id, found, role)
            self.assertIn(partner.id, self.call("res.partner", "search", [("meeting_ids", "!=", False)])["result"])
