from odoo.addons.web.tests.test_js import unit_test_error_checker
from odoo.tests import HttpCase, no_retry, tagged


def _suite_id(name):
    """The number by which Hoot knows a suite."""
    number = 0
    for char in name:
        number = ((number << 5) - number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"


def _run_components(case, preset):
    """Run `static/tests` in a browser; a failed one fails the case."""
    case.browser_js(
        f"/web/tests?headless&loglevel=2&preset={preset}&timeout=15000&id={_suite_id('@casecon_odoo')}",
        "",
        "",
        login="admin",
        timeout=300,
        success_signal="[HOOT] Test suite succeeded",
        error_checker=unit_test_error_checker,
    )


@tagged("post_install", "-at_install", "browser")
class TestComponents(HttpCase):
    @no_retry
    def test_components_keep_their_promises(self):
        _run_components(self, "desktop")


@tagged("post_install", "-at_install", "browser")
class TestComponentsOnAPhone(HttpCase):
    browser_size = "375x667"
    touch_enabled = True

    @no_retry
    def test_components_keep_their_promises_on_a_phone(self):
        _run_components(self, "mobile")
