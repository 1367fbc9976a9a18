"""All that a command needs on the machine, before it runs."""

from concurrent.futures import ThreadPoolExecutor

from dev import browser, odoo_source, packages, pango, postgres


def ensure():
    """Fetch what is missing, the three big downloads side by side."""

    def around_odoo():
        packages.ensure("tests")
        packages.ensure_node()
        packages.ensure("lint")

    def beneath_odoo():
        packages.ensure("odoo")
        postgres.ensure()

    with ThreadPoolExecutor(3) as together:
        parts = [together.submit(part) for part in (odoo_source.ensure, beneath_odoo, around_odoo)]
        for part in parts:
            part.result()
    browser.ensure()
    pango.ensure()
