"""Consent to disclose: one item on a page, person by person; nothing counts before "check your answers" [R16 R17].

What is chosen on the way is kept in the session: ids and yes or no, and the revision of the words that were shown.
"""

from odoo.http import Controller, request

from ...domain.states import OPEN
from .answers import _about, _answer
from .gathered import hearers, standing
from .pages import ROOT, NotThere, Refused, page, posted, show
from .reading import attendees_of, crumbs_of, my_conference, person

SESSION = "casecon_consent"


class ConsentPages(Controller):
    @page("/<int:conference_id>/consent", methods=("GET",))
    def portal_consent(self, conference_id):
        """What consent means here, each item, and what was answered for whom."""
        conference = my_conference(conference_id)
        items = _items(conference)
        waiting = next((item for item in items if item["is_waiting"]), None)
        values = {
            **_about(conference),
            "items": items,
            "is_open": conference.state in OPEN,
            "begin_url": f"{ROOT}/{conference.id}/consent/{(waiting or items[0])['id']}" if items else "",
            "is_waiting": bool(waiting),
            "any_granted": any(item["is_granted"] for item in items),
        }
        title = request.env._("What the clinician may say")
        return show("consent", title, values, crumbs=crumbs_of(conference.name, conference.id))

    @page("/<int:conference_id>/consent/<int:line_id>")
    def portal_consent_question(self, conference_id, line_id):
        """One item: yes or no for each person; nothing is chosen beforehand."""
        conference = my_conference(conference_id)
        lines, line = _lines(conference), _line(conference, line_id)
        people = [person(row) for row in hearers(attendees_of(conference.id))]
        draft = _draft(conference)

        def act():
            given = {one["id"]: posted(f"person_{one['id']}") for one in people}
            missing = {
                f"person_{one['id']}": request.env._("Choose yes or no for %(name)s.", name=one["name"])
                for one in people
                if given[one["id"]] not in ("yes", "no")
            }
            if missing:
                raise Refused(**missing)
            if posted("seen") != _seen(line):
                raise Refused(wording=request.env._("The words have changed. Please read them again."))
            kept = {"seen": _seen(line), "people": {str(key): value for key, value in given.items()}}
            _keep(conference, {**draft, str(line.id): kept})
            return _following(conference, lines, line)

        before = draft.get(str(line.id), {}).get("people", {})
        position = lines.ids.index(line.id) + 1
        values = {
            **_about(conference),
            "back": f"{ROOT}/{conference.id}/consent",
            "text": line.text_uuid,
            "seen": _seen(line),
            "position": position,
            "total": len(lines),
            "people": [
                {
                    **one,
                    "field": f"person_{one['id']}",
                    "value": posted(f"person_{one['id']}", before.get(str(one["id"]), "")),
                }
                for one in people
            ],
            "is_possible": conference.state in OPEN and people,
        }
        title = request.env._("Question %(position)s of %(total)s", position=position, total=len(lines))
        return _answer("consent_question", title, conference, values, act, "consent", "wording")

    @page("/<int:conference_id>/consent/check")
    def portal_consent_check(self, conference_id):
        """Check the answers; only now they count."""
        conference = my_conference(conference_id)
        draft = _draft(conference)
        lines = _lines(conference).filtered(lambda line: str(line.id) in draft)
        people = {one["id"]: one for one in map(person, hearers(attendees_of(conference.id)))}

        def act():
            if not lines:
                raise Refused(form=request.env._("There is nothing to check yet. Answer the questions first."))
            if any(draft[str(line.id)]["seen"] != _seen(line) for line in lines):
                raise Refused(
                    form=request.env._("Some words have changed. Please read them again and give your answer again.")
                )
            for line in lines:
                _record(line, draft[str(line.id)]["people"], people)
            _keep(conference, {})

        rows = [
            {
                "change_url": f"{ROOT}/{conference.id}/consent/{line.id}?change=1",
                "id": line.id,
                "number": line.number,
                "text": line.text_uuid,
                "people": [
                    {"name": people[int(key)]["name"], "role": people[int(key)]["role"], "is_yes": value == "yes"}
                    for key, value in draft[str(line.id)]["people"].items()
                    if int(key) in people
                ],
            }
            for line in lines
        ]
        values = {
            **_about(conference),
            "back": f"{ROOT}/{conference.id}/consent",
            "rows": rows,
            "is_possible": conference.state in OPEN and rows,
        }
        title = request.env._("Check your answers")
        return _answer("consent_check", title, conference, values, act, "consent", "form")

    @page(
        "/<int:conference_id>/consent/withdraw",
        "/<int:conference_id>/consent/<int:line_id>/withdraw",
        methods=("POST",),
    )
    def portal_consent_withdraw(self, conference_id, line_id=None):
        """Withdraw one item, or all, in one step; effective at once."""
        conference = my_conference(conference_id)
        lines = _lines(conference) if line_id is None else _line(conference, line_id)
        granted = [
            (line, ids)
            for line in lines
            if (ids := [key for key, value in _live(conference, line).items() if value == "granted"])
        ]

        def act():
            for line, ids in granted:
                line.action_withdraw(attendee_ids=ids)

        title = request.env._("Withdraw your consent")
        values = {**_about(conference), "is_possible": conference.state in OPEN}
        return _answer("withdraw", title, conference, values, act, "consent-withdrawn", "form")


