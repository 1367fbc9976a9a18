"""The life of a case."""

from .mutation import Mutation, says_met

CASE = {
    **{rule: says_met(rule) for rule in ("R1", "R2", "R3", "R4", "R6", "R7", "R9", "R11", "R12", "R13", "R14")},
    **{rule: says_met(rule) for rule in ("R15", "R18", "R22", "R24", "R28", "R32", "R33")},
    "R3-back": Mutation(
        "an acceptance of short notice that is taken back still counts",
        "models/conference/conference_employee.py",
        'vals = {**none, **said.as_evidence("notice_kept")}',
        "vals = {}",
    ),
    "R4-blank": Mutation(
        "blanks are a reason for a longer meeting",
        "models/conference/conference_create.py",
        "return isinstance(text, str) and bool(text.strip())",
        "return bool(text)",
    ),
    "R7-wording": Mutation(
        "any wording is confirmed as the present one",
        "models/conference/conference_employee.py",
        "read_wording=wording == PRESENT,",
        "read_wording=True,",
    ),
    "R7-request": Mutation(
        "a confirmation holds for a request that is rewritten afterwards",
        "models/conference/understanding.py",
        "and read == conference.request_version",
        "",
    ),
    "R7-words": Mutation(
        "the letter has words of its own",
        "views/conference/letter_template.xml",
        '<t t-call="casecon_odoo.wording_text" />',
        "<p>A case conference is a meeting.</p>",
        updates=True,
    ),
    "R7-attest": Mutation(
        "HR attests for the manager who asked",
        "domain/gate.py",
        '("requester", "hr_for_requester")',
        '("requester", "hr")',
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
    "R21": Mutation(
        "notes can be exported",
        "models/doors/export.py",
        "if any(self._casecon_passes_clinical(path) for path in fields):",
        "if False:",
    ),
    "R20": Mutation(
        "everybody may read notes about others",
        "security/ir.model.access.csv",
        "model_casecon_note,casecon_group_clinician",
        "model_casecon_note,base.group_user",
        updates=True,
    ),
    "R20-signed": Mutation(
        "what is signed can be sealed otherwise",
        "models/clinical/note_verbs.py",
        "        sign_text(self.env, self.text_uuid, self.text_revision)\n",
        "",
        by="TestNotes",
    ),
    "R20-words": Mutation(
        "what needs its words is done without them where there is no key",
        "models/clinical/conference.py",
        "if needed or can_keep(employee):",
        "if can_keep(employee):",
        by="TestWithoutKey",
    ),
    "R3-move": Mutation(
        "a move buys the notice that was not given",
        "domain/rules_notice.py",
        "return max(after_move, notice.earliest_start(first_told_at, facts.zone, limits.notice_days))",
        "return after_move",
    ),
    "R3-copy": Mutation(
        "a copy of the invitation counts, and not the first",
        "models/conference/attendee.py",
        "if not before or moment < before:",
        "if moment:",
    ),
    "R3-waiver": Mutation(
        "a waiver replaces being told",
        "domain/rules_notice.py",
        'if verb == "start" and facts.told_at is None:',
        'if verb == "start" and facts.told_at is None and not facts.accepts_from:',
    ),
    "access": Mutation(
        "the floor that keeps companies apart is dropped",
        "security/conference_rules.xml",
        "['|', ('company_id', 'in', company_ids), ('attendee_ids',",
        "['|', (1, '=', 1), ('attendee_ids',",
        updates=True,
    ),
}
