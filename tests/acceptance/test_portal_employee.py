"""The employee and the companion on the portal: on a phone, with the keyboard alone, and as axe sees it."""

import re
from itertools import pairwise

import pytest

from dev import packages

PHONE = {"width": 360, "height": 740}
LIST = "/my/conferences"
ONE = re.compile(r"/my/conferences/\d+$")
FORMS = (
    "understanding",
    "decline",
    "notice",
    "manager",
    "needs",
    "attendees",
    "recording",
    "answer",
    "companion",
    "companion/answer",
    "companion/remove",
    "companion/sharing",
    "agenda/add",
    "consent",
    "consent/check",
)


@pytest.fixture(scope="module")
def axe():
    return (packages.TOOLS / "node" / "node_modules" / "axe-core" / "axe.min.js").read_text()


class Phone:
    """A page of 360 x 740 that is used by its keys."""

    def __init__(self, page):
        self.page = page
        page.set_viewport_size(PHONE)

    def focused(self):
        return self.page.evaluate(
            "() => { const e = document.activeElement;"
            " const named = e.labels && e.labels.length ? e.labels[0] : e;"
            " return named.textContent.replace(/\\s+/g, ' ').trim(); }"
        )

    def tab_to(self, words, among=80):
        """Press Tab until what has the focus says these words."""
        for _step in range(among):
            self.page.keyboard.press("Tab")
            if words in self.focused():
                return
        raise AssertionError(f"Tab never reaches “{words}”")

    def press(self, words, key="Enter"):
        self.tab_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def heading(self):
        return self.page.get_by_role("heading", level=1).inner_text()


def links_of(page):
    return page.eval_on_selector_all(
        "main a[href^='/my/conferences/']", "all => [...new Set(all.map(one => one.getAttribute('href')))]"
    )


def conference_of(page, words):
    """The address of the conference of which the list says this."""
    page.goto(LIST)
    row = page.locator("main li", has_text=words).first
    return row.locator("a").first.get_attribute("href")


