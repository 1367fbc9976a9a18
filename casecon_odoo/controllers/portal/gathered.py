"""What the list and the page of a conference ask, gathered for all conferences at once: one query of each kind."""

from odoo.http import request

from ...domain import consent
from ...domain.states import BEGUN
from .reading import attendees_of


class Own:
    """What hangs on one conference, as far as the reader may see it."""

    def __init__(self):
        env = request.env
        self.rows, self.lines = env["casecon.attendee"], env["casecon.consent.line"]
        self.minutes, self.actions = env["casecon.minutes"], env["casecon.decision"]
        self.answers = {}
        self.turns = ()  # of `domain/turns.py`

    @property
    def mine(self):
        """The reader's own row as employee."""
        return self.rows.filtered(lambda row: row.role == "employee" and row.is_me)[:1]

    @property
    def open_questions(self):
        """How many items wait for an answer for somebody."""
        people = set(hearers(self.rows).ids)
        return sum(1 for line in self.lines if people - set(consent.current(self.answers.get(line.id, ()))))


def gathered(conferences, asked=None, rows=None):
    """`Own` by the id of the conference, however many there are.

    `asked`: those whose items of consent matter, else all; `rows`: the attendees, where they are known already.
    """
    own = {conference_id: Own() for conference_id in conferences.ids}
    for conference, turns in conferences._turns().items():
        own[conference.id].turns = turns
    begun = conferences.filtered(lambda conference: conference.state in (*BEGUN, "held", "closed"))
    todo = [("owner_id", "=", request.env.user.partner_id.id), ("state", "=", "open"), ("kind", "!=", "decision")]
    for name, records in (
        ("rows", attendees_of(*conferences.ids) if rows is None else rows),
        ("lines", _of(conferences if asked is None else asked, "casecon.consent.line")),
        ("minutes", _of(begun, "casecon.minutes", ("state", "answered_at", "fact_check_until"))),
        ("actions", _of(begun, "casecon.decision", ("name",), todo)),
    ):
        for record in records:
            if one := own.get(record.conference_id.id):
                setattr(one, name, getattr(one, name) | record)
    lines = request.env["casecon.consent.line"].union(*(one.lines for one in own.values()))
    given = answers_of(lines)
    for line in lines:
        own[line.conference_id.id].answers[line.id] = given.get(line.id, [])
    return own


def _of(conferences, model, names=(), domain=()):
    """The records that hang on these conferences, with these fields; without conferences nothing is asked."""
    records = request.env[model]
    if not conferences:
        return records
    return records.search_fetch([("conference_id", "in", conferences.ids), *domain], ["conference_id", *names])


def answers_of(lines):
    """By line id all answers, `(attendee id, answer)`, in the order in which they were given."""
    given = {}
    if lines:
        names = ["line_id", "attendee_id", "answer"]
        answers = request.env["casecon.consent.answer"]
        for answer in answers.search_fetch([("line_id", "in", lines.ids)], names, order="id"):
            given.setdefault(answer.line_id.id, []).append((answer.attendee_id.id, answer.answer))
    return given


def standing(line):
    """The answer that stands for each attendee id, read as the user."""
    return consent.current(answers_of(line).get(line.id, ()))


def hearers(rows):
    """Those to whom something is said only if the employee allows it."""
    return rows.filtered(lambda a: a.sudo()._needs_consent())  # sudo: whether they were accepted, for a list of names
