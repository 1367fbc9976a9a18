"""One mutation for each rule: the smallest change of the code that takes the rule out.

A rule that the gate asks is made to say "met". A rule that is no predicate has a mutation of its own, as a
replacement in one file of a copy of the addon; a replacement that finds nothing is an error, not a pass.
A rule with more than one part has one more for each, named after it: `R3-back`; the tests are those of the rule.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """What is changed: `old` becomes `new` in `path`; with `updates` the database must read it again."""

    what: str
    path: str
    old: str
    new: str
    updates: bool = False

    def apply(self, addon):
        target = addon / self.path
        text = target.read_text()
        if text.count(self.old) < 1:
            raise SystemExit(f"{self.path} does not hold {self.old!r} any more: mend tests/mutations.py.")
        target.write_text(text.replace(self.old, self.new, 1))


def _says_met(rule):
    return Mutation(
        f"{rule} says met",
        "domain/gate.py",
        "STATES = (",
        f'PREDICATES["{rule}"] = lambda facts, verb: None\n\nSTATES = (',
    )


MUTATIONS = {
    **{rule: _says_met(rule) for rule in ("R1", "R2", "R3", "R4", "R6", "R7", "R9", "R11", "R12", "R13", "R14")},
    **{rule: _says_met(rule) for rule in ("R15", "R18", "R22", "R24", "R28")},
    "R3-back": Mutation(
        "an acceptance of short notice that is taken back still counts",
        "models/conference/conference_employee.py",
        '{"notice_waived_at": False, "notice_accepts_from": False}',
        "{}",
    ),
    "R6-kept": Mutation(
        "what was accepted at triage is changed by whoever asked",
        "models/conference/request.py",
        "return not conference.sudo().accepted_at or",
        "return True or",
    ),
    "R5": Mutation(
        "a field for a wanted outcome is added",
        "models/conference/request.py",
        "    reason = fields.Text(copy=False)\n",
        "    reason = fields.Text(copy=False)\n    wanted_outcome = fields.Text(copy=False)\n",
        updates=True,
    ),
    "R8": Mutation(
        "an end bears its author's name",
        "models/conference/conference_gate.py",
        'if verb in ("decline", "cancel"):',
        "if False:",
    ),
    "R10": Mutation(
        "an agenda item is parked outside the meeting",
        "models/conference/agenda_item.py",
        'if conference.sudo().state != "in_session":',
        "if False:",
    ),
    "R16": Mutation(
        "no answer counts as yes",
        "domain/consent.py",
        'stands.get(attendee) == "granted"',
        'stands.get(attendee) in ("granted", None)',
    ),
    "R17": Mutation(
        "a withdrawal does not count",
        "domain/consent.py",
        'if answer != "disclosed":',
        'if answer not in ("disclosed", "withdrawn"):',
    ),
    "R19": Mutation(
        "minutes may be written before the start",
        "models/record/minutes.py",
        "if not conference.sudo().started_at:",
        "if False:",
    ),
    "R21": Mutation(
        "notes can be exported",
        "models/conference/guarded.py",
        "if self and self._is_clinical:",
        "if False:",
    ),
    "R23": Mutation(
        "an action needs neither owner nor date",
        "models/record/decision.py",
        'if not complete and not (decision.why_open or "").strip():',
        "if False:",
    ),
    "R20": Mutation(
        "everybody may read notes about others",
        "security/ir.model.access.csv",
        "model_casecon_note,casecon_group_clinician",
        "model_casecon_note,base.group_user",
        updates=True,
    ),
    "R3-told": Mutation(
        "a connection that ended before the answer counts as accepted",
        "models/messages/post.py",
        "return Outcome(is_in_doubt=True,",
        "return Outcome(is_accepted=True,",
    ),
    "R3-bounce": Mutation(
        "what came back stays accepted",
        "models/messages/bounces.py",
        "attendee._take_back(accepted_at)",
        "pass",
    ),
    "R25-log": Mutation(
        "the log of a mail that was not accepted names its address",
        "models/messages/sending.py",
        'next try at %s", self.id, said, next_try_at)',
        'next try at %s", self.address, said, next_try_at)',
    ),
    "R25": Mutation(
        "a person's name is put into the subject of a mail",
        "models/messages/mail.py",
        'subject = env._("You have an update")',
        'subject = env._("You have an update") + attendee.conference_id.employee_id.name',
    ),
    "access": Mutation(
        "the floor that keeps companies apart is dropped",
        "security/conference_rules.xml",
        "['|', ('company_id', 'in', company_ids), ('attendee_ids',",
        "['|', (1, '=', 1), ('attendee_ids',",
        updates=True,
    ),
}
