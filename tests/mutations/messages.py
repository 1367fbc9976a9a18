"""What leaves the app, and what it tells."""

from .mutation import Mutation

MESSAGES = {
    "R8": Mutation(
        "a decline leaves a row that a cancellation does not leave",
        "models/conference/conference_employee.py",
        'move(self, "decline", hats=said.hats)\n',
        'move(self, "decline", hats=said.hats)\n        self._note_change("change", None)\n',
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
    "R25-name": Mutation(
        "the label of an attendee is the person's name",
        "models/conference/attendee.py",
        'attendee.display_name = self.env._("Attendee %(id)s", id=attendee.id or "…")',
        "attendee.display_name = attendee.sudo().name",
    ),
    "R25-lookup": Mutation(
        "Odoo's look-up of a person lists the rows of their cases",
        "models/doors/privacy_lookup.py",
        'return SQL("SELECT * FROM (%s) AS found WHERE %s", found, SQL(" OR ").join(shown))',
        "return found",
    ),
    "R25-not-there": Mutation(
        "a record that is refused answers otherwise than one that is not there",
        "models/doors/not_there.py",
        "if _is_hidden(records):",
        "if False:",
    ),
    "R25-link": Mutation(
        "a row of one's own may lead to a hidden record",
        "models/doors/links.py",
        "if wanted and hides(self.env, model) and",
        "if False and",
    ),
    "R25-dialog": Mutation(
        "a dialog of Odoo's fills in from a hidden record",
        "models/doors/wizards.py",
        "if hides(env, model) and",
        "if False and",
    ),
    "R25-access-log": Mutation(
        "the log of requests holds the secret of somebody's calendar",
        "models/quiet_access_log.py",
        'if "/updates/calendar/" in said:',
        "if False:",
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
    "R3-told": Mutation(
        "a connection that ended before the answer counts as accepted",
        "models/messages/post.py",
        "return Outcome(is_in_doubt=True,",
        "return Outcome(is_accepted=True,",
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
    "R22-waits": Mutation(
        "the employee is reminded of a fact check whose time stands still",
        "models/record/check_reminder.py",
        "if conference.employee_id._casecon_login().suspended_at:",
        "if False:",
    ),
    "R24-letter": Mutation(
        "who was told by letter does not hear that it did not take place",
        "models/messages/end_letter.py",
        'Domain("state", "in", CALLED_OFF)',
        'Domain("state", "=", "cancelled")',
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
}
