"""Whatever is sent, wherever: a sentence or an answer, never an error of Python or of the database."""

from datetime import timedelta
from inspect import signature

from odoo.exceptions import UserError

from ...models import clock
from ..cases import Cases
from ..common import NOW, CaseconCase, CaseconHttpCase, promise
from ..quick import takes

ODD = ("(" * 2000, "a\0b", "\ud800", "x" * 70_000, "<" * 5000, "[" * 2000)
POLITE = {"UserError", "AccessError", "ValidationError", "MissingError", "RedirectWarning"}
BLOCKED = ("cannot be saved", "too long")


@promise("casecon_limits")
class TestLimits(Cases, CaseconHttpCase):
    def verbs(self):
        """(model, method, names of its arguments) of every verb of ours."""
        for name, model in self.records.items():
            for verb in dir(type(model["A"])):
                if verb.startswith("action_") or verb in ("find_times", "pool_week"):
                    arguments = list(signature(getattr(type(model["A"]), verb)).parameters)[1:]
                    if arguments and arguments[0] not in ("args", "kwargs"):
                        yield name, verb, arguments

    def assert_polite(self, answer, where):
        self.assertIn(answer.get("error", {}).get("name", "UserError"), POLITE, f"{where}: {answer}")

    def test_no_verb_breaks_on_any_text(self):
        walked = 0
        for role in ("hr", "employee", "clinician"):
            self.log_in(role)
            for model, verb, arguments in self.verbs():
                record = self.records[model]["A"]
                for odd in ODD:
                    for named in (arguments, *([name] for name in arguments if len(arguments) > 1)):
                        if not takes(5, role, model, verb, named, odd[:2]):
                            continue
                        walked += 1
                        with self.env.cr.savepoint() as savepoint:
                            own = [] if getattr(getattr(type(record), verb), "_api_model", False) else [record.ids]
                            answer = self.call(model, verb, *own, **dict.fromkeys(named, odd))
                            self.assert_polite(answer, f"{role}: {model}.{verb}({named}, {odd[:5]!r})")
                            savepoint.rollback()
                        self.env.invalidate_all(flush=False)
        self.assertGreater(walked, 500)

    def test_verbs_that_take_words_refuse_what_cannot_be_kept(self):
        case = self.cases["A"].ids
        self.log_in("employee")
        for verb, name in (
            ("action_decline", "reason"),
            ("action_set_needs", "text"),
            ("action_set_needs", "on_the_day"),
            ("action_set_companion", "name"),
        ):
            for odd in ODD[1:4]:
                answer = self.call("casecon.conference", verb, case, **{name: odd})
                self.assertTrue(any(word in answer["error"]["message"] for word in BLOCKED), answer)
        answer = self.call("casecon.conference", "action_set_companion", case, name="Com", email="(" * 2000)
        self.assertIn("not an email address", answer["error"]["message"])

    def test_create_write_and_search_of_every_model(self):
        for role in ("hr", "clinician", "lead", "oh_admin"):
            self.log_in(role)
            for model, records in self.records.items():
                record = records["A"]
                for name, field in record._fields.items():
                    if field.type not in ("char", "text", "html") or not field._description_searchable:
                        continue
                    for odd in ODD:
                        if not takes(5, role, model, name, odd[:2]):
                            continue
                        for method, arguments in (
                            ("create", [[{name: odd, "conference_id": self.cases["A"].id}]])
                            if "conference_id" in record._fields
                            else ("create", [[{name: odd}]]),
                            ("write", [record.ids, {name: odd}]),
                            ("search", [[(name, "ilike", odd)]]),
                            ("search", [["|", ("id", "=", 1), (name, "in", [odd])]]),
                        ):
                            with self.env.cr.savepoint() as savepoint:
                                answer = self.call(model, method, *arguments)
                                self.assert_polite(answer, f"{role}: {model}.{method}: {name} = {odd[:5]!r}")
                                savepoint.rollback()
                            self.env.invalidate_all(flush=False)

    def test_forms_of_the_portal(self):
        for path in ("companion", "needs", "decline", "waive"):
            for odd in (*ODD[:2], ODD[3]):
                fields = ("name", "email", "text", "reason", "on_the_day", "earliest", "wish", "answer")
                self.log_in("employee")
                page = f"/my/conferences/{self.cases['A'].id}/{path}"
                answer = self.url_open(page, {**dict.fromkeys(fields, odd), "csrf_token": self.token()})
                self.assertIn(answer.status_code, (200, 303, 404), path)

    def token(self):
        from odoo.http import Request

        return Request.csrf_token(self)

    def test_an_agenda_has_a_hundred_items(self):
        case = self.cases["B"]
        items = [{"conference_id": case.id, "name": f"Question {number}"} for number in range(100)]
        self.log_in("hr")
        refused = self.call("casecon.agenda.item", "create", items)
        self.assertIn("at most 100 items", refused["error"]["message"])
        self.env.invalidate_all()
        self.assertIn("result", self.call("casecon.agenda.item", "create", items[len(case.agenda_item_ids) :]))
        self.assertIn("error", self.call("casecon.agenda.item", "create", items[:1]))

    def test_letter_and_wording_have_the_headers_of_the_portal(self):
        self.log_in("employee")
        portal = self.url_open(f"/my/conferences/{self.cases['A'].id}").headers
        by_letter = self.scheduled("no_login", by="hr", start="2026-06-18 09:00:00")
        self.log_in("hr")
        letter = self.url_open(f"/updates/letter/{by_letter.id}")
        self.log_in("oh_admin")
        wording = self.url_open("/updates/wording")
        for answer in (letter, wording):
            self.assertEqual(answer.status_code, 200)
            for name in ("Cache-Control", "Referrer-Policy", "X-Frame-Options", "Content-Security-Policy"):
                self.assertEqual(answer.headers.get(name), portal[name], name)


