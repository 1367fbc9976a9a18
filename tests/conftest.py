"""A live server, roles that call it, and a browser; for the acceptance tests.

def test_hr_books(server, rpc, page_as):
    rpc("hr").call("casecon.conference", "action_schedule", [ids], start="…")
    page = page_as("hr")
"""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from dev import browser, database, packages, postgres
from dev.server import serving
from tests.browser import PATIENCE, Login, NoErrors
from tests.cases import Cases
from tests.mailbox import Mailbox
from tests.rpc import Rpc


@pytest.fixture(scope="session")
def postgresql():
    """The PostgreSQL of this checkout, running."""
    with postgres.running():
        yield postgres


@pytest.fixture(scope="module")
def server(postgresql, request):
    """A fresh clone of the demo template, served with crons and a mail catcher: one per test module.

    A module that sets WORKERS is served by so many processes.
    """
    name = database.name(f"t_{request.path.stem.removeprefix('test_')}"[:40])
    database.clone(database.template(), name)
    with serving(name, workers=getattr(request.module, "WORKERS", 0)) as running:
        yield running
    database.drop(name)


@pytest.fixture(scope="module")
def rpc(server):
    """`rpc("hr")`: a session of that login over JSON-RPC; one per login and module."""
    sessions = {}

    def session_of(login, password=None):
        if login not in sessions:
            sessions[login] = Rpc(server, login, password or login)
        return sessions[login]

    return session_of


@pytest.fixture(scope="module")
def cases(rpc):
    """Steps of a case over RPC, each as the role that takes it."""
    return Cases(rpc)


@pytest.fixture(scope="module")
def mailbox(server):
    """What the mail catcher of this module's server holds."""
    return Mailbox(server.mail)


class Journey(dict):
    """What one step of a journey leaves for the next."""

    def __missing__(self, name):
        pytest.fail(f"The step that gives {name!r} has failed or did not run.")


@pytest.fixture(scope="module")
def journey():
    """A dictionary for the tests of one module that follow each other."""
    return Journey()


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(packages.node_binaries() / "node")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser.ensure())
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def contexts(chromium, server):
    """One browser context per role, logged in once."""
    opened = {}
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture
def page_as(chromium, server, contexts):
    """`page_as("hr")`: a new page of that role; console errors fail the test at its end."""
    watch = NoErrors()
    pages = []

    def page_of(login, password=None):
        if login not in contexts:
            contexts[login] = Login(chromium, server).context(login, password or login)
        page = contexts[login].new_page()
        watch.listen(page)
        pages.append(page)
        return page

    page_of.errors = watch
    yield page_of
    for page in pages:
        page.close()
    watch.check()
