"""Who has a seat already does not take it again: nothing begins anew for nothing (R11, R12, R32)."""

from datetime import timedelta

from ...models import clock
from ..common import START, CaseconHttpCase, promise
from ..life import PRE_CALL, LifeCase


class OverHttp(LifeCase, CaseconHttpCase):
    def ask(self, by, record, verb, /, **kwargs):
        """A verb over HTTP; what it answers, `{"result": …}` or `{"error": …}`."""
        self.env.flush_all()
        self.log_in(by)
        answer = self.call(record._name, f"action_{verb}", record.ids, **kwargs)
        self.env.invalidate_all(flush=False)
        return answer

    def refused(self, by, record, verb, words, /, **kwargs):
        """The verb is refused with a sentence that holds these words."""
        self.assertIn(words, self.ask(by, record, verb, **kwargs).get("error", {}).get("message", "done"))

    def done(self, by, record, verb, /, **kwargs):
        answer = self.ask(by, record, verb, **kwargs)
        self.assertIn("result", answer, answer)
        return answer["result"]


@promise("casecon_R11", "casecon_R12")
class TestSamePerson(OverHttp):
    WORDS = "already has this role in the case conference"

    def setUp(self):
        super().setUp()
        self.conference = self.prepared()
        self.at(PRE_CALL + timedelta(hours=1))

    def test_nobody_is_replaced_by_themselves(self):
        seats = {"clinician": self.chair.id, "manager": self.people["manager"].id, "hr": self.users["hr"].id}
        before = self.dump()
        for role, value in seats.items():
            with self.subTest(role=role):
                self.refused("hr", self.conference, "reassign", self.WORDS, role=role, value=value)
        manager = self.people["manager"].id
        self.refused("employee", self.conference, "ask_for_manager", self.WORDS, manager_id=manager)
        self.assertEqual(self.conference.state, "prepared")
        self.assertEqual({name: row for name, row in self.dump().items() if before[name] != row}, {})

    def test_another_person_takes_over(self):
        self.done("hr", self.conference, "reassign", role="clinician", value=self.chair2.id)
        self.assertEqual(self.conference.state, "scheduled")
        self.refused("hr", self.conference, "reassign", self.WORDS, role="clinician", value=self.chair2.id)
        self.done("hr", self.conference, "reassign", role="clinician", value=self.chair.id)


@promise("casecon_R32")
class TestAcceptedForOne(OverHttp):
    def test_who_starts_is_whom_it_was_accepted_for(self):
        """A conflict that OH accepted for one chair does not count for the next, whom it comes to later."""
        conference = self.told()
        first = self.make_employee("chair", self.people["employee"], self.users["clinician"])
        self.done("oh_admin", conference, "accept_conflict", reason="There is nobody else")
        self.done("hr", conference, "reassign", role="clinician", value=self.chair2.id)
        first.unlink()
        with clock.at(PRE_CALL):
            self.call_beforehand(conference, by="clinician2")
            self.as_("clinician2", conference).action_prepare()
            self.acknowledge(conference)
        self.make_employee("chair2", self.people["employee"], self.users["clinician2"])
        self.tell(conference)
        self.at(START)
        rows = [self.row(conference, role) for role in ("employee", "clinician", "manager", "hr")]
        for row in rows:
            self.as_("clinician2", row).action_acknowledge_recording()
        present = {"present_attendee_ids": [row.id for row in rows]}
        self.refused("clinician2", conference, "start", "The employee manages the clinician", **present)
        self.done("oh_admin", conference, "accept_conflict", reason="Nor anybody now")
        self.done("clinician2", conference, "start", **present)


@promise("casecon_R11")
class TestListThatWasRead(OverHttp):
    def test_only_those_on_the_list_are_acknowledged(self):
        conference = self.told()
        read = conference.attendee_ids.ids
        self.at(PRE_CALL)
        partner = self.users["colleague"].partner_id.id
        added = self.done("hr", conference, "add_attendee", role="other", partner_id=partner)
        words = "Someone was added since"
        self.refused("employee", conference, "acknowledge_attendees", words, attendee_ids=read)
        for other in ("all", []):
            self.refused("employee", conference, "acknowledge_attendees", words, attendee_ids=other)
        for none in ({}, {"attendee_ids": None}):
            self.refused("employee", conference, "acknowledge_attendees", "Say who was on the list", **none)
        said = {"verb": "acknowledge_attendees", "words": "Yes", "through": "phone"}
        self.refused("clinician", conference, "record_for_employee", words, **said, values={"attendee_ids": read})
        self.assertFalse(self.row(conference, "other").acknowledged_at)
        self.done("employee", conference, "acknowledge_attendees", attendee_ids=[*read, added])
        self.assertEqual(self.row(conference, "other").acknowledged_at, PRE_CALL)
