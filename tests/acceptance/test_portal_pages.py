"""Every page of the portal on a phone, in every state of a conference, as axe sees it; none is left out.

One conference is walked from the booking to the close by its employee, her companion and somebody who was added;
each page is looked at when it is opened, when it refuses an empty form, and when it has kept an answer.
"""

import ast
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from dev.places import ADDON, ROOT
from tests.cases import CONFERENCE, text
from tests.pages.portal import PHONE
from tests.pages.readable import check, readable

PORTAL = "/my/conferences"
FORMS = (
    *("understanding", "decline", "notice", "manager", "needs", "attendees", "recording", "answer", "agenda/add"),
    *("companion", "companion/answer", "companion/remove", "companion/sharing", "consent", "consent/check"),
)
LONDON = ZoneInfo("Europe/London")


def routes():
    """Every address of the portal as the controllers register it; one for each answer that `done` shows."""
    found = set()
    for path in (ROOT / ADDON / "controllers").rglob("*.py"):
        tree = ast.parse(path.read_text())
        done = next((_names(node.value) for node in tree.body if _assigned(node) == "DONE"), ())
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in ("page", "route"):
                continue
            texts = [node.value for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Constant)]
            paths = [PORTAL + one for one in texts] if name == "page" else [t for t in texts if t.startswith(PORTAL)]
            for one in paths:
                found |= {one.replace("<string:what>", what) for what in done} if "<string:what>" in one else {one}
    return found


def _assigned(node):
    return node.targets[0].id if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) else ""


def _names(value):
    return [node.value for node in (value.keys if isinstance(value, ast.Dict) else value.elts)]


def pattern(route):
    return re.compile(re.sub(r"<int:\w+>", r"\\d+", re.sub(r"<string:\w+>", r"[^/]+", route)) + "$")


class Walk:
    """What was opened so far, by the address that the controllers register."""

    def __init__(self):
        # the most exact one first: "minutes/statement" is no paragraph
        self.patterns = [(pattern(route), route) for route in sorted(routes(), key=lambda route: route.count("<"))]
        self.seen = set()

    def route_of(self, path):
        bare = re.sub(r"^https?://[^/]+|[?#].*$", "", path)
        return next((route for found, route in self.patterns if found.match(bare)), None)

    def by(self, page):
        """Note down every page that this one opens; it is a phone."""
        page.set_viewport_size(PHONE)
        page.on("request", lambda one: one.is_navigation_request() and self.seen.add(self.route_of(one.url)))
        return Walker(self, page)


class Walker:
    """Somebody on a phone who looks at every page."""

    def __init__(self, walk, page):
        self.walk, self.page, self.main = walk, page, page.locator("main")

    def open(self, path, status=200):
        check(self.page, path, status)
        return self

    def links(self):
        return self.page.eval_on_selector_all(
            f"main a[href^='{PORTAL}/']", "all => all.map(one => one.getAttribute('href'))"
        )

    def around(self, path):
        """A page and all that it leads to under its own address, one page of each kind; then back to it."""
        todo, kinds = [path], set()
        while todo:
            here = todo.pop(0)
            kind = self.walk.route_of(here)
            if kind in kinds or here.endswith(".pdf"):
                continue
            kinds.add(kind)
            self.open(here)
            todo += [link for link in self.links() if link.startswith(path)]
        self.page.goto(path)
        return self

    def conference(self, words):
        """The address of the conference, or the invitation, of which the list says this."""
        self.page.goto(PORTAL)
        return self.main.locator("li", has_text=words).first.locator("a").first.get_attribute("href")

    def refused(self, path):
        """An empty form: the errors stand on top, and nothing is kept."""
        self.page.goto(path)
        self.main.locator("#form button[type=submit]").click()
        expect(self.page).to_have_title(re.compile("^Error:"))
        readable(self.page, f"{path}, left empty")
        return self

    def tick(self, words):
        self.main.get_by_label(words, exact=True).first.check()
        return self

    def write(self, field, words):
        self.main.locator(f"#{field}").fill(words)
        return self

    def send(self, words, done):
        """Send the form: the answer is kept, and its page is one that everybody can read."""
        self.main.get_by_role("button", name=words).first.click()
        self.page.wait_for_url(re.compile(f"/done{f'/{done}' if done else ''}$"))
        readable(self.page, f"done: {done}")
        return self


