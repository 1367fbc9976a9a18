"""The employee and the companion on the portal, on a phone and with the keyboard alone."""

from datetime import UTC, datetime

from tests.pages.portal import PHONE
from tests.pages.readable import readable, serious

LIST = "/my/conferences"


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
        "main a[href^='/my/conferences/']:not([href$='/calendar'])",
        "all => [...new Set(all.map(one => one.getAttribute('href')))]",
    )


def said(page):
    return " ".join(page.locator("main").inner_text().split())


def conference_of(page, words):
    """The address of the conference of which the list says this."""
    page.goto(LIST)
    row = page.locator("main li", has_text=words).first
    return row.locator("a").first.get_attribute("href")


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
    phone.tab_to("Email address")
    page.keyboard.type("no address")
    phone.press("Name this person")
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.get_by_label("Email address").input_value() == "no address"
    page.keyboard.press("Tab")
    assert phone.focused() == "Enter your companion's name."
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


def test_an_employee_gets_ready_by_the_keyboard_alone(page_as):
    """A companion, what is needed, a question for the agenda, and whether one can come."""
    phone = Phone(page_as("portal.employee"))
    page = phone.page
    page.goto(conference_of(page, "Scheduled"))

    phone.press("Name your companion")
    phone.tab_to("Name")
    page.keyboard.type("Dana Moss")
    phone.tab_to("Email address")
    page.keyboard.type("dana.moss@union.example")
    phone.press("Name this person")
    assert phone.heading() == "Your companion is named"
    phone.press("Back to CC-")
    phone.press("Change what they can see")
    phone.tab_to("the agenda")
    page.keyboard.press("Space")
    phone.press("Save")
    assert phone.heading() == "What your companion can see is saved"
    phone.press("Back to CC-")
    assert "Dana Moss is coming with you. They see the time, the place and who attends, and the agenda." in said(page)

    phone.press("Say what you need")
    phone.tab_to("What is needed on the day")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("A pause after half an hour.")
    phone.tab_to("A hearing loop")
    page.keyboard.press("Space")
    phone.press("Save")
    assert phone.heading() == "Your needs are saved"
    phone.press("Back to CC-")
    assert "A pause after half an hour." in said(page)

    phone.press("Add a question or expectation")
    phone.tab_to("A question")
    page.keyboard.press("Space")
    phone.tab_to("Your words")
    page.keyboard.type("Who reads the plan of the line?")
    phone.press("Save")
    assert phone.heading() == "The agenda is saved"
    phone.press("Back to CC-")
    phone.press("Change or remove: Who reads the plan of the line?")
    phone.press("Remove it from the agenda")
    assert phone.heading() == "Remove your item from the agenda"
    phone.press("Remove it from the agenda")
    phone.press("Back to CC-")
    assert "Who reads the plan" not in said(page)

    phone.press("Say whether you can come")
    phone.tab_to("Yes, I can come")
    page.keyboard.press("Space")
    phone.press("Save")
    assert phone.heading() == "Your answer to the invitation is saved"


def test_an_employee_accepts_an_earlier_start_by_the_keyboard_alone_and_takes_it_back(page_as):
    phone = Phone(page_as("portal.employee"))
    page = phone.page
    here = conference_of(page, "Scheduled")
    page.goto(here)
    phone.press("How much notice you need")
    phone.tab_to("Keep my notice")
    page.keyboard.press("ArrowDown")
    phone.tab_to("The earliest start that you accept")
    year = datetime.now(UTC).year + 1  # a booking is at most two years ahead
    page.keyboard.type(f"1201{year}")
    page.keyboard.press("Tab")
    page.keyboard.type("0930AM")
    phone.press("Save")
    assert phone.heading() == "You accepted an earlier start"
    page.goto(here)
    assert f"1 December {year}" in said(page)
    phone.press("How much notice you need")
    phone.tab_to("Keep my notice")
    page.keyboard.press("Space")
    phone.press("Save")
    assert phone.heading() == "You keep your notice"
    page.goto(here)
    assert "You accepted an earlier start" not in said(page)


def test_an_employee_consents_by_the_keyboard_alone_and_takes_it_back(page_as):
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
    readable(page, "check your answers")
    assert page.locator("main li", has_text="Yes:").count() == 5
    assert page.locator("main li", has_text="No:").count() == 1
    phone.press("These are my answers")
    assert phone.heading() == "Your answers count from now on"
    readable(page, "the answers are kept")
    phone.press("Back to CC-")
    phone.press("See the questions and your answers")
    phone.press("Withdraw item 1")
    assert phone.heading() == "You withdrew your consent"
    phone.press("Back to CC-")
    phone.press("See the questions and your answers")
    first = page.locator("section.card").first
    assert first.locator("li", has_text="No, withdrawn").count() == 2


def test_an_employee_answers_for_a_report_by_the_keyboard_alone(page_as):
    """A report that was written here is offered to Tom before his employer learns of it."""
    phone = Phone(page_as("employee"))
    page = phone.page
    page.goto(LIST)
    phone.press("Decide whether your report of")
    assert phone.heading() == "May your report go to your employer?"
    readable(page, "the report that is offered")
    assert page.locator("input:checked").count() == 0
    phone.press("Save my answer")
    assert page.evaluate("document.activeElement.id") == "error-summary", "nothing chosen is no answer"
    assert not serious(page), "the report, not answered"
    phone.tab_to("I agree")
    page.keyboard.press("ArrowDown")
    phone.press("Save my answer")
    assert phone.heading() == "Your answer is saved"
    assert "OH will not release the report" in page.locator("main").inner_text()
    readable(page, "the answer about the report")


def test_an_employee_checks_the_minutes_by_the_keyboard_alone(page_as):
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
    assert not serious(page), "an empty comment"
    phone.tab_to("What is not right here?")
    page.keyboard.type("It is from the week after.")
    phone.press("Save my comment")
    assert phone.heading() == "Your comment is saved"
    page.goto(f"{held}/minutes")
    assert "It is from the week after." in page.locator("main").inner_text()
    readable(page, "the minutes with a comment")
    phone.press("Send my check")
    assert phone.heading() == "Your check of the minutes is sent"
    readable(page, "the check is sent")
    page.goto(f"{held}/minutes")
    readable(page, "the minutes after the check")
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
    readable(page, "when nothing is left to do")


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
