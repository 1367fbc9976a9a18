"""What the list and the page of a conference ask, gathered for all conferences at once: one query of each kind."""

from odoo.http import request

from ...domain import consent


class Own:
    """What hangs on one conference, as far as the reader may see it."""

    def __init__(self):
        env = request.env
        self.rows, self.lines = env["casecon.attendee"], env["casecon.consent.line"]
        self.minutes, self.actions = env["casecon.minutes"], env["casecon.decision"]
        self.answers = {}

    @property
    def mine(self):
        """The reader's own row as employee."""
        me = request.env.user.partner_id.id
        return self.rows.filtered(lambda row: row.role == "employee" and row.partner_id.id == me)[:1]

    @property
    def open_questions(self):
        """How many items wait for an answer for somebody."""
        people = set(hearers(self.rows).ids)
        return sum(1 for line in self.lines if people - set(consent.current(self.answers.get(line.id, ()))))


def gathered(conferences):
    """`Own` by the id of the conference, however many there are."""
    own = {conference_id: Own() for conference_id in conferences.ids}
    of = [("conference_id", "in", conferences.ids)]
    todo = [("owner_id", "=", request.env.user.partner_id.id), ("state", "=", "open"), ("kind", "!=", "decision")]
    for name, model, domain, order in (
        ("rows", "casecon.attendee", [*of, ("removed_at", "=", False)], "id"),
        ("lines", "casecon.consent.line", of, None),
        ("minutes", "casecon.minutes", of, None),
        ("actions", "casecon.decision", [*of, *todo], None),
    ):
        for record in request.env[model].search_fetch(domain, order=order):
            one = own[record.conference_id.id]
            setattr(one, name, getattr(one, name) | record)
    lines = request.env["casecon.consent.line"].union(*(one.lines for one in own.values()))
    given = answers_of(lines)
    for line in lines:
        own[line.conference_id.id].answers[line.id] = given.get(line.id, [])
    return own


def answers_of(lines):
    """By line id all answers, `(attendee id, answer)`, in the order in which they were given."""
    given = {}
    if lines:
        for answer in request.env["casecon.consent.answer"].search_fetch([("line_id", "in", lines.ids)], order="id"):
            given.setdefault(answer.line_id.id, []).append((answer.attendee_id.id, answer.answer))
    return given


def standing(line):
    """The answer that stands for each attendee id, read as the user."""
    return consent.current(answers_of(line).get(line.id, ()))


def hearers(rows):
    """Those to whom something is said only if the employee allows it."""
    return rows.filtered(lambda a: a.role not in consent.ALWAYS_MAY_HEAR)