@pytest.fixture(scope="module")
def walk():
    return Walk()


@pytest.fixture
def walker(page_as, walk):
    """`walker("portal.employee")`: that login on a phone."""
    return lambda login: walk.by(page_as(login))


def test_nothing_planned_and_nothing_there(walker, page_as):
    walker("colleague").open(PORTAL).open(f"{PORTAL}/opened")
    companion = walker("companion")
    for path in (f"{PORTAL}/99999999", f"{PORTAL}/invitation/99999999", f"{PORTAL}/reports/99999999"):
        companion.open(path, 404)
    page_as.errors.forgive("404")


def test_asked_for_then_declined_or_refused(walker, cases, rpc):
    grace = walker("portal.employee")
    conference = cases.ask("hr", "Grace Adeyemi")
    here = f"{PORTAL}/{conference}"
    colleague = rpc("colleague").partner_id
    cases.act("hr", conference, "add_attendee", role="other", partner_id=colleague)
    grace.around(here)
    grace.refused(f"{here}/companion").write("name", "Dana Moss").send("Name this person", "companion")
    grace.open(f"{here}/companion/remove").send("Remove your companion", "companion-removed")
    other = walker("colleague")
    window = other.open(PORTAL).conference("CC-")
    other.open(window)
    expect(other.main).to_contain_text("The date has not been set yet.")
    grace.open(f"{here}/decline").send("Decline the case conference", "declined")
    grace.around(here)
    expect(grace.main).to_contain_text("was cancelled")
    for form in FORMS:
        grace.open(f"{here}/{form}")
    other.open(window)
    expect(other.main).to_contain_text("It will not take place.")

    conference = cases.ask("manager2", "Grace Adeyemi")
    cases.act("hr", conference, "refuse", reason="The author of the report can answer this")
    grace.open(PORTAL).around(f"{PORTAL}/{conference}")
    expect(grace.main).to_contain_text("will not take place")


def test_booked_and_got_ready(walker, cases, rpc, journey):
    grace = walker("portal.employee")
    here = grace.conference("Scheduled")
    journey["conference"] = conference = int(here.rpartition("/")[2])
    cases.act("hr", conference, "add_attendee", role="other", partner_id=rpc("colleague").partner_id)
    grace.around(here)
    for form in FORMS:
        grace.open(f"{here}/{form}")
    for form in ("understanding", "notice", "manager", "answer", "agenda/add", "companion", "companion/answer"):
        grace.refused(f"{here}/{form}")

    grace.open(f"{here}/understanding").tick("I understand why this meeting is planned, and what will happen")
    grace.send("Confirm", "understanding")
    grace.open(f"{here}/attendees").send("I have seen", "attendees")
    grace.open(f"{here}/recording").send("I have read this", "recording")
    grace.refused(f"{here}/times").main.get_by_role("radio").first.check()
    grace.send("Ask for this time", "times")
    grace.open(f"{here}/answer").tick("Yes, I can come").send("Save", "answer")
    grace.open(f"{here}/needs").send("Save", "needs")
    grace.open(f"{here}/agenda/add").tick("A question").write("text", "Who shows the new line?").send("Save", "agenda")
    item = next(link for link in grace.open(here).links() if re.search(r"/agenda/\d+$", link))
    grace.open(item).open(f"{item}/remove").send("Remove it from the agenda", "agenda")
    grace.open(f"{here}/companion/answer").tick("can come").send("Save", "companion-answer")
    grace.open(f"{here}/companion/sharing").tick("the agenda").tick("the final minutes, decisions and actions")
    grace.send("Save", "sharing")
    grace.open(f"{here}/manager")
    grace.main.locator("#manager").select_option(index=1)
    grace.send("Ask for this manager", "manager")
    grace.open(f"{here}/notice").tick("Keep my notice").send("Save", "notice-kept")
    grace.open(f"{here}/notice").tick("Accept an earlier start")
    grace.write("earliest", f"{datetime.now(LONDON):%Y-%m-%dT%H:%M}").send("Save", "notice-waived")
    grace.around(here)


