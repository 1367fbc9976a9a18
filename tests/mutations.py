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
    **{rule: _says_met(rule) for rule in ("R15", "R18", "R22", "R24", "R28", "R32", "R33")},
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
        "a decline leaves a row that a cancellation does not leave",
        "models/conference/conference_employee.py",
        'move(self, "decline", hats=hats)\n',
        'move(self, "decline", hats=hats)\n        self._note_change("change", None)\n',
    ),
    "R8-stamp": Mutation(
        "the stamp of whoever wrote a conference last is left",
        "models/conference/conference.py",
        "    _log_access = False  # no stamp tells who did what [R8]\n",
        "",
        updates=True,
    ),
    "R8-contact": Mutation(
        "the contact of a companion bears the name of who made it",
        "models/by_nobody.py",
        "    return records.with_user(SUPERUSER_ID).with_context(**QUIET)",
        "    return records.sudo().with_context(**QUIET)",
    ),
    "R8-reply": Mutation(
        "what an employee's calendar calls declining declines the conference",
        "models/messages/replies.py",
        "        self._answered()\n        if asks:\n",
        '        if self.role == "employee" and reply.answer == "declined":\n'
        '            write_guarded(self.conference_id, {"state": "cancelled"})\n'
        "        self._answered()\n        if asks:\n",
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
        "models/doors/export.py",
        "if self._casecon_leads_into_clinical(path[0] for path in fields if path):",
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
    "R25-name": Mutation(
        "the label of an attendee is the person's name",
        "models/conference/attendee.py",
        'attendee.display_name = self.env._("Attendee %(id)s", id=attendee.id or "…")',
        "attendee.display_name = attendee.sudo().name",
    ),
    "R25-deletion": Mutation(
        "whoever may not delete somebody is told which table refers to them",
        "models/deletion.py",
        "if not is_ours(violation) and records._name not in",
        "if not is_ours(violation) or records._name in",
    ),
    "R25-log": Mutation(
        "the log names the table that refers to somebody",
        "models/quiet_log.py",
        "        if is_ours(error):\n",
        "        if False:\n",
    ),
    "R3-move": Mutation(
        "a move buys the notice that was not given",
        "domain/rules.py",
        "return max(after_move, notice.earliest_start(first_told_at, facts.zone, limits.notice_days))",
        "return after_move",
    ),
    "R3-copy": Mutation(
        "a copy of the invitation counts, and not the first",
        "models/conference/attendee.py",
        '"invited_at": min(self.invited_at or moment, moment),',
        '"invited_at": moment,',
    ),
    "R3-waiver": Mutation(
        "a waiver replaces being told",
        "domain/rules.py",
        'if verb == "start" and facts.told_at is None:',
        'if verb == "start" and facts.told_at is None and not facts.accepts_from:',
    ),
    "R3-told": Mutation(
        "a connection that ended before the answer counts as accepted",
        "models/messages/post.py",
        "return Outcome(is_in_doubt=True,",
        "return Outcome(is_accepted=True,",
    ),
    "R3-copy": Mutation(
        "a copy of the invitation that is sent again counts as the first",
        "models/messages/sending.py",
        "if not attendee.invited_at and self.start",
        "if self.start",
    ),
    "R3-away": Mutation(
        "the mailbox at work of somebody on long absence is written to",
        "models/messages/away.py",
        'return "long_absence" in grounds or employee._casecon_is_away()',
        "return False",
    ),
    "R25-guard": Mutation(
        "a mail leaves although a word in it tells",
        "models/messages/guard.py",
        "if telling_word(text, own_name):",
        "if False:",
    ),
    "R25-guard-name": Mutation(
        "a mail leaves although it names somebody else",
        "models/messages/guard.py",
        'if named_in(" | ".join(read), others):',
        "if False:",
    ),
    "R3-bounce": Mutation(
        "what came back stays accepted",
        "models/messages/bounces.py",
        "attendee._take_back(accepted_at)",
        "pass",
    ),
    "R25-mail-log": Mutation(
        "the log of a mail that was not accepted names its address",
        "models/messages/sending.py",
        'next try at %s", self.id, said, next_try_at)',
        'next try at %s", self.address, said, next_try_at)',
    ),
    "R25": Mutation(
        "a person's name is put into the subject of a mail",
        "models/messages/mail.py",
        "        content.subject,\n",
        "        content.subject + message.attendee_id.conference_id.employee_id.name,\n",
    ),
    "R31": Mutation(
        "the login that Odoo links is believed",
        "models/people/login_sql.py",
        "NEW.waits := NEW.user_id IS DISTINCT FROM NEW.linked_user_id;",
        "NEW.user_id := NEW.linked_user_id; NEW.waits := false;",
        updates=True,
    ),
    "R31-hat": Mutation(
        "who took their own login off sheds the employee's hat",
        "models/people/hr_employee.py",
        "return login_sudo.user_id | login_sudo.linked_user_id | login_sudo.kept_out_user_id",
        "return login_sudo.sudo().employee_id.user_id",
    ),
    "R31-chair": Mutation(
        "a case is shut to the login that OH knows alone, not to the one that Odoo links",
        "models/people/hr_employee.py",
        "return login_sudo.user_id | login_sudo.linked_user_id | login_sudo.kept_out_user_id",
        "return login_sudo.user_id",
    ),
    "R31-self": Mutation(
        "OH is not told that a colleague confirms their own login",
        "models/people/login_verbs.py",
        "if any(self.env.user in (row.user_id | row.linked_user_id) for row in rows_sudo):",
        "if False:",
    ),
    "R31-given": Mutation(
        "a role of OH that is given to a login that waits counts at once",
        "models/people/role_ends.py",
        "waiting_sudo = rows_sudo.search(own).user_id",
        "waiting_sudo = rows_sudo.search(own).user_id.browse()",
    ),
    "R31-credential": Mutation(
        "a login that somebody else changed goes on",
        "models/people/login.py",
        "ids = [user.id for user in users if user.id]",
        "ids = []",
    ),
    "R31-reset": Mutation(
        "a link that went to an address which somebody else had changed lets them in",
        "models/people/login_hooks.py",
        "acted = bool(row_sudo and row_sudo.acting_user_id)",
        "acted = bool(row_sudo)",
    ),
    "R31-merge": Mutation(
        "the companion's seat is that of whoever has the contact",
        "models/conference/seat_sql.py",
        "WHERE l.employee_id IS NULL AND l.user_id = NEW.known_user_id)",
        "WHERE l.user_id = (SELECT max(id) FROM res_users WHERE partner_id = NEW.partner_id) LIMIT 1)",
        updates=True,
    ),
    "R31-companion": Mutation(
        "whoever made the companion's contact a login is let in",
        "models/conference/conference_companion.py",
        "if partner_sudo.user_ids or partner_sudo.email_normalized != attendee_sudo.given_address:",
        "if partner_sudo.user_ids:\n            return let_in(attendee_sudo, partner_sudo.user_ids)\n        if False:",
    ),
    "R31-address": Mutation(
        "an address that HR entered tells the employee",
        "models/messages/attendee.py",
        "return not self._unconfirmed_address() or address != _cleaned(self._unconfirmed_address())",
        "return True",
    ),
    "R31-reply": Mutation(
        "an address that somebody else entered answers for the employee",
        "models/messages/replies.py",
        "if self._counts(address)}",
        "}",
    ),
    "R31-enrolment": Mutation(
        "a clinician whose enrolment ended goes on",
        "models/people/login_sql.py",
        "CASE WHEN NEW.active AND NOT coalesce(NEW.role_ended, false) THEN",
        "CASE WHEN true THEN",
        updates=True,
    ),
    "R31-company": Mutation(
        "a clinician of one company is one of every company that they may open",
        "security/consent_rules.xml",
        "company_id.casecon_clinician_ids', 'any', [('acting_user_id', '=', user.id),",
        "company_id.casecon_clinician_ids', 'any', [('id', '!=', 0),",
        updates=True,
    ),
    "R31-lost": Mutation(
        "who has moved out of HR keeps seat and request",
        "models/conference/vacant_seats.py",
        "acts = not user_sudo.active or (",
        "acts = True or (",
    ),
    "R31-rights": Mutation(
        "a clinician who is given HR rights goes on",
        "models/people/role_ends.py",
        "ended = not user_sudo.active or user_sudo.share or user_sudo.has_group(HR_GROUP)",
        "ended = not user_sudo.active or user_sudo.share",
    ),
    "R31-manager": Mutation(
        "a manager's seat does not follow the login",
        "models/conference/seat_sql.py",
        "SELECT e.user_id FROM casecon_conference c JOIN hr_employee e ON e.id = c.manager_id",
        "SELECT NEW.known_user_id FROM casecon_conference c JOIN hr_employee e ON e.id = c.manager_id",
        updates=True,
    ),
    "R31-later": Mutation(
        "a login that is known after the booking has no seat",
        "models/conference/seat_sql.py",
        "c.employee_id = NEW.employee_id AND a.role = 'employee'",
        "c.employee_id = NEW.employee_id AND false",
        updates=True,
    ),
    "R31-contact": Mutation(
        "the contact of somebody without a login is made each time",
        "models/people/hr_employee.py",
        "            keep_partner(login_sudo, partner_sudo)\n",
        "",
    ),
    "R31-withdraw": Mutation(
        "a login that waits cannot withdraw",
        "models/consent/withdrawal.py",
        '("user_id", "=", self.env.uid)]',
        '("acting_user_id", "=", self.env.uid)]',
    ),
    "R32-people": Mutation(
        "a conflict that was accepted for some people counts for others",
        "domain/seats.py",
        "found[f\"{name}: {', '.join(named)}\"] = name",
        "found[name] = name",
    ),
    "R32-depth": Mutation(
        "the hierarchy is asked for the next manager alone",
        "models/conference/seats.py",
        "        while above and above not in found:",
        "        if above:",
    ),
    "R32-chair": Mutation(
        "the clinician who chairs may be the line manager",
        "domain/seats.py",
        '    ("chair_is_manager", "clinician", "manager", Person.is_also),\n',
        "",
    ),
    "R32-manager": Mutation(
        "the manager may be managed by the employee",
        "domain/seats.py",
        '    ("manager_below_employee", "employee", "manager", Person.manages),\n',
        "",
    ),
    "R32-companion": Mutation(
        "a companion who is named by the address of HR, manager or chair is another person",
        "domain/seats.py",
        "return self.is_also(other) or bool(self.addresses & other.addresses)",
        "return self.is_also(other)",
    ),
    "R32-joins": Mutation(
        "whoever joins as the companion is not judged",
        "models/conference/conference_companion.py",
        'if conference_sudo._facts_with(["companion"], companion_login=self.env.uid)["conflicts"]:',
        "if False:",
    ),
    "access": Mutation(
        "the floor that keeps companies apart is dropped",
        "security/conference_rules.xml",
        "['|', ('company_id', 'in', company_ids), ('attendee_ids',",
        "['|', (1, '=', 1), ('attendee_ids',",
        updates=True,
    ),
}