def serious(page, axe):
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    return [
        (one["impact"], one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def check(page, axe, path, status=200):
    """Open a page on the phone, which is not stored there and which everybody can read."""
    page.set_viewport_size(PHONE)
    response = page.goto(path)
    assert response.status == status, path
    assert response.headers["cache-control"] == "no-store"
    readable(page, axe, path)


def readable(page, axe, path):
    """The open page: nothing serious for axe, nothing wider than the screen, one main heading."""
    assert not serious(page, axe), path
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), f"{path} is too wide"
    levels = page.eval_on_selector_all("main h1, main h2, main h3", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1, path
    assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_axe_finds_nothing_serious_on_the_employees_pages(page_as, axe):
    page = page_as("portal.employee")
    check(page, axe, LIST)
    ahead, held = conference_of(page, "Scheduled"), conference_of(page, "Held")
    for path in (ahead, *(f"{ahead}/{form}" for form in FORMS), held, f"{held}/minutes", f"{held}/minutes/statement"):
        check(page, axe, path)
    page.goto(f"{ahead}/consent")
    check(page, axe, next(link for link in links_of(page) if re.search(r"consent/\d+", link)))
    page.goto(f"{held}/minutes")
    check(page, axe, next(link for link in links_of(page) if "/minutes/p-" in link))
    page.goto(held)
    check(page, axe, next(link for link in links_of(page) if "/actions/" in link))


def test_axe_finds_nothing_serious_for_a_colleague_and_a_companion(page_as, axe):
    page = page_as("employee")
    check(page, axe, LIST)
    for path in links_of(page):
        check(page, axe, path)
    closed = conference_of(page, "Closed")
    check(page, axe, f"{closed}/minutes")
    page = page_as("companion")
    check(page, axe, LIST)
    window = links_of(page)[0]
    for path in (window, f"{window}/answer", f"{window}/recording"):
        check(page, axe, path)


def test_what_is_not_there_looks_the_same_and_is_readable(page_as, axe):
    page = page_as("companion")
    check(page, axe, f"{LIST}/99999999", 404)
    page_as.errors.forgive("404")


def test_the_skip_link_is_the_first_stop(page_as):
    for login in ("portal.employee", "employee"):
        page = page_as(login)
        page.goto(LIST)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#wrap", login


def test_an_error_takes_the_focus_and_keeps_what_was_typed(page_as):
    page = page_as("portal.employee")
    page.goto(f"{conference_of(page, 'Scheduled')}/companion")
    phone = Phone(page)
    phone.tab_to("E-mail address")
    page.keyboard.type("no address")
    phone.press("Name this person")
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.get_by_label("E-mail address").input_value() == "no address"
    page.keyboard.press("Tab")
    assert phone.focused() == "Give your companion's name."
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "name"
    assert "name-error" in page.locator("#name").get_attribute("aria-describedby")


def test_an_employee_confirms_by_the_keyboard_alone(page_as, rpc):
    """The demo's Grace has confirmed already: she reads it again and confirms once more."""
    phone = Phone(page_as("portal.employee"))
    path = conference_of(phone.page, "Scheduled")
    phone.page.goto(path)
    phone.press("Read what will happen")
    assert phone.heading() == "What will happen, and your confirmation"
    phone.press("Confirm")
    assert phone.page.evaluate("document.activeElement.id") == "error-summary", "unticked is not confirmed"
    phone.tab_to("I understand why")
    phone.page.keyboard.press("Space")
    phone.press("Confirm")
    assert phone.heading() == "You confirmed that you understand"


def test_an_employee_consents_by_the_keyboard_alone_and_takes_it_back(page_as, axe):
    phone = Phone(page_as("portal.employee"))
    page = phone.page
    page.goto(conference_of(page, "Scheduled"))
    phone.press("Decide what the clinician may say")
    phone.press("Answer the questions")
    for number in (1, 2, 3):
        assert phone.heading() == f"Question {number} of 3"
        assert page.locator("input:checked").count() == 0
        phone.tab_to("Yes, it may be said")
        page.keyboard.press("Space")
        phone.tab_to("Yes, it may be said")
        page.keyboard.press("Space" if number != 2 else "ArrowDown")
        phone.press("Continue")
    assert phone.heading() == "Check your answers"
    readable(page, axe, "check your answers")
    assert page.locator("main li", has_text="Yes:").count() == 5
    assert page.locator("main li", has_text="No:").count() == 1
    phone.press("These are my answers")
    assert phone.heading() == "Your answers count from now on"
    readable(page, axe, "the answers are kept")
    phone.press("Back to CC-")
    phone.press("See the questions and your answers")
    phone.press("Withdraw question 1")
    assert phone.heading() == "You withdrew your consent"
    phone.press("Back to CC-")
    phone.press("See the questions and your answers")
    first = page.locator("section.card").first
    assert first.locator("li", has_text="No, withdrawn").count() == 2


def test_an_employee_answers_for_a_report_by_the_keyboard_alone(page_as, axe):
    """A report that was written here is offered to Tom before his employer learns of it."""
    phone = Phone(page_as("employee"))
    page = phone.page
    page.goto(LIST)
    phone.press("Decide whether your report of")
    assert phone.heading() == "May your report go to your employer?"
    readable(page, axe, "the report that is offered")
    assert page.locator("input:checked").count() == 0
    phone.press("Save my answer")
    assert page.evaluate("document.activeElement.id") == "error-summary", "nothing chosen is no answer"
    assert not serious(page, axe), "the report, not answered"
    phone.tab_to("I agree")
    page.keyboard.press("ArrowDown")
    phone.press("Save my answer")
    assert phone.heading() == "Your answer is saved"
    assert "OH will not release the report" in page.locator("main").inner_text()
    readable(page, axe, "the answer about the report")


def test_an_employee_checks_the_minutes_by_the_keyboard_alone(page_as, axe):
    """Comments on a paragraph, sends the check, disagrees, and marks her own action as done."""
    phone = Phone(page_as("portal.employee"))
    page = phone.page
    held = conference_of(page, "Held")
    page.goto(held)
    phone.press("Check the facts in the minutes")
    assert phone.heading() == "Check the minutes"
    phone.press("Comment")
    assert phone.heading() == "Comment on a paragraph"
    phone.press("Save my comment")
    assert page.evaluate("document.activeElement.id") == "error-summary", "an empty comment is none"
    assert not serious(page, axe), "an empty comment"
    phone.tab_to("What is not right here?")
    page.keyboard.type("It is from the week after.")
    phone.press("Save my comment")
    assert phone.heading() == "Your comment is saved"
    page.goto(f"{held}/minutes")
    assert "It is from the week after." in page.locator("main").inner_text()
    readable(page, axe, "the minutes with a comment")
    phone.press("Send my check")
    assert phone.heading() == "Your check of the minutes is sent"
    readable(page, axe, "the check is sent")
    page.goto(f"{held}/minutes")
    readable(page, axe, "the minutes after the check")
    phone.press("Attach a statement of disagreement")
    assert phone.heading() == "Statement of disagreement"
    phone.tab_to("Your statement")
    page.keyboard.type("I asked for a later start.")
    phone.press("Attach my statement")
    assert phone.heading() == "Your statement is attached to the minutes"
    page.goto(held)
    phone.press("Mark your action as done")
    assert phone.heading() == "Your action"
    phone.press("Mark as done")
    assert phone.heading() == "Your action is marked as done"
    page.goto(held)
    assert "It is your turn." not in page.locator("main").inner_text()
    readable(page, axe, "when nothing is left to do")


def test_it_works_without_javascript(page_as, chromium, server):
    """Odoo's own login page needs scripts; ours do not."""
    session = page_as("portal.employee").context.storage_state()
    context = chromium.new_context(
        base_url=server.url, viewport=PHONE, java_script_enabled=False, storage_state=session
    )
    page = context.new_page()
    page.goto(LIST)
    page.locator("main .list-group a").first.click()
    page.locator("main").get_by_role("link", name="Change your answer").click()
    page.get_by_label("Yes, I can come").check()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Your answer to the invitation is saved"
    context.close()


def test_a_removed_companion_is_out_with_the_next_request(page_as):
    companion, employee = page_as("companion"), page_as("portal.employee")
    companion.goto(LIST)
    window = links_of(companion)[0]
    assert companion.goto(window).status == 200
    employee.goto(f"{conference_of(employee, 'Scheduled')}/companion/remove")
    employee.get_by_role("button", name="Remove your companion").click()
    assert employee.get_by_role("heading", level=1).inner_text() == "Your companion is removed"
    assert companion.goto(window).status == 404
    page_as.errors.forgive("404")
