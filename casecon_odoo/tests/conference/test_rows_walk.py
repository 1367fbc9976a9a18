"""Every verb on what hangs on a conference, by every role, in every state: the answer is the one in the gate's table.

The conferences are made by the verbs. What hangs on one is a row of a model of the table, with its own facts.
"""

from datetime import timedelta

from ...domain import gate
from ...domain.table import PARTS
from ...models import clock
from ...models.conference.sentences import ROLE_OR_TIME, RULES
from ..common import START, promise
from ..life import LENGTH, PRE_CALL, LifeCase
from ..quick import takes
from .row_arguments import RowArguments

# The roles of a persona in every case below, and those that a row of theirs adds. Written down here: asking the
# models' own hats would test them against themselves.
HATS = {
    "hr": {"hr"},
    "clinician": {"clinician", "chair"},
    "clinician2": {"clinician"},
    "employee": {"employee"},
    "manager": {"manager", "requester"},
    "privacy": {"minute_taker"},
    "oh_admin": {"oh_admin"},
    "lead": set(),
    "colleague": set(),
    "other_manager": set(),
    "system": set(),
    "portal_employee": set(),
    "hr_elsewhere": set(),
}
OWN = {
    "casecon.attendee": {"manager": {"self"}},
    "casecon.note": {"clinician": {"author"}},
    "casecon.decision": {"manager": {"owner"}},
}
# On notes and reports nobody has a role but these: they belong to no conference.
ALONE = {
    "casecon.note": {"clinician", "author"},
    "casecon.report": {"hr", "oh_admin", "clinician", "employee"},
}
DOORS = ("create", "write", "unlink")