def test_consent_item_by_item(walker, journey):
    grace = walker("portal.employee")
    here = f"{PORTAL}/{journey['conference']}"
    grace.page.goto(f"{here}/consent")
    first = grace.main.get_by_role("link", name="Answer the questions").get_attribute("href")
    grace.refused(first).page.goto(first)
    while not grace.page.url.endswith("/check"):
        readable(grace.page, "a question")
        for group in grace.main.get_by_role("group").all():
            group.get_by_label("Yes, it may be said", exact=True).check()
        with grace.page.expect_navigation():
            grace.main.get_by_role("button", name="Continue").click()
    readable(grace.page, "check your answers")
    grace.send("These are my answers", "consent")
    grace.around(f"{here}/consent").open(f"{here}/consent").send("Withdraw item 1", "consent-withdrawn")
    grace.open(f"{here}/consent").send("Withdraw everything", "consent-withdrawn")
    grace.open(f"{here}/consent")


def test_those_who_come_along(walker, journey):
    for login in ("companion", "colleague"):
        somebody = walker(login)
        window = somebody.open(PORTAL).conference("It is your turn.")
        somebody.open(window).open(f"{window}/answer")
        if login == "colleague":  # for her companion Grace has answered already
            somebody.refused(f"{window}/answer")
        somebody.tick("Yes, I can come").send("Save", "answer")
        somebody.open(f"{window}/recording").send("I have read this", "recording")
        somebody.around(window)
        journey[login] = window


def test_the_meeting_and_its_minutes(walker, cases, rpc, journey):
    cases.clear_the_next_hours("hr", "manager", "manager2", "ohadmin")
    grace, conference, here = walker("portal.employee"), journey["conference"], f"{PORTAL}/{journey['conference']}"
    now = datetime.now(UTC).replace(tzinfo=None)
    cases.act("hr", conference, "reassign", role="clinician", value=cases.clinician("clinician2"), reason="Ill")
    cases.act("hr", conference, "change", mode="virtual")  # the room is taken just now
    cases.act("hr", conference, "move", start=text(now + timedelta(minutes=10)), reason="Sooner, as she asked")
    cases.act("clinician2", conference, "record_pre_call", outcome="done", called_at=text(now), minutes=5)
    grace.around(here)
    cases.act("clinician2", conference, "prepare")
    grace.open(f"{here}/attendees").send("I have seen", "attendees")
    grace.around(here)
    expect(grace.main.get_by_text("Prepared", exact=True)).to_be_visible()
    there = [row["id"] for row in cases.attendees(conference).values()]
    cases.act("clinician2", conference, "start", present_attendee_ids=there, reason="All know: no recording")
    grace.around(here)
    expect(grace.main).to_contain_text("The meeting is under way.")
    for wish in ("Ask for a break", "Ask for a private word", "Stop all sharing"):
        grace.page.goto(here)
        grace.main.get_by_role("button", name=wish).click()
        grace.page.wait_for_url(re.compile("/meeting/"))
        readable(grace.page, wish)
    for login in ("companion", "colleague"):
        walker(login).open(journey[login])

    cases.act("clinician2", conference, "end")
    grace.around(here)
    expect(grace.main).to_contain_text("They are working on the minutes")
    hr = rpc("hr")
    hr.call(
        "casecon.decision",
        "create",
        [
            {
                "conference_id": conference,
                "kind": "action",
                "name": "Say which tasks go well",
                "owner_id": rpc("portal.employee").partner_id,
                "due_on": f"{now + timedelta(days=7):%Y-%m-%d}",
            }
        ],
    )
    (minutes,) = hr.call(
        "casecon.minutes",
        "create",
        [{"conference_id": conference, "body": "<h3>The line</h3><p>From May on.</p><ul><li>A stool</li></ul>"}],
    )
    hr.call("casecon.minutes", "action_send_for_fact_check", [minutes])
    grace.around(here)

    comment = next(link for link in grace.open(f"{here}/minutes").links() if "/minutes/p-" in link)
    grace.refused(comment).write("comment", "From June on.").send("Save my comment", "comment")
    grace.refused(f"{here}/minutes/statement").write("statement", "I asked for June.\n\nIn writing.")
    grace.send("Attach my statement", "statement")
    grace.open(f"{here}/minutes").write("comment", "See my comment.").send("Send my check", "fact-check")
    action = next(link for link in grace.open(here).links() if "/actions/" in link)
    grace.open(action).send("Mark as done", "action")
    hr.call("casecon.minutes", "action_finalise", [minutes])
    hr.call("casecon.minutes", "action_add_addendum", [minutes], body="The stool is there.")
    grace.around(here)
    cases.act("hr", conference, "close")
    grace.around(here)
    for form in FORMS:
        grace.open(f"{here}/{form}")
    for path in (comment, action):
        grace.open(path)
    for login in ("companion", "colleague"):
        somebody = walker(login).around(journey[login])
        expect(somebody.main).to_contain_text("The meeting is over.")
    for file in ("minutes.pdf", "record.pdf"):
        document = grace.page.request.get(f"{here}/{file}")
        assert document.headers["content-type"] == "application/pdf"
        grace.walk.seen.add(grace.walk.route_of(f"{here}/{file}"))


