"""One person, one seat; and people who leave in mid-case: what HR and OH see of it, and what they do."""

from playwright.sync_api import expect

from tests.cases import weekday
from tests.pages.axe import violations
from tests.pages.conference import ConferencePage
from tests.waiting import until

CONFLICT = "The employee manages the clinician who chairs."
# Stock's drop-down of a selection field, in every form of Odoo: not ours.
WHERE = ".o_form_view .alert, .o_casecon_readiness, .o_form_statusbar"
STOCK = ("aria-allowed-attr", "autocomplete-valid")


def record_of(rpc, name):
    (found,) = rpc("hr").call("hr.employee", "search", [("name", "=", name)])
    return found


def to_dos(rpc, login):
    session = rpc(login)
    return session.call("mail.activity", "search_count", [("user_id", "=", session.uid)])


def test_oh_accepts_a_conflict_that_came_after_the_booking(page_as, cases, rpc):
    conference = cases.booked("Owen Blake", weekday(14, 9))
    chair = record_of(rpc, "Nora Bell")
    rpc("hr").call("hr.employee", "write", [chair], {"parent_id": record_of(rpc, "Owen Blake")})
    form = ConferencePage(page_as("hr")).open(conference)
    expect(form.form.locator(".o_casecon_readiness")).to_contain_text(CONFLICT)
    expect(form.button("Accept the conflict of interest")).to_have_count(0)
    page = page_as("ohadmin")
    form = ConferencePage(page).open(conference)
    assert not violations(page, WHERE, STOCK)
    form.press("Accept the conflict of interest")
    assert not violations(page, ".o_casecon_verb", STOCK)
    form.say("Why this is acceptable", "There is no other adviser this month")
    form.confirm("Accept")
    expect(form.form.locator(".o_casecon_readiness")).not_to_contain_text(CONFLICT)
    expect(form.button("Accept the conflict of interest")).to_have_count(0)


def test_oh_accepts_one_before_somebody_takes_over(page_as, cases, rpc):
    conference = cases.booked("Joanne Price", weekday(14, 15), "clinician2")
    rpc("hr").call(
        "hr.employee", "write", [record_of(rpc, "Aisha Khan")], {"parent_id": record_of(rpc, "Joanne Price")}
    )
    page = page_as("ohadmin")
    form = ConferencePage(page).open(conference)
    form.press("Accept a conflict of interest")
    form.choose("Companion")
    expect(form.dialog.get_by_text("The companion is also")).to_be_visible()
    form.dialog.locator("label[for$=role_manager]").click()
    expect(form.dialog.locator("[id$=role_manager]")).to_be_checked()
    assert not violations(page, ".o_casecon_verb", STOCK)
    form.dialog.get_by_label("The new manager").fill("Aisha")
    page.get_by_role("option", name="Aisha Khan").first.click()
    form.say("Why this is acceptable", "She knows the work")
    form.confirm("Accept")
    form.press("Replace a person")
    form.choose("Line manager")
    form.dialog.get_by_label("The new manager").fill("Aisha")
    page.get_by_role("option", name="Aisha Khan").first.click()
    form.confirm("Replace")
    expect(form.form.locator("[name=manager_id]").first).to_contain_text("Aisha Khan")


def test_a_manager_leaves_and_the_case_says_to_whom_it_falls(page_as, cases, rpc):
    conference = cases.booked("Gareth Lloyd", weekday(11, 14))
    before = {login: to_dos(rpc, login) for login in ("hr", "clinician")}
    context = {"no_wizard": True}
    rpc("hr").call("hr.employee", "action_archive", [record_of(rpc, "Janet Okafor")], context=context)
    for login, count in before.items():
        until(lambda login=login, count=count: to_dos(rpc, login) == count + 1, f"{login} has a to-do")
    page = page_as("hr")
    form = ConferencePage(page).open(conference)
    banner = form.form.locator("[name=leavers]")
    expect(banner).to_contain_text("Janet Okafor, the line manager, has left")
    expect(banner).to_contain_text("HR or OH can choose another manager")
    assert not violations(page, WHERE, STOCK)
    form.press("Replace a person")
    form.choose("Line manager")
    form.dialog.get_by_label("The new manager").fill("Stephen")
    page.get_by_role("option", name="Stephen Achebe").first.click()
    form.confirm("Replace")
    expect(banner).to_have_count(0)