@promise("casecon_walk")
class TestRowsWalk(RowArguments, LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = cls.made().build()

    def build(self):
        """Rows of every model, in every state that their verbs are asked from; with the moment they are walked at."""
        rows = []
        prepared = self.prepared()
        with clock.at(PRE_CALL):
            lines = {"unanswered": self.propose(prepared), "granted": self.propose(prepared, "Tires by noon")}
            self.as_("employee", lines["granted"]).action_grant()
        rows += [(line, PRE_CALL) for line in lines.values()]
        rows += [(self.row(prepared, "manager"), PRE_CALL)]
        running = self.session(1)
        on = running.start + timedelta(minutes=5)
        rows += [(running.consent_line_ids[:1], on), (self.row(running, "manager"), on)]
        rows += [(running.agenda_item_ids[:1], on)]
        rows += [(self.said_without(6), PRE_CALL)]
        rows += self.questions(7)
        asked = self.ask_for()
        rows += [(asked.agenda_item_ids[:1], PRE_CALL)]
        for day, stage in enumerate(("minuted", "in_fact_check", "final", "closed"), start=2):
            rows += self.minutes(day, stage)
        rows += self.notes() + self.reports()
        self.env.flush_all()
        return rows

    def session(self, day):
        """A meeting that goes on, so many days after the first; the minute taker takes part."""
        conference = self.prepared(start=START + timedelta(days=day))
        with clock.at(PRE_CALL):
            self.take_minutes(conference)
            line = self.propose(conference)
            self.as_("employee", line).action_grant()
        with clock.at(conference.start):
            self.start(conference)
        return conference

    def said_without(self, day):
        """What was said while somebody was there who might not hear it, as an entry made later shows."""
        conference = self.prepared(start=START + timedelta(days=day))
        with clock.at(PRE_CALL):
            line = self.propose(conference)
            self.as_("employee", line).action_grant(self.row(conference, "hr").ids)
        with clock.at(conference.start):
            self.start(conference, absent=("manager",))
        with clock.at(conference.start + timedelta(minutes=1)):
            self.as_("clinician", line).action_disclose()
        with clock.at(conference.start + timedelta(minutes=5)):
            stop = conference.start + timedelta(minutes=2)
            late = self.as_("clinician", self.row(conference, "manager"))
            late.action_was_present(str(conference.start), str(stop))
        return conference.sudo().disclosure_ids.with_env(self.env)

    def questions(self, day):
        """One that is open, one that was settled, and one that a report has answered."""
        conference = self.prepared(start=START + timedelta(days=day))
        with clock.at(conference.start):
            self.start(conference)
            item = self.as_("clinician", conference.agenda_item_ids[:1])
            item.action_park()
            item.action_discuss()
            item.action_park()
            report = self.as_("clinician", self.env["casecon.report"]).create(
                {"employee_id": self.people["employee"].id}
            )
            report.action_issue()
            asked = item.sudo().question_ids
            asked.filtered(lambda one: one.state == "open").with_user(self.users["clinician"]).action_answer(report.id)
            item.action_park()
            asked = item.sudo().question_ids.with_env(self.env)
        type(self).answers = report
        return [(question, conference.start) for question in asked]

    def take_minutes(self, conference):
        self.as_("hr", conference).action_add_attendee(
            role="minute_taker", partner_id=self.users["privacy"].partner_id.id
        )
        self.acknowledge(conference)

    def minutes(self, day, stage):
        conference = self.session(day)
        at = conference.start + LENGTH
        with clock.at(at):
            self.as_("clinician", conference).action_end()
            minutes = self.as_("hr", self.env["casecon.minutes"]).create(
                {"conference_id": conference.id, "body": "<p>One</p><p>Two</p>"}
            )
            decision = self.as_("hr", self.env["casecon.decision"]).create(
                {
                    "conference_id": conference.id,
                    "name": "Look for a desk",
                    "owner_id": self.users["manager"].partner_id.id,
                    "due_on": "2026-07-30",
                }
            )
            if stage != "minuted":
                self.as_("clinician", minutes).action_flag("p-2", digest=minutes.text_digest)
                self.as_("hr", minutes).action_send_for_fact_check()
            if stage in ("final", "closed"):
                self.as_("clinician", minutes).action_resolve_flag("p-2", digest=minutes.text_digest)
                self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
                self.as_("hr", minutes).action_finalise()
            if stage == "closed":
                self.as_("hr", conference).action_close()
        rows = [(minutes.with_env(self.env), at), (decision.with_env(self.env), at)]
        return rows if stage != "closed" else [*rows, (conference.consent_line_ids[:1], at)]

    def notes(self):
        with clock.at(PRE_CALL):
            wrong = self.signed()
            self.as_("clinician", wrong).action_mark_error("Another person")
            return [(note, PRE_CALL) for note in (self.draft(), self.draft(body=""), self.signed(), wrong)]

    def reports(self):
        """One for each state."""
        steps = ("issue", "offer", "record_handover", "answer_offer", "release")
        given = {
            "record_handover": {"handed_over_at": str(PRE_CALL), "how": "By hand"},
            "answer_offer": {"agrees": True, "through": "phone", "words": "Yes"},
        }
        made = []
        with clock.at(PRE_CALL):
            for length in range(len(steps) + 1):
                report = self.as_("clinician", self.env["casecon.report"]).create(
                    {"employee_id": self.people["employee"].id}
                )
                for step in steps[:length]:
                    getattr(self.as_("clinician", report), f"action_{step}")(**given.get(step, {}))
                made.append((report.with_env(self.env), PRE_CALL))
        return made

    def test_every_verb_of_the_table_exists_and_is_walked(self):
        for part in PARTS:
            model, walked = self.env[part.MODEL], self.arguments(self.env[part.MODEL])
            for verb in gate.verbs(part.MODEL):
                with self.subTest(model=part.MODEL, verb=verb):
                    self.assertTrue(verb in DOORS or hasattr(model, f"action_{verb}"))
                    self.assertIn(verb, walked)
                    self.assertTrue(verb in (*DOORS, "register") or f"can_{verb}" in model._fields)
            self.assertTrue({move.model for move in part.MOVES} == {part.MODEL})

    def test_every_row_has_its_sentences(self):
        for move in (move for part in PARTS for move in part.MOVES):
            with self.subTest(model=move.model, verb=move.verb):
                self.assertIn(move.whose, ROLE_OR_TIME)
                self.assertTrue(not move.sources or move.when in ROLE_OR_TIME, move.when)
                if move.verb in gate.NEXT[move.model].values():
                    self.assertLessEqual(set(move.rules), set(RULES), "what a checklist says where a rule is met")

    def test_the_checklist_says_what_is_missing(self):
        minutes = next(
            row for row, _moment in self.rows if row._name == "casecon.minutes" and row.state == "fact_check"
        )
        with clock.at(minutes.conference_id.start + LENGTH):
            said = {item["key"]: item for item in self.as_("hr", minutes).readiness}
        self.assertTrue(said["R22-written"]["met"])
        self.assertFalse(said["R22-time"]["met"])
        self.assertEqual(said["R22-flags"]["rule"], "R22")
        self.assertIn("outside consent", said["R22-flags"]["text"])

    def test_the_table(self):
        wrong = []
        for row, moment in self.rows:
            before = self.dump()
            with clock.at(moment):
                wrong += [said for role in HATS for said in self.walk(role, row)]
            self.assertEqual(self.dump(), before, f"a refusal left something behind: {row}")
        self.assertFalse(wrong, "\n".join(wrong))

    def walk(self, role, row):
        """What is not as the table says, in words. Refusals leave everything as it was; the rest is taken back."""
        call, name, state = self.call_as(self.users[role]), row._name, self.state(row)
        hats, readable = self.hats(role, row), self.as_(role, row).has_access("read")
        names = [field for field in row._fields if field.startswith("can_")]
        can = self.as_(role, row).read(names)[0] if readable else {}
        whose = self.whose_turn(row)
        wrong = []
        for verb, kwargs in self.arguments(row).items():
            if not takes(3, role, name, state, verb):
                continue
            known = readable or verb in ("create", "register")  # who may not read a row does nothing with it
            wanted = self.wanted(name, verb, hats, state) if known else "AccessError"
            before = self.version(*whose)
            with self.env.cr.savepoint() as savepoint:
                error = self.press(call, row, verb, kwargs).get("error")
                if not error:
                    # of a note that is about no conference nothing is judged but its own row
                    if self.version(*whose) == before and verb not in ("create", "register") and name != "casecon.note":
                        wrong.append(f"{verb} of {name} takes no turn")
                    savepoint.rollback()
            self.env.invalidate_all(flush=False)
            button = can.get(f"can_{verb}")
            fits = error["name"] == wanted if error and wanted != "allowed" else wanted == "allowed"
            if error and wanted == "allowed":
                fits = error["name"] == "UserError" and "[R" in error["message"]
            if not fits or (button is not None and not (not error) <= button <= (wanted == "allowed")):
                wrong.append(f"{verb} of {name} ({state}) by {role}: {wanted}, can: {button}, {error or 'done'}")
        return wrong

    def whose_turn(self, row):
        """Whose version tells that a turn was taken: the conference, or the row itself where it belongs to none."""
        conference = row.sudo().conference_id if "conference_id" in row._fields else row.browse()
        return ("casecon_conference", conference.id) if conference else (row._table, row.id)

    def version(self, table, record_id):
        self.env.flush_all()
        self.env.cr.execute(f"SELECT ctid::text FROM {table} WHERE id = %s", [record_id])
        return self.env.cr.fetchone()

    def press(self, call, row, verb, kwargs):
        if verb == "create":
            return call(row._name, "create", [kwargs])
        if verb == "write":
            return call(row._name, "write", row.ids, kwargs)
        if verb == "unlink":
            return call(row._name, "unlink", row.ids)
        ids = [] if verb == "register" else [row.ids]
        return call(row._name, f"action_{verb}", *ids, **kwargs)

    def hats(self, role, row):
        hats = HATS[role] | OWN.get(row._name, {}).get(role, set())
        return hats & ALONE.get(row._name, hats)

    def state(self, row):
        if row._name in ("casecon.attendee", "casecon.agenda.item", "casecon.consent.line", "casecon.disclosure"):
            return row.sudo().conference_id.state
        return row.sudo().state

    @staticmethod
    def wanted(model, verb, hats, state):
        mine = [move for move in gate.rows(model, verb) if hats & set(move.who)]
        if not mine:
            return "AccessError"
        return "allowed" if any(state in move.sources or not move.sources for move in mine) else "UserError"