@promise("casecon_limits", "casecon_R13")
class TestCompanionRate(CaseconCase):
    def test_one_mail_an_hour_to_a_companions_address(self):
        conference = self.scheduled()
        self.send_due()
        sent = []
        for minute in range(0, 150, 10):
            with clock.at(NOW + timedelta(minutes=minute)):
                employee = self.as_("employee", conference)
                employee.action_set_companion(name="Com Panion", email="Companion@example.com")
                sent += [(minute, message["Subject"]) for address, message in self.send_due() if "companion" in address]
                self.as_("employee", conference).action_remove_companion()
        invited = [minute for minute, _subject in sent if not _subject.lower().startswith("cancel")]
        ends = len(sent) - len(invited)
        self.assertEqual(sorted({minute // 60 for minute, _subject in sent}), [0, 1, 2], sent)
        self.assertLessEqual(len(sent), 6, f"{ends} ends")

    def test_a_companion_who_waits_is_told_after_the_hour(self):
        conference = self.scheduled()
        for name in ("Com Panion", "Com Panion again"):
            self.as_("employee", conference).action_set_companion(name=name, email="companion@example.com")
            self.send_due()
        row = self.row(conference, "companion")
        self.assertFalse(row.is_told)
        with clock.at(NOW + timedelta(minutes=61)):
            self.assertIn("companion@example.com", [address for address, _message in self.send_due()])
        self.assertTrue(row.is_told)


@promise("casecon_limits", "casecon_R22")
class TestPicturesInMinutes(CaseconCase):
    def minutes(self, body):
        conference = self.scheduled()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_conference SET started_at = start, ended_at = stop WHERE id = %s", [conference.id]
        )
        self.env.invalidate_all()
        minutes = self.as_("hr", self.env["casecon.minutes"])
        return minutes.create({"conference_id": conference.id, "body": body})

    def test_no_picture_stays_from_wherever_it_is(self):
        pictures = (
            '<img src="/web/image/1">',
            '<img src="https://spy.example.com/1.png">',
            '<img src="//spy.example.com/1.png">',
            '<img src="/web/image/1" srcset="https://spy.example.com/1.png 2x">',
            '<picture><source srcset="https://spy.example.com/1.png"><img src="/x.png"></picture>',
            '<span style="background-image: url(https://spy.example.com/1.png)">x</span>',
            '<table background="https://spy.example.com/1.png"><tr><td>x</td></tr></table>',
            '<video poster="https://spy.example.com/1.png"></video>',
            '<img src=" ht\ntps://spy.example.com/1.png">',
        )
        minutes = self.minutes("<p>One</p>")
        for picture in pictures:
            minutes.write({"body": f"<p>Two {picture} three</p>"})
            self.assertNotIn("spy.example.com", str(minutes.body), picture)
            self.assertNotIn("<img", str(minutes.body), picture)
            self.assertIn("Two", str(minutes.body))

    def test_a_picture_alone_is_no_minutes(self):
        minutes = self.minutes('<p><img src="/web/image/1"></p>')
        with self.assertRaisesRegex(UserError, r"Write the minutes first"):
            minutes.action_send_for_fact_check()
