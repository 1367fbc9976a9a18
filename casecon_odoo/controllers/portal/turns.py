"""What is next, and whose turn it is: in the employee's words."""

from odoo.http import request

from .pages import ROOT
from .reading import moment_text

PAGES = {"check": "minutes"}  # of a turn whose page has another name


def tasks_of(conference, own):
    """What the employee is asked now: a link with its words for each, the most pressing first."""
    env, here = request.env, f"{ROOT}/{conference.id}"
    until = moment_text(own.minutes.fact_check_until, conference.employee_id._casecon_zone())
    check = env._("Check the facts in the minutes, by %(date)s", date=until)
    words = {  # by the code of the turn, which is the name of its page
        "understanding": env._("Confirm that you understand why this meeting is planned and what will happen"),
        "attendees": env._("See who else will be there"),
        "notice": env._("This date gives you less than your full notice. Ask for the full notice, or accept this date"),
        "answer": env._("Say whether you can come"),
        "consent": env._("Decide what the clinician may say about your health"),
        "recording": env._("Read that nothing is recorded"),
        "check": check if until else env._("Check the facts in the minutes"),
    }
    asked = {turn.code for turn in own.turns}
    tasks = [{"url": f"{here}/{PAGES.get(code, code)}", "text": text} for code, text in words.items() if code in asked]
    for action in own.actions:
        text = env._("Mark your action as done: %(what)s", what=action.name)
        tasks.append({"url": f"{here}/actions/{action.id}", "text": text})
    return tasks


def turn_of(conference, tasks, own):
    """Whose turn it is, in one sentence."""
    env = request.env
    if tasks:
        return env._("It is your turn.")
    ended = {
        "cancelled": env._("This case conference was cancelled. You do not have to do anything."),
        "refused": env._("This case conference will not take place. You do not have to do anything."),
        "not_held": env._("This case conference did not take place. You do not have to do anything."),
        "closed": env._("This case conference is closed. You do not have to do anything."),
        "in_session": env._("The meeting is under way."),
    }
    if conference.state in ended:
        return ended[conference.state]
    if conference.state == "held":
        if own.minutes.state == "final":
            return env._("The minutes are final. HR closes the case conference.")
        return env._("It is HR's turn. They are working on the minutes.")
    if conference.state == "requested":
        return env._("It is not your turn. HR and OH are deciding on the request and looking for a date.")
    waiting = next((item for item in readiness_of(conference, own) if not item["met"]), None)
    if waiting:
        return env._("It is not your turn. Next: %(who)s.", who=waiting["who"])
    return env._("Everything is ready. You do not have to do anything until the meeting.")


def readiness_of(conference, own):
    """The checklist of the gate, said to the employee."""
    words = _words()
    employee = request.env._("The employee")
    told = [row.invited_at for row in own.rows if row.role == "employee"]
    if conference.state != "requested" and not any(told):
        words["R3"] = (words["R3"][0], request.env._("Your invitation has not been sent yet."))
    result = []
    for item in conference.readiness or []:
        key = item["key"]
        if key in words:
            met, missing = words[key]
            who = request.env._("You") if item["who"] in (employee, request.env._("You")) else item["who"]
            result.append(
                {
                    "met": item["met"],
                    "text": met if item["met"] else missing,
                    "who": "" if item["met"] else who,
                }
            )
    return result


def _words():
    """Rule: what it says when met, and when not. Rules that are the employer's own business are left out."""
    env = request.env
    return {
        "R1": (env._("There is an OH report that can be used."), env._("There is no OH report that can be used yet.")),
        "R3": (env._("You have enough notice."), env._("You do not have enough notice yet.")),
        "R4": (env._("The length is agreed."), env._("OH has not confirmed the length yet.")),
        "R6": (env._("The request is accepted."), env._("The request is not accepted yet.")),
        "R7": (
            env._("You have confirmed that you know why the meeting is planned and what will happen."),
            env._("You have not yet confirmed that you know why the meeting is planned and what will happen."),
        ),
        "R9": (env._("There is an agenda, the same for everyone."), env._("There is no agenda yet.")),
        "R11": (
            env._("You know everyone who will be there."),
            env._("There is a new name on the list of those who attend."),
        ),
        "R15": (env._("You and the clinician have prepared."), env._("The clinician has not talked with you yet.")),
        "booking": (
            env._("The clinician, and the place or link, have been chosen."),
            env._("The clinician, place or link has not been chosen yet."),
        ),
    }
