"""The demo: one database that is kept as long as the addon is the same."""

from dev import database
from dev.places import RUN
from dev.processes import is_free
from dev.say import say
from dev.server import serving
from tests.personas import PERSONAS

_KEY = RUN / "demo.sha256"

_TRY = """
Three things to try
  1. Log in as hr, open Case Conferences and see what needs a time.
  2. Log in as clinician and open the same case conference to see what HR cannot.
  3. Log in as portal.employee, open My Account, and answer the questions.
"""


def serve(port):
    """Serve until Ctrl-C."""
    template = database.template()
    name = database.name("demo")
    if not database.exists(name) or not _KEY.exists() or _KEY.read_text() != template:
        database.clone(template, name)
        _KEY.write_text(template)
    with serving(name, port if is_free(port) else None) as server:
        print(f"\n  {server.url}\n\nLogins (the password is the login)")
        for login, role in PERSONAS.items():
            print(f"  {login:<16} {role}")
        print(f"{_TRY}\nMail is caught in {server.mail_dir}. Ctrl-C or `make stop` ends the demo.", flush=True)
        server.wait()
        say("Odoo has ended.")
