"""R25, R20: a call that fails leaks no text, neither into the log nor to the client."""

import logging
import traceback

from ..common import SECRET, CaseconHttpCase, promise
from ..life import LifeCase

ANYTHING = Exception


class Heard(logging.Handler):
    """Whatever is logged, with tracebacks, as text."""

    def __init__(self):
        super().__init__(logging.NOTSET)
        self.setFormatter(logging.Formatter("%(message)s"))
        self.said = []

    def emit(self, record):
        self.said.append(self.format(record))

    def __enter__(self):
        self.loggers = [logging.getLogger(), *map(logging.getLogger, ("odoo.sql_db", "odoo.http", "odoo.models"))]
        for logger in self.loggers:
            logger.addHandler(self)
        return self

    def __exit__(self, *_error):
        for logger in self.loggers:
            logger.removeHandler(self)

    @property
    def text(self):
        return "\n".join(self.said)


@promise("casecon_R25", "casecon_R20")
class TestTextInErrors(LifeCase, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.scheduled()
        cls.note = self.draft(conference_id=cls.conference.id)
        cls.done = self.signed()
        cls.line = self.propose(cls.conference, f"{SECRET} wording")

    def failing_calls(self):
        employee, nobody = self.people["employee"].id, 999_999_999
        text = f"{SECRET} fresh"
        note, done, line, conference = self.note.ids, self.done.ids, self.line.ids, self.conference.id
        return {
            "no employee": ("casecon.note", "create", [{"body": text}]),
            "employee not there": ("casecon.note", "create", [{"employee_id": nobody, "body": text}]),
            "conference not there": (
                "casecon.note",
                "create",
                [{"employee_id": employee, "conference_id": nobody, "body": text}],
            ),
            "no time": ("casecon.note", "create", [{"employee_id": employee, "held_at": False, "body": text}]),
            "no kind": ("casecon.note", "create", [{"employee_id": employee, "kind": False, "body": text}]),
            "wrong kind": ("casecon.note", "create", [{"employee_id": employee, "kind": "x", "body": text}]),
            "wrong time": ("casecon.note", "create", [{"employee_id": employee, "held_at": "x", "body": text}]),
            "too long": ("casecon.note", "create", [{"employee_id": employee, "minutes": 10**12, "body": text}]),
            "time taken away": ("casecon.note", "write", [note, {"held_at": False, "body": text}]),
            "length too long": ("casecon.note", "write", [note, {"minutes": 10**12, "body": text}]),
            "wrong progress": ("casecon.note", "write", [note, {"progress": "x", "body": text}]),
            "another employee": ("casecon.note", "write", [note, {"employee_id": nobody, "body": text}]),
            "signed": ("casecon.note", "write", [done, {"body": text}]),
            "signed deleted": ("casecon.note", "unlink", [done]),
            "exported": ("casecon.note", "export_data", [done, ["body"]]),
            "amended wrongly": ("casecon.note", "action_add_addendum", [note, text]),
            "marked wrongly": ("casecon.note", "action_mark_error", [note, text]),
            "line without conference": ("casecon.consent.line", "create", [{"wording": text}]),
            "line of no conference": ("casecon.consent.line", "create", [{"conference_id": nobody, "wording": text}]),
            "line of no kind": (
                "casecon.consent.line",
                "create",
                [{"conference_id": conference, "kind": False, "wording": text}],
            ),
            "line order": (
                "casecon.consent.line",
                "create",
                [{"conference_id": conference, "sequence": 10**12, "wording": text}],
            ),
            "line emptied": ("casecon.consent.line", "write", [line, {"wording": " ", "kind": "other"}]),
            "line without its kind": ("casecon.consent.line", "write", [line, {"wording": text}]),
            "line kind taken away": ("casecon.consent.line", "write", [line, {"kind": False, "wording": text}]),
            "decline": ("casecon.conference", "action_decline", [[conference], text]),
            "not held": ("casecon.conference", "action_not_held", [[conference], text, [{"at": "x", "how": text}]]),
        }

    def test_no_failing_call_tells_its_text_to_the_log_or_to_the_client(self):
        self.log_in("clinician")
        for name, (model, method, args) in self.failing_calls().items():
            with self.subTest(call=name), Heard() as heard:
                answer = self.raw(model, method, args)
                self.assertIn("error", answer, "the call was to fail")
                self.assertNotIn(SECRET, str(answer), "told to the client, data.debug included")
                self.assertNotIn(SECRET, heard.text, "told to the log")

    def raw(self, model, method, args):
        """The whole answer, traceback included."""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        body = {"id": 0, "jsonrpc": "2.0", "method": "call", "params": params}
        return self.opener.post(f"{self.base_url()}/web/dataset/call_kw", json=body, timeout=60).json()

    def test_a_leak_would_be_heard(self):
        with Heard() as heard:
            logging.getLogger("odoo.sql_db").warning("bad query %s", SECRET)
        self.assertIn(SECRET, heard.text)

    def test_a_signed_text_does_not_come_out_of_an_error_below(self):
        for statement in (
            "UPDATE casecon_note SET state = NULL WHERE id = %s",
            "UPDATE casecon_note SET held_at = NULL WHERE id = %s",
        ):
            with (
                self.subTest(statement=statement),
                Heard() as heard,
                self.assertRaises(ANYTHING) as error,
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [self.done.id])
            told = "".join(traceback.format_exception(error.exception))
            self.assertNotIn(SECRET, told + heard.text)

    def test_a_proposed_text_does_not_come_out_of_an_error_below(self):
        notes = self.as_("clinician", self.env["casecon.note"]).with_context(default_body=f"{SECRET} proposed")
        with Heard() as heard, self.assertRaises(ANYTHING) as error, self.env.cr.savepoint():
            notes.create({"employee_id": self.people["employee"].id, "held_at": False})
            self.env.flush_all()
        self.assertNotIn(SECRET, "".join(traceback.format_exception(error.exception)) + heard.text)