def test_a_report_that_is_offered(walker):
    tom = walker("employee").open(PORTAL)
    for link in [link for link in tom.links() if re.search(r"conferences/\d+$", link)]:
        tom.around(link)
    report = next(link for link in tom.open(PORTAL).links() if "/reports/" in link)
    tom.open(report).refused(report).tick("I have read the report").tick("I agree").send("Save my answer", "")
    tom.open(report)


def test_one_that_did_not_take_place(walker, rpc, cases, page_as, walk):
    """Mohammed has no login in the demo: an administrator gives him one, and OH confirms it by a code and a press."""
    admin = rpc("admin")
    named = [("module", "=", "base"), ("name", "=", "group_portal")]
    (portal,) = admin.call("ir.model.data", "search_read", named, ["res_id"])
    values = {
        "name": "Mohammed Iqbal",
        "login": "mohammed",
        "password": "mohammed",
        "group_ids": [(6, 0, [portal["res_id"]])],
    }
    (user,) = admin.call("res.users", "create", [values])
    rpc("hr").call("hr.employee", "write", [cases.employee("Mohammed Iqbal")], {"user_id": user})
    (conference,) = rpc("hr").call(CONFERENCE, "search", [("state", "=", "not_held")])
    mohammed = walk.by(page_as("mohammed"))
    mohammed.open(PORTAL)
    expect(mohammed.main).to_contain_text("Someone other than you changed how you log in")
    mohammed.open(f"{PORTAL}/login/stop-sharing")
    mohammed.main.get_by_role("button", name="Stop all sharing").click()
    mohammed.page.wait_for_url(re.compile("/stopped$"))
    readable(mohammed.page, "all sharing is stopped")

    oh = rpc("ohadmin")
    (own,) = oh.call("casecon.login", "search", [("employee_id", "=", False), ("user_id", "=", user)])
    title = oh.call("casecon.login", "action_make_code", [own])["params"]["title"]
    mohammed.refused(f"{PORTAL}/login").write("code", "".join(filter(str.isdigit, title)))
    mohammed.write("password", "a new password").send("Confirm my login", "")
    (linked,) = oh.call("casecon.login", "search", [("employee_id", "=", cases.employee("Mohammed Iqbal"))])
    (shown,) = oh.call("casecon.login", "read", [linked], ["seen"])
    oh.call(
        "casecon.login", "action_confirm", [linked], context={"casecon_seen": shown["seen"]}
    )  # the code was for the login, not for the link
    mohammed.open(PORTAL).around(f"{PORTAL}/{conference}")
    mohammed.open(f"{PORTAL}/calendar")
    mohammed.open(f"{PORTAL}/login/address").write("address", "mohammed@home.example")
    mohammed.main.get_by_role("button", name="Save this address").click()
    mohammed.page.wait_for_url(re.compile("/address/kept$"))
    readable(mohammed.page, "the address is kept")
    mohammed.open(f"{PORTAL}/join/not-a-token")


def test_no_page_was_left_out(walk):
    assert len(routes()) > 40, "the controllers are read"
    left_out = sorted(routes() - walk.seen)
    assert not left_out, "pages that nobody looked at"
