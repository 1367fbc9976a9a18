"""What the gate answers, said to people: a refusal, and the checklist of the next step."""

from odoo.exceptions import AccessError, UserError

from ...domain import gate
from .sentences import role_or_time, said, who_can


def refuse_unless_allowed(record, answer, facts):
    """Raise what the gate's `answer` refuses: the role, the time, or what is missing; nothing where it allows."""
    env = record.env
    if not answer.role_fits:
        raise AccessError(
            role_or_time(env, answer.says) or env._("Your role in this case conference does not allow this.")
        )
    if not answer.in_time:
        states = record._fields["state"]._description_selection(env) if "state" in record else ()
        state = dict(states).get(facts.state, "")  # of a row without one it is the conference's
        raise UserError(
            role_or_time(env, answer.says, state=state)
            or env._("You cannot do this now because the case conference is “%(state)s”.", state=state)
        )
    if answer.missing:
        raise UserError("\n".join(said(env, item, facts.zone, with_rule=True) for item in answer.missing))


def asked_of(env, facts):
    """What the next step will ask of whoever presses its button, each with whose turn that is."""
    return [
        {"key": item.what, "text": said(env, item, facts.zone), "who": who_can(env, item.who)}
        for item in gate.asked(facts)
    ]


def checklist_of(env, facts):
    """The rules of the next step, with what is missing and whose turn it is."""
    return [
        {
            "key": key,
            "rule": key.partition("-")[0] if key.startswith("R") else "",
            "met": missing is None,
            "text": said(env, missing or key, facts.zone),
            "who": _whose_turn(env, missing, facts) if missing else "",
        }
        for key, missing in gate.checklist(facts)
    ]


def _whose_turn(env, missing, facts):
    """Who can supply it: what only the employee can, OH records for one who has no login."""
    through_oh = missing.who == "employee" and not facts.by_login
    return who_can(env, "employee_through_oh" if through_oh else missing.who)