def _lines(conference):
    return request.env["casecon.consent.line"].search([("conference_id", "=", conference.id)])


def _line(conference, line_id):
    line = _lines(conference).filtered(lambda one: one.id == line_id)
    if not line:
        raise NotThere
    return line


def _seen(line):
    """Which words are shown, so that an answer counts for these words alone."""
    return str(line.text_revision)


def _live(conference, line):
    ids = set(hearers(attendees_of(conference.id)).ids)
    return {key: value for key, value in standing(line).items() if key in ids}


def _items(conference):
    people = [person(row) for row in hearers(attendees_of(conference.id))]
    words = {
        "granted": request.env._("Yes"),
        "refused": request.env._("No"),
        "withdrawn": request.env._("No, withdrawn"),
        None: request.env._("No (not answered)"),
    }
    result = []
    for line in _lines(conference):
        stands = standing(line)
        said = request.env["casecon.consent.answer"].search(
            [("line_id", "=", line.id), ("answer", "=", "disclosed")], limit=1
        )
        result.append(
            {
                "id": line.id,
                "number": line.number,
                "url": f"{ROOT}/{conference.id}/consent/{line.id}",
                "text": line.text_uuid,
                "was_said": bool(said),
                "is_waiting": any(one["id"] not in stands for one in people),
                "is_granted": any(stands.get(one["id"]) == "granted" for one in people),
                "people": [
                    {
                        "name": one["name"],
                        "role": one["role"],
                        "is_yes": stands.get(one["id"]) == "granted",
                        "text": words[stands.get(one["id"])],
                    }
                    for one in people
                ],
            }
        )
    return result


def _record(line, given, people):
    """Add what differs from what stands: yes, no, or a yes taken back."""
    stands, verbs = standing(line), {"action_grant": [], "action_refuse": [], "action_withdraw": []}
    for key, value in given.items():
        attendee_id, before = int(key), stands.get(int(key))
        if attendee_id not in people:
            continue
        if value == "yes" and before != "granted":
            verbs["action_grant"].append(attendee_id)
        elif value == "no" and before == "granted":
            verbs["action_withdraw"].append(attendee_id)
        elif value == "no" and before is None:
            verbs["action_refuse"].append(attendee_id)
    for verb, ids in verbs.items():
        if ids:
            getattr(line, verb)(attendee_ids=ids)


def _draft(conference):
    return request.session.get(SESSION, {}).get(str(conference.id), {})


def _keep(conference, draft):
    drafts = {key: value for key, value in request.session.get(SESSION, {}).items() if key != str(conference.id)}
    request.session[SESSION] = {**drafts, str(conference.id): draft} if draft else drafts


def _following(conference, lines, line):
    """The next item without an answer of this round; the check after a change, and at the end."""
    here, draft = f"{ROOT}/{conference.id}/consent", _draft(conference)
    if posted("change") != "1":
        for other in lines[lines.ids.index(line.id) + 1 :]:
            if str(other.id) not in draft:
                return f"{here}/{other.id}"
    return f"{here}/check"
