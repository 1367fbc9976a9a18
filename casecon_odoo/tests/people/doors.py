"""A case with what is only the employee's in it, and what somebody learns of it over HTTP."""

from ..common import SECRET, CaseconHttpCase
from ..personas import own_password
from ..sealed.reading import read_as_person


class Doors(CaseconHttpCase):
    """A case of `portal_employee` with what is only theirs in it, and who would like to read it."""

    login = "portal_employee"

    def setUp(self):
        super().setUp()
        self.employee = self.people[self.login]
        self.owner = self.users[self.login]
        self.accomplice = self.make_user("accomplice", "base.group_user")
        for user in (self.owner, self.accomplice):
            own_password(user)

    def case(self):
        conference = self.scheduled(self.login, "hr")
        self.tell(conference)
        self.as_(self.owner, conference).action_set_needs(text=f"{SECRET} needs")
        self.line = self.as_("clinician", self.env["casecon.consent.line"]).create(
            {"conference_id": conference.id, "wording": f"{SECRET} wording"}
        )
        return conference

    def texts(self):
        """The addresses of all that is sealed about the case."""
        models = ("casecon.needs", "casecon.consent.line", "casecon.note")
        return [text for model in models for text in self.env[model].sudo().search([]).mapped("text_uuid")]

    def put(self, by, record, **vals):
        """As `by`, over HTTP; the answer."""
        self.log_in(by)
        answer = self.call(record._name, "write", record.ids, vals)
        self.env.invalidate_all()
        return answer

    def learns(self, by, conference):
        """All that `by` reads of the case over HTTP, as one text."""
        self.log_in(by)
        seen = []
        for model in ("casecon.conference", "casecon.attendee", "casecon.agenda.item", "casecon.request"):
            seen += self.call(model, "search_read", [], ["display_name"]).get("result") or []
        for model in ("casecon.needs", "casecon.consent.line", "casecon.report", "casecon.pre.call", "casecon.note"):
            seen += self.call(model, "search_read", [], []).get("result") or []
        seen += read_as_person(self, by, self.texts()).values()
        seen += self.call("calendar.event", "search_read", [("name", "=", "Meeting")], ["start"]).get("result") or []
        page = self.url_open("/my/conferences").text
        return f"{seen} {conference.name if conference.name in page else ''}"
